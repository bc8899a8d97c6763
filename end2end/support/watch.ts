// Watches a browser context for what no test should have to ask for: script errors and requests to other hosts.
import type { BrowserContext } from '@playwright/test';

const serious = /panicked|hydrat|content security policy|refused to/i;

/** Everything wrong that a context does from now on is added to `problems`. */
export function watch(context: BrowserContext, url: string, problems: string[]): void {
  context.on('weberror', (error) => problems.push(`uncaught error: ${error.error().stack ?? error.error()}`));
  context.on('console', (message) => {
    // Failed loads are errors too for the browser; a page that answers 422 on purpose is none for us.
    if (message.type() === 'error' && serious.test(message.text())) {
      problems.push(`console of ${message.page()?.url()}: ${message.text()}`);
    }
  });
  const host = new URL(url).host;
  context.on('request', (request) => {
    const target = new URL(request.url());
    if (/^(https?|wss?):$/.test(target.protocol) && target.host !== host) {
      problems.push(`request to another host: ${request.method()} ${request.url()}`);
    }
  });
}
