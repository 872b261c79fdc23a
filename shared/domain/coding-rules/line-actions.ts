import type { DraftLine } from '../encounter/encounter.ts';
import { largestChargeCents } from '../encounter/line-charges.ts';
import { priceTimes } from '../encounter/quantity.ts';
import { type Cents, cents } from '../money/cents.ts';
import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Action } from './rule.ts';
import type { RuleAct } from './rule-act.ts';

/** The effect of an action on a line: changed, dropped, or with another line added; undefined when nothing changes. */
export interface LineChange {
  /** Undefined: the line is dropped. */
  readonly line: DraftLine | undefined;
  readonly added?: DraftLine;
  /** The changed field, relative to the line; empty for the line as a whole. */
  readonly field: string;
  readonly shown: Pick<RuleAct, 'before' | 'after'>;
}

type Outcome = Result<LineChange | undefined, string>;
type ActionOf<Do extends Action['do']> = Extract<Action, { readonly do: Do }>;

/** A claim's line has room for four modifiers. */
const mostModifiers = 4;

export function addModifier({ modifier, place }: ActionOf<'add-modifier'>, line: DraftLine): Outcome {
  const { modifiers } = line;
  if (modifiers.includes(modifier)) return ok(undefined);
  if (modifiers.length >= mostModifiers) return fail('the line has four modifiers');
  return withModifiers(line, place === 'first' ? [modifier, ...modifiers] : [...modifiers, modifier]);
}

export function removeModifier({ modifier }: ActionOf<'remove-modifier'>, line: DraftLine): Outcome {
  if (!line.modifiers.includes(modifier)) return ok(undefined);
  return withModifiers(
    line,
    line.modifiers.filter((each) => each !== modifier),
  );
}

function withModifiers(line: DraftLine, modifiers: readonly string[]): Outcome {
  const shown = { before: line.modifiers.join(' '), after: modifiers.join(' ') };
  return ok({ line: { ...line, modifiers }, field: '/modifiers', shown });
}

export function reprice(action: ActionOf<'reprice'>, line: DraftLine): Outcome {
  const { chargeCents: before, ...rest } = line;
  const after = newCharge(action, line);
  if (after === 'no-charge') return fail('the line has no charge to take a percentage of');
  if (after === 'too-large') return fail('the charge would be more than 99,999,999.99');
  if (after === before) return ok(undefined);
  const changed = { ...rest, ...present({ chargeCents: after }) } as DraftLine;
  return ok({ line: changed, field: '/chargeCents', shown: present({ before: textOf(before), after: textOf(after) }) });
}

function newCharge(
  action: ActionOf<'reprice'>,
  { chargeCents, units }: DraftLine,
): Cents | undefined | 'no-charge' | 'too-large' {
  if ('centsPerUnit' in action) return fitting(priceTimes(action.centsPerUnit, units));
  if ('by' in action) return undefined;
  if (chargeCents === undefined) return 'no-charge';
  return fitting(Number((BigInt(chargeCents) * BigInt(action.basisPoints) + 5000n) / 10_000n));
}

/** Also limits amounts: a rule may act on what another one multiplied by a hundred. */
function fitting(charge: number): Cents | 'too-large' {
  return charge <= largestChargeCents ? cents(charge) : 'too-large';
}

function textOf(charge: Cents | undefined): string | undefined {
  return charge === undefined ? undefined : String(charge);
}

/**
 * What an added line copies from the rule's line: dates, place, pointers and provider, but not drug, description or
 * charge.
 */
const takenOver = ['serviceOn', 'serviceTo', 'placeOfService', 'diagnosisPointers', 'renderingProviderId'] as const;

export function addLine({ line: said }: ActionOf<'add-line'>, line: DraftLine): Outcome {
  const from = line as unknown as Readonly<Record<string, unknown>>;
  const taken = takenOver.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]] as const]));
  // A facility's line also needs a revenue code: that of the line it is added to.
  const revenue = 'revenueCode' in line ? { revenueCode: line.revenueCode } : {};
  const added = { ...Object.fromEntries(taken), ...revenue, ...said } as unknown as DraftLine;
  return ok({ line, added, field: '', shown: { after: nameOf(added) } });
}

export function dropLine(line: DraftLine): Outcome {
  return ok({ line: undefined, field: '', shown: { before: nameOf(line) } });
}

export function split(line: DraftLine, group: number): Outcome {
  return ok({ line: { ...line, claimGroup: group }, field: '', shown: { after: `claim group ${group}` } });
}

function nameOf({ procedure = '', modifiers }: DraftLine): string {
  return [procedure, ...modifiers].join(' ');
}
