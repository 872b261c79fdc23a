import { segmentKey } from '../segment-scanner.ts';
import type { ElementRule } from './element-rules.ts';
import { KeyTable } from './key-table.ts';
import {
  type LoopRule,
  opener,
  type SegmentRule,
  type SegmentSlot,
  type Slot,
  type SpecialSlot,
} from './loop-rules.ts';

/*
 * A reader's lookups for a loop, made once from its rule: slots by the packed id of their segments, codes as numbers. A
 * file has millions of segments, and each is searched for in several loops. All plans have the same shape, which V8
 * reads several times as fast as the many shapes of rules.
 */

/** How the elements of a segment are read. */
export interface SegmentPlan {
  readonly reads: readonly ElementRule['read'][];
  /** For each rule, the element without which it need not be called; 0 if it must always be called. */
  readonly needs: readonly number[];
  /** 1 for elements that the rules cover as a whole. */
  readonly wholes: Uint8Array;
  /** For other elements, the covered components. */
  readonly parts: readonly (readonly (true | undefined)[] | undefined)[];
}

/** A slot of a loop, in the reader's form. */
export interface SlotPlan {
  readonly slot: Slot;
  readonly kind: Slot['kind'];
  readonly into: string | undefined;
  readonly many: boolean;
  readonly limit: number;
  readonly scalar: string | undefined;
  /** Reads a segment that is too irregular for rules. */
  readonly special: SpecialSlot['read'] | undefined;
  /** Its place among the slots of its loop. */
  readonly index: number;
  /** Its segment has one of these codes at this element; undefined when its id is enough. */
  readonly at: number;
  readonly codes: readonly number[] | undefined;
  /** The first of these codes. */
  readonly code: number;
  readonly segment: SegmentPlan;
  /** The loop that it begins. */
  readonly loop: LoopPlan | undefined;
  /** Whether its loop must have it; other slots among the required ones are needed if their object is there. */
  readonly isRequired: boolean;
  /** Whether it is a line's service. A second service belongs to the next line. */
  readonly isService: boolean;
  /** Whether it ends the loops before it. */
  readonly isTrailer: boolean;
}

export interface LoopPlan {
  readonly rule: LoopRule;
  /** Plans are numbered from 0. */
  readonly number: number;
  readonly name: string;
  readonly isClosed: boolean;
  readonly numbering: LoopRule['numbering'];
  readonly lists: readonly string[];
  readonly slots: readonly [SlotPlan, ...SlotPlan[]];
  /** The slots without the opener, which begins another loop, by the id of their segment as `segmentKey` packs it. */
  readonly byKey: KeyTable<readonly SlotPlan[]>;
  /** The slots that can be missing. */
  readonly required: readonly SlotPlan[];
}

/** The segments with a line's service: professional, institutional, dental. */
export const serviceKeys: ReadonlySet<number> = new Set(['SV1', 'SV2', 'SV3'].map(segmentKey));

const plans = new WeakMap<LoopRule, LoopPlan>();
let plansMade = 0;

export function readPlanOf(rule: LoopRule): LoopPlan {
  const known = plans.get(rule);
  if (known !== undefined) return known;
  const slots = rule.slots.map(planSlot) as [SlotPlan, ...SlotPlan[]];
  const byKey = new Map<number, SlotPlan[]>();
  for (const slot of slots.slice(1)) {
    const key = segmentKey(idOf(slot.slot));
    byKey.set(key, [...(byKey.get(key) ?? []), slot]);
  }
  const required = slots.filter(({ slot }) => {
    return (slot.kind === 'loop' && slot.required) || (slot.kind === 'segment' && slot.required !== undefined);
  });
  const { name, closed = false, numbering, lists = [] } = rule;
  const number = plansMade;
  plansMade += 1;
  const made = { rule, number, name, isClosed: closed, numbering, lists, slots, byKey: new KeyTable(byKey), required };
  plans.set(rule, made);
  return made;
}

/** The numbered loops to open, one inside the other, from `plan` on, until one has a place for a segment. */
export function impliedPath(plan: LoopPlan, key: number): SlotPlan[] | undefined {
  for (const slot of plan.slots) {
    if (slot.loop?.rule.numbering === undefined) continue;
    if (slot.loop.byKey.of(key) !== undefined) return [slot];
    const path = impliedPath(slot.loop, key);
    if (path !== undefined) return [slot, ...path];
  }
  return undefined;
}

/** A code of at most four characters as a number; '' is 0. */
function packCode(code: string): number {
  if (code.length > 4) throw new Error('a code of a rule has more than four characters');
  return segmentKey(code);
}

function planSlot(slot: Slot, index: number): SlotPlan {
  const rule = segmentOf(slot);
  const {
    into,
    many = false,
    limit = Number.POSITIVE_INFINITY,
    scalar,
    read,
  } = slot as Partial<SegmentSlot & SpecialSlot>;
  return {
    slot,
    ...{ kind: slot.kind, into, many, limit, scalar, special: read },
    index,
    at: rule?.qualifier?.at ?? 0,
    codes: rule?.qualifier?.codes.map(packCode),
    code: packCode(rule?.qualifier?.codes[0] ?? ''),
    segment: planSegment(rule ?? { id: '', elements: [] }),
    loop: slot.kind === 'loop' ? readPlanOf(slot.loop) : undefined,
    isRequired: slot.kind === 'loop' ? slot.required === true : slot.kind === 'segment' && slot.required === 'loop',
    isService: slot.kind === 'segment' && serviceKeys.has(segmentKey(slot.segment.id)),
    isTrailer: slot.kind === 'segment' && slot.trailer === true,
  };
}

function idOf(slot: Slot): string {
  return slot.kind === 'special' ? slot.id : (segmentOf(slot)?.id ?? '');
}

function segmentOf(slot: Slot): SegmentRule | undefined {
  if (slot.kind === 'special') return undefined;
  return slot.kind === 'loop' ? opener(slot) : slot.segment;
}

function planSegment({ elements, qualifier }: SegmentRule): SegmentPlan {
  const covered = elements.flatMap((element) => element.covers).map((where) => where.split('-').map(Number));
  const parts: true[][] = [];
  const whole = new Set<number>();
  for (const [at = 0, component] of covered) {
    if (component === undefined) whole.add(at);
    else {
      parts[at] ??= [];
      (parts[at] as true[])[component] = true;
    }
  }
  if (qualifier !== undefined) {
    const { at } = qualifier;
    const known = parts[at];
    if (known?.[2] === true) known[1] = true;
    else whole.add(at);
  }
  const wholes = new Uint8Array(1 + Math.max(0, ...whole));
  for (const at of whole) wholes[at] = 1;
  return { reads: elements.map(({ read }) => read), needs: elements.map(({ needs = 0 }) => needs), wholes, parts };
}
