// A call to the hotline: what is said is written down, the codes are read out and read back, the caller follows the case.
import { expect, expectAccessible, test } from '../support/fixtures';

test('a call is booked, its code read back, and the caller opens the case', async ({ citizen, official }) => {
  const intake = await official('intake', { username: 'tiepnhan' });
  await intake.goto('/can-bo/nhap-ho');
  await intake.getByLabel('Tóm tắt trong một câu').fill('Ba lần ra xã làm lại khai sinh');
  await intake.getByRole('textbox', { name: 'Nội dung, đúng như người gửi nói hoặc viết' }).fill(
    'Tôi gọi vì ba lần ra xã Chợ Rã làm lại khai sinh cho cháu, lần nào cũng bị đòi thêm một giấy khác.',
  );
  await intake.locator('input[name="kind"][value="conduct"]').check({ force: true });
  await intake.locator('input[name="full_name"]').fill('Hoàng Thị Mẩy');
  await intake.locator('input[name="address"], textarea[name="address"]').fill('Thôn Nà Mu, xã Chợ Rã');
  await intake.locator('input[name="phone"]').fill('0900 000 123');
  // The text was not read back yet: the form says so and keeps what was typed.
  await intake.getByRole('button', { name: 'Ghi vào sổ và lấy mã' }).click();
  await expect(intake.locator('.error-summary')).toContainText('Đã đọc lại nội dung');
  await expect(intake.locator('input[name="full_name"]')).toHaveValue('Hoàng Thị Mẩy');
  await intake.locator('input[name="read_back"]').check({ force: true });
  await intake.getByRole('button', { name: 'Ghi vào sổ và lấy mã' }).click();

  await expect(intake.getByRole('heading', { level: 1 })).toContainText('Đọc hai mã cho người gọi');
  const [code = '', pin = ''] = await intake.locator('.ticket-code').allInnerTexts();
  const heard = intake.getByLabel('Người gửi đọc lại mã tra cứu là');
  await heard.fill('LN-7K3M-9QX-4TA');
  await intake.getByRole('button', { name: 'So mã và ghi nhận' }).click();
  await expect(intake.locator('.error-summary')).toContainText('khác mã trên phiếu');
  await expectAccessible(intake);
  await heard.fill(code.toLowerCase().replaceAll('-', ' '));
  await heard.press('Enter');
  await expect(intake.locator('main')).toContainText('đã đọc lại đúng mã tra cứu');
  await expectAccessible(intake);

  await citizen.goto('/tra-cuu');
  await citizen.locator('input[name="code"]').fill(code);
  await citizen.locator('input[name="pin"]').fill(pin.replace(' ', ''));
  await citizen.getByRole('button', { name: 'Xem phản ánh' }).click();
  await expect(citizen.getByRole('heading', { level: 1 })).toContainText('đang chờ tiếp nhận');
  await expect(citizen.locator('main')).not.toContainText('đọc lại');
});
