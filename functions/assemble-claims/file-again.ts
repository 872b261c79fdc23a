import { isOnFile } from '../../shared/domain/claim/balance.ts';
import { afterFilingOpened } from '../../shared/domain/claim/claim-events.ts';
import { proposedFilings } from '../../shared/domain/claim/propose-filing.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { fileAgainMessage, type TurnedAway, turnedAwayWithFile } from '../../shared/filing/file-again.ts';
import { assemblyDue, openedFilingWrites } from '../../shared/filing/open-filing.ts';
import { readShareFacts } from '../../shared/filing/share-facts.ts';
import { dueWrite } from '../../shared/store/change.ts';
import type { Table } from '../../shared/store/table.ts';
import type { AssembleDeps } from './context.ts';

/**
 * How many filings a message opens: each takes a transaction, and a message’s time is limited. A further message does
 * the rest.
 */
const filingsPerMessage = 200;
const soon = 1000;

/** A rejected submission, and the person who has its claims filed again. */
interface Refiled {
  readonly tenantId: TenantId;
  readonly submissionId: string;
  readonly by: string;
}

/**
 * Opens new filings for the claims of a rejected submission. A repeated message skips those that are open; a claim that
 * is written by others at the same moment is left to them.
 */
export async function fileAgain(refiled: Refiled, { table, now }: Pick<AssembleDeps, 'table' | 'now'>): Promise<void> {
  const { tenantId, submissionId } = refiled;
  const at = now().toISOString();
  const all = await turnedAwayWithFile(table, tenantId, submissionId);
  const some = all.slice(0, filingsPerMessage);
  let isAnyOpened = false;
  for (const one of some) isAnyOpened = (await openAgain(refiled, one, { at, table })) || isAnyOpened;
  // If none could be opened, the others cannot be opened either, and no message follows.
  if (all.length > some.length && isAnyOpened) {
    const later = new Date(Date.parse(at) + soon).toISOString();
    await table.transact([dueWrite(at, fileAgainMessage(tenantId, refiled, later))]);
  }
}

async function openAgain(
  { tenantId, by }: Refiled,
  { balance: before, filing }: TurnedAway,
  { at, table }: { readonly at: Instant; readonly table: Table },
): Promise<boolean> {
  const proposed = proposedFilings(before, await readShareFacts(table, tenantId, before)).find(
    ({ share, reason }) => share === filing.share && reason === 'rejected',
  );
  if (proposed?.frequency === undefined || !isOnFile(before)) return false;
  const { share, frequency, payerClaimNumber, changeReason } = proposed;
  const asked = { share, frequency, ...present({ payerClaimNumber, changeReason }) };
  const next = afterFilingOpened(before, { kind: 'filing-opened', ...asked });
  if (!next.ok) return false;
  const after = { ...next.value, version: before.version + 1 };
  const step = { tenant: tenantId, actor: by, at, before, after, because: 'rejected' } as const;
  const writes = openedFilingWrites(step, 'overtaken');
  return (await table.transact([...writes, dueWrite(at, assemblyDue(tenantId, after))])).ok;
}
