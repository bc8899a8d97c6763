// Once per run: seeds the demonstration data, starts the server that most tests share, and in the end stops it.
import { rmSync } from 'node:fs';
import { seedTemplate, startServer } from './server';

export default async function globalSetup(): Promise<() => Promise<void>> {
  const template = await seedTemplate();
  const server = await startServer(template, 'server');
  // Workers are processes of their own; the environment is what reaches them.
  process.env.E2E_TEMPLATE = template;
  process.env.E2E_SHARED_SERVER = JSON.stringify({
    url: server.url,
    dataDir: server.dataDir,
    accounts: server.accounts,
    logFile: server.logFile,
  });
  return async () => {
    rmSync(template, { recursive: true, force: true });
    await server.stop();
  };
}
