import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { AssembledFrom, FilingDocument } from '../domain/claim/filing-document.ts';
import { isAskedAlready } from '../domain/claim/next-payer/due-share.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { entityKey } from '../store/keys/entity.ts';
import type { Table, Write } from '../store/table.ts';
import { versionOf } from './read-parties.ts';

/** Records as they stand now, by name: those that are gone are not there. */
export type RecordsNow = ReadonlyMap<string, AssembledFrom>;

const nameOf = ({ entity, id }: AssembledFrom): string => `${entity} ${id}`;

/** Each record that documents were assembled from, once. */
export function recordsOf(documents: readonly FilingDocument[]): readonly AssembledFrom[] {
  const records = documents.flatMap((document) => document.assembledFrom);
  return [...new Map(records.map((record) => [nameOf(record), record])).values()];
}

/** Reads the records that documents were assembled from, each once: claims of a file share payer and providers. */
export async function readRecords(
  table: Table,
  tenant: TenantId,
  documents: readonly FilingDocument[],
): Promise<RecordsNow> {
  const records = recordsOf(documents);
  const items = await table.batchGet(records.map(({ entity, id }) => entityKey(tenant, entity, id)));
  const found = records.flatMap(({ entity }, index) => {
    const item = items[index];
    return item === undefined ? [] : [versionOf(entity, item)];
  });
  return new Map(found.map((record) => [nameOf(record), record]));
}

/** Whether nothing that a document was assembled from has changed. */
export function isFresh({ assembledFrom }: FilingDocument, now: RecordsNow): boolean {
  return assembledFrom.every((record) => {
    const found = now.get(nameOf(record));
    return found?.version === record.version && found.coverageRevision === record.coverageRevision;
  });
}

/** Whether a document tells the earlier payers' answers that stand now. */
function tellsAnswers({ answers = [] }: FilingDocument, now: readonly string[] = []): boolean {
  return answers.length === now.length && answers.every((id, index) => id === now[index]);
}

/** What a document that waits to leave is compared with. */
interface AsOfNow {
  readonly records: RecordsNow;
  /** The earlier payers' answers to the claim, by their names. */
  readonly answers: readonly string[] | undefined;
}

/**
 * Whether what waits to leave may leave as it is: it says what is on file now, its payer does not have it already, and the patient has not forbidden it.
 * Otherwise it is assembled again, and then held where it has to be.
 */
export function isCurrent(
  balance: ClaimBalance,
  document: FilingDocument | undefined,
  { records, answers }: AsOfNow,
): document is FilingDocument {
  if (document === undefined || balance.disclosureForbidden === true || isAskedAlready(balance)) return false;
  return isFresh(document, records) && tellsAnswers(document, answers);
}

/** Checks, for the transaction that lets documents leave, that nothing changes what they were assembled from at that very time. */
export function freshnessChecks(tenant: TenantId, documents: readonly FilingDocument[]): Write[] {
  return recordsOf(documents).map(({ entity, id, version, coverageRevision }) => ({
    check: entityKey(tenant, entity, id),
    condition: { equals: { version, ...(coverageRevision === undefined ? {} : { coverageRevision }) } },
  }));
}
