import type { ClaimPurpose } from '../../shared/domain/claim-intake/claim-intake.ts';
import type { FileOutcome } from '../../shared/domain/connection/connection.ts';
import type { UnrecognisedReason } from '../../shared/domain/connection/failures.ts';
import { largestFileBytes } from '../../shared/domain/file-limits.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { documentExtensions } from '../../shared/domain/received-document/received-document.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { receivedAcknowledgements } from '../../shared/store/acknowledgements.ts';
import { type AuditFact, auditWrite, type DueMessage, dueWrite } from '../../shared/store/change.ts';
import { claimIntakeFileKey, receivedClaims } from '../../shared/store/claim-intakes.ts';
import { type ConnectionFile, connectionFileItem } from '../../shared/store/connections.ts';
import { fileKey } from '../../shared/store/files.ts';
import { receivedAnswers } from '../../shared/store/inquiry-answers.ts';
import { acknowledgementFileKey } from '../../shared/store/keys/acknowledgement.ts';
import { connectionDownloadKey, type RemoteFileName } from '../../shared/store/keys/connection.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { remittanceFileKey } from '../../shared/store/keys/remittance.ts';
import type { Key } from '../../shared/store/keys/table.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { receivedDocument } from '../../shared/store/received-documents.ts';
import { receivedFile, remittanceFileIdOf } from '../../shared/store/received-file.ts';
import type { Write } from '../../shared/store/table.ts';
import type { DownloadDeps, Downloaded } from './download.ts';

/** The office, connection and run for which a file is taken. */
export interface Taker {
  readonly tenant: TenantId;
  readonly connectionId: string;
  readonly runId: string;
  readonly at: Instant;
  /** The purpose of claim files that arrive this way. */
  readonly claimFiles?: ClaimPurpose;
  /** The kind of the PDF and TIFF files that arrive this way. */
  readonly documents?: 'fax' | 'letter';
}

type TakeDeps = Pick<DownloadDeps, 'table' | 'files'>;

/** A file as it is registered: its id, its object, and the writes. */
interface Kept {
  readonly outcome: 'imported' | 'set-aside';
  readonly fileId: string;
  readonly known: Key;
  readonly object: string;
  readonly contentType?: string;
  readonly writes: readonly Write[];
  readonly audit: AuditFact;
  readonly due: readonly DueMessage[];
}

/**
 * Registers a downloaded file by its kind, by the same change as in the API: a remittance is imported, an
 * acknowledgement applied, a payer's own report kept with the connection, and another system's claims imported if the
 * connection states their purpose. Any other file is only listed. The same bytes are kept once, whatever their names.
 * @returns the outcome
 */
export async function takeFile(
  taker: Taker,
  file: RemoteFileName,
  downloaded: Downloaded,
  deps: TakeDeps,
): Promise<FileOutcome> {
  const { sha256, sizeBytes, sort } = downloaded;
  const kept = keptAs(taker, file.name, downloaded);
  if (kept === undefined) {
    const reason = reasonOf(sizeBytes, sort.kind);
    await noteSeen(taker, file, { outcome: 'unrecognised', sha256, reason }, deps);
    return 'unrecognised';
  }
  const { fileId, outcome } = kept;
  if ((await deps.table.get(kept.known)) === undefined) {
    const { content } = downloaded;
    await deps.files.putFrom(
      { key: kept.object, sha256Hex: sha256, sizeBytes, content },
      kept.contentType ?? 'application/edi-x12',
    );
    const written = await deps.table.transact([
      ...kept.writes,
      auditWrite(actorOf(taker), kept.audit),
      ...kept.due.map((message) => dueWrite(taker.at, message)),
      ...seenWrites(taker, file, { outcome, sha256, fileId }),
    ]);
    if (written.ok) return outcome;
  }
  await noteSeen(taker, file, { outcome: 'duplicate', sha256, fileId }, deps);
  return 'duplicate';
}

/** Notes that a file is incomplete, so that the next run takes it as it is if it has not changed. */
export async function noteIncomplete(taker: Taker, file: RemoteFileName, deps: TakeDeps): Promise<void> {
  await noteSeen(taker, file, { outcome: 'incomplete' }, deps);
}

function keptAs(
  { tenant, connectionId, at, claimFiles, documents }: Taker,
  name: string,
  { sha256, sizeBytes, sort }: Downloaded,
): Kept | undefined {
  if (sort.kind === 'remittance') {
    const { file, ...change } = receivedFile(tenant, { sha256, sizeBytes, name }, at);
    const fileId = remittanceFileIdOf(tenant, sha256);
    const object = fileKey(tenant, 'remittance', remittanceObjectName(sha256));
    return { outcome: 'imported', fileId, known: remittanceFileKey(tenant, file.id), object, ...change };
  }
  if (sort.kind === 'inquiry-answer') {
    const { transactions } = sort;
    const { file, ...change } = receivedAnswers(tenant, { sha256, sizeBytes, name, connectionId, transactions }, at);
    const object = fileKey(tenant, 'inquiry', `${sha256}.edi`);
    return {
      outcome: 'imported',
      fileId: file.id,
      known: entityKey(tenant, 'INQUIRY-ANSWER', file.id),
      object,
      ...change,
    };
  }
  if (sort.kind === 'claims' && claimFiles !== undefined) {
    const own = { sha256, sizeBytes, name, connectionId, purpose: claimFiles };
    const { intake, ...change } = receivedClaims(tenant, own, { at, by: connectionId });
    const object = claimIntakeFileKey(tenant, sha256);
    const known = entityKey(tenant, 'CLAIM-INTAKE', intake.id);
    return { outcome: 'imported', fileId: intake.id, known, object, ...change };
  }
  if (documents !== undefined && sort.document !== undefined && sizeBytes <= largestFileBytes.document) {
    const file = { sha256, sizeBytes, mediaType: sort.document };
    const own = { channel: documents, file, from: { connectionId }, name };
    const { document, writes, audit } = receivedDocument(tenant, own, at);
    const known = entityKey(tenant, 'RECEIVED-DOCUMENT', document.id);
    const object = fileKey(tenant, 'document', `${sha256}.${documentExtensions[sort.document]}`);
    return {
      outcome: 'set-aside',
      fileId: document.id,
      known,
      object,
      contentType: sort.document,
      writes,
      audit,
      due: [],
    };
  }
  const isReport = sort.kind === 'no-x12' && sort.isText;
  if (sort.kind !== 'acknowledgement' && !isReport) return undefined;
  const object = fileKey(tenant, 'acknowledgement', `${sha256}.${isReport ? 'txt' : 'edi'}`);
  const { transactions } = sort;
  const own = { sha256, sizeBytes, name, connectionId, transactions, object };
  const { file, ...change } = receivedAcknowledgements(tenant, own, at);
  return { outcome: 'set-aside', fileId: file.id, known: acknowledgementFileKey(tenant, file.id), object, ...change };
}

function reasonOf(sizeBytes: number, kind: Downloaded['sort']['kind']): UnrecognisedReason {
  if (sizeBytes === 0) return 'file-empty';
  if (kind === 'claims') return 'claims-not-expected';
  return kind === 'no-x12' ? 'no-x12' : 'other-transaction';
}

function actorOf({ tenant, connectionId, runId, at }: Taker) {
  return { principal: { tenantId: tenant, subject: connectionId }, at, requestId: runId };
}

type Seen = Pick<ConnectionFile, 'outcome' | 'sha256' | 'fileId' | 'reason'>;

/** The row by which a file is not downloaded again; also removes the state of its download. */
function seenWrites({ tenant, connectionId, at }: Taker, file: RemoteFileName, seen: Seen): Write[] {
  return [
    { put: connectionFileItem(tenant, connectionId, { ...file, seenAt: at, ...seen }) },
    { delete: connectionDownloadKey(tenant, connectionId, file) },
  ];
}

async function noteSeen(taker: Taker, file: RemoteFileName, seen: Seen, { table }: TakeDeps): Promise<void> {
  await table.transact(seenWrites(taker, file, seen));
}
