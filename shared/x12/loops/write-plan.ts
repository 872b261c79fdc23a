import type { ElementRule } from './element-rules.ts';
import {
  fieldsOf,
  type LoopRule,
  type LoopSlot,
  type SegmentRule,
  type SegmentSlot,
  type Slot,
  type SpecialSlot,
} from './loop-rules.ts';
import { Shapes } from './shapes.ts';

/*
 * A writer's steps for an object, made once from a rule and the names of the object's fields. A claim has only a few of
 * its loop's many fields, and the next claim usually has the same ones.
 */

/** How a segment is written from objects of one shape. */
export interface SegmentShape {
  /** The rules with something to write or to report. */
  readonly elements: readonly ElementRule[];
  /** The fields of the segment that the object has. */
  readonly present: readonly string[];
  /** Names without a place in the file, reported at the first segment that an object fills. */
  readonly unknown: readonly string[];
}

/** A slot for which the object has values, or that must always be visited. */
export type SlotVisit =
  | { readonly kind: 'own'; readonly slot: SegmentSlot; readonly isOpener: boolean; readonly shape: SegmentShape }
  | { readonly kind: 'into'; readonly slot: SegmentSlot; readonly shapes: Shapes<SegmentShape> }
  | { readonly kind: 'inner'; readonly loop: LoopRule; readonly shape: LoopShape }
  | { readonly kind: 'loop'; readonly slot: LoopSlot; readonly shapes: Shapes<LoopShape> }
  | SpecialSlot;

/** How a loop is written from objects of one shape. The first visit is that of the segment that begins the loop. */
export interface LoopShape {
  readonly visits: readonly SlotVisit[];
  /** Names without a place in the file. */
  readonly unknown: readonly string[];
}

interface WritePlan {
  /** 1 for slots that are always visited. */
  readonly always: Uint8Array;
  /** The slots that a field can fill, by its name. */
  readonly byField: ReadonlyMap<string, readonly number[]>;
  /** All names that an object of the loop may have, with those of the loops that share its object. */
  readonly known: ReadonlySet<string>;
  /** The shapes of the objects of segments that have a field of their own. */
  readonly inside: readonly (Shapes<SegmentShape> | undefined)[];
  readonly shapes: Shapes<LoopShape>;
}

const plans = new WeakMap<LoopRule, WritePlan>();

/** How objects of a loop are written, by their shape. */
export function writeShapesOf(rule: LoopRule): Shapes<LoopShape> {
  return planOf(rule).shapes;
}

function planOf(rule: LoopRule): WritePlan {
  const made = plans.get(rule);
  if (made !== undefined) return made;
  const plan = makePlan(rule);
  plans.set(rule, plan);
  return plan;
}

function makePlan(rule: LoopRule): WritePlan {
  const { slots, aside = [] } = rule;
  const byField = new Map<string, number[]>();
  const known = new Set<string>(aside);
  const always = new Uint8Array(slots.length);
  for (const [index, slot] of slots.entries()) {
    for (const name of namesOf(slot)) byField.set(name, [...(byField.get(name) ?? []), index]);
    if (isAlways(slot, index)) always[index] = 1;
    if (slot.kind === 'loop' && slot.into === undefined) {
      for (const name of planOf(slot.loop).known) known.add(name);
    }
  }
  for (const name of byField.keys()) known.add(name);
  const inside = slots.map((slot, index) => shapesInside(slots, slot, index));
  return { always, byField, known, inside, shapes: new Shapes((names) => loopShape(rule, names)) };
}

function loopShape(rule: LoopRule, names: readonly string[]): LoopShape {
  const { always, byField, known, inside } = planOf(rule);
  const touched = new Set(names.flatMap((name) => byField.get(name) ?? []));
  const visits = rule.slots.flatMap((slot, index): readonly SlotVisit[] => {
    if (always[index] !== 1 && !touched.has(index)) return [];
    if (slot.kind === 'ignored') return [];
    if (slot.kind === 'segment') {
      const shapes = inside[index];
      if (shapes !== undefined) return [{ kind: 'into', slot, shapes }];
      return [{ kind: 'own', slot, isOpener: index === 0, shape: segmentShape(slot.segment, names) }];
    }
    if (slot.kind === 'special') return [slot];
    if (slot.into !== undefined) return [{ kind: 'loop', slot, shapes: writeShapesOf(slot.loop) }];
    return [{ kind: 'inner', loop: slot.loop, shape: loopShape(slot.loop, names) }];
  });
  return { visits, unknown: names.filter((name) => !known.has(name)) };
}

function segmentShape(
  segment: SegmentRule,
  names: readonly string[],
  isKnown: (name: string) => boolean = () => true,
): SegmentShape {
  const has = new Set(names);
  return {
    elements: segment.elements.filter(({ skipsWithout }) => skipsWithout?.some((field) => has.has(field)) ?? true),
    present: fieldsOf(segment).filter((field) => has.has(field)),
    unknown: names.filter((name) => !isKnown(name)),
  };
}

/** Several segments, such as those of an address, can share an object. */
function shapesInside(slots: readonly Slot[], slot: Slot, index: number): Shapes<SegmentShape> | undefined {
  if (slot.kind !== 'segment' || slot.into === undefined) return undefined;
  const { into, segment, scalar } = slot;
  const sharing = slots.filter((other) => other.kind === 'segment' && other.into === into);
  if (scalar !== undefined || sharing[0] !== slots[index]) return new Shapes((names) => segmentShape(segment, names));
  const known = new Set(sharing.flatMap((other) => (other.kind === 'segment' ? fieldsOf(other.segment) : [])));
  return new Shapes((names) => segmentShape(segment, names, (name) => known.has(name)));
}

/** The fields of a loop's object that lead to a slot. */
function namesOf(slot: Slot): readonly string[] {
  if (slot.kind === 'special') return [...slot.lists, ...(slot.singles ?? [])];
  if (slot.kind === 'ignored') return [];
  if (slot.into !== undefined) return [slot.into];
  return slot.kind === 'segment' ? fieldsOf(slot.segment) : [];
}

function isAlways(slot: Slot, index: number): boolean {
  if (slot.kind === 'loop') return slot.into === undefined || slot.required;
  if (slot.kind !== 'segment') return false;
  return index === 0 || slot.required === 'loop' || (slot.required !== undefined && slot.into === undefined);
}
