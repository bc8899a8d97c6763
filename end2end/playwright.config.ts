// How the browser tests run: two screen sizes, one shared server, no second chances.
import { defineConfig } from '@playwright/test';
import { desktop, phone, use } from './support/browsers';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './support/global-setup.ts',
  workers: 2,
  retries: 0,
  timeout: 30_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['html', { open: 'never', outputFolder: 'playwright-report' }]],
  use,
  projects: [phone, desktop],
});
