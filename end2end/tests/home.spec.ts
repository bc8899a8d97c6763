// The home page: what everyone sees first, with and without JavaScript.
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('the home page names the product and is accessible', async ({ page }) => {
      const answer = await page.goto('/');
      expect(answer?.status()).toBe(200);
      await expect(page).toHaveTitle(/Lắng Nghe/);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  });
}
