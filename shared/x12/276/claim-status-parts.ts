import type { Contact, Demographics } from '../../domain/claim/party.ts';
import type { Cents } from '../../domain/money/cents.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type {
  InquiryDate,
  InquiryDocument,
  InquiryHeader,
  InquiryParty,
  InquiryProcedure,
  InquiryReference,
  InquiryTrace,
} from '../inquiry/inquiry-parts.ts';

/* The content of 276 and 277 (005010X212), and of the request for attachments in a 277 (005010X213). */

/** A service line of a question. */
export interface InquiredLine {
  readonly procedure: InquiryProcedure;
  readonly chargeCents: Cents;
  readonly revenueCode?: string;
  readonly units?: string;
  readonly references?: readonly InquiryReference[];
  readonly dates?: readonly InquiryDate[];
}

/** A claim of a question. */
export interface InquiredClaim extends InquiryTrace {
  readonly references?: readonly InquiryReference[];
  readonly chargeCents?: Cents;
  readonly dates?: readonly InquiryDate[];
  readonly lines?: readonly InquiredLine[];
}

interface StatusMember extends InquiryParty {
  readonly demographics?: Demographics;
}

export interface InquiredMember extends StatusMember {
  readonly claims?: readonly InquiredClaim[];
  readonly dependents?: readonly (StatusMember & { readonly claims?: readonly InquiredClaim[] })[];
}

/** A 276: payers, inquirers, providers, members and their claims, each below the one before. */
export interface ClaimStatusInquiry extends InquiryHeader {
  readonly payers: readonly (InquiryParty & {
    readonly receivers?: readonly (InquiryParty & {
      readonly providers?: readonly (InquiryParty & { readonly members?: readonly InquiredMember[] })[];
    })[];
  })[];
}

/**
 * A status in codes: category (`F1` paid, `F2` denied, `P1` pending, `R4` documents requested, ...), subject, and
 * entity.
 */
export interface StatusCode {
  readonly category: string;
  /** The subject; for documents a LOINC code. */
  readonly code?: string;
  readonly entity?: string;
  /** `LOI` LOINC, `RX` NCPDP; absent for the list of claim status codes. */
  readonly codeList?: string;
}

export interface StatusInformation {
  readonly statuses: readonly StatusCode[];
  readonly on?: LocalDate;
  readonly action?: string;
  readonly chargeCents?: Cents;
  readonly paidCents?: Cents;
  readonly decidedOn?: LocalDate;
  readonly paymentMethod?: string;
  readonly paidOn?: LocalDate;
  readonly paymentNumber?: string;
  readonly message?: string;
}

export interface AnsweredLine {
  readonly procedure: InquiryProcedure;
  readonly chargeCents: Cents;
  readonly paidCents?: Cents;
  readonly revenueCode?: string;
  readonly units?: string;
  readonly information?: readonly StatusInformation[];
  readonly references?: readonly InquiryReference[];
  readonly dates?: readonly InquiryDate[];
}

export interface AnsweredClaim extends InquiryTrace {
  readonly information?: readonly StatusInformation[];
  readonly references?: readonly InquiryReference[];
  readonly dates?: readonly InquiryDate[];
  readonly documents?: readonly InquiryDocument[];
  readonly lines?: readonly AnsweredLine[];
}

/** The status of all of a party's questions. */
export interface StatusOfAll extends InquiryTrace {
  readonly information?: readonly StatusInformation[];
}

export interface StatusMemberAnswer extends InquiryParty {
  readonly claims?: readonly AnsweredClaim[];
}

export interface StatusSubscriberAnswer extends StatusMemberAnswer {
  readonly dependents?: readonly StatusMemberAnswer[];
}

export interface StatusProviderAnswer extends InquiryParty {
  readonly ofAll?: readonly StatusOfAll[];
  readonly members?: readonly StatusSubscriberAnswer[];
  /** Of a request for documents. */
  readonly patients?: readonly StatusMemberAnswer[];
}

export interface StatusReceiverAnswer extends InquiryParty {
  readonly ofAll?: readonly StatusOfAll[];
  readonly providers?: readonly StatusProviderAnswer[];
}

/** A 277: the answer to a status inquiry, or a request for attachments. */
export interface ClaimStatusAnswer extends InquiryHeader {
  readonly payers: readonly (InquiryParty & {
    readonly contacts?: readonly Contact[];
    readonly receivers?: readonly StatusReceiverAnswer[];
  })[];
}
