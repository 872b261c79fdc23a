import type { PatientProtection } from '../../shared/domain/claim/balance.ts';
import type { ClaimChange } from '../../shared/domain/claim/correction/claim-correction.ts';
import type { AdjudicationOutcome } from '../../shared/domain/claim/filing.ts';
import type { ClaimStatusKind } from '../../shared/domain/claim/status.ts';
import type { Account } from '../../shared/domain/ledger/accounts.ts';
import type { ExceptionCode } from '../../shared/domain/remittance/failures.ts';
import type { QuarantineReason } from '../../shared/domain/remittance/post/quarantine.ts';

/** A made-up payer, by its name in the golden ledgers. */
export type GoldenPayer = 'medicare' | 'medicaid' | 'bluecross';

/** A submitted claim before any remittance. */
export interface GoldenClaim {
  /** In the order of billing. */
  readonly payers: readonly GoldenPayer[];
  /** Cents charged per service line. */
  readonly lines: readonly number[];
}

/** What a patient paid for a claim at the desk. */
export interface GoldenPatientPayment {
  readonly claim: string;
  readonly cents: number;
  /** How many remittances had arrived before it. */
  readonly after: number;
}

/** How an office corrects a claim that a payer has, with the filing that reports the correction. */
export interface GoldenCorrection {
  readonly claim: string;
  /** How many remittances had arrived before it; 0 before the first one. */
  readonly after: number;
  readonly change: ClaimChange;
  /** Cents charged per service line from then on; none when it is void. */
  readonly lines: readonly number[];
  /** The day on which the filing was sent, and the payer's number that it names; absent if unknown. */
  readonly sentOn?: string;
  readonly payerClaimNumber?: string;
}

/** What a payer denied of a claim: the work that follows. */
export interface GoldenDenial {
  readonly reasons: readonly string[];
  readonly cents: number;
  /** Whether the next payer may be billed instead. */
  readonly mayBillNextPayer: boolean;
}

/** The state of a claim afterwards. */
export interface GoldenOutcome {
  readonly state: ClaimStatusKind;
  readonly outcome?: AdjudicationOutcome;
  /** What each payer owes, in the order of billing. */
  readonly payerCents: readonly number[];
  readonly patientCents: number;
  /** Each filing to the first payer with its state, oldest first; only in ledgers that test filings. */
  readonly filings?: readonly string[];
  /** Marks of the payers' shares, by payer, where there are any. */
  readonly marks?: Readonly<Partial<Record<GoldenPayer, GoldenMarks>>>;
}

/** What is known of a payer's share besides its amount. */
export interface GoldenMarks {
  /** The payer that forwarded the claim to this one. */
  readonly forwardedBy?: GoldenPayer;
  readonly answeredLines?: readonly number[];
  readonly patientProtection?: PatientProtection;
}

/**
 * A set of claims and remittances with the right books, to the cent, worked out by hand from the posting rules
 * (docs/posting.md) and not by the product. Debits are positive. An account that is not named must be zero.
 */
export interface GoldenLedger {
  readonly name: string;
  /** How the figures follow from the rules. */
  readonly reasoning: string;
  readonly claims: Readonly<Record<string, GoldenClaim>>;
  /** X12 files in the order of arrival. `{A}` stands for the patient control number of claim A. */
  readonly remittances: readonly string[];
  /** Payments by patients, which are debits of deposits in transit. */
  readonly patientPayments?: readonly GoldenPatientPayment[];
  /** Used only by the ledgers of `corrections.ts`. */
  readonly corrections?: readonly GoldenCorrection[];
  readonly expected: {
    readonly accounts: Readonly<Partial<Record<Account, number>>>;
    /** The part of the accounts that belongs to a payer. */
    readonly payers: Readonly<Partial<Record<GoldenPayer, Readonly<Partial<Record<Account, number>>>>>>;
    readonly claims: Readonly<Record<string, GoldenOutcome>>;
    /** Exceptions that are open afterwards, in the order of posting; denials are not among them. */
    readonly exceptions: readonly ExceptionCode[];
    /** What is still to be taken back, per reference of the payer. */
    readonly recoupments: Readonly<Record<string, number>>;
    /** Why payments were quarantined, in the order of arrival. */
    readonly quarantined: readonly QuarantineReason[];
    /** What the payers denied, in the order of posting; only in cases that test it. */
    readonly denials?: readonly GoldenDenial[];
  };
}
