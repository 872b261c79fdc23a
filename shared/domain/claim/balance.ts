import type { ClaimId } from '../identity/ids.ts';
import type { Leg } from '../ledger/entry.ts';
import { addCents, type Cents, sumCents } from '../money/cents.ts';
import { invariant } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { AdjudicationOutcome, Filing } from './filing.ts';

/** Where the account of a claim stands; how far its filings have come, they say themselves. State is stored; history is a log beside it. */
export type ClaimState =
  /** Charges are posted; no payer has been asked. */
  | { readonly kind: 'charged' }
  /** No payer is asked: the patient owes all of it. */
  | { readonly kind: 'self-pay' }
  /** A filing has left; no payer has answered. */
  | { readonly kind: 'filed' }
  /** The payer at this position (0 for the primary) has answered. */
  | { readonly kind: 'adjudicated'; readonly outcome: AdjudicationOutcome; readonly payerPosition: number }
  /** The payer took its answer back and has not given another one. */
  | { readonly kind: 'reversed'; readonly payerPosition: number };

/**
 * A coverage's part in a claim. Its position among the claim's shares (0 for the one that is billed first) is its name for good: shares
 * are added at the end and never move.
 */
export interface PayerShare {
  readonly payerId: string;
  readonly coverageId: string;
  /** What this payer owes now, as far as we know. */
  readonly receivableCents: Cents;
  readonly status: 'waiting' | 'open' | 'answered';
  /** The lines that it has answered, while these are not all of them: a payer may answer a claim in parts. */
  readonly answeredLines?: readonly number[];
  /** The payer that forwarded the claim to this one itself: this one is not billed again. */
  readonly forwardedBy?: string;
  /** This payer's answer says that the law limits what the patient may be asked for. */
  readonly patientProtection?: PatientProtection;
}

/**
 * `qualified-beneficiary`: Medicaid helps with Medicare's costs, and the patient owes no cost sharing at all. `no-surprises`: the
 * No Surprises Act applies, and the patient owes at most the cost sharing that the payer states.
 */
export type PatientProtection = 'qualified-beneficiary' | 'no-surprises';

/**
 * A piece of work about a claim that is open on somebody's list, as the claim's balance lists it: with the cents of a payer's share that
 * it answers for.
 */
export interface OpenWork {
  /** Of the denial or the exception. */
  readonly id: string;
  readonly kind: 'denial' | 'exception';
  /** The category of a denial, the code of an exception. */
  readonly code: string;
  /** The entry that it came with. */
  readonly entryId: string;
  /** The position of the payer's share that it speaks of; absent when it speaks of the patient. */
  readonly share?: number;
  /** How much of what stands with that payer is this piece's: above zero to be had, below zero to be given back. */
  readonly cents: Cents;
  /** Of a denial: the lines; absent when the claim as a whole was refused. */
  readonly lines?: readonly number[];
  /** Of a denial: an appeal or a corrected claim is with the payer. */
  readonly isSent?: true;
}

/** The claim's small hot item: who owes what. A fold of the claim's ledger entries, re-foldable at any time. */
export interface ClaimBalance {
  readonly claimId: ClaimId;
  /** The patient control number of a claim that was born in another system; ours is the claim's id. */
  readonly controlNumber?: string;
  /** Rises with every write; writers name the version that they read. */
  readonly version: number;
  readonly state: ClaimState;
  /** The legal entity in whose books the claim is. It stays, though its billing provider's tax id changes. */
  readonly entityId: string;
  readonly billingProviderId: string;
  readonly patientId: string;
  /** Absent when the claim was born in another system. */
  readonly encounterId?: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  readonly serviceFrom: LocalDate;
  readonly chargeCents: Cents;
  readonly lineCount: number;
  readonly payers: readonly PayerShare[];
  /** What payers are asked, in the order of making; the last is the current one. None when nobody is insured. */
  readonly filings: readonly Filing[];
  readonly patientCents: Cents;
  /** Denials and exceptions about what stands with its payers; absent when there are none, so that they cost nothing. */
  readonly openWork?: readonly OpenWork[];
  /** Entries whose cash stands in unapplied payer cash until something else of this claim posts, the oldest first. */
  readonly waiting?: readonly string[];
}

/** The balance after an entry's receivable legs. @throws when a leg names a share that the claim does not have. */
export function applyLegs(balance: ClaimBalance, legs: readonly Leg[]): ClaimBalance {
  const receivable = legs.filter((leg) => leg.account === 'insurance-receivable');
  for (const { share, payerId } of receivable) {
    invariant(
      share !== undefined && balance.payers[share]?.payerId === payerId,
      'a receivable leg names a share of the claim',
    );
  }
  const payers = balance.payers.map((payer, share) => ({
    ...payer,
    receivableCents: sumCents([
      payer.receivableCents,
      ...receivable.filter((leg) => leg.share === share).map((leg) => leg.cents),
    ]),
  }));
  const patient = legs.filter((leg) => leg.account === 'patient-receivable').map((leg) => leg.cents);
  return { ...balance, payers, patientCents: addCents(balance.patientCents, sumCents(patient)) };
}
