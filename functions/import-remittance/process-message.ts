import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import type { ImportDeps } from './context.ts';
import { importFile } from './import-file.ts';
import { postApproved } from './post-approved.ts';

/** Processes a message: imports a file, or posts one of its payments that waited for a person. */
export async function processMessage(
  message: MessageOf<'import-remittance'>,
  delivery: Delivery,
  deps: ImportDeps,
): Promise<void> {
  const { remittanceId } = message;
  if (remittanceId === undefined) await importFile(message, delivery, deps);
  else await postApproved({ ...message, remittanceId }, delivery, deps);
}
