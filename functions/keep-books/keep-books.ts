import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import type { KeepDeps } from './context.ts';
import { rollUp } from './roll-up.ts';
import { writeJournal } from './write-journal.ts';

/** Processes a message: continues a journal, or brings the kept report data up to date. */
export async function keepBooks(message: MessageOf<'keep-books'>, delivery: Delivery, deps: KeepDeps): Promise<void> {
  const tenant = message.tenantId as TenantId;
  if (message.work === 'journal') await writeJournal({ tenant, journalId: message.journalId }, delivery, deps);
  else {
    const fromStart = message.fromStart === true;
    await rollUp({ tenant, fromStart, isAnew: fromStart || message.isAnew === true }, delivery, deps);
  }
}
