import type {
  Acknowledgement,
  AnswerCounts,
  ClaimAcknowledgement,
  FileAnswer,
} from '../domain/acknowledgement/acknowledgement.ts';
import { noAnswers } from '../domain/acknowledgement/acknowledgement.ts';
import type { FilingNumbers } from '../domain/claim/answered-filing.ts';
import { idFromDigest, isId, type TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { AuditFact, DueMessage } from './change.ts';
import { digestOf, digestText } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import type { FileOnRecord } from './file-on-record.ts';
import {
  acknowledgementFileKey,
  acknowledgementPrefix,
  claimAcknowledgementKey,
  controlNumberKey,
  fileAnswerKey,
  submissionAcknowledgementKey,
} from './keys/acknowledgement.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import type { Key } from './keys/table.ts';
import type { Item, Table, Write } from './table.ts';

/** A file of acknowledgements, stored once under the digest of its bytes. */
export interface AcknowledgementFile extends FileOnRecord, AnswerCounts {
  /** The connection that brought it; absent when it was uploaded. */
  readonly connectionId?: string;
  /** The types of its transactions: 999, 277, TA1, …; none for a report in a payer's own form. */
  readonly transactions: readonly string[];
  /** Where its bytes are in the bucket. */
  readonly object: string;
  readonly state: 'received' | 'applied';
  /** How many of its parts have been applied. A repeated message continues after these. */
  readonly steps: number;
  /** For a report: the submissions that a person named with it, or that its text names. */
  readonly submissionIds?: readonly string[];
  readonly findings?: readonly { readonly code: string; readonly message: string; readonly byteOffset: number }[];
}

/**
 * The change that takes in a file of acknowledgements. The API, connections, and the import of a remittance file that
 * turns out to be one all use it.
 */
export interface ReceivedAcknowledgements {
  readonly file: AcknowledgementFile;
  readonly writes: readonly Write<never>[];
  readonly audit: AuditFact;
  readonly due: readonly DueMessage[];
}

/** An acknowledgement file's id derives from its bytes: the same bytes are the same file. */
export function acknowledgementFileIdOf(tenant: TenantId, sha256: string): string {
  return idFromDigest('acknowledgementFile', digestOf('acknowledgement-file', tenant, sha256));
}

type Received = Pick<
  AcknowledgementFile,
  'sha256' | 'sizeBytes' | 'name' | 'connectionId' | 'transactions' | 'object' | 'submissionIds'
>;

/** Registers a file whose bytes are in the bucket. The condition fails when these bytes are known. */
export function receivedAcknowledgements(
  tenant: TenantId,
  { sha256, sizeBytes, name, connectionId, transactions, object, submissionIds }: Received,
  at: Instant,
): ReceivedAcknowledgements {
  const id = acknowledgementFileIdOf(tenant, sha256);
  const own = present({ name, connectionId, submissionIds });
  const about = { id, sha256, sizeBytes, receivedAt: at, transactions, object };
  const file: AcknowledgementFile = { ...about, ...own, state: 'received', steps: 0, ...noAnswers };
  return {
    file,
    writes: [{ put: acknowledgementFileItem(tenant, file), condition: { absent: true } }],
    audit: { action: 'acknowledgement-file-received', entityId: id, facts: { sizeBytes } },
    due: [applyMessage(tenant, id, id)],
  };
}

/** The message that has a file applied. */
export function applyMessage(tenantId: TenantId, fileId: string, id: string): DueMessage {
  return { queue: 'apply-acknowledgement', id, body: { schemaVersion: 1, tenantId, work: 'file', fileId } };
}

function acknowledgementFileItem(tenant: TenantId, file: AcknowledgementFile): Item {
  const index = monthIndex(tenant, 'ACKNOWLEDGEMENT-FILE', file.receivedAt, file.id);
  return entityItem(acknowledgementFileKey(tenant, file.id), 'acknowledgement-file', file, index);
}

export function acknowledgementFileOfItem(item: Item): AcknowledgementFile {
  return documentOfItem<AcknowledgementFile>(item);
}

export async function readAcknowledgementFile(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<AcknowledgementFile | undefined> {
  const item = await table.get(acknowledgementFileKey(tenant, id));
  return item === undefined ? undefined : acknowledgementFileOfItem(item);
}

/**
 * Counts parts of a file as applied, if the file is unchanged since it was read. So each part takes effect once and is
 * counted once.
 */
export function stepWrite(
  tenant: TenantId,
  before: AcknowledgementFile,
  { steps, counts, end }: { steps: number; counts: AnswerCounts; end?: Partial<AcknowledgementFile> },
): Write {
  return {
    update: acknowledgementFileKey(tenant, before.id),
    set: { steps, ...counts, ...end },
    condition: { equals: { state: 'received', steps: before.steps } },
  };
}

/** The row with the result of one part of a file. */
export function fileAnswerWrite(tenant: TenantId, fileId: string, step: number, answer: FileAnswer): Write {
  return { put: entityItem(fileAnswerKey(tenant, fileId, step), 'acknowledgement-answer', answer) };
}

/** A digest of what an acknowledgement states. By it a repetition in another file is recognised. */
export function saidDigest(parts: readonly unknown[]): string {
  return digestText('said', JSON.stringify(parts)).slice(0, 16);
}

export function claimAcknowledgementItem(key: Key, said: ClaimAcknowledgement): Item {
  return entityItem(key, 'claim-acknowledgement', said);
}

/** Records which filing an acknowledgement is about, unless it is recorded already. */
export function namedFilingWrite(
  tenant: TenantId,
  { claimId, saidAt, id }: { readonly claimId: string; readonly saidAt: string; readonly id: string },
  set: Required<Pick<ClaimAcknowledgement, 'filing' | 'named' | 'effect'>>,
): Write {
  return { update: claimAcknowledgementKey(tenant, claimId, saidAt, id), set, condition: { without: ['filing'] } };
}

export function submissionAcknowledgementItem(key: Key, said: Acknowledgement): Item {
  return entityItem(key, 'submission-acknowledgement', said);
}

/** All acknowledgements of a claim, in time order. */
export async function readClaimAcknowledgements(
  table: Table,
  tenant: TenantId,
  claimId: string,
): Promise<ClaimAcknowledgement[]> {
  const { pk: partition } = claimAcknowledgementKey(tenant, claimId, '', '');
  const items = await table.queryAll({ partition, prefix: acknowledgementPrefix });
  return items.map((item) => documentOfItem<ClaimAcknowledgement>(item));
}

/** The payers’ own numbers of a claim’s filings, from its acknowledgements. */
export async function readFilingNumbers(table: Table, tenant: TenantId, claimId: string): Promise<FilingNumbers> {
  const numbers = new Map<number, readonly string[]>();
  for (const { filing, payerClaimNumber } of await readClaimAcknowledgements(table, tenant, claimId)) {
    if (filing !== undefined && payerClaimNumber !== undefined)
      numbers.set(filing, [...(numbers.get(filing) ?? []), payerClaimNumber]);
  }
  return numbers;
}

/** All acknowledgements of a submission's file, in time order. */
export async function readSubmissionAcknowledgements(
  table: Table,
  tenant: TenantId,
  submissionId: string,
): Promise<Acknowledgement[]> {
  const { pk: partition } = submissionAcknowledgementKey(tenant, submissionId, '', '');
  const items = await table.queryAll({ partition, prefix: acknowledgementPrefix });
  return items.map((item) => documentOfItem<Acknowledgement>(item));
}

/** The row by which an acknowledgement finds the submission with a control number. */
export function controlNumberRow(
  tenant: TenantId,
  controlNumber: string,
  submissionId: string,
  claimId?: string,
): Write {
  const key = controlNumberKey(tenant, controlNumber);
  return {
    put: entityItem(key, 'control-number', { submissionId, ...present({ claimId }) }),
    condition: { absent: true },
  };
}

/** What was sent under a control number: a submission, a file of inquiries, or documents to a claim. */
export interface SentUnder {
  readonly submissionId: string;
  readonly claimId?: string;
}

export async function sentUnder(table: Table, tenant: TenantId, controlNumber: string): Promise<SentUnder | undefined> {
  if (!/^\d{1,9}$/.test(controlNumber)) return undefined;
  const item = await table.get(controlNumberKey(tenant, controlNumber.padStart(9, '0')));
  return item === undefined ? undefined : documentOfItem<SentUnder>(item);
}

/** The submission whose file has this control number, with or without its leading zeros. */
export async function submissionOfControlNumber(
  table: Table,
  tenant: TenantId,
  controlNumber: string,
): Promise<string | undefined> {
  const id = (await sentUnder(table, tenant, controlNumber))?.submissionId;
  return id !== undefined && isId('submission', id) ? id : undefined;
}

/** Stores the answer about a file with the submission itself, where lists show it. */
export function acknowledgedWrite(
  tenant: TenantId,
  submissionId: string,
  set: { readonly interchangeAnswer?: string; readonly functionalAnswer?: string },
): Write {
  return { update: entityKey(tenant, 'SUBMISSION', submissionId), set, condition: { exists: true } };
}
