// Sending: nothing typed is lost, nothing is sent twice, with and without JavaScript.
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures';
import { fillForm, sendPetition, uniqueTitle } from '../support/petition';

test('a form with gaps says what to mend and keeps everything', async ({ page }) => {
  await page.goto('/gui');
  await fillForm(page, { phone: '12', title: 'Việc', proposed_solution: 'Bỏ giấy xác nhận <b>thừa</b>' });
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await expect(page).toHaveTitle(/^Lỗi:/);
  const summary = page.getByRole('alert');
  await expect(summary).toContainText('có 2 chỗ cần sửa');
  await expect(summary.getByRole('link')).toHaveCount(2);
  await expect(page.locator('#phone')).toHaveValue('12');
  await expect(page.locator('#phone')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#proposed_solution')).toHaveValue('Bỏ giấy xác nhận <b>thừa</b>');
  await summary.getByRole('link').last().click();
  await expect(page.locator('#phone')).toBeFocused();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test('pressing twice, reloading and sending the same form again make one petition', async ({ page }) => {
  const title = uniqueTitle('Chờ ba tuần chưa được cấp giấy');
  await page.goto('/gui');
  await fillForm(page, { title });
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  const form = await page
    .locator('form[action="/gui"] input[type="hidden"]')
    .evaluateAll((inputs) => Object.fromEntries(inputs.map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? ''])));
  await page.getByRole('button', { name: 'Gửi phản ánh' }).dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hãy giữ hai mã này');
  const first = await page.locator('.ticket-code').first().textContent();
  await page.reload();
  await expect(page.locator('.ticket-code').first()).toHaveText(first ?? '');
  await page.request.post('/gui', { form: { ...form, intent: 'send' } });
  await page.goto('/gui/bien-nhan');
  await expect(page.locator('.ticket-code').first()).toHaveText(first ?? '');
  await expect(page.getByRole('status').filter({ hasText: 'đã gửi rồi' })).toBeVisible();
});

test('the back button after sending leads to the form as it was typed, and sending it again makes no second petition', async ({ page }) => {
  const title = uniqueTitle('Chờ hai tuần chưa được trả giấy');
  await page.goto('/gui');
  await fillForm(page, { title });
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hãy giữ hai mã này');
  const first = await page.locator('.ticket-code').first().textContent();
  await page.goBack();
  await expect(page.getByLabel('Tóm tắt trong một câu')).toHaveValue(title);
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
  await expect(page.locator('.ticket-code').first()).toHaveText(first ?? '');
});

test('going back and loading again keep the whole form, the procedure and what the server filled in', async ({ page }) => {
  const title = uniqueTitle('Đòi thêm giấy xác nhận');
  await page.goto('/gui');
  await fillForm(page, { title });
  await page.getByLabel('Thủ tục nào').pressSequentially('lam lai khai sinh');
  await page.locator('.suggest-option').first().click();
  const procedure = (await page.locator('.suggest-chosen strong').textContent()) ?? '';
  await page.getByLabel('Số điện thoại').fill('12');
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await expect(page.getByText('Chưa gửi được').first()).toBeVisible();
  await expect(page.locator('.suggest-chosen strong')).toHaveText(procedure);
  const complete = async (): Promise<void> => {
    await expect(page.getByLabel('Tóm tắt trong một câu')).toHaveValue(title);
    await expect(page.getByLabel('Họ và tên')).not.toHaveValue('');
    await expect(page.locator('.suggest-chosen strong')).toHaveText(procedure);
  };
  await page.waitForLoadState('networkidle');
  await page.reload();
  await complete();
  await page.getByLabel('Số điện thoại').fill('0912345678');
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
  const first = await page.locator('.ticket-code').first().textContent();
  await page.goBack();
  await complete();
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
  await expect(page.locator('.ticket-code').first()).toHaveText(first ?? '');
});

test('what is typed before the code arrives stays when it does', async ({ page }) => {
  let go = (): void => undefined;
  const wait = new Promise<void>((resolve) => (go = resolve));
  await page.route('**/*.wasm', async (route) => {
    await wait;
    await route.continue();
  });
  await page.goto('/gui');
  await page.getByLabel('Thủ tục nào').fill('lam lai khai sinh');
  await page.getByLabel('Kể lại sự việc').fill('Tôi muốn tố cáo cán bộ ở xã Chợ Rã.');
  go();
  await expect(page.locator('.advice').first()).toContainText('tố cáo');
  await expect(page.getByLabel('Thủ tục nào')).toHaveValue('lam lai khai sinh');
});

test('without a network nothing is lost: it says so, and sends when the network is back', async ({ page, context }) => {
  const title = uniqueTitle('Mất mạng lúc bấm gửi');
  await page.goto('/gui');
  await fillForm(page, { title });
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Xem lại');
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
  await expect(page.getByRole('alert')).toContainText('mất mạng');
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hãy giữ hai mã này');
});

test('while typing it says that this is a complaint, and lets one send all the same', async ({ page }) => {
  await page.goto('/gui');
  await fillForm(page, {
    title: 'Khiếu nại quyết định thu hồi đất của gia đình tôi',
    body: 'Tôi làm đơn khiếu nại quyết định số 12/QĐ-UBND ngày 3/10/2026 về thu hồi đất của gia đình tôi, đề nghị hủy quyết định và bồi thường thiệt hại cho gia đình tôi.',
  });
  await page.locator('#body').press('End');
  await page.locator('#body').pressSequentially(' ');
  await expect(page.locator('.advice').first()).toContainText(/khiếu nại/i);
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await expect(page.getByRole('button', { name: 'Gửi phản ánh' })).toBeVisible();
});

test('a procedure is found by words without accents and chosen by keyboard', async ({ page }) => {
  await page.goto('/gui');
  const input = page.getByRole('combobox', { name: /Thủ tục nào/ });
  await input.pressSequentially('dang ky khai sinh');
  const options = page.getByRole('option');
  await expect(options.first()).toContainText(/khai sinh/i);
  await input.press('Enter');
  await expect(page.locator('.suggest-chosen')).toContainText(/khai sinh/i);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('one can send, track and withdraw', async ({ page }) => {
    const sent = await sendPetition(page, { procedure_q: 'khai sinh' });
    await page.context().clearCookies();
    await page.goto('/tra-cuu');
    await page.locator('[name="code"]').fill(sent.code.toLowerCase().replaceAll('-', ' '));
    await page.locator('[name="pin"]').fill(sent.pin);
    await page.getByRole('button', { name: 'Xem phản ánh' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('đang chờ tiếp nhận');
    await page.locator('details', { hasText: 'Chúng tôi dừng xử lý' }).locator('summary').click();
    await page.getByRole('button', { name: 'Rút phản ánh' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Bạn đã rút');
  });

  test('the button finds procedures and keeps the form', async ({ page }) => {
    await page.goto('/gui');
    await fillForm(page, { procedure_q: 'cap lai giay khai sinh' });
    await page.getByRole('button', { name: 'Tìm thủ tục' }).click();
    await expect(page.locator('input[name="procedure_code"]').first()).toBeVisible();
    await expect(page.locator('#full_name')).toHaveValue('Triệu Thị Mùi');
  });
});

test('Enter in a field checks the form and keeps the procedure that was chosen', async ({ citizen: page }) => {
  await page.goto('/gui');
  await fillForm(page);
  await page.locator('input[name="procedure_q"]').fill('lam lai khai sinh');
  await page.locator('.suggest-option').first().click();
  const procedure = (await page.locator('.suggest-chosen strong').textContent()) ?? '';
  await page.locator('[name="full_name"]').press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Xem lại trước khi gửi' })).toBeVisible();
  await expect(page.locator('main')).toContainText(procedure);
});

test('a failed form on the case page comes back as the case page and goes on living', async ({ page }) => {
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  const sent = await sendPetition(page);
  await page.goto(`/tra-cuu/${sent.code}`);
  await page.waitForLoadState('networkidle');
  // A rating without a level, as an old form would send it.
  await page.evaluate(() => {
    const form = document.querySelector<HTMLFormElement>('form[action$="/withdraw"]');
    form?.setAttribute('action', form.action.replace('/withdraw', '/rate'));
    form?.submit();
  });
  await page.waitForURL(`**/tra-cuu/${sent.code}`);
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('đang chờ tiếp nhận');
  await expect(page).not.toHaveTitle(/Không tìm thấy/);
  expect(broken).toEqual([]);
});

test('what is too long to send gets a page that says so, and the form is still there', async ({ page }) => {
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  const title = uniqueTitle('Kể mãi không hết');
  await page.goto('/gui');
  await fillForm(page, { title });
  // Typing this much takes a browser longer than a person waits; pasted text arrives like this.
  await page.locator('#body').evaluate((body: HTMLTextAreaElement) => {
    body.value = 'Tôi kể mãi không hết. '.repeat(30_000);
  });
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('dài quá');
  await expectAccessible(page);
  await page.waitForLoadState('networkidle');
  expect(broken).toEqual([]);
  await page.goBack();
  await expect(page.getByLabel('Tóm tắt trong một câu')).toHaveValue(title);
});

test('a wrong PIN opens nothing', async ({ page }) => {
  const sent = await sendPetition(page);
  await page.context().clearCookies();
  await page.goto('/tra-cuu');
  await page.locator('[name="code"]').fill(sent.code);
  await page.locator('[name="pin"]').fill(sent.pin === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: 'Xem phản ánh' }).click();
  await expect(page.getByRole('alert')).toContainText('không khớp');
  await expect(page.locator('[name="code"]')).toHaveValue(sent.code);
  const answer = await page.goto(`/tra-cuu/${sent.code}`);
  expect(answer?.status()).toBe(401);
});
