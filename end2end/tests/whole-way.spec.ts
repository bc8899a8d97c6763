// The whole way: five people in five browsers; each sees the other's step arrive without reloading.
import { expect, expectAccessible, test } from '../support/fixtures';
import { card, openVerb, sendPetition } from '../support/petition';

test('from a citizen to a published answer', async ({ citizen, official }) => {
  test.setTimeout(120_000);
  const intake = await official('intake', { username: 'tiepnhan' });
  const handler = await official('handler', { username: 'tuphap.xuly' });
  const leader = await official('agency_lead', { username: 'tuphap.lanhdao' });
  const publisher = await official('publisher', { username: 'congkhai' });

  // The citizen sends; the card arrives on the open board of intake.
  const sent = await sendPetition(citizen);
  expect(sent.code).toMatch(/^LN-/);
  expect(sent.pin).toMatch(/^\d{6}$/);
  await expectAccessible(citizen);
  await expect(card(intake, 'intake', sent)).toBeVisible();
  await citizen.getByRole('link', { name: 'Xem phản ánh của tôi' }).click();
  await expect(citizen.getByRole('heading', { level: 1 })).toContainText('đang chờ tiếp nhận');
  await expectAccessible(citizen);

  // Intake accepts and assigns; the citizen reads it, the handler's board gets the card.
  await card(intake, 'intake', sent).getByRole('link').click();
  const accept = await openVerb(intake, 'accept');
  await accept.getByRole('button', { name: 'Tiếp nhận và phân loại' }).click();
  await expect(card(intake, 'to_assign', sent)).toBeVisible();
  await expect(citizen.getByRole('heading', { level: 1 })).toContainText('đã được tiếp nhận');
  const assign = await openVerb(intake, 'assign');
  await assign.locator('select[name="lead"]').selectOption('so-tu-phap');
  await assign.getByRole('button', { name: 'Chuyển đơn vị xử lý' }).click();
  await expect(card(handler, 'assigned', sent)).toBeVisible();
  await expect(citizen.getByRole('heading', { level: 1 })).toContainText('Sở Tư pháp');

  // The handler takes it up, writes the answer and submits it; the leader's board follows.
  await card(handler, 'assigned', sent).getByRole('link').click();
  await (await openVerb(handler, 'start')).getByRole('button', { name: 'Nhận xử lý' }).click();
  await expect(card(handler, 'processing', sent)).toBeVisible();
  const submit = await openVerb(handler, 'submit_for_approval');
  await submit.locator('textarea[name="body"]').fill(
    'Phản ánh của bạn đúng. Theo quy định, đăng ký khai sinh không cần giấy xác nhận của trưởng thôn và không cần sổ hộ khẩu. Chúng tôi đã yêu cầu bộ phận một cửa xã xin lỗi bạn và niêm yết lại danh mục giấy tờ.',
  );
  await submit.locator('select[name="outcome"]').selectOption('remedied');
  await submit.locator('select[name="upheld"]').selectOption('yes');
  await submit.getByRole('button', { name: 'Trình duyệt' }).click();
  await expect(card(leader, 'approval', sent)).toBeVisible();

  // Another person approves; the citizen has the answer at once.
  await card(leader, 'approval', sent).getByRole('link').click();
  await (await openVerb(leader, 'approve')).getByRole('button', { name: 'Phê duyệt' }).click();
  await expect(citizen.getByRole('heading', { level: 1 })).toContainText('đã trả lời phản ánh của bạn');
  await expect(citizen.locator('.answer')).toContainText('không cần giấy xác nhận của trưởng thôn');

  // The publisher checks for personal data and publishes; the register has it.
  await expect(card(publisher, 'to_publish', sent)).toBeVisible();
  await card(publisher, 'to_publish', sent).getByRole('link').click();
  const publish = await openVerb(publisher, 'publish');
  await publish.getByRole('button', { name: 'Công khai' }).click();
  await expect(publish.getByRole('alert')).toContainText('Đã kiểm tra dữ liệu cá nhân');
  await publish.locator('[name="personal_data_checked"]').check();
  await publish.getByRole('button', { name: 'Công khai' }).click();
  await expect(citizen.getByRole('heading', { level: 1 })).toContainText('đã được công khai');
  const everybody = citizen;
  await everybody.goto(`/cong-khai/${sent.record}`);
  await expect(everybody.locator('main')).toContainText(sent.title);
  await expect(everybody.locator('main')).not.toContainText('Triệu Thị Mùi');

  // The citizen rates.
  await citizen.goto(`/tra-cuu/${sent.code}`);
  await citizen.locator('input[name="level"][value="very_satisfied"]').check();
  await citizen.getByRole('button', { name: 'Gửi đánh giá' }).click();
  await expect(citizen.locator('.timeline')).toContainText('rất hài lòng');
  await expect(citizen.getByRole('button', { name: 'Gửi đánh giá' })).toHaveCount(0);
});
