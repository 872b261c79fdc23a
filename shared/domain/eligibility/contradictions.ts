import type { Contradiction, PlainBenefit } from './benefits.ts';
import { isWhatIsLeft, servicesOf } from './eligibility-codes.ts';

/** Benefits whose amount can differ only by mistake. */
const amountKinds = new Set(['copay', 'coinsurance', 'deductible', 'out-of-pocket']);

/** Finds contradictory benefits: for the same services, network, level, plan, days and circumstances. */
export function contradictionsOf(benefits: readonly PlainBenefit[]): readonly Contradiction[] {
  const found: Contradiction[] = [];
  for (const [at, benefit] of benefits.entries()) {
    for (let other = at + 1; other < benefits.length; other += 1) {
      const kind = contradictionBetween(benefit, benefits[other] as PlainBenefit);
      if (kind !== undefined) found.push({ benefits: [at, other], kind });
    }
  }
  return found;
}

function contradictionBetween(left: PlainBenefit, right: PlainBenefit): Contradiction['kind'] | undefined {
  if (isInForceAndNot(left, right)) return 'covered-and-not';
  if (!areOfTheSame(left, right)) return undefined;
  if (isCovered(left) !== undefined && isCovered(right) !== undefined && isCovered(left) !== isCovered(right)) {
    return 'covered-and-not';
  }
  if (left.kind !== right.kind) return undefined;
  if (amountKinds.has(left.kind)) {
    if (left.period === right.period && amountOf(left) !== amountOf(right)) return 'amounts-differ';
    if (leftExceedsWhole(left, right) || leftExceedsWhole(right, left)) return 'left-exceeds-whole';
  }
  const isToldOfBoth = left.authorizationRequired !== undefined && right.authorizationRequired !== undefined;
  return isToldOfBoth && left.authorizationRequired !== right.authorizationRequired && left.period === right.period
    ? 'authorization-differs'
    : undefined;
}

function isCovered({ kind }: PlainBenefit): boolean | undefined {
  return kind === 'active' ? true : kind === 'inactive' || kind === 'not-covered' ? false : undefined;
}

/**
 * Whether one benefit says that the coverage is in force, and the other that it is not. A detail in only one of them (a
 * plan, a level, a note) makes no difference: a coverage that is not in force has none of it.
 */
function isInForceAndNot(left: PlainBenefit, right: PlainBenefit): boolean {
  const kinds = [left.kind, right.kind];
  const named = ({ network }: PlainBenefit) => (network === 'unknown' ? undefined : network);
  return (
    kinds.includes('active') &&
    kinds.includes('inactive') &&
    mayBeOne(named(left), named(right)) &&
    mayBeOne(left.coverageLevel, right.coverageLevel) &&
    mayBeOne(left.insuranceType, right.insuranceType) &&
    mayBeOne(left.plan, right.plan) &&
    left.procedure === right.procedure &&
    left.from === right.from &&
    left.until === right.until &&
    left.circumstances.join('\n') === right.circumstances.join('\n') &&
    shareServices(left, right)
  );
}

function mayBeOne(left: string | undefined, right: string | undefined): boolean {
  return left === undefined || right === undefined || left === right;
}

function amountOf({ amountCents, percent }: PlainBenefit): string {
  return `${amountCents ?? ''} ${percent ?? ''}`;
}

function leftExceedsWhole(whole: PlainBenefit, left: PlainBenefit): boolean {
  if (isWhatIsLeft(whole.period) || !isWhatIsLeft(left.period)) return false;
  return whole.amountCents !== undefined && left.amountCents !== undefined && left.amountCents > whole.amountCents;
}

/** Whether two benefits have the same subject. A note or a circumstance in only one of them makes them different. */
function areOfTheSame(left: PlainBenefit, right: PlainBenefit): boolean {
  return (
    left.network === right.network &&
    left.coverageLevel === right.coverageLevel &&
    (left.insuranceType ?? '') === (right.insuranceType ?? '') &&
    mayBeOne(left.plan, right.plan) &&
    left.procedure === right.procedure &&
    left.from === right.from &&
    left.until === right.until &&
    left.messages.join('\n') === right.messages.join('\n') &&
    left.circumstances.join('\n') === right.circumstances.join('\n') &&
    shareServices(left, right)
  );
}

/** Benefits of one procedure, without service types, are for the same service. */
function shareServices(left: PlainBenefit, right: PlainBenefit): boolean {
  const [own, others] = [servicesOf(left), servicesOf(right)];
  return own.length === 0 ? others.length === 0 : own.some((type) => others.includes(type));
}
