import { balancedLegs, type Leg } from '../ledger/entry.ts';
import { addCents, type Cents, negateCents, sumCents } from '../money/cents.ts';
import { isActiveOn } from '../practice/coverage.ts';
import type { Coverage } from '../practice/practice.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ClaimState, PayerShare } from './balance.ts';
import type { AdjudicationOutcome, Filing } from './filing.ts';

/** A claim from another system, as it stood there on the day of the takeover. */
export interface OpeningClaim {
  /** The patient control number under which the other system sent it. */
  readonly controlNumber: string;
  readonly patientId: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  readonly serviceFrom: LocalDate;
  readonly chargeCents: Cents;
  readonly lineCount: number;
  /** Its payers in the order of billing, each with what it owes. */
  readonly payers: readonly { readonly payerId: string; readonly receivableCents: Cents }[];
  /** What the patient owes. */
  readonly patientCents: Cents;
  /** How many payers have answered, in order, and the last one's answer; absent when none has answered. */
  readonly answered?: { readonly payers: number; readonly outcome: AdjudicationOutcome };
}

/** What is wrong with an opening claim, and where. */
export interface OpeningFault {
  readonly pointer: string;
  readonly detail: string;
}

/** Checks an opening claim by itself: its amounts add up and its payers are in a possible order. */
export function openingFaults(claim: OpeningClaim): readonly OpeningFault[] {
  const { payers, answered, chargeCents, patientCents } = claim;
  const faults: OpeningFault[] = [];
  const count = answered?.payers ?? 0;
  if (count > payers.length) faults.push({ pointer: '/answered/payers', detail: 'more than the claim has payers' });
  for (const [index, payer] of payers.entries()) {
    // A payer whose turn has not come owes nothing yet: the payer before it still owes that amount.
    if (index > count && payer.receivableCents !== 0) {
      faults.push({ pointer: `/payers/${index}/receivableCents`, detail: 'owes nothing before its turn comes' });
    }
  }
  const standing = addCents(sumCents(payers.map((payer) => payer.receivableCents)), patientCents);
  if (standing > chargeCents) {
    faults.push({ pointer: '/chargeCents', detail: 'more stands in all than was charged' });
  }
  return faults;
}

/**
 * Payers in order, each with the patient's coverage: one that is active on the day of service before others. A payer that is on the claim
 * twice has two coverages.
 */
export function openingPayers(
  claim: OpeningClaim,
  coverages: readonly Coverage[],
): readonly (PayerShare | OpeningFault)[] {
  const answered = claim.answered?.payers ?? 0;
  return claim.payers.map(({ payerId, receivableCents }, index) => {
    const theirs = coverages.filter((coverage) => coverage.payerId === payerId);
    const active = theirs.filter((coverage) => isActiveOn(coverage, claim.serviceFrom));
    const earlier = claim.payers.slice(0, index).filter((payer) => payer.payerId === payerId).length;
    const coverage = [...new Set([...active, ...theirs])][earlier];
    if (coverage === undefined) {
      const detail = `the patient has no ${earlier === 0 ? '' : 'further '}coverage by this payer`;
      return { pointer: `/payers/${index}/payerId`, detail };
    }
    const status = index < answered ? 'answered' : index === answered ? 'open' : 'waiting';
    return { payerId, coverageId: coverage.id, receivableCents, status };
  });
}

/** The state of an opening claim: sent and unanswered, or answered by some payers. */
export function openingState({ payers, answered }: OpeningClaim): ClaimState {
  if (payers.length === 0) return { kind: 'self-pay' };
  if (answered === undefined) return { kind: 'filed' };
  return { kind: 'adjudicated', outcome: answered.outcome, payerPosition: answered.payers - 1 };
}

/** The filings that the other system sent: to each payer that has answered, and to the one whose turn it is. */
export function openingFilings({ payers, answered }: OpeningClaim): readonly Filing[] {
  const count = answered?.payers ?? 0;
  return payers.slice(0, count + 1).map((_, share): Filing => {
    const isLast = share === count - 1;
    const answer = {
      kind: 'answered',
      ...(isLast && answered !== undefined ? { outcome: answered.outcome } : {}),
    } as const;
    return { number: share + 1, share, frequency: 'original', state: share < count ? answer : { kind: 'submitted' } };
  });
}

/** The legs of an opening claim: debit the balances of payers and patient, credit opening balances. */
export function openingLegs({ payers, patientCents }: OpeningClaim): readonly Leg[] {
  const receivables = payers.map(
    ({ payerId, receivableCents }, share): Leg => ({
      account: 'insurance-receivable',
      cents: receivableCents,
      payerId,
      share,
    }),
  );
  const total = sumCents([...payers.map((payer) => payer.receivableCents), patientCents]);
  return balancedLegs([
    ...receivables,
    { account: 'patient-receivable', cents: patientCents },
    { account: 'opening-balances', cents: negateCents(total) },
  ]);
}
