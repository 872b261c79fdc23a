import type { ClaimBalance } from '../domain/claim/balance.ts';
import { idPrefixes, type TenantId } from '../domain/identity/ids.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { dayIn } from '../domain/time/time-zone.ts';
import { entityKey } from './keys/entity.ts';
import { readOffice } from './office.ts';
import { paperBatchOfItem } from './paper.ts';
import { readMany } from './read-many.ts';
import { submissionOfItem } from './submissions.ts';
import type { Table } from './table.ts';

/**
 * The days on which claims were first sent to their payers: the date of the file; of printed claims the first day on
 * which they were mailed, or the day of printing while no mailing is on record.
 */
export async function readSentOn(
  table: Table,
  tenant: TenantId,
  balances: readonly ClaimBalance[],
): Promise<Map<string, LocalDate>> {
  const ids = [...new Set(balances.flatMap((balance) => firstFileOf(balance) ?? []))];
  const [printed, filed] = [ids.filter(isPrinted), ids.filter((id) => !isPrinted(id))];
  const [files, batches] = await Promise.all([
    readMany(
      table,
      filed.map((id) => entityKey(tenant, 'SUBMISSION', id)),
    ),
    readMany(
      table,
      printed.map((id) => entityKey(tenant, 'PAPER-BATCH', id)),
    ),
  ]);
  const days = new Map<string, LocalDate>();
  for (const { id, createdAt, timeZone } of files.map(submissionOfItem)) days.set(id, dayIn(timeZone, createdAt));
  if (batches.length > 0) {
    const { timeZone } = await readOffice(table, tenant);
    for (const { id, createdAt, mailings = [] } of batches.map(paperBatchOfItem)) {
      const [mailedOn] = mailings.map(({ on }) => on).sort();
      days.set(id, mailedOn ?? dayIn(timeZone, createdAt));
    }
  }
  return new Map(
    balances.flatMap((balance) => {
      const day = days.get(firstFileOf(balance) ?? '');
      return day === undefined ? [] : [[balance.claimId, day] as const];
    }),
  );
}

/** The file or the printed batch with which a claim was first sent. */
function firstFileOf({ filings: [first] }: ClaimBalance): string | undefined {
  return first !== undefined && 'submissionId' in first.state ? first.state.submissionId : undefined;
}

const isPrinted = (id: string): boolean => id.startsWith(`${idPrefixes.paperBatch}_`);
