import type { PartyName } from '../../domain/claim/party.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';

/* The shared parts of inquiries, their answers, authorisations and attachments. */

/** The header of a transaction. */
export interface InquiryHeader {
  /** `13` request, `11` response, `08` status, `36` authority to deduct, `01` cancellation, ... */
  readonly purpose: string;
  readonly reference?: string;
  readonly createdOn: LocalDate;
  readonly createdTime?: string;
  /** `RT` real time, `DG` response, `18` response with further updates, ... */
  readonly transactionType?: string;
}

/** A party by its role: `PR` payer, `1P` provider, `41` submitter, `IL` subscriber, `QC` patient, `03` dependent, `X3` review organisation, ... */
export interface InquiryParty {
  readonly role: string;
  readonly kind: 'person' | 'organization';
  readonly name?: PartyName;
  /** `PI` payer's number, `XX` NPI, `MI` member number, `46` submitter's number, `SV` provider's number with the payer, ... */
  readonly idKind?: string;
  readonly id?: string;
  readonly relationship?: string;
}

/** A number that links an answer to its question. */
export interface InquiryTrace {
  /** `1` the sender's own number, `2` the other side's number, returned. */
  readonly kind: string;
  readonly number: string;
  /** The originator of the number: `9` and a tax id, `1` and a tax id, ... */
  readonly originator?: string;
  readonly subdivision?: string;
}

/** A reference with its kind: `6P` group number, `18` plan number, `1K` payer's claim number, `EJ` patient control number, ... */
export interface InquiryReference {
  readonly kind: string;
  readonly id: string;
  readonly description?: string;
}

/** A day or span of days with its kind: `291` plan, `346` plan begins, `472` service, `356` eligibility begins, ... */
export interface InquiryDate {
  readonly kind: string;
  readonly on?: LocalDate;
  readonly until?: LocalDate;
}

/** Why a request could not be answered. */
export interface InquiryRejection {
  /** Whether the request itself was valid, although it cannot be answered. */
  readonly valid: string;
  readonly reason?: string;
  /** `C` correct and resubmit, `N` resubmission not allowed, `P` resubmit the original, `R` resubmission allowed, `S` do not resubmit, ... */
  readonly followUp?: string;
}

export interface InquiryProviderInformation {
  /** `PE` performing, `BI` billing, `RF` referring, `AT` attending, `PC` primary care, ... */
  readonly role: string;
  readonly kind?: string;
  readonly id?: string;
}

/** A member's place in the plan. */
export interface InquiryInsured {
  readonly isSubscriber: boolean;
  readonly relationship: string;
  readonly maintenanceType?: string;
  readonly maintenanceReason?: string;
  readonly birthSequence?: number;
}

/** A procedure in a composite: its list (`HC` HCPCS and CPT, `AD` dental, `NU` revenue, `N4` NDC, ...), code and modifiers. */
export interface InquiryProcedure {
  readonly codeList: string;
  readonly code: string;
  readonly modifiers?: readonly string[];
  readonly description?: string;
  /** The last code, if the answer is about a range of codes. */
  readonly lastCode?: string;
}

/** A document that accompanies a request, or that a payer requests, and how it is sent. */
export interface InquiryDocument {
  readonly reportType: string;
  readonly transmission?: string;
  readonly idKind?: string;
  readonly id?: string;
  readonly description?: string;
}

export interface InquiryDiagnosis {
  /** `ABK` principal, `ABF` other (ICD-10), `BK`, `BF` (ICD-9), `ABJ` admitting, ... */
  readonly kind: string;
  readonly code: string;
}

/** How much of a service is meant, how often, and for how long. */
export interface InquiryDelivery {
  /** `VS` visits, `DY` days, `HS` hours, `FL` units, `MN` month. */
  readonly quantityKind?: string;
  readonly quantity?: string;
  readonly unit?: string;
  readonly sampleModulus?: string;
  readonly period?: string;
  readonly periodCount?: string;
  readonly calendarPattern?: string;
  readonly timePattern?: string;
}
