import { balancedLegs, type Leg } from '../ledger/entry.ts';
import { addCents, type Cents, negateCents, sumCents } from '../money/cents.ts';
import { isActiveOn } from '../practice/coverage.ts';
import type { Coverage } from '../practice/practice.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ClaimState, PayerShare } from './balance.ts';
import type { AdjudicationOutcome, Filing } from './filing.ts';

/** A claim that was born in another system, as it stood there when it was taken over. */
export interface OpeningClaim {
  /** The patient control number under which that system sent it. */
  readonly controlNumber: string;
  readonly patientId: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  readonly serviceFrom: LocalDate;
  readonly chargeCents: Cents;
  readonly lineCount: number;
  /** Its payers in the order of billing, with what stands with each. */
  readonly payers: readonly { readonly payerId: string; readonly receivableCents: Cents }[];
  /** What stands with the patient. */
  readonly patientCents: Cents;
  /** How many payers have answered, in order, and what the last of them answered; absent when none has. */
  readonly answered?: { readonly payers: number; readonly outcome: AdjudicationOutcome };
}

/** What is wrong with an opening claim, by the place in it. */
export interface OpeningFault {
  readonly pointer: string;
  readonly detail: string;
}

/** What can be told of an opening claim by itself: its figures and its payers' order hold together. */
export function openingFaults(claim: OpeningClaim): readonly OpeningFault[] {
  const { payers, answered, chargeCents, patientCents } = claim;
  const faults: OpeningFault[] = [];
  const count = answered?.payers ?? 0;
  if (count > payers.length) faults.push({ pointer: '/answered/payers', detail: 'more than the claim has payers' });
  for (const [index, payer] of payers.entries()) {
    // A payer whose turn has not come owes nothing yet: what it will owe stands with the one before it.
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
 * Payers in order, each with the patient's coverage by it: those that are active on the day of service before others. A payer that stands on
 * the claim twice has two coverages.
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

/** Where an opening claim stands: sent and unanswered, or answered by the payers so far. */
export function openingState({ payers, answered }: OpeningClaim): ClaimState {
  if (payers.length === 0) return { kind: 'self-pay' };
  if (answered === undefined) return { kind: 'filed' };
  return { kind: 'adjudicated', outcome: answered.outcome, payerPosition: answered.payers - 1 };
}

/** What the other system asked payers: each that has answered, and the one whose turn it is. */
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

/** The journal of an opening claim: debit what stands with each payer and the patient, credit opening balances. */
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
