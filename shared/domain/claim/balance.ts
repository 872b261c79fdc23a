import type { ClaimId } from '../identity/ids.ts';
import type { StatusProblem } from '../inquiry/payer-status.ts';
import type { Leg } from '../ledger/entry.ts';
import { addCents, type Cents, sumCents } from '../money/cents.ts';
import type { StandingAppeal } from '../remittance/denial/appeals.ts';
import { invariant } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ClaimCorrection } from './correction/claim-correction.ts';
import type { AdjudicationOutcome, Filing } from './filing.ts';
import type { Notice } from './notice.ts';
import type { Predetermination } from './predetermination.ts';
import type { SettledAmount, Settlement } from './settled-amounts.ts';

/** The state of a claim's account; each filing has a state of its own. The state is stored; the history is a separate log. */
export type ClaimState =
  /** Charges are posted; nothing has been sent to a payer. */
  | { readonly kind: 'charged' }
  /** No payer is billed: the patient owes all of it. */
  | { readonly kind: 'self-pay' }
  /** A filing was sent; no payer has answered. */
  | { readonly kind: 'filed' }
  /** The payer at this position (0 for the primary) has answered. */
  | { readonly kind: 'adjudicated'; readonly outcome: AdjudicationOutcome; readonly payerPosition: number }
  /** The payer reversed its answer and has not answered again. */
  | { readonly kind: 'reversed'; readonly payerPosition: number }
  /** Its encounter was corrected or voided before it was sent: its charges are reversed, and nobody owes anything. */
  | { readonly kind: 'cancelled' };

/**
 * A coverage's part in a claim. Its position among the claim's shares (0 for the one that is billed first) identifies it and never changes:
 * shares are only added at the end.
 */
export interface PayerShare {
  readonly payerId: string;
  readonly coverageId: string;
  /** The payer's current balance in our books. */
  readonly receivableCents: Cents;
  readonly status: 'waiting' | 'open' | 'answered';
  /** The lines that the payer has answered, until it has answered all of them: a payer may answer a claim in parts. */
  readonly answeredLines?: readonly number[];
  /** The position of the share whose payer forwarded the claim to this one: we do not bill this one again. */
  readonly forwardedBy?: number;
  /** For a later share with a balance: the day on which its turn came, after the earlier payers had answered. */
  readonly turnOn?: LocalDate;
  /** The office decided not to bill it: its amount went on to the next payer or the patient. */
  readonly isPassedOver?: true;
  /** After this payer's answer, the law limits what the patient may be billed. */
  readonly patientProtection?: PatientProtection;
}

/**
 * `qualified-beneficiary`: Medicaid helps with Medicare's costs, and the patient owes no cost sharing at all. `no-surprises`: the
 * No Surprises Act applies, and the patient owes at most the cost sharing that the payer states.
 */
export type PatientProtection = 'qualified-beneficiary' | 'no-surprises';

/** An open denial or exception of a claim, as the claim's balance lists it: with the cents of a payer's share that it covers. */
export interface OpenWork {
  /** The id of the denial or the exception. */
  readonly id: string;
  readonly kind: 'denial' | 'exception';
  /** The category of a denial, the code of an exception. */
  readonly code: string;
  /** The entry that opened it. */
  readonly entryId: string;
  /** The position of the payer's share that it is about; absent when it is about the patient. */
  readonly share?: number;
  /** How much of that payer's balance it covers: positive to be collected, negative to be refunded. */
  readonly cents: Cents;
  /** For a denial, or for a settled amount whose denial is taken back: the lines; absent when the whole claim was denied. */
  readonly lines?: readonly number[];
  /** For a settled amount whose denial is taken back: how a person had settled it. */
  readonly settledAs?: Settlement;
  /** For a denial: an appeal or a corrected claim is with the payer. */
  readonly isSent?: true;
}

/** The claim's small item that changes often: who owes what. It can be computed again from the claim's ledger entries at any time. */
export interface ClaimBalance {
  readonly claimId: ClaimId;
  /** The patient control number of a claim that comes from another system; ours is the claim's id. */
  readonly controlNumber?: string;
  /** Rises with every write; a write names the version that it read. */
  readonly version: number;
  readonly state: ClaimState;
  /** The legal entity whose books hold the claim. It stays the same when the billing provider's tax id changes. */
  readonly entityId: string;
  readonly billingProviderId: string;
  readonly patientId: string;
  /** Absent when the claim comes from another system. */
  readonly encounterId?: string;
  /**
   * Another system made the claim, and its content is stored as it came (`ClaimSource`): filings are made from that.
   */
  readonly hasSource?: true;
  readonly providerId?: string;
  readonly facilityId?: string;
  readonly serviceFrom: LocalDate;
  /** For a facility's claim: the last day of its statement, where that is later. The filing limit counts from it. */
  readonly serviceThrough?: LocalDate;
  /** For a question to the payer what it would pay: nothing is charged or owed. */
  readonly predetermination?: Predetermination;
  /** For a facility's notice, which is no bill. */
  readonly notice?: Notice;
  readonly chargeCents: Cents;
  readonly lineCount: number;
  readonly payers: readonly PayerShare[];
  /** The claims sent to payers, oldest first; the last is the current one. Empty when no coverage is billed. */
  readonly filings: readonly Filing[];
  readonly patientCents: Cents;
  /** The patient paid in full and forbade disclosure to a plan (45 CFR 164.522(a)): no filing can be made or sent. */
  readonly disclosureForbidden?: true;
  /** For a claim that was corrected, or is being corrected, after a payer received it. */
  readonly correction?: ClaimCorrection;
  /** Open denials and exceptions about its payers' balances; absent when there are none, to keep the item small. */
  readonly openWork?: readonly OpenWork[];
  /** What people settled of its payers' shares; absent when there is nothing. */
  readonly settled?: readonly SettledAmount[];
  /** Appeals that a later answer of their payer decides; absent when there are none. */
  readonly appeals?: readonly StandingAppeal[];
  /** What a payer answered to a question about the claim, if a person has to act on it: see `openProblem`. */
  readonly statusProblem?: StatusProblem;
  /** Entries whose cash waits in unapplied payer cash until something else of this claim posts, oldest first. */
  readonly waiting?: readonly string[];
}

/** Whether we have the claim's content, and so can make filings of it. */
export function isOnFile({ encounterId, hasSource }: Pick<ClaimBalance, 'encounterId' | 'hasSource'>): boolean {
  return encounterId !== undefined || hasSource === true;
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
