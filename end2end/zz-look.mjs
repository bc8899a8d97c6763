import { chromium } from '@playwright/test';
const base='http://127.0.0.1:3100';
const browser=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-background-networking']});
for (const [name,w,h,scheme] of [['phone',360,740,'light'],['desk',1440,900,'light'],['dark',1440,900,'dark']]) {
  const ctx=await browser.newContext({viewport:{width:w,height:h},locale:'vi-VN',colorScheme:scheme});
  const page=await ctx.newPage();
  const errs=[];page.on('pageerror',e=>errs.push(e.message));page.on('console',m=>{if(m.type()==='error')errs.push(m.text())});
  const shot=async(n,full=true)=>{await page.waitForTimeout(900);await page.screenshot({path:`/tmp/shots/${name}-${n}.png`,fullPage:full});
    const over=await page.evaluate(()=>document.documentElement.scrollWidth-document.documentElement.clientWidth);if(over>0)console.log(name,n,'sideways',over)};
  await page.goto(base+'/gui');
  await page.getByLabel('Cách cán bộ làm việc').check();
  await page.fill('#title','Chứng thực bản sao phải chờ cả buổi');
  await page.fill('#body','Tôi đi chứng thực bản sao từ bản chính ở phường Phan Đình Phùng sáng ngày 3/11/2026, chờ bốn tiếng mới đến lượt. Tôi khiếu nại quyết định xử phạt của Chủ tịch phường. Gọi tôi số 0912 345 678.');
  await page.waitForTimeout(2500);
  await page.locator('#body').scrollIntoViewIfNeeded(); await shot('gui-hints',false);
  const login=async u=>{await page.goto(base+'/dang-nhap');await page.fill('[name=username]',u);await page.fill('[name=password]','trinh-dien-'+u);await page.locator('main button').first().click();await page.waitForTimeout(1500);};
  await login('tiepnhan');await shot('board',false);
  const adv=page.locator('.card:has(.card-advice) a');console.log(name,'cards with advice',await adv.count());
  if(await adv.count()){await adv.first().click();await page.waitForTimeout(1500);await shot('case-hints',false);await page.locator('.hint-panel').scrollIntoViewIfNeeded();await shot('case-hints2',false);}
  await login('congkhai');
  const pub=page.locator('[data-column=to_publish] .card a');
  if(await pub.count()){await pub.first().click();await page.waitForTimeout(1200);await page.locator('details[data-verb=publish]').scrollIntoViewIfNeeded();await shot('publish',false);}
  await login('quantri');await shot('learning');
  console.log(name,'errors',errs.map(e=>e.slice(0,160)));
  await ctx.close();
}
await browser.close();
