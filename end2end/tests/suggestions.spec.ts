// What is suggested: it reaches the open board by itself, is taken with one key and corrected with two, and decides nothing.
import { expect, expectAccessible, test } from '../support/fixtures';
import { card, fillForm, openVerb, sendPetition } from '../support/petition';

test.use({ ownServer: { name: 'suggestions' } });

const complaint = {
  title: 'Khiếu nại quyết định thu hồi đất của xã',
  body: 'Tôi khiếu nại quyết định số 12 của Chủ tịch Ủy ban nhân dân xã Chợ Rã về việc thu hồi đất của gia đình tôi, đề nghị hủy quyết định đó và giải quyết khiếu nại lần đầu theo Luật Khiếu nại.',
};

/** Speaks of one procedure clearly enough to be told. */
const copies = {
  title: 'Chứng thực bản sao phải chờ cả buổi',
  body: 'Tôi đi chứng thực bản sao từ bản chính ở phường Phan Đình Phùng sáng ngày 3/11/2026, chờ bốn tiếng mới đến lượt.',
};

test('a complaint is recognised at once on an open board and its sentence is quoted', async ({ citizen, official }) => {
  const intake = await official('intake', { username: 'tiepnhan' });
  await expect(intake.locator('.live')).toHaveAttribute('data-state', 'on');
  const sent = await sendPetition(citizen, complaint);
  await expect(card(intake, 'intake', sent).locator('.card-advice')).toContainText('R06');
  await card(intake, 'intake', sent).getByRole('link').click();
  const hints = intake.locator('.hint-panel');
  await expect(hints).toContainText('Tôi khiếu nại quyết định số 12');
  await expect(intake.locator('details.verb[data-verb="reject"]')).toHaveAttribute('open', '');
  await expectAccessible(intake);
  await hints.getByRole('group', { name: 'Lý do trả lại' }).getByRole('button').first().click();
  await expect(intake.locator('#reject-reason')).toHaveValue('R06');
  await expect(intake.locator('#reject-guidance')).not.toHaveValue('');
  await expect(intake.locator('#reject-explanation')).toBeFocused();
  // Nothing was decided by it.
  await expect(card(intake, 'intake', sent)).toBeVisible();
});

test('one key takes a suggestion, two take another', async ({ citizen, official, isMobile }) => {
  test.skip(isMobile, 'a phone has no keyboard');
  const sent = await sendPetition(citizen, copies);
  const intake = await official('intake', { username: 'tiepnhan' });
  await card(intake, 'intake', sent).getByRole('link').click();
  const hints = intake.locator('.hint-panel');
  const kind = hints.getByRole('group', { name: 'Loại', exact: true });
  await expect(kind).toBeVisible();
  const accept = await openVerb(intake, 'accept');
  await intake.locator('.split-case h1').click();
  await intake.keyboard.press('l');
  await expect(kind.getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');
  await expect(accept.locator('input[name="kind"][value="conduct"]')).toBeChecked();
  await intake.keyboard.press('2');
  await expect(kind.getByRole('button').nth(1)).toHaveAttribute('aria-pressed', 'true');
  await expect(accept.locator('input[name="kind"][value="conduct"]')).not.toBeChecked();
  await intake.keyboard.press('t');
  await expect(accept.locator('input[name="procedure_code"]')).toHaveValue(/^\d\.\d{6}$/);
});

test('while writing, likely procedures are offered and a complaint is told apart', async ({ page }) => {
  await page.goto('/gui');
  await fillForm(page, copies);
  const offered = page.locator('aside.advice', { hasText: 'Có phải về thủ tục này' });
  await expect(offered).toBeVisible();
  const name = (await offered.getByRole('button').first().textContent()) ?? '';
  await offered.getByRole('button').first().click();
  await expect(page.locator('.suggest-chosen')).toContainText(name);
  await expect(offered).toHaveCount(0);
  await page.locator('#body').fill(complaint.body);
  await expect(page.locator('aside.advice', { hasText: 'khiếu nại' }).first()).toBeVisible();
  await expectAccessible(page);
});

test('an administrator lets the program learn and takes it back', async ({ official }) => {
  const page = await official('administrator', { username: 'quantri' });
  await expect(page).toHaveURL(/\/quan-tri\/phan-tich$/);
  await expectAccessible(page);
  const before = await page.getByRole('row', { name: /^bản \d/ }).count();
  await page.getByRole('button', { name: 'Học từ các quyết định' }).click();
  await expect(page.getByRole('row', { name: /^bản \d/ })).toHaveCount(before + 1, { timeout: 20_000 });
  await page.getByRole('button', { name: `Dùng bản ${before + 1}` }).click();
  await expect(page.getByRole('row', { name: new RegExp(`^bản ${before + 1}`) })).toContainText('Đang dùng');
  await page.getByRole('button', { name: 'Dùng bản gốc' }).click();
  await expect(page.getByRole('row', { name: /^bản gốc/ })).toContainText('Đang dùng');
});
