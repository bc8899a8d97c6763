// What a citizen does, for tests that need a petition of their own.
import { expect, type Locator, type Page } from '@playwright/test';

export interface Sent {
  title: string;
  code: string;
  pin: string;
  record: string;
}

let count = 0;

/** A title that no other test uses. */
export function uniqueTitle(what: string): string {
  count += 1;
  return `${what} ${Date.now().toString(36)}${process.pid}${count}`;
}

/** Fills the form at /gui; what is not given is something harmless. */
export async function fillForm(page: Page, values: Record<string, string> = {}): Promise<void> {
  const typed: Record<string, string> = {
    title: uniqueTitle('Phải đi lại ba lần để đăng ký khai sinh'),
    body: 'Ngày 12/11/2026 tôi đến bộ phận một cửa của xã để đăng ký khai sinh cho con. Cán bộ yêu cầu thêm giấy xác nhận của trưởng thôn, lần sau lại yêu cầu sổ hộ khẩu đã bỏ. Tôi phải đi lại ba lần, mỗi lần 20 km.',
    full_name: 'Triệu Thị Mùi',
    address: 'Thôn Khuổi Slẳng, xã Chợ Rã',
    phone: '0900 000 777',
    ...values,
  };
  await page.locator(`input[name="kind"][value="${values.kind ?? 'conduct'}"]`).check();
  for (const [name, value] of Object.entries(typed)) {
    if (name !== 'kind') await page.locator(`#send-form [name="${name}"]`).fill(value);
  }
}

/** Writes, checks and sends a petition, and reads the receipt. */
export async function sendPetition(page: Page, values: Record<string, string> = {}): Promise<Sent> {
  const title = values.title ?? uniqueTitle('Phải đi lại ba lần để đăng ký khai sinh');
  await page.goto('/gui');
  await fillForm(page, { ...values, title });
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Xem lại trước khi gửi' })).toBeVisible();
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hãy giữ hai mã này');
  const [code, pin] = await page.locator('.ticket-code').allTextContents();
  const record = (await page.locator('.ticket-foot .code').textContent()) ?? '';
  return { title, code: code ?? '', pin: pin ?? '', record };
}

/** The card of a petition in a column of an open board. */
export function card(page: Page, column: string, sent: Sent): Locator {
  return page.locator(`[data-column="${column}"] .card`, { hasText: sent.title });
}

/** The form of a verb in the open case, unfolded. */
export async function openVerb(page: Page, verb: string): Promise<Locator> {
  const details = page.locator(`details.verb[data-verb="${verb}"]`);
  await expect(details).toBeVisible();
  if ((await details.getAttribute('open')) === null) await details.locator('> summary').click();
  return details.locator('form');
}
