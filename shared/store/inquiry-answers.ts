import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { AuditFact, DueMessage } from './change.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
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
  readonly state: 'received' | 'read';
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
    due: [
      {
        queue: 'ask-payers',
        id: `answers-${id}`,
        body: { schemaVersion: 1, tenantId: tenant, work: 'answers', fileId: id },
      },
    ],
  };
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
