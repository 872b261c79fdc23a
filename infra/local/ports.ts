import { createServer, type Server } from 'node:net';

/** Everything local listens on this address only, so that files and messages are not visible in the network. */
export const loopback = '127.0.0.1';

/** Listens on the port, 0 for a free one, and resolves to the actual port. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** A port that is free at this moment, for a program that cannot choose one itself. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
