// How `make screenshots` takes the pictures of docs/pictures; not part of the tests.
import { defineConfig } from '@playwright/test';
import { desktop, phone, use } from './support/browsers';

export default defineConfig({
  testDir: 'screenshots',
  outputDir: 'test-results',
  globalSetup: './support/global-setup.ts',
  workers: 1,
  retries: 0,
  timeout: 30_000,
  reporter: 'list',
  use: { ...use, trace: 'off' },
  projects: [phone, desktop],
});
