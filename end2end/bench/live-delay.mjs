// How long after a petition is durable is its card on open boards? Two boards in contexts of their own, 20 submissions.
// Two figures. From the acknowledgement (303, after the commit) as it reaches this program: a card that was there before
// counts as 0, so it is too small by the way of the acknowledgement. From just before sending: too large by receiving
// and committing. The delay from commit to DOM lies between them.
import { chromium } from '@playwright/test';

const url = process.env.BENCH_URL;
const rounds = 20;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function board() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${url}/dang-nhap`);
  await page.locator('input[name="username"]').fill(process.env.BENCH_USERNAME);
  await page.locator('input[name="password"]').fill(process.env.BENCH_PASSWORD);
  await page.locator('form:has(input[name="password"]) button').click();
  await page.waitForURL((at) => at.pathname === '/can-bo');
  await page.locator('.live[data-state="on"]').waitFor({ state: 'attached', timeout: 20_000 });
  return page;
}

// When text that was waited for turned up in the page, by the machine's clock.
const appears = (page, title) =>
  page.evaluate(
    (wanted) =>
      new Promise((done, failed) => {
        const there = () => [...document.querySelectorAll('.card')].some((card) => card.textContent.includes(wanted));
        const look = new MutationObserver(() => {
          if (there()) {
            look.disconnect();
            done(performance.timeOrigin + performance.now());
          }
        });
        look.observe(document.body, { childList: true, subtree: true, characterData: true });
        setTimeout(() => failed(new Error('no card within 10 s')), 10_000);
      }),
    title,
  );

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];

try {
  const boards = [await board(), await board()];
  const delays = [[], []];
  const whole = [[], []];
  let missed = 0;
  for (let round = 0; round < rounds; round += 1) {
    const title = `Đo độ trễ bảng trực tiếp lần ${round} ${Date.now().toString(36)}`;
    const waits = boards.map((page) => appears(page, title).catch(() => undefined));
    await new Promise((done) => setTimeout(done, 300));
    const sent = performance.timeOrigin + performance.now();
    const answer = await fetch(`${url}/gui`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams({
        intent: 'send', kind: 'conduct', sender_kind: 'person', title,
        body: 'Tôi nộp hồ sơ từ đầu tháng, phiếu hẹn bảy ngày nhưng đến nay chưa có kết quả. Đề nghị kiểm tra.',
        full_name: 'Hoàng Thị Mẩy', phone: '0900000123', address: 'Xóm Nà Mu, xã Chợ Rã',
        idempotency_key: `bench-live-${Date.now()}-${String(round).padStart(30, '0')}`,
      }),
    });
    const committed = performance.timeOrigin + performance.now();
    if (answer.status !== 303) throw new Error(`sending was answered with ${answer.status}`);
    const seen = await Promise.all(waits);
    seen.forEach((at, number) => {
      if (at === undefined) {
        missed += 1;
      } else {
        delays[number].push(Math.max(0, at - committed));
        whole[number].push(at - sent);
      }
    });
  }
  const told = (list) => {
    const sorted = list.toSorted((a, b) => a - b);
    return `p50 ${percentile(sorted, 0.5).toFixed(1)} ms, p95 ${percentile(sorted, 0.95).toFixed(1)} ms`;
  };
  boards.forEach((_, number) => {
    const list = delays[number];
    if (list.length) {
      console.log(`  board ${number + 1}: after the acknowledgement ${told(list)}; after sending ${told(whole[number])} (${list.length} of ${rounds})`);
    }
  });
  if (missed) {
    console.log(`  cards that did not appear: ${missed}`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
}
