import { ok, type Result } from '../../domain/result.ts';
import type { Guide } from '../loops/guide.ts';
import { type ReadTransaction, readByGuide } from '../loops/read-guide.ts';
import type { ReadInterchanges } from '../loops/transaction-frame.ts';
import type { ScanFailure } from '../segment-scanner.ts';
import type { Attachment, AttachmentTransaction } from './attachment-parts.ts';
import { liftDocuments } from './lift-documents.ts';

/**
 * Reads a file of 275s with the enclosed documents, whatever bytes they contain. Byte offsets do not count the
 * documents. Failure: why no interchange could be read at all.
 */
export function readAttachments(
  bytes: Uint8Array,
  guide: Guide<AttachmentTransaction>,
): Result<ReadInterchanges<ReadTransaction<AttachmentTransaction>>, ScanFailure> {
  const lifted = liftDocuments(bytes);
  const read = readByGuide(lifted.bytes, guide);
  if (!read.ok) return read;
  const interchanges = read.value.interchanges.map((interchange) => ({
    ...interchange,
    transactions: interchange.transactions.map((transaction) => withDocuments(transaction, lifted.documents)),
  }));
  return ok({ ...read.value, interchanges });
}

function withDocuments(
  transaction: ReadTransaction<AttachmentTransaction>,
  documents: readonly Uint8Array[],
): ReadTransaction<AttachmentTransaction> {
  const { content } = transaction;
  if (content === undefined) return transaction;
  const attachments = (content.attachments ?? []).map((attachment) => withDocument(attachment, documents));
  return { ...transaction, content: { ...content, attachments } };
}

function withDocument(attachment: Attachment, documents: readonly Uint8Array[]): Attachment {
  const { content } = attachment;
  const document = content === undefined ? undefined : documents[Number(content.data)];
  if (content === undefined || document === undefined || document.length !== content.length) return attachment;
  return { ...attachment, content: { ...content, data: Buffer.from(document).toString('latin1') } };
}

/** Puts a document into an attachment, in base64, so that none of its bytes is a delimiter. */
export function attachedDocument(document: Uint8Array): {
  readonly filter: string;
  readonly length: number;
  readonly data: string;
} {
  const data = Buffer.from(document).toString('base64');
  return { filter: 'B64', length: data.length, data };
}
