// What a page must keep to so that everyone can use it: axe's rules for WCAG 2.2 AA, and no sideways scrolling.
import AxeBuilder from '@axe-core/playwright';
import { expect, type BrowserContext, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Contexts in which scripts are off, where axe itself cannot run. */
export const withoutScripts = new WeakSet<BrowserContext>();

/** Fails with a readable list when axe finds any violation on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  if (withoutScripts.has(page.context())) {
    await inTwinWithScripts(page, check);
  } else {
    await check(page);
  }
}

async function check(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    where: nodes.map((node) => `${node.target.join(' ')} — ${node.html.slice(0, 160)} — ${node.failureSummary ?? ''}`),
  }));
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** Shows what `page` shows, without the page's own scripts, in a context where axe can run. */
async function inTwinWithScripts(page: Page, look: (twin: Page) => Promise<void>): Promise<void> {
  const browser = page.context().browser();
  if (!browser) throw new Error('this context has no browser to open another one in');
  const html = (await page.content())
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/gi, '')
    .replace(/<\/?noscript\b[^>]*>/gi, '');
  const context = await browser.newContext({ javaScriptEnabled: true });
  try {
    await context.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
    const twin = await context.newPage();
    await twin.goto(page.url());
    await look(twin);
  } finally {
    await context.close();
  }
}

/** Fails when the page is wider than the window, which on a phone hides part of every line. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content = 0, window = 0] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content, `width of ${page.url()}`).toBeLessThanOrEqual(window);
}
