import type { CorrectedClaimStart, FurtherAppeal, LaterFilingStart, LimitOnDayOff } from '../deadline/payer-terms.ts';
import type { Npi } from '../identity/npi.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { TimeZone } from '../time/time-zone.ts';
import type { Address } from './address.ts';
import type { ClaimRules } from './claim-rules.ts';
import type { PayerCorrections } from './payer-corrections.ts';

/** A payer's own number for a provider or a location, besides the usual one. */
export interface PayerNumber {
  readonly payerId: string;
  /** `G2` the payer's own number of a provider, `LU` of a location. */
  readonly kind: 'G2' | 'LU';
  readonly number: string;
}

/** The contact for payers of property and casualty claims. */
export interface ClaimContact {
  readonly name?: string;
  readonly phone: string;
  readonly extension?: string;
}

/** Whether due claims go to a next payer automatically, or when a person decides. */
export type BillingChoice = 'automatic' | 'by-hand';

/** An office's own settings. */
export interface Office {
  /** Rises with each change; 0 while nothing is stored. */
  readonly version: number;
  /** The office's time zone: its days begin and end by these clocks. */
  readonly timeZone: TimeZone;
  /** The sender's name in its claim files; the billing provider's name when absent. */
  readonly submitterName?: string;
  /** Whether due claims go to a next payer automatically; by hand when absent. A payer's own setting overrides it. */
  readonly billNextPayer?: BillingChoice;
  /** How many days before a deadline people are notified; 15 when absent. */
  readonly deadlineNoticeDays?: number;
}

/** How a payer identifies itself in a remittance: with the trace number, as the payer's id, or as an additional id. */
export interface RemittanceIdentity {
  readonly kind: 'trace-originator' | 'payer-id' | 'additional-payer-id';
  readonly value: string;
}

/** A payer. Payers identify themselves differently in each transaction; this is the crosswalk. */
export interface Payer {
  readonly id: string;
  readonly externalId?: string;
  readonly name: string;
  /** The payer's id in claims (loop 2010BB). */
  readonly claimPayerId: string;
  /** The claim filing indicator: CI, MB, MC, BL, HM, ... */
  readonly filingIndicator: string;
  /** The receiver of its claim files: the payer itself or a clearinghouse. Claims for one receiver share files. */
  readonly receiver: { readonly id: string; readonly name: string };
  readonly remittanceIdentities: readonly RemittanceIdentity[];
  /** Further numbers of the payer in claims: `2U` payer, `EI` tax id, `FY` claim office, `NF` NAIC. */
  readonly additionalIds?: readonly { readonly kind: 'EI' | 'FY' | 'NF' | '2U'; readonly id: string }[];
  readonly address?: Address;
  /** Present when it accepts claims on paper only: they wait to be printed, and no claim file includes them. */
  readonly filesOn?: 'paper';
  /**
   * Contract limits in days: to appeal (from the notice), to file and to correct a claim, to refund (from when it was
   * found).
   */
  readonly appealDays?: number;
  readonly filingDays?: number;
  readonly correctedClaimDays?: number;
  readonly refundDays?: number;
  readonly furtherAppeals?: readonly FurtherAppeal[];
  readonly laterFilingFrom?: LaterFilingStart;
  readonly correctedClaimFrom?: CorrectedClaimStart;
  readonly limitOnDayOff?: LimitOnDayOff;
  /** Procedures that need the payer's prior authorisation: codes, ranges (`X9001-X9005`), prefixes (`J*`). */
  readonly priorAuthorization?: readonly string[];
  readonly frequencyLimits?: readonly FrequencyLimit[];
  /** The payer's rules for dividing services into claims. */
  readonly claimRules?: ClaimRules;
  /** How the payer wants a claim to be corrected that it already has. */
  readonly corrections?: PayerCorrections;
  /** The severities of edits for this payer, where they differ from the list of edits. */
  readonly editSeverities?: readonly EditSeverity[];
  /** Whether it is billed automatically after another payer; as the office says when absent. */
  readonly billNextPayer?: BillingChoice;
  /**
   * The id by which Medicare forwards claims to this supplement (Medigap); claims to Medicare state it instead of the
   * payer's own id.
   */
  readonly medigapId?: string;
}

/**
 * How often a payer covers any of some procedures: this many times in this many days, including the date of service.
 */
export interface FrequencyLimit {
  readonly procedures: readonly string[];
  readonly times: number;
  readonly days: number;
}

/** An edit's severity for one payer; `off` when the payer does not apply it. */
export interface EditSeverity {
  readonly editId: string;
  readonly severity: 'error' | 'warning' | 'info' | 'off';
}

/** A provider's enrolment with a payer, both ends included. */
export interface Enrollment {
  readonly payerId: string;
  readonly from: LocalDate;
  readonly to?: LocalDate;
  /** The state of the enrolment for electronic transactions, where the office records it. */
  readonly transactions?: readonly TransactionEnrollment[];
}

/** Electronic claims, remittances (ERA), payments (EFT), or inquiries about eligibility (with Medicare, the attestation of the NPI). */
export interface TransactionEnrollment {
  readonly kind: 'claims' | 'remittances' | 'payments' | 'eligibility';
  readonly status: 'requested' | 'active' | 'refused' | 'ended';
  /** The start of this state. */
  readonly on: LocalDate;
}

export interface TaxId {
  readonly kind: 'ein' | 'ssn';
  /** Nine digits. */
  readonly value: string;
}

/**
 * The person or company that is paid and has the tax id. Its billing providers, each with its own NPI, share one set of
 * books. Its id does not reveal the tax id, which may be a person's social security number.
 */
export interface LegalEntity {
  readonly id: string;
  readonly name: string;
  readonly taxId: TaxId;
  /** The current billing providers with the tax id; none when the last one changed to another. */
  readonly billingProviderIds: readonly string[];
}

/** A person or organisation that treats, refers, orders or bills. */
export interface Provider {
  readonly id: string;
  readonly externalId?: string;
  /**
   * Absent where the law gives none: someone who gives no health care (a driver, a builder of ramps) is identified by
   * {@link payerNumbers}.
   */
  readonly npi?: Npi;
  readonly payerNumbers?: readonly PayerNumber[];
  readonly taxonomyCode?: string;
  /** The number of the licence to practise, for the paper form of dentists. */
  readonly stateLicense?: string;
  readonly name:
    | ({ readonly kind: 'person' } & PersonName)
    | { readonly kind: 'organization'; readonly organizationName: string };
  /** The practice address and contact of an ordering provider, which certificates of medical necessity require. */
  readonly practice?: { readonly address: Address; readonly phone?: string; readonly contactName?: string };
  /** The legal entity in whose books its claims are; present when claims are billed in this provider's name. */
  readonly entityId?: string;
  /** The first and last day on which the NPI is active, where the office records them. */
  readonly activeFrom?: LocalDate;
  readonly activeTo?: LocalDate;
  /** The payers with an enrolment, and its start, where the office records them. */
  readonly enrollments?: readonly Enrollment[];
  /** Present when claims are billed in this provider's name. */
  readonly billing?: {
    readonly taxId: TaxId;
    /** Nine digits of postal code. */
    readonly address: Address;
    /** The mailing address for payments, if different: only this one may be a post office box. */
    readonly payToAddress?: Address;
    /** A plan that takes over the payment (subrogation): usually a Medicaid agency. */
    readonly payToPlan?: {
      readonly name: string;
      readonly id: string;
      readonly address: Address;
      readonly taxId?: string;
    };
    /** The submitter of the files: ETIN, contact. */
    readonly submitter: { readonly id: string; readonly contactName: string; readonly phone: string };
    /** Whether it accepts the payers' allowed amounts as full payment; true unless stated. */
    readonly acceptsAssignment?: boolean;
  };
}

/** A place where care is given. */
export interface Facility {
  readonly id: string;
  readonly externalId?: string;
  readonly name: string;
  readonly npi?: Npi;
  readonly address: Address;
  readonly placeOfService: string;
}

/** A person's name. A single name is the last name. */
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
  /**
   * The number of the patient's record in the office, unique among patients. Claims state it unless the encounter has
   * its own.
   */
  readonly medicalRecordNumber?: string;
  readonly name: PersonName;
  readonly birthDate: LocalDate;
  readonly deathDate?: LocalDate;
  readonly sex: 'F' | 'M' | 'U';
  readonly address: Address;
}

/**
 * The patient's relationship to the subscriber, by the claim's own code: 18 self, 01 spouse, 19 child, G8 other, ...
 */
export type Relationship = string;

/**
 * The insured: a person, or the employer under workers' compensation. For a person other than the patient, claims need
 * only the name; facts that other systems' claims leave out are absent.
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

/** One insurance of a patient. `order` 1 is primary. */
export interface Coverage {
  readonly id: string;
  readonly patientId: string;
  readonly payerId: string;
  readonly order: 1 | 2 | 3;
  /** Absent only where an employer insures, and the number of the case is known. */
  readonly memberId?: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  /** The basis of the subscriber's plan: current employment, former employment, COBRA continuation, or none. */
  readonly employment?: 'active' | 'retired' | 'continued' | 'none';
  /** For an employer's plan: the employer's size. */
  readonly employerSize?: 'under-20' | '20-to-99' | '100-or-more';
  /** For Medicare: the reason for entitlement. By age when absent, from 65 on. */
  readonly medicareReason?: MedicareReason;
  /** For Medicare due to kidney disease: the first day of eligibility. */
  readonly kidneyDiseaseFrom?: LocalDate;
  /** For a child of separated parents: whose plan it is. */
  readonly custody?: 'court-order' | 'custodial-parent' | 'custodial-stepparent' | 'other-parent';
  /** Why Medicare is secondary, by the claim's own code. Only for a Medicare coverage that is not first. */
  readonly medicareSecondaryType?: string;
  readonly relationship: Relationship;
  /** The subscriber, when it is not the patient. */
  readonly subscriber?: CoverageSubscriber;
  /**
   * For workers' compensation, auto and other property and casualty: the payer's claim number, its contact, and the
   * number by which it wants to know the patient.
   */
  readonly propertyCasualty?: {
    readonly claimNumber: string;
    readonly contact?: ClaimContact;
    readonly patientNumber?: { readonly kind: 'SY' | '1W'; readonly number: string };
  };
  readonly activeFrom: LocalDate;
  readonly activeTo?: LocalDate;
  /** Whether the patient assigned benefits to the provider; true unless stated. */
  readonly benefitsAssigned?: boolean;
  /** How the patient authorised the release of information to the payer; a signed release unless stated. */
  readonly releaseOfInformation?: 'signed-release' | 'informed-consent';
}
