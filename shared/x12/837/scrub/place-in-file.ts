import type { ClaimKind } from '../../../domain/claim/claim.ts';
import type { ElementRule } from '../../loops/element-rules.ts';
import type { LoopRule, SegmentRule, Slot } from '../../loops/loop-rules.ts';
import { claimForms } from '../claim-forms.ts';
import { loopId } from './loop-ids.ts';

/** Where a claim's value is in its file: `2300`, `CLM`, `5-1`. */
export interface PlaceInFile {
  readonly loop: string;
  /** With its qualifier, where the id alone is not enough: `REF*G1`. Absent when the whole loop is meant. */
  readonly segment?: string;
  /** `3` is an element, `5-1` a component. Absent when the whole segment is meant. */
  readonly element?: string;
}

/** Code list segments are too irregular for a table, so their fields are named here. */
const specialFields: Readonly<Record<string, string>> = { adjustments: 'CAS' };

/** The parties that a file states once for several claims, and the loop of each. */
const parties: Readonly<Record<string, string>> = {
  billingProvider: 'billing provider level',
  subscriber: 'subscriber',
  payer: 'payer',
  dependent: 'dependent',
};

/** The place of the value that a JSON pointer into a claim names; undefined when the claim has no such field. */
export function placeInFile(kind: ClaimKind, pointer: string): PlaceInFile | undefined {
  const parts = pointer.split('/').slice(1);
  const [first = ''] = parts;
  const party = parties[first];
  const rule = loopNamed(claimForms[kind].transactionLoop, party ?? 'claim');
  if (rule === undefined) return undefined;
  return placeBelow({ kind, isInLine: false }, rule, party === undefined ? parts : parts.slice(1));
}

function loopNamed(rule: LoopRule, name: string): LoopRule | undefined {
  if (rule.name === name) return rule;
  for (const slot of rule.slots) {
    const found = slot.kind === 'loop' ? loopNamed(slot.loop, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Walk {
  readonly kind: ClaimKind;
  readonly isInLine: boolean;
}

function placeBelow(walk: Walk, rule: LoopRule, parts: readonly string[]): PlaceInFile | undefined {
  const isInLine = walk.isInLine || rule.name === 'service line';
  const loop = loopId(walk.kind, rule.name, walk.isInLine) ?? rule.name;
  if (parts.length === 0) return { loop };
  for (const slot of rule.slots) {
    const found = placeInSlot({ kind: walk.kind, isInLine }, slot, { loop, parts });
    if (found !== undefined) return found;
  }
  const special = specialOf(rule, parts[0] ?? '');
  return special === undefined ? undefined : { loop, segment: special };
}

interface Sought {
  readonly loop: string;
  readonly parts: readonly string[];
}

function placeInSlot(walk: Walk, slot: Slot, { loop, parts }: Sought): PlaceInFile | undefined {
  const [first = '', ...rest] = parts;
  // An item of a list is named by its number.
  const inside = (many: boolean) => (many && /^\d+$/.test(rest[0] ?? '') ? rest.slice(1) : rest);
  if (slot.kind === 'loop') {
    if (slot.into === undefined) return placeBelow(walk, slot.loop, parts);
    return slot.into === first ? placeBelow(walk, slot.loop, inside(slot.many)) : undefined;
  }
  if (slot.kind !== 'segment') return undefined;
  const { segment, into } = slot;
  if (into !== undefined && into !== first) return undefined;
  const [field = '', ...below] = into === undefined ? parts : inside(slot.many);
  if (into !== undefined && field === '') return { loop, segment: segmentName(segment) };
  const element = segment.elements.find(({ fields }) => fields.includes(field));
  if (element === undefined) return undefined;
  return { loop, segment: segmentName(segment), ...elementOf(element, below) };
}

function segmentName({ id, qualifier }: SegmentRule): string {
  return qualifier?.codes.length === 1 && id !== 'NM1' && id !== 'HL' ? `${id}*${qualifier.codes[0]}` : id;
}

/** The elements of the parts of values that have several elements. */
const partsOfValues: Readonly<Record<string, string>> = {
  ...{ kind: '2', name: '3', last: '3', first: '4', middle: '5', suffix: '7' },
  ...{ birthDate: '2', gender: '3' },
};

/**
 * The element of a field. For a value with a qualifier it is the last element, which has the value; for a list, it is
 * the item that the pointer names.
 */
function elementOf({ covers, fields }: ElementRule, below: readonly string[]): { readonly element?: string } {
  const [part = '', inner = ''] = below;
  const index = /^\d+$/.test(part) ? Number(part) : undefined;
  if (fields[0] === 'numbers' && index !== undefined) {
    return { element: String(3 + 2 * index + (inner === 'value' ? 1 : 0)) };
  }
  const whole = fields[0] === 'name' ? '3' : covers.at(-1);
  const element = partsOfValues[part] ?? (index === undefined ? whole : covers[index]);
  return element === undefined ? {} : { element };
}

/** The segment of a field that no table describes: codes are in HI, reductions in CAS. */
function specialOf({ slots }: LoopRule, field: string): string | undefined {
  const ids = slots.flatMap((slot) => (slot.kind === 'special' ? [slot.id] : []));
  const named = specialFields[field];
  if (named !== undefined) return ids.includes(named) ? named : undefined;
  return ids.includes('HI') ? 'HI' : undefined;
}
