import { fieldsOf, type LoopRule, type Slot } from './loop-rules.ts';

/** What a writer looks up for a loop, made once from its rule. A claim has a few of the many fields that its loop knows. */
export interface WritePlan {
  readonly slots: readonly Slot[];
  /** 1 for slots that are visited whatever the object has. */
  readonly always: Uint8Array;
  /** The slots that a field can fill, by its name. */
  readonly byField: ReadonlyMap<string, readonly number[]>;
  /** All names that an object of the loop may have, with those of the loops that share its object. */
  readonly known: ReadonlySet<string>;
  /** The names that the object of a segment may have, at the first slot of its field. */
  readonly inside: readonly (ReadonlySet<string> | undefined)[];
  /** The last pass of the writer in which a slot had a value. */
  readonly marks: Float64Array;
}

let passes = 0;

/** The number of a pass over the slots of a loop. Writers share the plans, so no two passes have one number. */
export function nextPass(): number {
  passes += 1;
  return passes;
}

const plans = new WeakMap<LoopRule, WritePlan>();

export function writePlanOf(rule: LoopRule): WritePlan {
  const made = plans.get(rule);
  if (made !== undefined) return made;
  const plan = makePlan(rule);
  plans.set(rule, plan);
  return plan;
}

function makePlan({ slots, aside = [] }: LoopRule): WritePlan {
  const byField = new Map<string, number[]>();
  const known = new Set<string>(aside);
  const always = new Uint8Array(slots.length);
  for (const [index, slot] of slots.entries()) {
    for (const name of namesOf(slot)) byField.set(name, [...(byField.get(name) ?? []), index]);
    if (isAlways(slot, index)) always[index] = 1;
    if (slot.kind === 'loop' && slot.into === undefined) {
      for (const name of writePlanOf(slot.loop).known) known.add(name);
    }
  }
  for (const name of byField.keys()) known.add(name);
  return {
    slots,
    always,
    byField,
    known,
    inside: slots.map((slot, index) => insideOf(slots, slot, index)),
    marks: new Float64Array(slots.length),
  };
}

/** Several segments, such as those of an address, can share an object. */
function insideOf(slots: readonly Slot[], slot: Slot, index: number): ReadonlySet<string> | undefined {
  if (slot.kind !== 'segment' || slot.into === undefined || slot.scalar !== undefined) return undefined;
  const { into } = slot;
  const sharing = slots.filter((other) => other.kind === 'segment' && other.into === into);
  if (sharing[0] !== slots[index]) return undefined;
  return new Set(sharing.flatMap((other) => (other.kind === 'segment' ? fieldsOf(other.segment) : [])));
}

/** The fields of a loop's object that lead to a slot. */
function namesOf(slot: Slot): readonly string[] {
  if (slot.kind === 'special') return slot.fields;
  if (slot.kind === 'ignored') return [];
  if (slot.into !== undefined) return [slot.into];
  return slot.kind === 'segment' ? fieldsOf(slot.segment) : [];
}

function isAlways(slot: Slot, index: number): boolean {
  if (slot.kind === 'loop') return slot.into === undefined || slot.required;
  if (slot.kind !== 'segment') return false;
  return index === 0 || slot.required === 'loop' || (slot.required !== undefined && slot.into === undefined);
}
