import type { Lateness } from '../late-payment/late-payment.ts';
import { addCents, type Cents, cents, sumCents, zeroCents } from '../money/cents.ts';
import { present } from '../present.ts';
import { valueText } from '../text/value-text.ts';
import { addDays, type Instant, type LocalDate } from '../time/local-date.ts';
import type { ComparedLines } from './compare-payment.ts';

export const varianceDirections = {
  underpaid: 'The payer allowed less than the contract says',
  overpaid: 'The payer allowed more: it may take it back, and the law or the contract may ask to return it',
  'paid-late': 'The payer paid later than the law allows, and less interest than it says',
} as const;
export type VarianceDirection = keyof typeof varianceDirections;

export const varianceStates = {
  open: 'A person is to look at it',
  disputed: 'The payer was told; its answer is awaited',
  won: 'The payer agreed; its payment is awaited',
  closed: 'It is over',
} as const;
export type VarianceState = keyof typeof varianceStates;

/** Why a variance has ended. */
export const varianceOutcomes = {
  paid: 'A later answer of the payer allowed what was missing, or took back what was too much',
  'taken-back': 'The payer took its answer back',
  'contract-changed':
    'Nothing is missing by the contract, or the law and the settings about late payments, as they are now',
  lost: 'The payer paid nothing more',
  accepted: 'The office accepts it',
  'contract-wrong': 'The contract was entered wrongly: correct it and reopen the variance',
  'paid-apart': 'The payer paid it outside of the claim, such as interest for several claims in one amount',
} as const;
export type VarianceOutcome = keyof typeof varianceOutcomes;

/** Lines that were compared together and differ. */
export interface VarianceLine {
  readonly lines: readonly number[];
  /** The procedure of the first line. */
  readonly procedure?: string;
  readonly revenueCode?: string;
  readonly modifiers: readonly string[];
  readonly serviceOn: LocalDate;
  readonly chargeCents: Cents;
  readonly expectedCents: Cents;
  readonly allowedCents: Cents;
  readonly elsewhereCents: Cents;
  /** The size of the underpayment or overpayment; positive. */
  readonly cents: Cents;
  /** The contract's rate, and its place in the contract. */
  readonly rate?: number;
  readonly clause?: string;
  /** The arithmetic in words. */
  readonly steps: readonly string[];
}

/** A payment that came late, from an answer of the payer. */
export interface LatePart extends Lateness {
  /** What its days count from: the receipt that the payer states, or the day on which the claim was sent. */
  readonly countedFrom: 'receipt' | 'sending';
  readonly ledgerEntryId: string;
}

/** People's decision, with the reason. */
interface VarianceDecision {
  readonly kind: string;
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** The current amounts according to the books. */
export interface VarianceFigures {
  /** Absent for late payments, which the law judges. */
  readonly contractId?: string;
  readonly contractVersion?: number;
  readonly contractName?: string;
  readonly answeredOn: LocalDate;
  readonly payerClaimNumber: string;
  /** Of a late payment: when each of its parts was due and came, with the interest. */
  readonly late?: readonly LatePart[];
  /** Expected for the differing lines; for a late payment the interest by law, and what was paid of it. */
  readonly expectedCents: Cents;
  readonly allowedCents: Cents;
  readonly cents: Cents;
  readonly lines: readonly VarianceLine[];
  /** The last day to dispute it, by the contract. */
  readonly disputeBy?: LocalDate;
}

/** The difference between a claim's payment and its contract, in one direction. A claim has at most one of each. */
export interface PaymentVariance extends VarianceFigures {
  readonly id: string;
  readonly version: number;
  readonly claimId: string;
  readonly direction: VarianceDirection;
  readonly state: VarianceState;
  readonly outcome?: VarianceOutcome;
  readonly payerId: string;
  readonly billingProviderId: string;
  readonly providerId?: string;
  readonly entityId: string;
  readonly serviceFrom: LocalDate;
  readonly foundAt: Instant;
  readonly closedAt?: Instant;
  /** The part that later answers have corrected. */
  readonly recoveredCents: Cents;
  /** The letters that disputed it, the latest last. */
  readonly disputeIds: readonly string[];
  readonly decision?: VarianceDecision;
}

/** The claim of a variance; it does not change. */
export type VarianceSubject = Pick<
  PaymentVariance,
  'id' | 'claimId' | 'direction' | 'payerId' | 'billingProviderId' | 'providerId' | 'entityId' | 'serviceFrom'
>;

/**
 * The result of comparing the books: the amounts of a difference; or no difference, with or without an answer in force.
 */
export type Found = VarianceFigures | 'nothing' | 'no-answer';

/**
 * A variance after a comparison; undefined when nothing changes. One that a person has closed stays closed unless more
 * is missing than then; one that closed automatically reopens when something is missing.
 */
export function varianceAfter(
  before: PaymentVariance | undefined,
  subject: VarianceSubject,
  found: Found,
  at: Instant,
): PaymentVariance | undefined {
  if (typeof found === 'string') return before === undefined ? undefined : closedBy(before, found, at);
  if (before === undefined) {
    return { ...subject, ...found, version: 1, state: 'open', foundAt: at, recoveredCents: zeroCents, disputeIds: [] };
  }
  if (before.state === 'closed') return reopenedBy(before, found, at);
  if (isSame(before, found)) return undefined;
  return {
    ...withFigures(before, found),
    version: before.version + 1,
    recoveredCents: recovered(before, found.cents, found),
  };
}

/** Amounts that are absent from the new result are removed. */
function withFigures(before: PaymentVariance, found: VarianceFigures): PaymentVariance {
  const { disputeBy: _disputeBy, ...rest } = before;
  return { ...rest, ...found };
}

/**
 * How much of the total shortfall was recovered, given the current shortfall. If the expected amount itself changed,
 * the change is not a payment, and nothing is counted.
 */
function recovered(before: PaymentVariance, now: Cents, found?: VarianceFigures): Cents {
  if (found !== undefined && found.expectedCents !== before.expectedCents) return before.recoveredCents;
  const stood = before.outcome === 'paid' ? zeroCents : before.cents;
  return cents(Math.max(0, stood + before.recoveredCents - now));
}

function closedBy(before: PaymentVariance, found: 'nothing' | 'no-answer', at: Instant): PaymentVariance | undefined {
  if (before.state === 'closed') return undefined;
  if (found === 'no-answer')
    return { ...before, version: before.version + 1, state: 'closed', outcome: 'taken-back', closedAt: at };
  return {
    ...{ ...before, version: before.version + 1, state: 'closed', outcome: 'paid', closedAt: at },
    recoveredCents: recovered(before, zeroCents),
  };
}

/** Under the current contract nothing is missing, though the payer's answer is the same. */
export function contractMended(closed: PaymentVariance, before: PaymentVariance): PaymentVariance {
  return { ...closed, outcome: 'contract-changed', recoveredCents: before.recoveredCents };
}

const byPerson: readonly (VarianceOutcome | undefined)[] = ['lost', 'accepted', 'contract-wrong', 'paid-apart'];

function reopenedBy(before: PaymentVariance, found: VarianceFigures, at: Instant): PaymentVariance | undefined {
  if (byPerson.includes(before.outcome) && found.cents <= before.cents) return undefined;
  const { outcome: _outcome, closedAt: _closedAt, decision: _decision, ...rest } = withFigures(before, found);
  const recoveredCents = recovered(before, found.cents, found);
  return { ...rest, version: before.version + 1, state: 'open', foundAt: at, recoveredCents };
}

function isSame(before: PaymentVariance, found: VarianceFigures): boolean {
  return (Object.keys(found) as (keyof VarianceFigures)[]).every(
    (field) => valueText(before[field]) === valueText(found[field]),
  );
}

/** What people do with a variance. */
export const varianceDeeds = {
  accept: { from: ['open', 'disputed', 'won'], meaning: 'The office accepts it' },
  'contract-wrong': { from: ['open', 'disputed'], meaning: 'The contract was entered wrongly' },
  win: { from: ['disputed'], meaning: 'The payer agreed: its payment is awaited' },
  lose: { from: ['disputed', 'won'], meaning: 'The payer pays nothing more' },
  'paid-apart': { from: ['open', 'disputed', 'won'], meaning: 'The payer paid it outside of the claim' },
  reopen: { from: ['disputed', 'won', 'closed'], meaning: 'It is to be looked at again' },
} as const satisfies Record<string, { readonly from: readonly VarianceState[]; readonly meaning: string }>;
export type VarianceDeed = keyof typeof varianceDeeds;

const endings = {
  accept: 'accepted',
  'contract-wrong': 'contract-wrong',
  lose: 'lost',
  'paid-apart': 'paid-apart',
} as const;

/** A variance after a person's decision; undefined when its state does not allow it. */
export function varianceDecided(
  before: PaymentVariance,
  deed: VarianceDeed,
  decision: Omit<VarianceDecision, 'kind'>,
): PaymentVariance | undefined {
  const from: readonly VarianceState[] = varianceDeeds[deed].from;
  if (!from.includes(before.state)) return undefined;
  const { outcome: _outcome, closedAt: _closedAt, ...rest } = before;
  const next = { ...rest, version: before.version + 1, decision: { kind: deed, ...decision } };
  if (deed === 'reopen') return { ...next, state: 'open' };
  if (deed === 'win') return { ...next, state: 'won' };
  const closed = { ...next, state: 'closed', outcome: endings[deed], closedAt: decision.at } as const;
  return deed === 'paid-apart' ? { ...closed, recoveredCents: addCents(before.recoveredCents, before.cents) } : closed;
}

/** A letter tells the payer of it. */
export function varianceDisputed(before: PaymentVariance, disputeId: string): PaymentVariance {
  return { ...before, version: before.version + 1, state: 'disputed', disputeIds: [...before.disputeIds, disputeId] };
}

/** At most this many groups of lines are kept; the rest is one row without a code. */
const mostLines = 200;

/** The lines that differ in one direction, with their total. */
export function linesOf(compared: readonly ComparedLines[], direction: VarianceDirection): readonly VarianceLine[] {
  const sign = direction === 'underpaid' ? -1 : 1;
  const lines = compared
    .filter(({ differenceCents }) => Math.sign(differenceCents) === sign)
    .map(({ lines: group, expectedCents, allowedCents, elsewhereCents, differenceCents }): VarianceLine => {
      const [first] = group;
      const line = first?.line;
      return {
        lines: group.map((each) => each.line.number),
        modifiers: line?.modifiers ?? [],
        serviceOn: line?.serviceOn as LocalDate,
        chargeCents: sumCents(group.map((each) => each.line.chargeCents)),
        ...{ expectedCents, allowedCents, elsewhereCents, cents: cents(Math.abs(differenceCents)) },
        steps: first?.steps ?? [],
        ...present({ procedure: line?.procedure, revenueCode: line?.revenueCode }),
        ...present({ rate: first?.row?.number, clause: first?.row?.clause }),
      };
    });
  return lines.length <= mostLines ? lines : [...lines.slice(0, mostLines - 1), rest(lines.slice(mostLines - 1))];
}

function rest(lines: readonly VarianceLine[]): VarianceLine {
  const sum = (field: 'chargeCents' | 'expectedCents' | 'allowedCents' | 'elsewhereCents' | 'cents') =>
    sumCents(lines.map((line) => line[field]));
  return {
    ...{ lines: lines.flatMap((line) => line.lines), modifiers: [], serviceOn: lines[0]?.serviceOn as LocalDate },
    ...{ chargeCents: sum('chargeCents'), expectedCents: sum('expectedCents'), allowedCents: sum('allowedCents') },
    ...{ elsewhereCents: sum('elsewhereCents'), cents: sum('cents'), steps: [] },
  };
}

/** The last day to dispute a payment. */
export function disputeDay(answeredOn: LocalDate, disputeDays: number | undefined): LocalDate | undefined {
  return disputeDays === undefined ? undefined : addDays(answeredOn, disputeDays);
}
