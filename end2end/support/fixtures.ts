// What tests import: `test` with a server, a citizen and officials of each role, and `expect` with the checks of the house.
//
//   import { test, expect, expectAccessible } from '../support/fixtures';
//   test('…', async ({ citizen, official }) => {
//     const intake = await official('intake');
//   });
//
// A file that changes settings, counts petitions or cuts the network takes a server of its own (a new one
// for each screen size, and after a failed test):
//   test.use({ ownServer: { name: 'board', env: { LANG_NGHE_…: '…' } } });
import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { withoutScripts } from './accessibility';
import { type Account, type RunningServer, startServer } from './server';
import { watch } from './watch';

export { expect };
export { expectAccessible, expectNoSidewaysScroll } from './accessibility';

export type Role = 'intake' | 'handler' | 'approver' | 'publisher' | 'agency_lead' | 'administrator' | 'auditor';

export type Server = Omit<RunningServer, 'stop'>;

export interface OfficialOptions {
  /** Only an account of the agency whose name contains this. */
  agency?: string;
  /** Exactly this account. */
  username?: string;
  /** Sign in anew, for a test that signs out or counts sessions. */
  freshSession?: boolean;
}

interface WorkerFixtures {
  /** Set with `test.use` to give the tests of a file a server that they share with no other file. */
  ownServer: { name: string; env?: Record<string, string> } | undefined;
  server: Server;
  /** The cookies of officials who are signed in already, by username. */
  sessions: Map<string, BrowserContextOptions['storageState']>;
}

interface TestFixtures {
  /** Set to true in a test that means to cause script errors or requests to other hosts. */
  browserErrorsExpected: boolean;
  problems: string[];
  /** A new browser context, watched, closed at the end of the test. */
  newContext: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** A page of somebody who is not signed in, in a context of its own. */
  citizen: Page;
  /** A page of an official with this role, signed in, in a context of its own, showing the board. */
  official: (role: Role, options?: OfficialOptions) => Promise<Page>;
}

/** The account for a role: of all that have it, the one with the fewest other roles. */
export function accountFor(accounts: Account[], role: Role, options: OfficialOptions = {}): Account {
  const fitting = accounts
    .filter((account) => account.roles.includes(role))
    .filter((account) => !options.username || account.username === options.username)
    .filter((account) => !options.agency || account.agency.includes(options.agency))
    .sort((a, b) => a.roles.length - b.roles.length);
  const [account] = fitting;
  if (!account) {
    throw new Error(`no demonstration account for ${role} ${JSON.stringify(options)}`);
  }
  return account;
}

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto('/dang-nhap');
  await page.locator('input[name="username"]').fill(account.username);
  await page.locator('input[name="password"]').fill(account.password);
  await page.locator('form:has(input[name="password"]) button').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/dang-nhap'));
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  ownServer: [undefined, { option: true, scope: 'worker' }],

  server: [
    async ({ ownServer }, use, workerInfo) => {
      if (ownServer) {
        const name = `${ownServer.name}-${workerInfo.project.name}-${workerInfo.workerIndex}`;
        const server = await startServer(process.env.E2E_TEMPLATE ?? '', name, ownServer.env);
        await use(server);
        await server.stop();
      } else {
        await use(JSON.parse(process.env.E2E_SHARED_SERVER ?? '') as Server);
      }
    },
    { scope: 'worker' },
  ],

  sessions: [
    async ({}, use) => {
      await use(new Map());
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ server }, use) => {
    await use(server.url);
  },

  browserErrorsExpected: [false, { option: true }],

  problems: [
    async ({ browserErrorsExpected }, use) => {
      const problems: string[] = [];
      await use(problems);
      if (!browserErrorsExpected) {
        expect(problems, 'script errors and requests to other hosts').toEqual([]);
      }
    },
    { auto: true },
  ],

  context: async ({ context, javaScriptEnabled, problems, server }, use) => {
    watch(context, server.url, problems);
    if (javaScriptEnabled === false) withoutScripts.add(context);
    await use(context);
  },

  newContext: async ({ browser, javaScriptEnabled, problems, server }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      watch(context, server.url, problems);
      if ((options?.javaScriptEnabled ?? javaScriptEnabled) === false) withoutScripts.add(context);
      opened.push(context);
      return context;
    });
    await Promise.all(opened.map((context) => context.close()));
  },

  citizen: async ({ newContext }, use) => {
    const context = await newContext();
    await use(await context.newPage());
  },

  official: async ({ newContext, server, sessions }, use) => {
    await use(async (role, options = {}) => {
      const account = accountFor(server.accounts, role, options);
      const storageState = options.freshSession ? undefined : sessions.get(account.username);
      const context = await newContext({ storageState });
      const page = await context.newPage();
      if (storageState) {
        await page.goto('/can-bo');
      } else {
        await signIn(page, account);
        if (!options.freshSession) sessions.set(account.username, await context.storageState());
        await page.goto('/can-bo');
      }
      return page;
    });
  },
});
