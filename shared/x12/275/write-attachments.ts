import type { AttachmentRelease } from '../../domain/attachment/attachment.ts';
import type { PartyName } from '../../domain/claim/party.ts';
import type { Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { EligibilityQuestionOf, InquiryFile } from '../270/write-inquiry.ts';
import { type TransactionUnwritable, writeByGuide } from '../loops/write-guide.ts';
import { attachedDocument } from './attachment-file.ts';
import { attachmentGuide, attachmentGuide6020 } from './attachment-loops.ts';
import type { Attachment } from './attachment-parts.ts';

/** A document to send. */
export interface DocumentOf {
  /** The number by which the claim names it; or the payer's request number, if it answers a request. */
  readonly controlNumber: string;
  /** The requested document, by its LOINC code. */
  readonly wanted?: string;
  /** `MB` binary, `TX` text, `IA` image, `HL` HL7. */
  readonly form: string;
  readonly bytes: Uint8Array;
}

/** Documents for one claim. */
export interface AttachmentsOf extends Pick<EligibilityQuestionOf, 'payer' | 'provider'> {
  readonly submitter: { readonly name: PartyName; readonly id: string };
  readonly patient: EligibilityQuestionOf['subscriber'];
  readonly patientControlNumber: string;
  readonly payerClaimNumber?: string;
  readonly serviceFrom: LocalDate;
  /** Whether it answers a request of the payer. */
  readonly isAnswer: boolean;
  readonly documents: readonly DocumentOf[];
}

/** Writes documents as one 275, each in base64, in the version that the receiver accepts. */
export function writeAttachments(
  { payer, provider, submitter, patient, documents, isAnswer, ...claim }: AttachmentsOf,
  release: AttachmentRelease,
  { envelope, reference, createdOn }: Omit<InquiryFile, 'createdTime'>,
): Result<string, TransactionUnwritable> {
  const isLater = release === '006020X314';
  const references = [
    { kind: 'EJ', id: claim.patientControlNumber },
    ...(claim.payerClaimNumber === undefined ? [] : [{ kind: '1K', id: claim.payerClaimNumber }]),
  ];
  return writeByGuide(
    {
      ...{ purpose: isAnswer ? '11' : '02', reference, createdOn },
      payer: {
        role: 'PR',
        kind: 'organization',
        name: { kind: 'organization', name: payer.name },
        idKind: 'PI',
        id: payer.id,
      },
      submitter: {
        ...{ role: '41', kind: submitter.name.kind, name: submitter.name },
        ...{ idKind: '46', id: submitter.id },
      },
      provider: { role: '1P', kind: provider.name.kind, name: provider.name, idKind: provider.idKind, id: provider.id },
      patient: {
        ...{ role: 'QC', kind: patient.name.kind, name: patient.name, idKind: 'MI', id: patient.memberId },
        references,
        dates: [{ kind: '472', on: claim.serviceFrom }],
      },
      attachments: documents.map((document) => attachmentOf(document, { isAnswer, isLater, createdOn })),
    },
    isLater ? attachmentGuide6020 : attachmentGuide,
    { envelope },
  );
}

function attachmentOf(
  { controlNumber, wanted, form, bytes }: DocumentOf,
  {
    isAnswer,
    isLater,
    createdOn,
  }: { readonly isAnswer: boolean; readonly isLater: boolean; readonly createdOn: LocalDate },
): Attachment {
  const { filter, ...content } = attachedDocument(bytes);
  return {
    traces: [{ kind: isAnswer ? '2' : '1', number: controlNumber }],
    ...(wanted === undefined
      ? {}
      : { information: [{ statuses: [{ category: 'R4', code: wanted, codeList: 'LOI' }] }] }),
    // The day of submission, which payers require.
    dates: [{ kind: '368', on: createdOn }],
    ...{ category: 'AE', form, securityLevel: '05' },
    content: isLater ? { filter, ...content } : content,
  };
}
