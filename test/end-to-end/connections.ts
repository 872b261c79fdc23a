import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sdkConfiguration } from '../../infra/local/environment.ts';
import type { LocalHost } from '../../infra/local/host.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { x12File } from '../support/connection-office.ts';
import { hasSshd, type SshHost, startSshHost } from '../support/ssh-host.ts';

/** Connections as a person sees them after starting the host: through the API, with the bundles, in threads. */

let host: LocalHost;
let sshHost: SshHost | undefined;

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
async function call(method: string, path: string, body?: unknown): Promise<any> {
  const answer = await fetch(`${host.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${host.tokens.manager}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json();
}

const yearly = { cron: '0 0 1 1 *', timeZone: 'UTC' };
const remittance = (trace: string): string =>
  remittanceText('bluecross', { amount: '10', trace }, 'CLP*STRANGER*1*10*10*0*12*X1*11*1');

const runOf = async (connectionId: string) => (await call('GET', `/v1/connections/${connectionId}/runs`)).items[0];
const stateOf = async (connectionId: string) => {
  const files = (await call('GET', `/v1/connections/${connectionId}/files`)).items as Record<string, string>[];
  const fileId = files.find(({ outcome }) => outcome === 'imported')?.fileId;
  return (await call('GET', `/v1/remittance-files/${fileId}`)).state;
};

export function describeConnections(openOwn: () => Promise<LocalHost>): void {
  beforeAll(async () => {
    host = await openOwn();
    if (hasSshd) sshHost = await startSshHost();
  });
  afterAll(() => sshHost?.stop());

  describe('a connection of the local host', () => {
    it('imports what is put into its folder of the bucket, and the remittance posts', async () => {
      const origin = { kind: 's3-drop', folder: 'partner' };
      const { id } = await call('POST', '/v1/connections', { name: 'Drop', origin, schedule: yearly });
      const client = new S3Client({ ...sdkConfiguration(host.endpoints.s3), forcePathStyle: true });
      const put = (name: string, text: string) =>
        client.send(
          new PutObjectCommand({ Bucket: host.bucket, Key: `${host.tenantId}/drop/partner/${name}`, Body: text }),
        );
      await put('era & more <1>.835', remittance('DROPPED'));
      await put('ack.999', x12File('999', 7));
      client.destroy();
      await call('POST', `/v1/connections/${id}/runs`);
      const found = { state: 'done', asked: true, listed: 2, imported: 1, setAside: 1 };
      await expect.poll(() => runOf(id)).toMatchObject(found);
      await expect.poll(() => stateOf(id)).toBe('done');
    });

    it.skipIf(!hasSshd)('signs in to an SFTP host with a key from secrets.json, and runs by its schedule', async () => {
      const { port, user, directory, privateKey, fingerprint } = sshHost as SshHost;
      writeFileSync(join(host.folder, 'secrets.json'), JSON.stringify({ [host.tenantId]: { payer: { privateKey } } }));
      writeFileSync(join(directory, 'era.835'), remittance('FETCHED'));
      const { id, nextRunAt } = await call('POST', '/v1/connections', {
        name: 'SFTP',
        origin: {
          kind: 'sftp',
          host: '127.0.0.1',
          port,
          user,
          hostKeyFingerprints: [fingerprint],
          secretName: 'payer',
          directory,
          afterDownload: { kind: 'delete' },
        },
        schedule: { cron: '* * * * *', timeZone: 'America/Chicago' },
      });
      // The run is due within a minute; then it waits ten seconds to see whether the file grows.
      await expect
        .poll(() => runOf(id), { interval: 1000 })
        .toMatchObject({ state: 'done', asked: false, runAt: nextRunAt, imported: 1 });
      await expect.poll(() => stateOf(id)).toBe('done');
      expect((await call('GET', `/v1/connections/${id}`)).nextRunAt > nextRunAt).toBe(true);
    });
  });
}
