import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { AssembledFrom, FilingDocument } from '../domain/claim/filing-document.ts';
import { isAskedAlready } from '../domain/claim/next-payer/due-share.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { entityKey } from '../store/keys/entity.ts';
import type { Table, Write } from '../store/table.ts';
import { versionOf } from './read-parties.ts';

/** Current records by name; deleted ones are absent. */
export type RecordsNow = ReadonlyMap<string, AssembledFrom>;

const nameOf = ({ entity, id }: AssembledFrom): string => `${entity} ${id}`;

/** The distinct records that documents were assembled from. */
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

/** Whether none of a document's sources has changed. */
export function isFresh({ assembledFrom }: FilingDocument, now: RecordsNow): boolean {
  return assembledFrom.every((record) => {
    const found = now.get(nameOf(record));
    return (
      found?.version === record.version &&
      found.coverageRevision === record.coverageRevision &&
      found.authorizationRevision === record.authorizationRevision
    );
  });
}

/** Whether a document states the earlier payers' answers that are in force now. */
function tellsAnswers({ answers = [] }: FilingDocument, now: readonly string[] = []): boolean {
  return answers.length === now.length && answers.every((id, index) => id === now[index]);
}

/** The current facts that a waiting document is compared with. */
interface AsOfNow {
  readonly records: RecordsNow;
  /** The earlier payers' answers to the claim, by their names. */
  readonly answers: readonly string[] | undefined;
}

/**
 * Whether a waiting filing may be sent unchanged: it matches the current records, its payer does not have it already,
 * and the patient has not forbidden it. Otherwise it is assembled again, and held where necessary.
 */
export function isCurrent(
  balance: ClaimBalance,
  document: FilingDocument | undefined,
  { records, answers }: AsOfNow,
): document is FilingDocument {
  if (document === undefined || balance.disclosureForbidden === true || isAskedAlready(balance)) return false;
  return isFresh(document, records) && tellsAnswers(document, answers);
}

/** Checks for the transaction that sends documents: it fails if one of their sources changes at the same time. */
export function freshnessChecks(tenant: TenantId, documents: readonly FilingDocument[]): Write[] {
  return recordsOf(documents).map(({ entity, id, version, coverageRevision, authorizationRevision }) => ({
    check: entityKey(tenant, entity, id),
    condition: {
      equals: { version, ...present({ coverageRevision, authorizationRevision }) },
      ...(entity === 'PATIENT' && authorizationRevision === undefined ? { without: ['authorizationRevision'] } : {}),
    },
  }));
}
