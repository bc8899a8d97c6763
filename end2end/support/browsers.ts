// The browsers that the tests use: the machine's own Chromium as a small phone and as a desk.
import type { PlaywrightTestConfig } from '@playwright/test';

export const use: PlaywrightTestConfig['use'] = {
  browserName: 'chromium',
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
  trace: 'retain-on-failure',
  screenshot: 'only-on-failure',
  actionTimeout: 10_000,
  navigationTimeout: 15_000,
  launchOptions: {
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    // Nothing but the product may be asked for anything over the network.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

export const phone = {
  name: 'phone',
  use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
};

export const desktop = {
  name: 'desktop',
  use: { viewport: { width: 1440, height: 900 } },
};
