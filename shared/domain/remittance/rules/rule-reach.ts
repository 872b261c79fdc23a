import type { AdjustmentCondition } from './adjustment-rules.ts';

/** A group, reason and status that no list of a rule contains. A rule without a list applies to them as well. */
const anyOther = '*';

/** One aspect of a condition: the values that have to be tried, and whether a condition accepts a value. */
interface Dimension {
  readonly answers: (asked: AdjustmentCondition) => readonly unknown[];
  readonly accepts: (condition: AdjustmentCondition, answer: unknown) => boolean;
}

const listed = (name: 'groups' | 'carcs' | 'statusCodes' | 'payerPositions'): Dimension => {
  const listOf = (condition: AdjustmentCondition): readonly unknown[] | undefined => condition[name];
  return {
    // The fewest rules apply to a value that is on no list. If earlier rules cover this value, they cover every other
    // value too.
    answers: (asked) => listOf(asked) ?? [anyOther],
    accepts: (condition, answer) => listOf(condition)?.includes(answer) ?? true,
  };
};

const single = (
  name: 'paid' | 'allowedProven' | 'besideCostSharing' | 'besideDenial' | 'alreadyPaid',
  values: readonly unknown[],
): Dimension => ({
  answers: (asked) => (asked[name] === undefined ? values : [asked[name]]),
  accepts: (condition, answer) => condition[name] === undefined || condition[name] === answer,
});

/**
 * A rule asks for any one of its remarks, so more remarks only let more of the rules before it apply. So it is enough to try a single
 * remark when the rule asks for remarks, and no remark when it does not.
 */
const remarks: Dimension = {
  answers: (asked) => asked.remarkCodes ?? [undefined],
  accepts: (condition, answer) =>
    condition.remarkCodes === undefined || (answer !== undefined && condition.remarkCodes.includes(answer as string)),
};

/** The largest amount that a rule accepts is the one that the fewest rules before it accept. */
const amount: Dimension = {
  answers: ({ atMostCents }) => [atMostCents ?? Number.POSITIVE_INFINITY],
  accepts: ({ atMostCents }, answer) => atMostCents === undefined || (answer as number) <= atMostCents,
};

const dimensions: readonly Dimension[] = [
  listed('carcs'),
  listed('groups'),
  remarks,
  single('paid', ['something', 'nothing']),
  listed('statusCodes'),
  listed('payerPositions'),
  single('allowedProven', [true, false]),
  single('besideCostSharing', [true, false]),
  single('besideDenial', [true, false]),
  single('alreadyPaid', [true, false]),
  amount,
];

/** At most this many cases are tried. When there are more, the rule is assumed to decide something. */
const mostSteps = 50_000;

/**
 * Whether a rule can ever decide when other rules come before it: there must be an adjustment to which it applies and
 * none of the others does.
 */
export function isReachable(rule: AdjustmentCondition, before: readonly AdjustmentCondition[]): boolean {
  let steps = 0;
  const search = (depth: number, rivals: readonly AdjustmentCondition[]): boolean => {
    if (rivals.length === 0) return true;
    const dimension = dimensions[depth];
    if (dimension === undefined) return false;
    const seen = new Set<string>();
    for (const answer of dimension.answers(rule)) {
      steps += 1;
      if (steps > mostSteps) return true;
      const left = rivals.filter((rival) => dimension.accepts(rival, answer));
      const signature = rivals.map((rival) => (left.includes(rival) ? '1' : '0')).join('');
      if (seen.has(signature)) continue;
      seen.add(signature);
      if (search(depth + 1, left)) return true;
    }
    return false;
  };
  return search(0, before);
}
