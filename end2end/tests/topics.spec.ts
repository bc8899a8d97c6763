// What people speak of: everybody reads it, an official names it, and both without a script.
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures';

// Names a topic, which others would meet.
test.use({ ownServer: { name: 'topics' } });

test('everybody sees what many speak of, and reads what is published of it', async ({ citizen }) => {
  // Petitions are put into topics while the server is running already.
  await expect(async () => {
    await citizen.goto('/thong-ke/chu-de');
    await expect(citizen.locator('.ranked h3').first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await expect(citizen.getByRole('img', { name: 'Phản ánh, kiến nghị theo tháng' })).toBeVisible();
  await expect(citizen.locator('main')).toContainText('dưới 5');
  await expectNoSidewaysScroll(citizen);
  await expectAccessible(citizen);
  await citizen.getByText('Xem bảng số liệu').click();
  await expect(citizen.getByRole('columnheader', { name: 'Tháng', exact: true })).toBeVisible();
  await citizen.locator('.ranked').first().getByRole('link', { name: 'Câu trả lời đã công khai' }).click();
  await citizen.waitForURL(/\/cong-khai\?chu_de=\d+/);
  await expect(citizen.locator('.applied-one')).toContainText('Chủ đề: ');
  await expect(citizen.locator('.result').first()).toBeVisible();
});

test('an official sees what rises, opens its petitions and names the topic for everybody', async ({ citizen, official }) => {
  const intake = await official('intake', { username: 'tiepnhan' });
  await intake.getByRole('link', { name: 'Phân tích' }).click();
  const rise = intake.locator('.rise').first();
  await expect(rise).toContainText('phản ánh trong bảy ngày');
  await expectNoSidewaysScroll(intake);
  await expectAccessible(intake);
  await rise.getByText('Xem các phản ánh').click();
  await expect(rise.locator('a[href^="/can-bo/PAKN"]').first()).toBeVisible();

  await intake.locator('.topics-table th[scope="row"] a').first().click();
  await intake.waitForURL(/\/can-bo\/phan-tich\/chu-de\/\d+/);
  await intake.getByText('Đặt tên hoặc gộp chủ đề').click();
  await expectAccessible(intake);
  await intake.getByLabel('Tên chủ đề').fill('Gọi chị Hoàng Thị Mẩy 0900 000 123');
  await intake.getByRole('button', { name: 'Lưu tên' }).click();
  await expect(intake.getByRole('alert')).toContainText('Bỏ tên người');
  await intake.getByLabel('Tên chủ đề').fill('Phù hiệu xe bị trả không nêu lý do');
  await intake.getByRole('button', { name: 'Lưu tên' }).click();
  await expect(intake.getByRole('heading', { level: 1 })).toHaveText('Phù hiệu xe bị trả không nêu lý do');
  await citizen.goto('/thong-ke/chu-de');
  await expect(citizen.locator('.ranked h3', { hasText: 'Phù hiệu xe bị trả không nêu lý do' })).toBeVisible();
});

test('without scripts the desk can be filtered and the figures opened', async ({ newContext, official }) => {
  const signedIn = await official('intake', { username: 'tiepnhan' });
  const context = await newContext({ storageState: await signedIn.context().storageState(), javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/can-bo/phan-tich');
  const agency = page.locator('select[name="co_quan"]');
  await agency.selectOption('so-xay-dung');
  await page.getByRole('button', { name: 'Lọc', exact: true }).click();
  await expect(page.locator('.applied-one')).toContainText('Sở Xây dựng');
  const total = page.locator('main [role="status"] a');
  const count = Number.parseInt((await total.innerText()).replace(/\D/g, ''), 10);
  await total.click();
  await expect(page.locator('main [role="status"]')).toContainText(`${count} phản ánh nhận từ`);
  await expect(page.locator('.petition-links > li')).toHaveCount(Math.min(count, 30));
  await expectAccessible(page);
});
