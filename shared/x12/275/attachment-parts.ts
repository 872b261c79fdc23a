import type { LocalDate } from '../../domain/time/local-date.ts';
import type { StatusInformation } from '../276/claim-status-parts.ts';
import type { InquiryDate, InquiryParty, InquiryReference, InquiryTrace } from '../inquiry/inquiry-parts.ts';

/* The content of a 275 (005010X210, 006020X314): documents for a claim. */

/** The sender, the receiver and the patient. */
export interface AttachmentParty extends InquiryParty {
  readonly references?: readonly InquiryReference[];
  readonly dates?: readonly InquiryDate[];
}

/** The document itself. */
export interface AttachedContent {
  /** `B64` content in base64, `ASC` plain text: only 006020X314 says so. */
  readonly filter?: string;
  /** The number of characters of `data`. */
  readonly length: number;
  /** The document as it is in the file. It is in base64 if this product wrote it. */
  readonly data: string;
}

/** One document for a claim, or a part of the answer to one request. */
export interface Attachment {
  /** `1` our control number (PWK), `2` the payer's request number, returned. */
  readonly traces: readonly InquiryTrace[];
  /** The payer's question, returned. */
  readonly information?: readonly StatusInformation[];
  readonly references?: readonly InquiryReference[];
  readonly dates?: readonly InquiryDate[];
  /** `AE` attachment, `UN` solicited without a question. */
  readonly category?: string;
  /** `HL` HL7 document, `TX` text, `IA` image, `MB` binary (PDF). */
  readonly form?: string;
  readonly version?: string;
  /** For example `DOC`, with an identifier of the document: only in 006020X314. */
  readonly objectKind?: string;
  readonly objectId?: string;
  /** `05` personal. */
  readonly securityLevel?: string;
  readonly content?: AttachedContent;
}

export interface AttachmentTransaction {
  /** `02` unsolicited (an addition), `11` answer to a request. */
  readonly purpose: string;
  readonly reference: string;
  readonly createdOn: LocalDate;
  readonly payer: AttachmentParty;
  readonly submitter: AttachmentParty;
  readonly provider: AttachmentParty;
  readonly patient: AttachmentParty;
  readonly attachments: readonly Attachment[];
}
