import type { AdjustmentCondition } from './adjustment-rules.ts';

/** Group, reason and status of an adjustment that no rule of a list names: what a rule without a list applies to as well. */
const anyOther = '*';

/** A question that a condition may ask, with the answers worth telling apart and how a condition takes each. */
interface Dimension {
  readonly answers: (asked: AdjustmentCondition) => readonly unknown[];
  readonly accepts: (condition: AdjustmentCondition, answer: unknown) => boolean;
}

const listed = (name: 'groups' | 'carcs' | 'statusCodes' | 'payerPositions'): Dimension => {
  const listOf = (condition: AdjustmentCondition): readonly unknown[] | undefined => condition[name];
  return {
    // What no list names is what the fewest rules apply to: no other case is left where this one is not.
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
 * Remarks are asked for by "any of these", so a rule loses nothing to the rules before it that it would not also lose with more
 * remarks: where it asks for remarks, one alone is the case to look at, and where it does not, none.
 */
const remarks: Dimension = {
  answers: (asked) => asked.remarkCodes ?? [undefined],
  accepts: (condition, answer) =>
    condition.remarkCodes === undefined || (answer !== undefined && condition.remarkCodes.includes(answer as string)),
};

/** The largest amount that a rule is for is the one that the fewest rules before it take. */
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

/** Looking at more cases than these is given up: the rule is then taken to decide something. */
const mostSteps = 50_000;

/**
 * Whether a rule can ever decide behind others of which the first that applies decides: whether there is an adjustment that it
 * applies to and none of them does.
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
