import { reductionCarcs } from '../denial/denials.ts';
import { statedLineNumber } from '../post/own-lines.ts';
import type { Adjustment, RemittanceClaim } from '../remittance.ts';
import type { AdjustmentCondition, AdjustmentMeaning, AdjustmentRule, AdjustmentRules } from './adjustment-rules.ts';

/** An adjustment with its meaning. */
export interface JudgedAdjustment {
  readonly adjustment: Adjustment;
  /** `bundled`: the charge moves between lines of the claim, and the amounts offset each other. */
  readonly meaning: AdjustmentMeaning | 'bundled';
  /** Counts from 1; absent for the claim's own adjustments. */
  readonly line?: number;
  /** Whether another adjustment next to it is a denial. */
  readonly besideDenial: boolean;
}

/** What our books know about the claim of the adjustments. */
export interface AdjustmentContext {
  /** Position of the payer that answers, 0 for the primary one. */
  readonly payerPosition: number;
  /** Whether this payer has paid the claim before. */
  readonly alreadyPaid: boolean;
  /** Whether our books show that an earlier payer has answered and left less than the whole charge. */
  readonly earlierPayerPaid: boolean;
  /** The number of lines of our claim, to tell our own line numbers from others. */
  readonly lineCount: number;
  /** Our own number for each line, in file order, when the lines were matched; otherwise the payer's numbers are used. */
  readonly lineNumbers?: readonly number[];
}

/** The facts that a condition is checked against. */
interface Surroundings {
  readonly statusCode: string;
  readonly remarkCodes: readonly string[];
  readonly paid: 'something' | 'nothing';
  readonly payerPosition: number;
  readonly alreadyPaid: boolean;
  readonly allowedProven: boolean;
  readonly besideCostSharing: boolean;
  readonly besideDenial: boolean;
}

/** The name of an adjustment on legs and notes: `CO-45`. It is always one short word, since a payer may send any text. */
export function adjustmentReason(adjustment: Adjustment): string {
  return `${adjustment.group}-${adjustment.carc}`.replace(/[^A-Za-z0-9.-]/g, '?').slice(0, 12);
}

/**
 * Finds the meaning of every adjustment of a claim, in file order: the claim's own, then line by line. For a line's adjustment the other
 * adjustments of the line and of the claim count as beside it; for the claim's own, only the claim's own. Adjustments of zero are left out.
 */
export function judgeAdjustments(
  claim: RemittanceClaim,
  rules: AdjustmentRules,
  context: AdjustmentContext,
): readonly JudgedAdjustment[] {
  const { payerPosition, alreadyPaid, earlierPayerPaid } = context;
  const isPaid = claim.paidCents !== 0;
  // A later payer that pays nothing for a line but something for the claim has paid the line in full.
  const isLaterPayerPaid = payerPosition > 0 && isPaid;
  const around = {
    statusCode: claim.statusCode,
    remarkCodes: claim.remarkCodes,
    paid: isPaid ? ('something' as const) : ('nothing' as const),
    payerPosition,
    alreadyPaid,
    allowedProven: isPaid || earlierPayerPaid,
  };
  const own: readonly JudgedAdjustment[] = judgeTogether(claim.adjustments, rules, around);
  const lines = claim.lines.flatMap((line, index) => {
    const judged = judgeTogether([...claim.adjustments, ...line.adjustments], rules, {
      ...around,
      remarkCodes: [...claim.remarkCodes, ...line.remarkCodes],
      paid: line.paidCents === 0 ? ('nothing' as const) : around.paid,
      allowedProven: (isPaid && line.paidCents !== 0) || isLaterPayerPaid || earlierPayerPaid,
    });
    // When the payer returns no number of ours: the line's place in the remittance.
    const number = context.lineNumbers?.[index] ?? statedLineNumber(line, context.lineCount) ?? index + 1;
    return judged.slice(claim.adjustments.length).map((one) => ({ ...one, line: number }));
  });
  return markBundles([...own, ...lines].filter((one) => one.adjustment.cents !== 0));
}

/** Meanings by which somebody else owes a part of the allowed amount. */
const shares: readonly AdjustmentMeaning[] = ['cost-sharing', 'next-payer', 'paid-to-patient'];

/** The reason by which a payer repeats what an earlier payer did. */
const earlierPayerCarc = '23';

/** Finds the meanings of adjustments beside each other: shares and denials come first, because they decide what a reduction means. */
function judgeTogether(
  adjustments: readonly Adjustment[],
  rules: AdjustmentRules,
  around: Omit<Surroundings, 'besideCostSharing' | 'besideDenial'>,
): readonly Omit<JudgedAdjustment, 'line'>[] {
  if (adjustments.length === 0) return [];
  const alone = { ...around, besideCostSharing: false, besideDenial: false };
  const stated = adjustments.filter(({ cents }) => cents !== 0);
  const besideCostSharing = stated.some((one) => shares.includes(meaningOf(one, rules, alone)));
  const restates = stated.some(({ carc, cents }) => carc === earlierPayerCarc && cents > 0);
  const allowedProven = around.allowedProven || besideCostSharing || restates;
  const beside = { ...alone, besideCostSharing, allowedProven };
  const denials = stated.filter((one) => meaningOf(one, rules, beside) === 'denial');
  return adjustments.map((adjustment) => {
    const besideDenial = denials.some((denial) => denial !== adjustment);
    const meaning = meaningOf(adjustment, rules, { ...beside, besideDenial });
    return { adjustment, besideDenial, meaning: refusesNothing(adjustment, meaning, besideDenial) ? 'held' : meaning };
  });
}

/** A negative denial denies nothing and is not netted against other denials. A reduction belongs to the denial beside it. */
function refusesNothing({ carc, cents }: Adjustment, meaning: AdjustmentMeaning, besideDenial: boolean): boolean {
  return meaning === 'denial' && cents < 0 && !(besideDenial && reductionCarcs.includes(carc));
}

function meaningOf(adjustment: Adjustment, rules: AdjustmentRules, around: Surroundings): AdjustmentMeaning {
  return rulesFor(adjustment.carc, rules).find((rule) => applies(rule, adjustment, around))?.meaning ?? 'held';
}

const byCarc = new WeakMap<AdjustmentRules, Map<string, readonly AdjustmentRule[]>>();

/** At most this many reasons are cached. A payer may send any text; the rest is looked up each time. */
const mostCarcsKept = 1000;

/** The rules that may apply to a reason, in their order. They are cached, because a file has the same few reasons on every line. */
function rulesFor(carc: string, rules: AdjustmentRules): readonly AdjustmentRule[] {
  const kept = byCarc.get(rules) ?? new Map<string, readonly AdjustmentRule[]>();
  const found = kept.get(carc);
  if (found !== undefined) return found;
  const own = rules.rules.filter(({ carcs }) => carcs === undefined || carcs.includes(carc));
  if (kept.size < mostCarcsKept) byCarc.set(rules, kept.set(carc, own));
  return own;
}

/** Whether a rule for this reason applies to an adjustment. */
function applies(condition: AdjustmentCondition, adjustment: Adjustment, around: Surroundings): boolean {
  const asks = <Value>(asked: Value | undefined, found: Value) => asked === undefined || asked === found;
  const lists = <Value>(asked: readonly Value[] | undefined, found: Value) =>
    asked === undefined || asked.includes(found);
  return (
    lists(condition.groups, adjustment.group) &&
    asks(condition.paid, around.paid) &&
    lists(condition.statusCodes, around.statusCode) &&
    lists(condition.payerPositions, around.payerPosition) &&
    asks(condition.allowedProven, around.allowedProven) &&
    asks(condition.besideCostSharing, around.besideCostSharing) &&
    asks(condition.besideDenial, around.besideDenial) &&
    asks(condition.alreadyPaid, around.alreadyPaid) &&
    (condition.atMostCents === undefined || Math.abs(adjustment.cents) <= condition.atMostCents) &&
    (condition.remarkCodes === undefined || condition.remarkCodes.some((code) => around.remarkCodes.includes(code)))
  );
}

/**
 * In a bundle the paid line has a negative OA-94 and the absorbed lines have 97 (X12 RFI 2320). When these offset each other over the
 * claim, the charge moves between its lines and nothing is denied.
 */
function markBundles(judged: readonly JudgedAdjustment[]): readonly JudgedAdjustment[] {
  const isPart = ({ adjustment: { group, carc, cents }, line }: JudgedAdjustment) =>
    line !== undefined && ((group === 'OA' && carc === '94' && cents < 0) || (group !== 'PR' && carc === '97'));
  const parts = judged.filter(isPart);
  const total = parts.reduce((sum, { adjustment }) => sum + adjustment.cents, 0);
  const offsets = total === 0 && parts.length > 0;
  return offsets ? judged.map((one) => (isPart(one) ? { ...one, meaning: 'bundled' as const } : one)) : judged;
}
