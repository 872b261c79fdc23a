import { statedLineNumber } from '../post/own-lines.ts';
import type { Adjustment, RemittanceClaim } from '../remittance.ts';
import type { AdjustmentCondition, AdjustmentMeaning, AdjustmentRules } from './adjustment-rules.ts';

/** An adjustment with what it means. */
export interface JudgedAdjustment {
  readonly adjustment: Adjustment;
  /** `bundled`: charge moves between lines of the claim, and the amounts offset each other. */
  readonly meaning: AdjustmentMeaning | 'bundled';
  /** Counts from 1; absent for the claim's own adjustments. */
  readonly line?: number;
}

/** What stands around a claim's adjustments, on our side. */
export interface AdjustmentContext {
  /** Position of the payer that speaks, 0 for the primary one. */
  readonly payerPosition: number;
  /** Whether this payer has paid the claim before. */
  readonly alreadyPaid: boolean;
  /** Lines of our claim, for telling our own line numbers from others. */
  readonly lineCount: number;
  /** Our own number of each line, in file order, where these have been found out; else they are taken as the payer says. */
  readonly lineNumbers?: readonly number[];
}

/** What a condition is held against. */
interface Surroundings {
  readonly statusCode: string;
  readonly remarkCodes: readonly string[];
  readonly paid: 'something' | 'nothing';
  readonly payerPosition: number;
  readonly alreadyPaid: boolean;
  readonly besideCostSharing: boolean;
  readonly besideDenial: boolean;
}

/** How an adjustment is named on legs and notes: `CO-45`. Whatever a payer may have put there, it stays one short word. */
export function adjustmentReason(adjustment: Adjustment): string {
  return `${adjustment.group}-${adjustment.carc}`.replace(/[^A-Za-z0-9.-]/g, '?').slice(0, 12);
}

/**
 * Judges every adjustment of a claim, in file order: the claim's own, then line by line. A line's adjustments are judged beside
 * each other and the claim's own; the claim's own beside each other. Adjustments of zero say nothing and are left out.
 */
export function judgeAdjustments(
  claim: RemittanceClaim,
  rules: AdjustmentRules,
  context: AdjustmentContext,
): readonly JudgedAdjustment[] {
  const { payerPosition, alreadyPaid } = context;
  const around = {
    statusCode: claim.statusCode,
    remarkCodes: claim.remarkCodes,
    paid: claim.paidCents === 0 ? ('nothing' as const) : ('something' as const),
    payerPosition,
    alreadyPaid,
  };
  const own: readonly JudgedAdjustment[] = judgeTogether(claim.adjustments, rules, around);
  const lines = claim.lines.flatMap((line, index) => {
    const judged = judgeTogether([...claim.adjustments, ...line.adjustments], rules, {
      ...around,
      remarkCodes: [...claim.remarkCodes, ...line.remarkCodes],
      paid: line.paidCents === 0 ? ('nothing' as const) : around.paid,
    });
    // Where the payer returns no number of ours: the line's place in the remittance.
    const number = context.lineNumbers?.[index] ?? statedLineNumber(line, context.lineCount) ?? index + 1;
    return judged.slice(claim.adjustments.length).map((one) => ({ ...one, line: number }));
  });
  return markBundles([...own, ...lines].filter((one) => one.adjustment.cents !== 0));
}

/** Judges adjustments that stand beside each other: what is cost sharing and what is a denial decides what a reduction is. */
function judgeTogether(
  adjustments: readonly Adjustment[],
  rules: AdjustmentRules,
  around: Omit<Surroundings, 'besideCostSharing' | 'besideDenial'>,
): readonly { readonly adjustment: Adjustment; readonly meaning: AdjustmentMeaning }[] {
  const meaningWith = (adjustment: Adjustment, besideCostSharing: boolean, besideDenial: boolean) =>
    meaningOf(adjustment, rules, { ...around, besideCostSharing, besideDenial });
  const besideCostSharing = adjustments.some((adjustment) => {
    const meaning = meaningWith(adjustment, false, false);
    return adjustment.cents !== 0 && (meaning === 'cost-sharing' || meaning === 'next-payer');
  });
  const denials = adjustments.map(
    (adjustment) => adjustment.cents !== 0 && meaningWith(adjustment, besideCostSharing, false) === 'denial',
  );
  return adjustments.map((adjustment, index) => {
    const besideDenial = denials.some((isDenial, other) => isDenial && other !== index);
    return { adjustment, meaning: meaningWith(adjustment, besideCostSharing, besideDenial) };
  });
}

function meaningOf(adjustment: Adjustment, rules: AdjustmentRules, around: Surroundings): AdjustmentMeaning {
  return rules.rules.find((rule) => applies(rule, adjustment, around))?.meaning ?? 'held';
}

function applies(condition: AdjustmentCondition, adjustment: Adjustment, around: Surroundings): boolean {
  const asks = <Value>(asked: Value | undefined, found: Value) => asked === undefined || asked === found;
  const lists = <Value>(asked: readonly Value[] | undefined, found: Value) =>
    asked === undefined || asked.includes(found);
  return (
    lists(condition.carcs, adjustment.carc) &&
    lists(condition.groups, adjustment.group) &&
    asks(condition.paid, around.paid) &&
    lists(condition.statusCodes, around.statusCode) &&
    lists(condition.payerPositions, around.payerPosition) &&
    asks(condition.besideCostSharing, around.besideCostSharing) &&
    asks(condition.besideDenial, around.besideDenial) &&
    asks(condition.alreadyPaid, around.alreadyPaid) &&
    (condition.remarkCodes === undefined || condition.remarkCodes.some((code) => around.remarkCodes.includes(code)))
  );
}

/**
 * In a bundle the paying line carries a negative OA-94 and the absorbed lines 97 (X12 RFI 2320): when these offset over the
 * claim, charge moves between its lines and nothing is denied.
 */
function markBundles(judged: readonly JudgedAdjustment[]): readonly JudgedAdjustment[] {
  const isPart = ({ adjustment: { group, carc, cents }, line }: JudgedAdjustment) =>
    line !== undefined && ((group === 'OA' && carc === '94' && cents < 0) || (group !== 'PR' && carc === '97'));
  const parts = judged.filter(isPart);
  const total = parts.reduce((sum, { adjustment }) => sum + adjustment.cents, 0);
  const offsets = total === 0 && parts.length > 0;
  return offsets ? judged.map((one) => (isPart(one) ? { ...one, meaning: 'bundled' as const } : one)) : judged;
}
