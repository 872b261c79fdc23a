import { z } from 'zod';
import type { Connection } from '../../shared/domain/connection/connection.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Secrets } from '../../shared/runtime/secrets.ts';
import type { Files } from '../../shared/store/files.ts';
import type { DeliverDeps } from './deliver.ts';
import { openDropFolder } from './drop-source.ts';
import type { RunDeps } from './run-connection.ts';
import { openSftpOutbox } from './sftp-outbox.ts';
import type { Credentials, Patience } from './sftp-session.ts';
import { openSftp } from './sftp-source.ts';
import { SourceFailed } from './source.ts';

/** What is needed to open sources. */
export interface SourceSettings {
  readonly files: Files;
  readonly secrets: Secrets;
  readonly patience: Patience;
}

const credentialsSchema = z.union([
  z.strictObject({ password: z.string().min(1) }),
  z.strictObject({ privateKey: z.string().min(1), passphrase: z.string().min(1).optional() }),
]);

export function createSourceOpener({ files, secrets, patience }: SourceSettings): RunDeps['openSource'] {
  return async (tenant, { origin }, runId) => {
    if (origin.kind === 's3-drop') return openDropFolder(tenant, origin, files);
    const credentials = await readCredentials(tenant, origin, secrets);
    return openSftp(origin, credentials, patience, runId);
  };
}

/** Opens directories that files are written into, with the credentials of their connection. */
export function createOutboxOpener({ secrets, patience }: Omit<SourceSettings, 'files'>): DeliverDeps['openOutbox'] {
  return async (tenant, origin, directory) => {
    return openSftpOutbox(origin, directory, await readCredentials(tenant, origin, secrets), patience);
  };
}

async function readCredentials(
  tenant: TenantId,
  { secretName }: Extract<Connection['origin'], { kind: 'sftp' }>,
  secrets: Secrets,
): Promise<Credentials> {
  const text = await secrets.get(tenant, secretName);
  if (text === undefined) throw new SourceFailed('secret-missing');
  try {
    return credentialsSchema.parse(JSON.parse(text));
  } catch {
    // Not chained: the original error would show the secret's content.
    throw new SourceFailed('secret-malformed');
  }
}
