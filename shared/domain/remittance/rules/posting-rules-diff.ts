import type { AdjustmentRule } from './adjustment-rules.ts';
import type { OfficeProviderRule, OfficeRules } from './posting-rules.ts';

/** How a rule differs between two versions. `moved`: the same rule at another place in the order. */
export interface RuleDifference<Rule> {
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  /** Its place in each version, from 0. */
  readonly from?: number;
  readonly to?: number;
  readonly before?: Rule;
  readonly after?: Rule;
}

export interface RulesDiff {
  readonly adjustmentRules: readonly RuleDifference<AdjustmentRule>[];
  readonly providerAdjustments: readonly RuleDifference<OfficeProviderRule>[];
  readonly autoPost?: { readonly before: boolean | undefined; readonly after: boolean | undefined };
}

type Comparable = Pick<OfficeRules, 'adjustmentRules' | 'providerAdjustments' | 'autoPost'>;

/** What was added, removed, changed or moved between two versions. A rule is identified by its condition, a row by its code. */
export function diffRules(before: Comparable, after: Comparable): RulesDiff {
  const adjustmentRules = differences(before.adjustmentRules, after.adjustmentRules, conditionText, true);
  const providerAdjustments = differences(
    before.providerAdjustments,
    after.providerAdjustments,
    (row) => row.code,
    false,
  );
  if (before.autoPost === after.autoPost) return { adjustmentRules, providerAdjustments };
  return { adjustmentRules, providerAdjustments, autoPost: { before: before.autoPost, after: after.autoPost } };
}

function differences<Rule extends object>(
  before: readonly Rule[],
  after: readonly Rule[],
  nameOf: (rule: Rule) => string,
  isOrdered: boolean,
): readonly RuleDifference<Rule>[] {
  const left = named(before, nameOf);
  const right = named(after, nameOf);
  const keptLeft = [...left.keys()].filter((name) => right.has(name));
  const keptRight = [...right.keys()].filter((name) => left.has(name));
  const found: RuleDifference<Rule>[] = [];
  for (const [name, { rule, index }] of left)
    if (!right.has(name)) found.push({ change: 'removed', from: index, before: rule });
  for (const [name, { rule, index }] of right) {
    const old = left.get(name);
    if (old === undefined) found.push({ change: 'added', to: index, after: rule });
    else if (canonicalText(old.rule) !== canonicalText(rule)) {
      found.push({ change: 'changed', from: old.index, to: index, before: old.rule, after: rule });
    } else if (isOrdered && keptLeft.indexOf(name) !== keptRight.indexOf(name)) {
      found.push({ change: 'moved', from: old.index, to: index, before: old.rule, after: rule });
    }
  }
  return found;
}

/** Rules by name; a second rule with the same name (the same condition twice) gets a number. */
function named<Rule>(rules: readonly Rule[], nameOf: (rule: Rule) => string) {
  const found = new Map<string, { readonly rule: Rule; readonly index: number }>();
  for (const [index, rule] of rules.entries()) {
    let name = nameOf(rule);
    while (found.has(name)) name += '+';
    found.set(name, { rule, index });
  }
  return found;
}

function conditionText({ meaning: _meaning, because: _because, ...condition }: AdjustmentRule): string {
  return canonicalText(condition);
}

/** Sorts the members of objects and the values of lists, so that equal rules have equal texts. */
function canonicalText(value: object): string {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = members.sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(sorted.map(([name, member]) => [name, Array.isArray(member) ? member.toSorted() : member]));
}
