import { parseTenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { continueByMessage, type Delivery } from '../../shared/runtime/queue-handler.ts';
import { applyFile } from './apply-file.ts';
import type { ApplyDeps } from './context.ts';
import { noticeMissing } from './notice-missing.ts';

/**
 * Applies a file of acknowledgements, or checks whether a submission still lacks some. When time is short, a new
 * message continues with the rest of the file.
 */
export async function processMessage(
  message: MessageOf<'apply-acknowledgement'>,
  delivery: Delivery,
  deps: ApplyDeps,
): Promise<void> {
  const tenant = parseTenantId(message.tenantId);
  invariant(tenant.ok, 'a message names a tenant');
  if (message.work === 'missing') {
    await noticeMissing(tenant.value, message, deps);
    return;
  }
  const { fileId } = message;
  await continueByMessage(
    'apply-acknowledgement',
    () => message,
    deps.queues,
    () => applyFile({ tenant: tenant.value, fileId, delivery }, deps),
  );
}
