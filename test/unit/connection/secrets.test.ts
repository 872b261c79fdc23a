import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { TenantId } from '../../../shared/domain/identity/ids.ts';
import { createFileSecrets, createSecrets } from '../../../shared/runtime/secrets.ts';

const office = 'first-office' as TenantId;

describe('Secrets Manager', () => {
  const asked: (string | undefined)[] = [];
  const secrets = createSecrets(
    {
      send: async (command: GetSecretValueCommand) => {
        asked.push(command.input.SecretId);
        if (command.input.SecretId?.endsWith('/known')) return { SecretString: '{"password":"synthetic"}' };
        throw Object.assign(new Error('not there'), {
          name: command.input.SecretId?.endsWith('/shut') ? 'AccessDeniedException' : 'ResourceNotFoundException',
        });
      },
    },
    'superbill-production',
  );

  it('returns the office’s own secret; a missing one is undefined, another fault is thrown', async () => {
    expect(await secrets.get(office, 'known')).toBe('{"password":"synthetic"}');
    expect(await secrets.get(office, 'unknown')).toBeUndefined();
    await expect(secrets.get(office, 'shut')).rejects.toThrow();
    expect(asked[0]).toBe('superbill-production/first-office/known');
  });
});

describe('the local file of secrets', () => {
  it('gives each office its own, as the file is now', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'superbill-secrets-'));
    const file = join(folder, 'secrets.json');
    const secrets = createFileSecrets(file);
    expect(await secrets.get(office, 'payer')).toBeUndefined();
    writeFileSync(file, JSON.stringify({ 'first-office': { payer: { password: 'synthetic' } } }));
    expect(await secrets.get(office, 'payer')).toBe('{"password":"synthetic"}');
    expect(await secrets.get('other-office' as TenantId, 'payer')).toBeUndefined();
    expect(await secrets.get(office, 'constructor')).toBeUndefined();
    rmSync(folder, { recursive: true });
  });
});
