import { readFile } from 'node:fs/promises';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { TenantId } from '../domain/identity/ids.ts';
import { invariant } from '../domain/result.ts';
import type { Sender } from '../store/table.ts';
import { clientConfiguration, patience } from './client-configuration.ts';
import type { Environment } from './environment.ts';

/** Passwords and keys of offices. They are read for each use and never cached. */
export interface Secrets {
  /** The text of an office's secret; undefined when there is none with this name. An office cannot name another's secret. */
  get(tenant: TenantId, name: string): Promise<string | undefined>;
}

/** Secrets in Secrets Manager, reached by `send`. A secret's full name is `<prefix>/<office>/<name>`. */
export function createSecrets(sender: Sender, prefix: string): Secrets {
  const get = async (tenant: TenantId, name: string): Promise<string | undefined> => {
    try {
      const answer = await sender.send(new GetSecretValueCommand({ SecretId: `${prefix}/${tenant}/${name}` }));
      return answer.SecretString;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  };
  return { get };
}

/** The local host's secrets: a JSON file with an object for each office, read again each time. */
export function createFileSecrets(file: string): Secrets {
  const get = async (tenant: TenantId, name: string): Promise<string | undefined> => {
    const text = await readFile(file, 'utf8').catch(() => '{}');
    const offices = JSON.parse(text) as Record<string, Record<string, unknown> | undefined>;
    const office = Object.hasOwn(offices, tenant) ? offices[tenant] : undefined;
    const secret = office !== undefined && Object.hasOwn(office, name) ? office[name] : undefined;
    return secret === undefined ? undefined : JSON.stringify(secret);
  };
  return { get };
}

/** The secrets, from where the environment says they are. */
export function openSecrets(environment: Environment): Secrets {
  if (environment.SECRETS_FILE !== undefined) return createFileSecrets(environment.SECRETS_FILE);
  invariant(environment.SECRETS_PREFIX !== undefined, 'a function that reads secrets knows their prefix');
  const client = new SecretsManagerClient(clientConfiguration(environment, undefined, patience.quick));
  return createSecrets(client, environment.SECRETS_PREFIX);
}
