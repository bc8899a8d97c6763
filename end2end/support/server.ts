// Starts the release server on a free port with a database of its own, and stops it again.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** An invented official of the demonstration data, as `seed --demo` writes it to demo-accounts.json. */
export interface Account {
  username: string;
  password: string;
  roles: string[];
  agency: string;
}

export interface RunningServer {
  url: string;
  dataDir: string;
  accounts: Account[];
  /** The file with everything that the server said. */
  logFile: string;
  /** Stops the server and deletes its data; throws when the server panicked. */
  stop(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');
const binary = process.env.LANG_NGHE_BIN || join(root, 'target/release/lang-nghe');
const logDir = join(root, 'target/log');

function environment(dataDir: string, extra: Record<string, string>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LEPTOS_ENV: 'PROD',
    LEPTOS_OUTPUT_NAME: 'lang-nghe',
    LEPTOS_SITE_ROOT: join(root, 'target/site'),
    LEPTOS_SITE_PKG_DIR: 'pkg',
    LEPTOS_HASH_FILES: 'true',
    LANG_NGHE_SITE_DIR: join(root, 'target/site'),
    LANG_NGHE_DATA_DIR: dataDir,
    LANG_NGHE_DATABASE_URL: `sqlite:${join(dataDir, 'lang-nghe.db')}`,
    RUST_BACKTRACE: '1',
    ...extra,
  };
}

// Whatever ends the test runner must leave neither servers nor folders behind.
const children = new Set<ChildProcess>();
const folders = new Set<string>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-e2e-'));
  folders.add(folder);
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

/** Makes a folder with a migrated database full of demonstration data; servers start from copies of it. */
export async function seedTemplate(): Promise<string> {
  if (!existsSync(binary)) {
    throw new Error(`${binary} is not there; run 'make build' first`);
  }
  const dataDir = temporaryFolder();
  await promisify(execFile)(binary, ['seed', '--demo'], {
    cwd: root,
    env: environment(dataDir, {}),
    maxBuffer: 64 * 1024 * 1024,
  });
  return dataDir;
}

/** Waits until the server says it is ready, for at most 20 seconds. */
async function ready(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      throw new Error(`the server ended with ${child.exitCode}:\n${readFileSync(logFile, 'utf8')}`);
    }
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`the server was not ready after 20 s:\n${readFileSync(logFile, 'utf8')}`);
}

/** The lines of a log that tell of a panic, each with the line after it, which has the message. */
export function panics(log: string): string[] {
  const lines = log.split('\n');
  return lines.flatMap((line, at) => (line.includes('panicked') ? [`${line}\n${lines[at + 1] ?? ''}`] : []));
}

/**
 * Starts a server on a copy of `template`.
 * `env` adds settings; `name` names the log file, target/log/e2e-NAME.log.
 */
export async function startServer(
  template: string,
  name: string,
  env: Record<string, string> = {},
): Promise<RunningServer> {
  const dataDir = temporaryFolder();
  cpSync(template, dataDir, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  mkdirSync(logDir, { recursive: true });
  const logFile = join(logDir, `e2e-${name}.log`);
  const log = createWriteStream(logFile);
  const child = spawn(binary, ['serve'], {
    cwd: root,
    env: environment(dataDir, { LANG_NGHE_ADDR: `127.0.0.1:${port}`, LANG_NGHE_BASE_URL: url, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const closed = new Promise<void>((done) => child.once('close', () => log.end(done)));
  children.add(child);

  const stop = async () => {
    child.kill('SIGTERM');
    const stopped = await Promise.race([closed.then(() => true), sleep(10_000, false)]);
    if (!stopped) child.kill('SIGKILL');
    await closed;
    children.delete(child);
    rmSync(dataDir, { recursive: true, force: true });
    const found = panics(readFileSync(logFile, 'utf8'));
    if (found.length > 0) {
      throw new Error(`the server panicked (${logFile}):\n${found.join('\n')}`);
    }
    if (!stopped) throw new Error(`the server did not stop within 10 s of SIGTERM (${logFile})`);
  };

  try {
    await ready(url, child, logFile);
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
  const { accounts } = JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')) as { accounts: Account[] };
  return { url, dataDir, accounts, logFile, stop };
}
