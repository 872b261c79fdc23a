import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { AuditFact, DueMessage } from './change.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { exceptionResolvedWrite, exceptionWrite, readException } from './exceptions.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

/** A file of answers to inquiries. */
export interface InquiryAnswerFile {
  readonly id: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly receivedAt: Instant;
  readonly connectionId?: string;
  readonly name?: string;
  readonly transactions?: readonly string[];
  /** `broke-off`: reading it ended the worker each time. */
  readonly state: 'received' | 'read' | 'broke-off';
  /** How many questions it answered. */
  readonly answered?: number;
  /** How many requests for documents it contained. */
  readonly requested?: number;
  /** How many answers were to no question of this office, or to one that already had an answer. */
  readonly unmatched?: number;
  /** Faults of the file: codes with their byte offset, at most 20. */
  readonly findings?: readonly string[];
}

/** Its id derives from the bytes: the same bytes are the same file. */
export function inquiryAnswerIdOf(tenant: TenantId, sha256: string): string {
  return idFromDigest('inquiryAnswer', digestOf('inquiry-answer', tenant, sha256));
}

function answerFileItem(tenant: TenantId, file: InquiryAnswerFile): Item {
  const index = monthIndex(tenant, 'INQUIRY-ANSWER', file.receivedAt, file.id);
  return entityItem(entityKey(tenant, 'INQUIRY-ANSWER', file.id), 'inquiry-answer', file, index);
}

export function answerFileOfItem(item: Item): InquiryAnswerFile {
  return documentOfItem<InquiryAnswerFile>(item);
}

export async function readAnswerFile(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<InquiryAnswerFile | undefined> {
  const item = await table.get(entityKey(tenant, 'INQUIRY-ANSWER', id));
  return item === undefined ? undefined : answerFileOfItem(item);
}

/** Registers a file of answers whose bytes are in the bucket, with the same change for the API and for connections. */
export function receivedAnswers(
  tenant: TenantId,
  own: Pick<InquiryAnswerFile, 'sha256' | 'sizeBytes' | 'connectionId' | 'name' | 'transactions'>,
  at: Instant,
): {
  readonly file: InquiryAnswerFile;
  readonly writes: readonly Write<never>[];
  readonly audit: AuditFact;
  readonly due: readonly DueMessage[];
} {
  const { sha256, sizeBytes, connectionId, name, transactions } = own;
  const id = inquiryAnswerIdOf(tenant, sha256);
  const file: InquiryAnswerFile = {
    ...{ id, sha256, sizeBytes, receivedAt: at, state: 'received' },
    ...present({ connectionId, name, transactions }),
  };
  return {
    file,
    writes: [{ put: answerFileItem(tenant, file), condition: { absent: true } }],
    audit: { action: 'inquiry-answers-received', entityId: id, facts: { sizeBytes } },
    due: [readMessage(tenant, id, `answers-${id}`)],
  };
}

function readMessage(tenantId: TenantId, fileId: string, id: string): DueMessage {
  return { queue: 'ask-payers', id, body: { schemaVersion: 1, tenantId, work: 'answers', fileId } };
}

/** Has a file read again whose reading broke off. What its answers have changed already stays as it is. */
export function answersReadAgain(
  tenant: TenantId,
  { id }: Pick<InquiryAnswerFile, 'id'>,
  at: Instant,
): { readonly write: Write<never>; readonly due: DueMessage } {
  return {
    write: {
      update: entityKey(tenant, 'INQUIRY-ANSWER', id),
      set: { state: 'received' },
      condition: { equals: { state: 'broke-off' } },
    },
    due: readMessage(tenant, id, `answers-${id}-${at}`),
  };
}

const exceptionIdOf = (tenant: TenantId, id: string): string =>
  idFromDigest('exception', digestOf('inquiry-answers-broken-off', tenant, id));

/** Ends the reading of a file without a result; an exception says so. */
export function answersBrokenOffWrites(
  tenant: TenantId,
  { id: answerFileId, connectionId }: InquiryAnswerFile,
  openedAt: Instant,
): Write<never>[] {
  const facts = { answerFileId, ...present({ connectionId }) };
  return [
    {
      update: entityKey(tenant, 'INQUIRY-ANSWER', answerFileId),
      set: { state: 'broke-off' },
      condition: { equals: { state: 'received' } },
    },
    exceptionWrite(tenant, {
      ...{ id: exceptionIdOf(tenant, answerFileId), code: 'inquiry-answers-broken-off', openedAt, facts },
    }),
  ];
}

/** Closes the exception of a file that has been read after all, if it is open. */
export async function answersMendedWrites(
  table: Table,
  tenant: TenantId,
  fileId: string,
  at: Instant,
): Promise<Write<never>[]> {
  const id = exceptionIdOf(tenant, fileId);
  const known = await readException(table, tenant, id);
  return known?.state === 'open' ? [exceptionResolvedWrite(tenant, id, at)] : [];
}

/** Stores the result of a file. */
export function answersReadWrite(
  tenant: TenantId,
  id: string,
  came: Required<Pick<InquiryAnswerFile, 'answered' | 'requested' | 'unmatched' | 'findings'>>,
): Write<never> {
  return {
    update: entityKey(tenant, 'INQUIRY-ANSWER', id),
    set: { ...came, state: 'read' },
    condition: { equals: { state: 'received' } },
  };
}
