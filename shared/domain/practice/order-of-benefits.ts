import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';
import { wholeYears } from '../time/local-date.ts';
import { isSelf } from './coverage.ts';
import type { Coverage, MedicareReason, Patient, Payer } from './practice.ts';

/**
 * The order in which coverages pay: the Medicare secondary payer rules (42 CFR 411), then the order among commercial
 * plans (NAIC model regulation 120), Medicaid last (42 CFR 433.138). Unknown facts are named, and there the entered
 * order applies.
 */

/** Why a coverage comes before or after its neighbour. */
export const orderReasons = {
  'only-coverage': 'No other coverage is active on the day.',
  'accident-first': 'Workers’ compensation, auto and liability insurance pay first for what they are liable for.',
  'working-aged':
    'The patient, or the spouse, works for an employer of 20 or more: that plan pays before Medicare for age.',
  'small-employer': 'The employer has fewer than 20 employees: Medicare for age pays before its plan.',
  'disabled-large-group':
    'A family member works for an employer of 100 or more: that plan pays before Medicare for disability.',
  'disabled-small-group': 'The employer has fewer than 100 employees: Medicare for disability pays before its plan.',
  'kidney-disease-coordination':
    'Medicare for kidney disease pays after an employer’s plan, current or former, for the first 30 months.',
  'kidney-disease-after': 'The 30 months of coordination are over: Medicare for kidney disease pays first.',
  'not-working': 'Nobody works for this plan any more: Medicare pays before it.',
  'no-employers-plan': 'A plan that is not an employer’s, and a supplement, pay after Medicare.',
  'tricare-after': 'TRICARE and other federal programs pay after every other plan but Medicaid.',
  'medicaid-last': 'Medicaid pays last.',
  'self-before-dependent': 'A plan that covers the patient in his or her own name pays before one as a dependent.',
  custody: 'The plan of the parent whom a court, or else custody, puts first pays first.',
  birthday: 'The plan of the parent whose birthday comes first in the year pays first.',
  'active-before-retired': 'A plan from current employment pays before one from former employment.',
  'continuation-last': 'Continued coverage (COBRA) pays after others.',
  'longer-covered': 'The plan that has covered the longer pays first.',
  'as-entered':
    'No rule decides: the coverages are in the order in which they were entered. If `missing` names facts, enter these.',
} as const;

export type OrderReason = keyof typeof orderReasons;

/** A fact that would decide the order, by the coverage's field. */
export type MissingFact = 'employment' | 'employerSize' | 'medicareReason' | 'kidneyDiseaseFrom' | 'subscriber';

/** A coverage with its payer, from the records. */
export interface OrderedCoverage {
  readonly coverage: Coverage;
  readonly payer: Payer | undefined;
}

/** The place of a coverage in the order of benefits. */
export interface BenefitsPlace {
  readonly coverageId: string;
  /** From 1. */
  readonly place: number;
  readonly reason: OrderReason;
  /** Facts that are unknown and would decide. */
  readonly missing: readonly MissingFact[];
  /** For Medicare when it is not first: the reason, by the claim's own code. */
  readonly medicareSecondaryType?: string;
}

interface Ranked extends OrderedCoverage {
  readonly rank: number;
  readonly reason: OrderReason | undefined;
  readonly missing: readonly MissingFact[];
  readonly medicareSecondaryType?: string;
}

/** Ranks of payers whose place does not depend on Medicare. */
const kinds: Readonly<Record<string, { readonly rank: number; readonly reason: OrderReason }>> = {
  WC: { rank: 0, reason: 'accident-first' },
  AM: { rank: 0, reason: 'accident-first' },
  LM: { rank: 0, reason: 'accident-first' },
  CH: { rank: 4, reason: 'tricare-after' },
  VA: { rank: 4, reason: 'tricare-after' },
  OF: { rank: 4, reason: 'tricare-after' },
  MC: { rank: 5, reason: 'medicaid-last' },
  TV: { rank: 5, reason: 'medicaid-last' },
};
const beforeMedicare = 1;
const medicareRank = 2;
const afterMedicare = 3;
const medicareIndicators: ReadonlySet<string> = new Set(['MA', 'MB', '16']);

/** Why Medicare pays after an accident's insurance, by its kind. */
const accidentTypes: Readonly<Record<string, string>> = { WC: '15', AM: '14', LM: '47' };
const planTypes: Readonly<Record<MedicareReason, string>> = { age: '12', disability: '43', 'kidney-disease': '13' };

/**
 * The order of benefits of coverages on a day, with the reason for each place. `coverages` are the active ones, in the
 * entered order.
 */
export function orderOfBenefits(
  coverages: readonly OrderedCoverage[],
  patient: Pick<Patient, 'birthDate'>,
  on: LocalDate,
): readonly BenefitsPlace[] {
  const medicare = coverages.find(({ payer }) => medicareIndicators.has(payer?.filingIndicator ?? ''));
  const ranked = coverages.map((each) => rankOf(each, medicare, { patient, on, coverages }));
  const sorted = [...ranked].sort((left, right) => left.rank - right.rank || amongPlans(left, right).order);
  return sorted.map((each, index): BenefitsPlace => {
    const neighbour = sorted[index === 0 ? 1 : index - 1];
    const { coverage, missing } = each;
    return {
      coverageId: coverage.id,
      place: index + 1,
      reason: neighbour === undefined ? 'only-coverage' : reasonBetween(each, neighbour),
      missing,
      ...(index > 0 && each === sorted.find((one) => one.coverage === medicare?.coverage)
        ? present({ medicareSecondaryType: secondaryTypeOf(sorted.slice(0, index), medicare, { patient, on }) })
        : {}),
    };
  });
}

/** The patient and the day for the rules. */
interface Asked {
  readonly patient: Pick<Patient, 'birthDate'>;
  readonly on: LocalDate;
}

function rankOf(
  each: OrderedCoverage,
  medicare: OrderedCoverage | undefined,
  asked: Asked & { readonly coverages: readonly OrderedCoverage[] },
): Ranked {
  const indicator = each.payer?.filingIndicator ?? '';
  const kind = kinds[indicator];
  if (kind !== undefined) return { ...each, ...kind, missing: [] };
  if (each === medicare) {
    return { ...each, rank: medicareRank, reason: undefined, missing: missingOfMedicare(each.coverage, asked) };
  }
  if (medicare === undefined) {
    const missing: readonly MissingFact[] = lacksBirthday(each.coverage) ? ['subscriber'] : [];
    return { ...each, rank: beforeMedicare, reason: undefined, missing };
  }
  const decided = planAgainstMedicare(each, medicare.coverage, asked);
  if (decided.reason !== undefined) {
    return { ...each, rank: decided.isFirst ? beforeMedicare : afterMedicare, reason: decided.reason, missing: [] };
  }
  const { coverages } = asked;
  const isFirst = coverages.indexOf(each) < coverages.indexOf(medicare);
  return { ...each, rank: isFirst ? beforeMedicare : afterMedicare, reason: 'as-entered', missing: decided.missing };
}

function medicareReasonOf(
  { medicareReason, kidneyDiseaseFrom }: Coverage,
  { patient, on }: Asked,
): MedicareReason | undefined {
  if (medicareReason !== undefined) return medicareReason;
  if (kidneyDiseaseFrom !== undefined) return 'kidney-disease';
  return wholeYears(patient.birthDate, on) >= 65 ? 'age' : undefined;
}

function missingOfMedicare(
  medicare: Coverage,
  asked: Asked & { readonly coverages: readonly OrderedCoverage[] },
): readonly MissingFact[] {
  const isAlone = asked.coverages.every(
    ({ coverage, payer }) => coverage === medicare || kinds[payer?.filingIndicator ?? ''] !== undefined,
  );
  return isAlone || medicareReasonOf(medicare, asked) !== undefined ? [] : ['medicareReason'];
}

/** Whether a plan pays before Medicare, and why; or which facts are missing. */
type AgainstMedicare =
  | { readonly reason: OrderReason; readonly isFirst: boolean }
  | { readonly reason: undefined; readonly missing: readonly MissingFact[] };

function planAgainstMedicare({ coverage, payer }: OrderedCoverage, medicare: Coverage, asked: Asked): AgainstMedicare {
  const { employment, employerSize } = coverage;
  if (payer?.medigapId !== undefined || employment === 'none') return { reason: 'no-employers-plan', isFirst: false };
  const because = medicareReasonOf(medicare, asked);
  if (employment === undefined) return { reason: undefined, missing: ['employment'] };
  if (because === undefined) return { reason: undefined, missing: [] };
  if (because === 'kidney-disease') return coordinated(medicare, asked.on);
  if (employment !== 'active') return { reason: 'not-working', isFirst: false };
  if (employerSize === undefined) return { reason: undefined, missing: ['employerSize'] };
  if (because === 'age') {
    // Only employment of the patient or the spouse counts, not of a parent.
    const isOwnOrSpouses = isSelf(coverage) || coverage.relationship === '01';
    if (!isOwnOrSpouses) return { reason: 'no-employers-plan', isFirst: false };
    return employerSize === 'under-20'
      ? { reason: 'small-employer', isFirst: false }
      : { reason: 'working-aged', isFirst: true };
  }
  return employerSize === '100-or-more'
    ? { reason: 'disabled-large-group', isFirst: true }
    : { reason: 'disabled-small-group', isFirst: false };
}

/**
 * Medicare for kidney disease is secondary for 30 months from the month in which the patient became eligible (42 CFR
 * 411.162).
 */
function coordinated({ kidneyDiseaseFrom }: Coverage, on: LocalDate): AgainstMedicare {
  if (kidneyDiseaseFrom === undefined) return { reason: undefined, missing: ['kidneyDiseaseFrom'] };
  const months = monthOf(on) - monthOf(kidneyDiseaseFrom);
  return months < 30
    ? { reason: 'kidney-disease-coordination', isFirst: true }
    : { reason: 'kidney-disease-after', isFirst: false };
}

function monthOf(day: LocalDate): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}

/** For Medicare after another payer: the reason that the claim states, from the coverage before it. */
function secondaryTypeOf(
  before: readonly Ranked[],
  medicare: OrderedCoverage | undefined,
  asked: Asked,
): string | undefined {
  const plan = before.find(({ rank }) => rank === beforeMedicare);
  const because = medicare === undefined ? undefined : medicareReasonOf(medicare.coverage, asked);
  if (plan !== undefined) return because === undefined ? undefined : planTypes[because];
  return accidentTypes[before[0]?.payer?.filingIndicator ?? ''];
}

/** The reason between two neighbours: the rank of one of them, or the rule among commercial plans. */
function reasonBetween(each: Ranked, neighbour: Ranked): OrderReason {
  if (each.rank === neighbour.rank) return amongPlans(each, neighbour).reason;
  const [first, last] = each.rank < neighbour.rank ? [each, neighbour] : [neighbour, each];
  if (first.rank === 0) return 'accident-first';
  if (last.rank >= 4) return last.reason ?? 'as-entered';
  return first.reason ?? last.reason ?? 'as-entered';
}

const custodyOrder = ['court-order', 'custodial-parent', 'custodial-stepparent', 'other-parent'] as const;
const employmentOrder = { active: 0, none: 0, retired: 1, continued: 2 } as const;

/** The order among commercial plans: the first rule that distinguishes two of them. */
function amongPlans(
  { coverage: left }: OrderedCoverage,
  { coverage: right }: OrderedCoverage,
): { readonly order: number; readonly reason: OrderReason } {
  const isBirthdayOpen = [left, right].some(lacksBirthday);
  const rules: readonly (readonly [OrderReason, number])[] = [
    ['self-before-dependent', Number(!isSelf(left)) - Number(!isSelf(right))],
    ['custody', placeByCustody(left) - placeByCustody(right)],
    ...(isBirthdayOpen ? ([['as-entered', left.order - right.order]] as const) : []),
    ['birthday', birthdayOf(left).localeCompare(birthdayOf(right))],
    ['active-before-retired', Number(formerOf(left)) - Number(formerOf(right))],
    ['continuation-last', employmentOrder[left.employment ?? 'active'] - employmentOrder[right.employment ?? 'active']],
    ['longer-covered', left.activeFrom.localeCompare(right.activeFrom)],
  ];
  const [reason, order] = rules.find(([, difference]) => difference !== 0) ?? ['as-entered', left.order - right.order];
  return { reason, order };
}

function placeByCustody({ custody }: Coverage): number {
  return custody === undefined ? custodyOrder.length : custodyOrder.indexOf(custody);
}

/** For a child's coverage: the parent's birthday in the year. */
function birthdayOf({ relationship, subscriber }: Coverage): string {
  if (relationship !== '19' || subscriber === undefined || !('name' in subscriber)) return '';
  return subscriber.birthDate?.slice(5) ?? '';
}

/** Whether it is a child's coverage through a parent whose birthday is unknown. */
function lacksBirthday({ relationship, subscriber }: Coverage): boolean {
  const isParents = relationship === '19' && subscriber !== undefined && 'name' in subscriber;
  return isParents && subscriber.birthDate === undefined;
}

function formerOf({ employment }: Coverage): boolean {
  return employment === 'retired';
}
