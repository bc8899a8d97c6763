// Every page: reachable, accessible, no wider than the window, with the right status.
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures';

const open = ['/', '/gui', '/tra-cuu', '/cong-khai', '/cong-khai?q=duong', '/thu-tuc', '/thu-tuc?q=khai+sinh', '/thu-tuc/1.001193', '/co-quan', '/co-quan/so-tu-phap', '/thong-ke', '/thong-ke?ky=2024-1', '/dang-nhap'];

for (const path of open) {
  test(`${path} can be read by everyone`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    await expect(page.locator('main')).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}

test('English pages are in English', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tell us');
  await page.goto('/gui');
  await expect(page.getByRole('button', { name: 'Check before sending' })).toBeVisible();
});

for (const path of ['/khong-co', '/cong-khai/PAKN.20260101.9999', '/thu-tuc/9.999999', '/co-quan/khong-co', '/tra-cuu/KHONG-PHAI-MA']) {
  test(`${path} does not exist and says so`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('alert')).toContainText('Không tìm thấy');
  });
}

test('the desk asks to sign in and leads on from there', async ({ page }) => {
  await page.goto('/bao-cao');
  await expect(page).toHaveURL(/\/dang-nhap\?den=\/bao-cao/);
  await page.locator('[name="username"]').fill('kiemtra');
  await page.locator('[name="password"]').fill('trinh-dien-kiemtra');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page).toHaveURL(/\/bao-cao/);
});

test('the half-year of 2024 is 27, 7, 17, 3', async ({ official }) => {
  const auditor = await official('auditor', { username: 'kiemtra' });
  await auditor.goto('/bao-cao?tu=2024-01-01&den=2024-06-30');
  const figures = auditor.locator('.figures');
  for (const number of ['27', '7', '17', '3']) {
    await expect(figures.locator('.figure-number', { hasText: new RegExp(`^${number}$`) }).first()).toBeVisible();
  }
  await expectAccessible(auditor);
});
