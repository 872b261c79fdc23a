import type { Contradiction, PlainBenefit } from './benefits.ts';
import { isWhatIsLeft } from './eligibility-codes.ts';

/** Benefits with an amount that can differ only by mistake. */
const amountKinds = new Set(['copay', 'coinsurance', 'deductible', 'out-of-pocket']);

/** Finds benefits that cannot both hold: of the same services, network, level, plan, days and circumstances. */
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

function amountOf({ amountCents, percent }: PlainBenefit): string {
  return `${amountCents ?? ''} ${percent ?? ''}`;
}

function leftExceedsWhole(whole: PlainBenefit, left: PlainBenefit): boolean {
  if (isWhatIsLeft(whole.period) || !isWhatIsLeft(left.period)) return false;
  return whole.amountCents !== undefined && left.amountCents !== undefined && left.amountCents > whole.amountCents;
}

/** Whether two benefits speak of the same thing. What one has in a note or a circumstance tells it from the other. */
function areOfTheSame(left: PlainBenefit, right: PlainBenefit): boolean {
  return (
    left.network === right.network &&
    left.coverageLevel === right.coverageLevel &&
    (left.insuranceType ?? '') === (right.insuranceType ?? '') &&
    (left.plan ?? right.plan ?? '') === (right.plan ?? left.plan ?? '') &&
    left.procedure === right.procedure &&
    left.from === right.from &&
    left.until === right.until &&
    left.messages.join('\n') === right.messages.join('\n') &&
    left.circumstances.join('\n') === right.circumstances.join('\n') &&
    shareServices(left.serviceTypes, right.serviceTypes)
  );
}

function shareServices(left: readonly string[], right: readonly string[]): boolean {
  if (left.length === 0 || right.length === 0) return left.length === right.length;
  return left.some((type) => right.includes(type));
}
