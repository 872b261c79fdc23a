import type { DraftEncounter, DraftLine } from '../encounter/encounter.ts';
import { formOfKind } from '../encounter/kinds.ts';
import { fail, ok, type Result } from '../result.ts';
import { allHold, type Effort, mostCompared } from './conditions.ts';
import { conditionFields, type RuleContext } from './fields.ts';
import { addLine, addModifier, dropLine, type LineChange, removeModifier, reprice, split } from './line-actions.ts';
import type { RuleFinding, RulesOutcome } from './outcome.ts';
import type { Action, CodingRule } from './rule.ts';
import type { RuleAct } from './rule-act.ts';
import { isAboutLines } from './rule-reach.ts';
import { setField } from './set-field.ts';

/**
 * A line while rules act, with its original position. A dropped line stays until its rule is finished, so that
 * positions stay valid.
 */
interface WorkLine {
  readonly line: DraftLine;
  readonly origin: number | undefined;
  readonly isDropped?: true;
}

/** An encounter while rules act on it; immutable, each step makes a new one. */
interface Work {
  /** Its lines are in `lines`. */
  readonly encounter: DraftEncounter;
  readonly lines: readonly WorkLine[];
  readonly acts: readonly RuleAct[];
  readonly findings: readonly RuleFinding[];
  readonly tags: readonly string[];
}

interface Refusal {
  readonly pointer: string;
  readonly why: string;
  /** The work has become too large, so no further rule acts. */
  readonly endsAll?: true;
}

/**
 * The total number of acts and findings of rules for one encounter: they are stored with the encounter and answered
 * together.
 */
const mostDone = 5_000;

/** How many lines an encounter may have after rules: as many as can be entered. */
const mostLines = { professional: 200, institutional: 999, dental: 200 } as const;

/**
 * Applies an office's rules to an encounter, in order; each sees the effects of those before it. A rule about lines
 * acts on every line that met its conditions before it acts, so never on lines that it adds. A rule that cannot do all
 * of its actions does nothing, and that is an error.
 */
export function actOn(encounter: DraftEncounter, rules: readonly CodingRule[], context: RuleContext): RulesOutcome {
  const lines = encounter.lines.map((line, origin): WorkLine => ({ line, origin }));
  const looking = { context, effort: { left: mostCompared } };
  let work: Work = { encounter, lines, acts: [], findings: [], tags: [] };
  for (const rule of rules) {
    const done = actWith(rule, work, looking);
    work = done.ok ? done.value : { ...work, findings: [...work.findings, failureOf(rule, done.failure)] };
    if (!done.ok && done.failure.endsAll) break;
  }
  const { acts, findings, tags } = work;
  return { encounter: encounterOf(work), origins: work.lines.map(({ origin }) => origin), acts, findings, tags };
}

function failureOf({ name }: CodingRule, { pointer, why }: Refusal): RuleFinding {
  return { rule: name, kind: 'failed', severity: 'error', pointer, message: `the rule could not act: ${why}` };
}

function encounterOf({ encounter, lines }: Work): DraftEncounter {
  // Lines are copies of the encounter's own, so they fit its form.
  return { ...encounter, lines: lines.map(({ line }) => line) } as DraftEncounter;
}

/** The facts for conditions, and the remaining effort. */
interface Looking {
  readonly context: RuleContext;
  readonly effort: Effort;
}

function actWith(rule: CodingRule, before: Work, looking: Looking): Result<Work, Refusal> {
  let work = before;
  const group = freeGroup(before);
  const places = placesOf(rule, before, looking);
  if (looking.effort.left < 0) {
    const why = `the rules would compare more than ${mostCompared} values; this one and those after it did not act`;
    return fail({ pointer: '', why, endsAll: true });
  }
  for (const index of places) {
    for (const action of rule.actions) {
      const done = perform({ rule, action, index, group }, work);
      if (!done.ok) return fail({ pointer: pointerTo(before, index), why: done.failure });
      work = done.value;
      if (Math.max(work.acts.length, work.findings.length) > mostDone) {
        const why = `the rules would do or find more than ${mostDone} things; the rules after this one did not act either`;
        return fail({ pointer: '', why, endsAll: true });
      }
    }
  }
  const lines = work.lines.filter(({ isDropped }) => isDropped !== true);
  if (lines.length === 0 && before.lines.length > 0)
    return fail({ pointer: '/lines', why: 'it would drop every line' });
  return ok({ ...work, lines });
}

/** The first group number that is free: a coder may have made groups, too. */
function freeGroup({ lines }: Work): number {
  const taken = new Set(lines.map(({ line }) => line.claimGroup));
  let group = 1;
  while (taken.has(group)) group += 1;
  return group;
}

/**
 * The lines on which a rule acts; undefined means the encounter. Conditions on the encounter are checked once, not for
 * each line.
 */
function placesOf(rule: CodingRule, work: Work, looking: Looking): readonly (number | undefined)[] {
  const encounter = encounterOf(work);
  const { encounter: ofEncounter = [], line: ofLine = [] } = Object.groupBy(
    rule.when,
    ({ field }) => conditionFields[field].about,
  );
  if (!allHold(ofEncounter, { encounter, index: undefined }, looking)) return [];
  const places = isAboutLines(rule) ? work.lines.map((_, index) => index) : [undefined];
  return places.filter((index) => allHold(ofLine, { encounter, index }, looking));
}

function pointerTo({ lines }: Work, index: number | undefined): string {
  return index === undefined ? '' : `/lines/${lines[index]?.origin ?? '-'}`;
}

interface Step {
  readonly rule: CodingRule;
  readonly action: Action;
  readonly index: number | undefined;
  /** The group for lines that the rule splits off. */
  readonly group: number;
}

function perform(step: Step, work: Work): Result<Work, string> {
  const { rule, action, index } = step;
  const pointer = pointerTo(work, index);
  switch (action.do) {
    case 'tag': {
      if (work.tags.includes(action.tag)) return ok(work);
      const tagged = { ...work, tags: [...work.tags, action.tag] };
      return ok(recorded(tagged, step, { pointer, after: action.tag }));
    }
    case 'hold':
    case 'find': {
      const [kind, severity] =
        action.do === 'hold' ? (['held', 'error'] as const) : (['found', action.severity] as const);
      const finding: RuleFinding = { rule: rule.name, kind, severity, pointer, message: action.message };
      return ok({ ...work, findings: [...work.findings, finding] });
    }
    case 'set':
    case 'clear':
      return action.on === 'encounter' ? setOnEncounter(step, action, work) : performOnLine(step, work);
    default:
      return performOnLine(step, work);
  }
}

function recorded(work: Work, { rule, action }: Step, act: Omit<RuleAct, 'rule' | 'does'>): Work {
  return { ...work, acts: [...work.acts, { rule: rule.name, does: action.do, ...act }] };
}

function setOnEncounter(
  step: Step,
  action: Extract<Action, { readonly do: 'set' | 'clear' }>,
  work: Work,
): Result<Work, string> {
  const done = setField(action, work.encounter, formOfKind(work.encounter.kind));
  if (!done.ok) return done;
  if (done.value === undefined) return ok(work);
  const { of: encounter, shown } = done.value;
  return ok(recorded({ ...work, encounter }, step, { pointer: `/${action.field}`, ...shown }));
}

function performOnLine(step: Step, work: Work): Result<Work, string> {
  const { index } = step;
  const at = index === undefined ? undefined : work.lines[index];
  if (at === undefined || at.isDropped === true) return fail('the line on which it acts is not there any more');
  const done = changeOf(step, at.line, work);
  if (!done.ok) return done;
  if (done.value === undefined) return ok(work);
  const { line, added, field, shown } = done.value;
  const changed: WorkLine = line === undefined ? { ...at, isDropped: true } : { ...at, line };
  const lines = work.lines.map((each, position) => (position === index ? changed : each));
  const pointer = added === undefined ? `${pointerTo(work, index)}${field}` : '/lines/-';
  const all = added === undefined ? lines : [...lines, { line: added, origin: undefined }];
  return ok(recorded({ ...work, lines: all }, step, { pointer, ...shown }));
}

function changeOf({ action, group }: Step, line: DraftLine, work: Work): Result<LineChange | undefined, string> {
  switch (action.do) {
    case 'set':
    case 'clear': {
      const done = setField(action, line, formOfKind(work.encounter.kind));
      if (!done.ok || done.value === undefined) return done.ok ? ok(undefined) : done;
      return ok({ line: done.value.of, field: `/${action.field}`, shown: done.value.shown });
    }
    case 'add-modifier':
      return addModifier(action, line);
    case 'remove-modifier':
      return removeModifier(action, line);
    case 'reprice':
      return reprice(action, line);
    case 'add-line': {
      const most = mostLines[formOfKind(work.encounter.kind)];
      if (work.lines.length >= most) return fail(`the encounter would have more than ${most} lines`);
      return addLine(action, line);
    }
    case 'drop-line':
      return dropLine(line);
    case 'split':
      return split(line, group);
    default:
      return ok(undefined);
  }
}
