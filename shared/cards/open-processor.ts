import * as z from 'zod';
import type { CardConnection } from '../domain/card/connection.ts';
import type { CardProcessor } from '../domain/card/processor.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { stripeProcessor } from './stripe.ts';

/** The settings for reaching a processor. */
export interface ProcessorDeps {
  readonly secrets: { get(tenant: TenantId, name: string): Promise<string | undefined> };
  readonly fetch: typeof globalThis.fetch;
  /** The address of a stand-in for the processor. */
  readonly cardEndpoint?: string | undefined;
}

/** What is wrong with an office's secret. */
export type SecretFault = 'secret-missing' | 'secret-unfit';

const secretSchema = z.object({
  secretKey: z.string().regex(/^(?:sk|rk)_(?:test|live)_\w{5,300}$/),
  webhookSecrets: z.array(z.string().min(10).max(200)).min(1).max(5),
});

/**
 * A connection's secret: the key, which must be one of its mode, and the signing secrets of events, two or more during
 * a rotation.
 */
export async function readCardSecret(
  tenant: TenantId,
  { secretName, mode }: Pick<CardConnection, 'secretName' | 'mode'>,
  { secrets }: Pick<ProcessorDeps, 'secrets'>,
): Promise<Result<z.output<typeof secretSchema>, SecretFault>> {
  const text = await secrets.get(tenant, secretName);
  if (text === undefined) return fail('secret-missing');
  try {
    const read = secretSchema.safeParse(JSON.parse(text));
    return read.success && read.data.secretKey.split('_')[1] === mode ? ok(read.data) : fail('secret-unfit');
  } catch {
    // The original error is not chained: it would show the secret's content.
    return fail('secret-unfit');
  }
}

/** The processor of a connection. */
export async function openProcessor(
  tenant: TenantId,
  connection: CardConnection,
  deps: ProcessorDeps,
): Promise<Result<CardProcessor, SecretFault>> {
  const secret = await readCardSecret(tenant, connection, deps);
  if (!secret.ok) return secret;
  const { fetch, cardEndpoint: endpoint } = deps;
  return ok(
    stripeProcessor({ secretKey: secret.value.secretKey, isLive: connection.mode === 'live', fetch, endpoint }),
  );
}
