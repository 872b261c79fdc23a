import type { LocalDate } from '../shared/domain/time/local-date.ts';
import { readAttachments } from '../shared/x12/275/attachment-file.ts';
import { attachmentGuide, attachmentGuide6020 } from '../shared/x12/275/attachment-loops.ts';
import type { AttachmentTransaction } from '../shared/x12/275/attachment-parts.ts';
import type { AcknowledgedTransaction } from '../shared/x12/acknowledgement/functional-acknowledgement.ts';
import { writeFunctionalAcknowledgements } from '../shared/x12/acknowledgement/write-functional-acknowledgement.ts';
import type { ReadTransaction } from '../shared/x12/loops/read-guide.ts';
import type { ReadInterchange } from '../shared/x12/loops/transaction-frame.ts';
import type { CameDocument } from './payer-memory.ts';

type Received = ReadTransaction<AttachmentTransaction>;

/**
 * The result of receiving documents: the answering files, the envelope of the remittances that follow, and the
 * documents.
 */
export interface TakenDocuments {
  /** A 999 for each interchange. */
  readonly acknowledgement: string;
  /** The envelope of the remittances that follow: sender and receiver are exchanged. */
  readonly createdOn: LocalDate;
  readonly controlNumber: string;
  readonly senderId: string;
  readonly receiverId: string;
  /** The accepted documents. */
  readonly documents: readonly CameDocument[];
}

/**
 * Receives documents for claims (275) and answers each interchange with a 999: a transaction that the guide does not
 * allow, or without a document, is rejected.
 */
export function takeDocuments(bytes: Uint8Array): TakenDocuments | undefined {
  const text = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const read = readAttachments(bytes, text.includes('006020X314') ? attachmentGuide6020 : attachmentGuide);
  if (!read.ok) return undefined;
  const { interchanges } = read.value;
  const answers = interchanges.flatMap((interchange) => acknowledged(interchange) ?? []);
  const [first] = interchanges;
  const createdOn = first?.transactions[0]?.content?.createdOn;
  if (first === undefined || createdOn === undefined || answers.length === 0) return undefined;
  const taken = interchanges.flatMap(({ transactions }) => transactions).filter(isRight);
  const { controlNumber, senderId, receiverId } = first;
  return {
    ...{ acknowledgement: answers.join(''), createdOn, controlNumber, senderId: receiverId, receiverId: senderId },
    documents: taken.flatMap(({ content }) => (content === undefined ? [] : documentsIn(content))),
  };
}

function documentsIn({ attachments, patient }: AttachmentTransaction): CameDocument[] {
  const patientControlNumber = patient.references?.find(({ kind }) => kind === 'EJ')?.id ?? '';
  return attachments
    .flatMap(({ traces }) => traces)
    .map(({ kind, number }) => ({ patientControlNumber, number, isAnswer: kind === '2' }));
}

function acknowledged(interchange: ReadInterchange<Received>): string | undefined {
  const { senderId, receiverId, controlNumber, usage, transactions } = interchange;
  const [first] = transactions;
  const createdOn = first?.content?.createdOn;
  if (first === undefined || createdOn === undefined) return undefined;
  const own = transactions.map(transactionAnswer);
  const accepted = own.filter(({ outcome }) => outcome === 'accepted').length;
  const outcome = accepted === own.length ? 'accepted' : accepted === 0 ? 'rejected' : 'partly-accepted';
  return writeFunctionalAcknowledgements(
    [
      {
        ...{ guide: first.version, groupCode: 'PI', groupControlNumber: first.groupControlNumber, outcome, codes: [] },
        ...{ included: own.length, received: own.length, accepted, transactions: own },
      },
    ],
    {
      ...{ controlNumber, senderId: receiverId, receiverId: senderId, createdOn, createdTime: '0900' },
      usage: usage === 'P' ? 'P' : 'T',
    },
  );
}

function transactionAnswer(received: Received): AcknowledgedTransaction {
  const { type, controlNumber } = received;
  const isTaken = isRight(received);
  return {
    ...{ type, controlNumber, outcome: isTaken ? 'accepted' : 'rejected', codes: isTaken ? [] : ['5'] },
    errors: isTaken ? [] : [{ segment: 'BIN', position: 1, code: '3', elements: [] }],
  };
}

function isRight({ content, findings }: Received): boolean {
  return findings.length === 0 && (content?.attachments ?? []).some(hasDocument);
}

function hasDocument({ content }: AttachmentTransaction['attachments'][number]): boolean {
  return content !== undefined && content.length > 0 && content.data.length === content.length;
}
