// A matter under study: the agency reports how it stands, and the sender reads it without reloading.
import { expect, expectAccessible, test } from '../support/fixtures';
import { card, openVerb, sendPetition } from '../support/petition';

test('while a matter is studied its sender hears how it stands', async ({ citizen, official }) => {
  test.setTimeout(90_000);
  const intake = await official('intake', { username: 'tiepnhan' });
  const handler = await official('handler', { username: 'tuphap.xuly' });
  const leader = await official('agency_lead', { username: 'tuphap.lanhdao' });
  const sent = await sendPetition(citizen);
  await citizen.getByRole('link', { name: 'Xem phản ánh của tôi' }).click();
  await card(intake, 'intake', sent).getByRole('link').click();
  await (await openVerb(intake, 'accept')).getByRole('button', { name: 'Tiếp nhận và phân loại' }).click();
  await expect(card(intake, 'to_assign', sent)).toBeVisible();
  const assign = await openVerb(intake, 'assign');
  await assign.locator('select[name="lead"]').selectOption('so-tu-phap');
  await assign.getByRole('button', { name: 'Chuyển đơn vị xử lý' }).click();
  await card(handler, 'assigned', sent).getByRole('link').click();
  await (await openVerb(handler, 'start')).getByRole('button', { name: 'Nhận xử lý' }).click();

  await card(leader, 'processing', sent).getByRole('link').click();
  const study = await openVerb(leader, 'study');
  await study.locator('textarea').fill('Cần hỏi thêm ý kiến của các xã trước khi trả lời.');
  await study.getByRole('button', { name: 'Tiếp tục tập hợp, nghiên cứu' }).click();
  await expect(citizen.getByRole('heading', { level: 1 })).toContainText('cần thêm thời gian');

  const report = await openVerb(handler, 'report_progress');
  await report.locator('textarea').fill('Đã hỏi');
  await report.getByRole('button', { name: 'Báo tiến độ cho người gửi' }).click();
  await expect(report).toContainText('ít nhất 10 ký tự');
  await expectAccessible(handler);
  await report.locator('textarea').fill('Đã hỏi hai trong ba xã, tuần tới hỏi xã thứ ba rồi tổng hợp.');
  await report.getByRole('button', { name: 'Báo tiến độ cho người gửi' }).click();
  await expect(handler.locator('.timeline')).toContainText('Đã hỏi hai trong ba xã');
  await expect(citizen.locator('main')).toContainText('Đã hỏi hai trong ba xã, tuần tới hỏi xã thứ ba');
  await expectAccessible(citizen);
});
