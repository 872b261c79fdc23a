import type { CorrectedClaimStart, FurtherAppeal, LaterFilingStart, LimitOnDayOff } from '../deadline/payer-terms.ts';
import type { Npi } from '../identity/npi.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { TimeZone } from '../time/time-zone.ts';
import type { ClaimRules } from './claim-rules.ts';
import type { PayerCorrections } from './payer-corrections.ts';

/**
 * A postal address. In the United States it has a state and a postal code of five or nine digits, and no country. Abroad it has a country;
 * Canada has provinces (`state`), other countries may have a subdivision.
 */
export interface Address {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state?: string;
  readonly postalCode?: string;
  /** ISO 3166, two letters. */
  readonly country?: string;
  /** ISO 3166-2, without the country. */
  readonly countrySubdivision?: string;
}

/** A number by which payers know someone, besides the usual one. */
export interface PayerNumber {
  readonly payerId: string;
  /** `G2` the payer's own number of a provider, `LU` of a location. */
  readonly kind: 'G2' | 'LU';
  readonly number: string;
}

/** Whom a payer of property and casualty claims may ask. */
export interface ClaimContact {
  readonly name?: string;
  readonly phone: string;
  readonly extension?: string;
}

/** Whether claims go to a next payer by themselves once they are due, or when a person says so. */
export type BillingChoice = 'automatic' | 'by-hand';

/** What an office says of itself. */
export interface Office {
  /** Rises with each change; 0 while nothing has been said. */
  readonly version: number;
  /** Where the office is: its days begin and end by this zone's clocks. */
  readonly timeZone: TimeZone;
  /** Who sends its claim files, by name; the billing provider's name when absent. */
  readonly submitterName?: string;
  /** Whether claims go to a next payer by themselves once they are due; by hand when absent. A payer's own setting counts before it. */
  readonly billNextPayer?: BillingChoice;
  /** How many days before a deadline people are told of it; 15 when absent. */
  readonly deadlineNoticeDays?: number;
}

/** How a payer names itself in a remittance: beside the trace, as the payer's id, or as an additional one. */
export interface RemittanceIdentity {
  readonly kind: 'trace-originator' | 'payer-id' | 'additional-payer-id';
  readonly value: string;
}

/** Who pays. Payers name themselves differently in each transaction; this is the crosswalk. */
export interface Payer {
  readonly id: string;
  readonly externalId?: string;
  readonly name: string;
  /** The payer's id in claims (loop 2010BB). */
  readonly claimPayerId: string;
  /** The claim filing indicator: CI, MB, MC, BL, HM, ... */
  readonly filingIndicator: string;
  /** To whom its claim files go: the payer itself or a clearinghouse. Claims of one receiver share files. */
  readonly receiver: { readonly id: string; readonly name: string };
  readonly remittanceIdentities: readonly RemittanceIdentity[];
  /** Further numbers of the payer in claims: `2U` payer, `EI` tax id, `FY` claim office, `NF` NAIC. */
  readonly additionalIds?: readonly { readonly kind: 'EI' | 'FY' | 'NF' | '2U'; readonly id: string }[];
  readonly address?: Address;
  /** Present when it takes claims on paper only: they wait to be printed, and no claim file gathers them. */
  readonly filesOn?: 'paper';
  /** From the contract, in days: to appeal (from the notice), to file and to correct a claim, to refund (from when it was found). */
  readonly appealDays?: number;
  readonly filingDays?: number;
  readonly correctedClaimDays?: number;
  readonly refundDays?: number;
  readonly furtherAppeals?: readonly FurtherAppeal[];
  readonly laterFilingFrom?: LaterFilingStart;
  readonly correctedClaimFrom?: CorrectedClaimStart;
  readonly limitOnDayOff?: LimitOnDayOff;
  /** Procedures that the payer covers with a prior authorisation only: codes, ranges (`X9001-X9005`), beginnings (`J*`). */
  readonly priorAuthorization?: readonly string[];
  readonly frequencyLimits?: readonly FrequencyLimit[];
  /** How the payer wants services divided into claims. */
  readonly claimRules?: ClaimRules;
  /** How the payer wants a claim corrected that it has. */
  readonly corrections?: PayerCorrections;
  /** How severe edits are with this payer, where it differs from the list of edits. */
  readonly editSeverities?: readonly EditSeverity[];
  /** Whether it is billed by itself when it pays after another payer; as the office says when absent. */
  readonly billNextPayer?: BillingChoice;
  /** The id under which Medicare forwards claims to this supplement (Medigap), which claims to Medicare name in place of its own. */
  readonly medigapId?: string;
}

/** How often a payer covers any of some procedures: so many times in so many days, the day of service being the last of them. */
export interface FrequencyLimit {
  readonly procedures: readonly string[];
  readonly times: number;
  readonly days: number;
}

/** An edit's severity with one payer; `off` where the payer does not mind. */
export interface EditSeverity {
  readonly editId: string;
  readonly severity: 'error' | 'warning' | 'info' | 'off';
}

/** A provider's enrolment with a payer, both ends included. */
export interface Enrollment {
  readonly payerId: string;
  readonly from: LocalDate;
  readonly to?: LocalDate;
  /** How far the enrolment for electronic transactions is, where the office keeps account of it. */
  readonly transactions?: readonly TransactionEnrollment[];
}

/** Electronic claims, remittances (ERA), payments (EFT), or inquiries about eligibility (with Medicare, the attestation of the NPI). */
export interface TransactionEnrollment {
  readonly kind: 'claims' | 'remittances' | 'payments' | 'eligibility';
  readonly status: 'requested' | 'active' | 'refused' | 'ended';
  /** Since when it is so. */
  readonly on: LocalDate;
}

export interface TaxId {
  readonly kind: 'ein' | 'ssn';
  /** Nine digits. */
  readonly value: string;
}

/**
 * The person or company that is paid and has the tax id. Its billing providers, each with an NPI of its own, share one set of books.
 * Its id does not reveal the tax id, which may be a person's social security number.
 */
export interface LegalEntity {
  readonly id: string;
  readonly name: string;
  readonly taxId: TaxId;
  /** Those who bill under the tax id now; none when the last one changed to another. */
  readonly billingProviderIds: readonly string[];
}

/** Who treats, refers, orders or bills. */
export interface Provider {
  readonly id: string;
  readonly externalId?: string;
  /** Absent where the law gives none: who gives no health care (a driver, a builder of ramps) is known by {@link payerNumbers}. */
  readonly npi?: Npi;
  readonly payerNumbers?: readonly PayerNumber[];
  readonly taxonomyCode?: string;
  readonly name:
    | ({ readonly kind: 'person' } & PersonName)
    | { readonly kind: 'organization'; readonly organizationName: string };
  /** Where they practise and how to reach them, which certificates of medical necessity want of who ordered an item. */
  readonly practice?: { readonly address: Address; readonly phone?: string; readonly contactName?: string };
  /** The legal entity in whose books its claims are; present when claims are billed in this provider's name. */
  readonly entityId?: string;
  /** The first and last day on which the NPI is active, where the office keeps account of it. */
  readonly activeFrom?: LocalDate;
  readonly activeTo?: LocalDate;
  /** With which payers, and since when, where the office keeps account of it. */
  readonly enrollments?: readonly Enrollment[];
  /** Present when claims are billed in this provider's name. */
  readonly billing?: {
    readonly taxId: TaxId;
    /** Nine digits of postal code. */
    readonly address: Address;
    /** Where payments go by mail, when not to the address above: a post office box may stand here only. */
    readonly payToAddress?: Address;
    /** A plan that takes over what is paid (subrogation): usually a Medicaid agency. */
    readonly payToPlan?: {
      readonly name: string;
      readonly id: string;
      readonly address: Address;
      readonly taxId?: string;
    };
    /** Who sends the files: ETIN, contact. */
    readonly submitter: { readonly id: string; readonly contactName: string; readonly phone: string };
    /** Whether it accepts the payers' allowed amounts as full payment; true unless stated. */
    readonly acceptsAssignment?: boolean;
  };
}

/** Where care is given. */
export interface Facility {
  readonly id: string;
  readonly externalId?: string;
  readonly name: string;
  readonly npi?: Npi;
  readonly address: Address;
  readonly placeOfService: string;
}

/** A person's name. Who has only one name has it as the last one. */
export interface PersonName {
  readonly lastName: string;
  readonly firstName?: string;
  readonly middleName?: string;
  /** `JR`, `III`; no title. */
  readonly suffix?: string;
}

/** A patient, whose data is PHI throughout. */
export interface Patient {
  readonly id: string;
  /** The account that the patient's shares are billed to, a family's; the patient's own when absent. */
  readonly accountId?: string;
  readonly externalId?: string;
  /** The number of the patient's record in the office; no two patients have the same. Claims tell it unless the encounter has one of its own. */
  readonly medicalRecordNumber?: string;
  readonly name: PersonName;
  readonly birthDate: LocalDate;
  readonly deathDate?: LocalDate;
  readonly sex: 'F' | 'M' | 'U';
  readonly address: Address;
}

/** How the patient relates to the subscriber, by the claim's own code: 18 self, 01 spouse, 19 child, G8 other, ... */
export type Relationship = string;

/**
 * Whose insurance it is: a person, or the employer who insures against accidents at work. Of a person who is not the patient, claims need the name only;
 * what other systems' claims leave out is absent.
 */
export type CoverageSubscriber =
  | {
      readonly name: PersonName;
      readonly birthDate?: LocalDate;
      readonly sex?: 'F' | 'M' | 'U';
      readonly address?: Address;
    }
  | { readonly organizationName: string; readonly address: Address };

/** Why a person has Medicare. */
export type MedicareReason = 'age' | 'disability' | 'kidney-disease';

/** One insurance of a patient. `order` 1 is billed first. */
export interface Coverage {
  readonly id: string;
  readonly patientId: string;
  readonly payerId: string;
  readonly order: 1 | 2 | 3;
  readonly memberId: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  /** How the subscriber has it: by working now, by having worked, continued after work (COBRA), or not by work at all. */
  readonly employment?: 'active' | 'retired' | 'continued' | 'none';
  /** Of an employer's plan: how many people the employer has. */
  readonly employerSize?: 'under-20' | '20-to-99' | '100-or-more';
  /** Of Medicare: why the patient has it. By age when absent, from 65 on. */
  readonly medicareReason?: MedicareReason;
  /** Of Medicare for kidney disease: the first day on which the patient could have it. */
  readonly kidneyDiseaseFrom?: LocalDate;
  /** Of a child whose parents live apart: whose plan it is. */
  readonly custody?: 'court-order' | 'custodial-parent' | 'custodial-stepparent' | 'other-parent';
  /** Why Medicare pays after another payer, by the claim's own code. Only of a coverage by Medicare that is not billed first. */
  readonly medicareSecondaryType?: string;
  readonly relationship: Relationship;
  /** The subscriber, when it is not the patient. */
  readonly subscriber?: CoverageSubscriber;
  /** Of workers' compensation, auto and other property and casualty: the payer's number of the claim, and whom it may ask. */
  readonly propertyCasualty?: { readonly claimNumber: string; readonly contact?: ClaimContact };
  readonly activeFrom: LocalDate;
  readonly activeTo?: LocalDate;
  /** Whether the patient assigned benefits to the provider; true unless stated. */
  readonly benefitsAssigned?: boolean;
  /** How the patient allowed the provider to inform the payer; a signed release unless stated. */
  readonly releaseOfInformation?: 'signed-release' | 'informed-consent';
}
