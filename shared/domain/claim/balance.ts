import type { ClaimId } from '../identity/ids.ts';
import type { Leg } from '../ledger/entry.ts';
import { addCents, type Cents, sumCents } from '../money/cents.ts';
import { invariant } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';

/** What a payer's remittance left of a claim. */
export type AdjudicationOutcome = 'paid' | 'partly-paid' | 'patient-responsibility' | 'denied';

/** Where a claim stands. State is stored; history is a log beside it. */
export type ClaimState =
  /** Charges are posted; the claim is being assembled. */
  | { readonly kind: 'charged' }
  /** Nobody is insured: the patient owes all of it and nothing is sent. */
  | { readonly kind: 'self-pay' }
  /** Assembly found what cannot be sent; a person mends it. `reasons` are codes. */
  | { readonly kind: 'held'; readonly reasons: readonly string[] }
  | { readonly kind: 'ready' }
  | { readonly kind: 'batched'; readonly submissionId: string }
  /** `submissionId` is absent when another system sent it. */
  | { readonly kind: 'submitted'; readonly submissionId?: string }
  /** The payer at this position (0 for the primary) has answered. */
  | { readonly kind: 'adjudicated'; readonly outcome: AdjudicationOutcome; readonly payerPosition: number }
  /** The payer took its answer back and has not given another one. */
  | { readonly kind: 'reversed'; readonly payerPosition: number };

/** A payer's part in a claim, in the order of billing. */
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

/** A denial that waits for a person, as the claim lists it: with the entry that noted it. */
export interface OpenDenial {
  readonly id: string;
  readonly entryId: string;
  /** Absent when the claim as a whole was refused. */
  readonly lines?: readonly number[];
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
  readonly patientCents: Cents;
  /** Denials that wait for a person; absent when there are none, so that they cost nothing. */
  readonly openDenials?: readonly OpenDenial[];
  /** Entries whose cash stands in unapplied payer cash until something else of this claim posts, the oldest first. */
  readonly waiting?: readonly string[];
}

/** The balance after an entry's receivable legs. @throws when a leg names a payer that the claim does not have. */
export function applyLegs(balance: ClaimBalance, legs: readonly Leg[]): ClaimBalance {
  const receivable = legs.filter((leg) => leg.account === 'insurance-receivable');
  for (const leg of receivable) {
    invariant(
      balance.payers.some((payer) => payer.payerId === leg.payerId),
      'a receivable leg names a payer of the claim',
    );
  }
  const payers = balance.payers.map((payer) => ({
    ...payer,
    receivableCents: sumCents([
      payer.receivableCents,
      ...receivable.filter((leg) => leg.payerId === payer.payerId).map((leg) => leg.cents),
    ]),
  }));
  const patient = legs.filter((leg) => leg.account === 'patient-receivable').map((leg) => leg.cents);
  return { ...balance, payers, patientCents: addCents(balance.patientCents, sumCents(patient)) };
}
