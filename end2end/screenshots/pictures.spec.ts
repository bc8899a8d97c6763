// Takes the pictures that README.md and docs/ show, of the demonstration data, as small WebP files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from '../support/fixtures';

const folder = join(import.meta.dirname, '../../docs/pictures');

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  // Playwright writes PNG or JPEG; WebP, which the browser makes by itself, is a fraction of the size.
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}-${test.info().project.name}.webp`), Buffer.from(data, 'base64'));
}

const open = [
  ['home', '/'],
  ['send', '/gui'],
  ['track', '/tra-cuu'],
  ['register', '/cong-khai'],
  ['procedures', '/thu-tuc'],
  ['agencies', '/co-quan'],
  ['topics', '/thong-ke/chu-de'],
] as const;

for (const [name, path] of open) {
  test(`picture of ${path}`, async ({ citizen }) => {
    await citizen.goto(path);
    await picture(citizen, name);
  });
}

test('picture of the board', async ({ official }) => {
  await picture(await official('intake'), 'board');
});

test('picture of one petition at the desk', async ({ official }) => {
  const page = await official('intake');
  await page.locator('main a[href^="/can-bo/"]:not([href$="/nhap-ho"])').first().click();
  // On a phone the case lies over the board; it is there when its heading is.
  await expect(page.locator('.split-case h1')).toBeVisible();
  await picture(page, 'desk');
});

test('picture of what is suggested at the desk', async ({ official }) => {
  const page = await official('intake');
  await page.locator('.card:has(.card-advice) a').first().click();
  await page.locator('.hint-panel').scrollIntoViewIfNeeded();
  await picture(page, 'suggestions');
});

test('picture of what people speak of, for officials', async ({ official }) => {
  const page = await official('intake');
  await page.goto('/can-bo/phan-tich');
  await picture(page, 'analysis');
});

test('picture of the half-year report', async ({ official }) => {
  const page = await official('auditor');
  await page.goto('/bao-cao');
  await picture(page, 'report');
});
