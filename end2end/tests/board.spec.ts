// The board: it moves by itself, disturbs nothing, misses nothing, and is usable by keyboard.
import { cuttableNetwork } from '../support/cuttable';
import { accountFor, expect, expectAccessible, signIn, test } from '../support/fixtures';
import { card, openVerb, sendPetition } from '../support/petition';

test.use({ ownServer: { name: 'board' } });

test.describe('a network that is cut', () => {
  // The browser may complain of the cut, and it reaches the server through another port.
  test.use({ browserErrorsExpected: true });

  test('what was missed while the network was cut is filled in', async ({ citizen, newContext, server }) => {
    test.setTimeout(60_000);
    const network = await cuttableNetwork(server.url);
    const context = await newContext({ baseURL: network.url });
    const intake = await context.newPage();
    await signIn(intake, accountFor(server.accounts, 'intake', { username: 'tiepnhan' }));
    await intake.goto('/can-bo');
    await expect(intake.locator('.live')).toHaveAttribute('data-state', 'on');
    network.cut();
    await expect(intake.locator('.connection')).toContainText('Mất kết nối');
    const sent = await sendPetition(citizen);
    await expect(card(intake, 'intake', sent)).toHaveCount(0);
    network.restore();
    await expect(card(intake, 'intake', sent)).toBeVisible({ timeout: 20_000 });
    await expect(intake.locator('.connection')).toContainText('Đã có mạng lại');
    await network.close();
  });
});

test('a change elsewhere leaves a half-written form alone', async ({ citizen, official }) => {
  const first = await sendPetition(citizen);
  const intake = await official('intake', { username: 'tiepnhan' });
  await card(intake, 'intake', first).getByRole('link').click();
  const form = await openVerb(intake, 'request_info');
  const question = form.locator('textarea[name="question"]');
  await question.fill('Bạn cho biết bạn đã nộp hồ sơ ở đâu');
  const second = await sendPetition(citizen);
  await expect(card(intake, 'intake', second)).toBeVisible();
  await expect(question).toHaveValue('Bạn cho biết bạn đã nộp hồ sơ ở đâu');
  await expect(question).toBeFocused();
});

test('a note that was empty and then written leaves an empty form behind', async ({ citizen, official }) => {
  const sent = await sendPetition(citizen);
  const intake = await official('intake', { username: 'tiepnhan' });
  await card(intake, 'intake', sent).getByRole('link').click();
  const form = await openVerb(intake, 'note');
  await form.locator('button').last().click();
  await expect(form).toContainText('Chưa làm được');
  await form.locator('textarea').fill('Đã gọi hỏi Ủy ban nhân dân xã');
  await form.locator('button').last().click();
  await expect(intake.locator('.timeline')).toContainText('Đã gọi hỏi Ủy ban nhân dân xã');
  await expect(form).not.toContainText('Chưa làm được');
  await expect(form.locator('textarea')).toHaveValue('');
});

test.describe('code that comes late', () => {
  test.use({ browserErrorsExpected: true });

  test('a form that failed belongs to its petition and does not open in the next', async ({ citizen, official }) => {
    const [one, other] = [await sendPetition(citizen), await sendPetition(citizen)];
    const intake = await official('intake', { username: 'tiepnhan' });
    await intake.route('**/*.wasm', (route) => route.abort());
    await intake.goto(`/can-bo/${one.record}`);
    const form = await openVerb(intake, 'reject');
    await form.locator('textarea[name="guidance"]').fill('Chỉ dành cho người gửi thứ nhất');
    await intake.unroute('**/*.wasm');
    await form.locator('button').last().click();
    await expect(intake.locator('.live')).toHaveAttribute('data-state', 'on');
    await expect(intake.locator('#reject-guidance')).toHaveValue('Chỉ dành cho người gửi thứ nhất');
    await intake.locator('.split-head').getByRole('link', { name: 'Đóng' }).click();
    await card(intake, 'intake', other).getByRole('link').click();
    await expect(intake.locator('.split-case h1')).toHaveText(other.title);
    await expect(intake.locator('#reject-guidance')).toHaveValue('');
  });
});

test('of two officials who act on the same petition the second is told what happened', async ({ citizen, official }) => {
  const sent = await sendPetition(citizen);
  const one = await official('intake', { username: 'tiepnhan' });
  const two = await official('intake', { username: 'tiepnhan2' });
  await card(one, 'intake', sent).getByRole('link').click();
  await card(two, 'intake', sent).getByRole('link').click();
  const ask = await openVerb(two, 'request_info');
  await ask.locator('textarea[name="question"]').fill('Bạn cho biết tên thủ tục bạn đã làm');
  // The second does not hear of the first in time: the page is stopped from listening.
  await two.evaluate(() => document.querySelectorAll('input[name="row_version"]').forEach((input) => ((input as HTMLInputElement).dataset.seen = (input as HTMLInputElement).value)));
  const version = await ask.locator('input[name="row_version"]').inputValue();
  await (await openVerb(one, 'accept')).getByRole('button', { name: 'Tiếp nhận và phân loại' }).click();
  await expect(card(one, 'to_assign', sent)).toBeVisible();
  const answer = await two.request.post(`/can-bo/${sent.record}/request_info`, {
    form: { row_version: version, question: 'Bạn cho biết tên thủ tục bạn đã làm' },
    headers: { accept: 'application/json' },
  });
  expect(answer.status()).toBe(409);
  const told = await answer.json();
  expect(told.problem).toContain('Người khác vừa làm việc');
  expect(told.meanwhile.join(' ')).toContain('Tiếp nhận và phân loại');
});

test('who turns the single keys off is left alone by them, also after a reload', async ({ official, isMobile }) => {
  test.skip(isMobile, 'a phone has no keyboard');
  const intake = await official('intake', { username: 'tiepnhan' });
  await expect(intake.locator('.live')).toHaveAttribute('data-state', 'on');
  await intake.getByRole('button', { name: 'Tắt phím tắt' }).click();
  await intake.locator('.tools h1').click();
  await intake.keyboard.press('j');
  await expect(intake.locator('.card[data-selected]')).toHaveCount(0);
  await intake.reload();
  await intake.getByRole('button', { name: 'Bật phím tắt' }).click();
  await intake.locator('.tools h1').click();
  await intake.keyboard.press('j');
  await expect(intake.locator('.card[data-selected]')).toHaveCount(1);
});

test('J and K move through the cards and Enter opens one', async ({ official, isMobile }) => {
  test.skip(isMobile, 'a phone has no keyboard');
  const intake = await official('intake', { username: 'tiepnhan' });
  await expect(intake.locator('.card').first()).toBeVisible();
  await expect(intake.locator('.live')).toHaveAttribute('data-state', 'on');
  await intake.keyboard.press('j');
  await intake.keyboard.press('j');
  const selected = intake.locator('.card[data-selected]');
  await expect(selected).toHaveCount(1);
  const code = await selected.getAttribute('data-code');
  await intake.keyboard.press('Enter');
  await expect(intake).toHaveURL(new RegExp(`/can-bo/${code}`));
  await expect(intake.locator('.split-case h1')).toBeVisible();
});

test('petitions are opened, gone back from and closed without drawing the board anew', async ({ official }) => {
  const intake = await official('intake', { username: 'tiepnhan' });
  await expect(intake.locator('.live')).toHaveAttribute('data-state', 'on');
  await intake.evaluate(() => Object.assign(window, { samePage: true }));
  await intake.getByRole('link', { name: 'Quá hạn', exact: true }).click();
  await expect(intake).toHaveURL(/\/can-bo\?due=overdue$/);
  await expect(intake.locator('.chip[aria-current="true"]')).toHaveText('Quá hạn');
  const open = intake.locator('.split-case');
  await intake.locator('.card').first().getByRole('link').click();
  await expect(intake).toHaveURL(/\/can-bo\/PAKN\.[\d.]+\?due=overdue$/);
  await expect(open.locator('h1')).toBeVisible();
  await intake.goBack();
  await expect(open).toHaveCount(0);
  await intake.goForward();
  await expect(open.locator('h1')).toBeVisible();
  await open.getByRole('link', { name: 'Đóng', exact: true }).click();
  await expect(open).toHaveCount(0);
  await expect(intake).toHaveURL(/\/can-bo\?due=overdue$/);
  expect(await intake.evaluate(() => 'samePage' in window)).toBe(true);
  // Other pages of the desk are pages of their own.
  await intake.getByRole('link', { name: 'Nhập hộ' }).first().click();
  await expect(intake).toHaveURL(/\/can-bo\/nhap-ho$/);
  expect(await intake.evaluate(() => 'samePage' in window)).toBe(false);
});

test('board, list and case are accessible', async ({ official }) => {
  const intake = await official('intake', { username: 'tiepnhan' });
  await expect(intake.locator('.card').first()).toBeVisible();
  await expectAccessible(intake);
  await intake.goto('/can-bo?xem=danh-sach');
  await expect(intake.locator('table.table')).toBeVisible();
  await expectAccessible(intake);
  await intake.goto('/can-bo');
  await intake.locator('.card').first().getByRole('link').click();
  await expect(intake.locator('.split-case h1')).toBeVisible();
  await expectAccessible(intake);
});

test('reading the sender leaves a trace and is a button, not a glance', async ({ citizen, official }) => {
  const sent = await sendPetition(citizen);
  const intake = await official('intake', { username: 'tiepnhan' });
  await card(intake, 'intake', sent).getByRole('link').click();
  await expect(intake.locator('.split-case')).not.toContainText('Triệu Thị Mùi');
  await intake.getByRole('button', { name: 'Xem người gửi' }).click();
  await expect(intake.locator('.split-case')).toContainText('Triệu Thị Mùi');
});
