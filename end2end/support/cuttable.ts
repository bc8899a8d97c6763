// A network that can be cut: passes bytes between a browser and the server until told to stop.
import { createServer, connect, type Socket } from 'node:net';

export interface CuttableNetwork {
  /** What the browser opens instead of the server's own address. */
  url: string;
  /** Drops all connections and takes no new ones. */
  cut(): void;
  /** Takes connections again. */
  restore(): void;
  close(): Promise<void>;
}

export async function cuttableNetwork(target: string): Promise<CuttableNetwork> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let down = false;
  const server = createServer((browser) => {
    if (down) {
      browser.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const socket of [browser, far]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        browser.destroy();
        far.destroy();
      });
    }
    browser.pipe(far).pipe(browser);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const own = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${own}`,
    cut() {
      down = true;
      for (const socket of open) socket.destroy();
    },
    restore() {
      down = false;
    },
    close() {
      for (const socket of open) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
