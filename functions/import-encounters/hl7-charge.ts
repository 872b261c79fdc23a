import type { Hl7Segment } from '@medplum/core';
import type { ClaimFormName } from '../../shared/domain/encounter/kinds.ts';
import type { IntakeFault } from '../../shared/domain/intake/intake.ts';
import { parseCents } from '../../shared/domain/money/cents.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { component, dayOf, firsts, personOf } from './hl7-fields.ts';

/** A service in a charge, and the field that each value came from. */
interface ChargedLine {
  readonly line: Readonly<Record<string, unknown>>;
  readonly sources: ReadonlyMap<string, string>;
}

/** The charge's index in its message, and the message's other facts. */
interface InMessage {
  /** Starts at 0. */
  readonly index: number;
  readonly diagnoses: readonly string[];
  readonly form: ClaimFormName;
}

/** Reads a charge (FT1). A credit, or anything but a charge, is a fault: a message cannot take charges back. */
export function chargedLine(charge: Hl7Segment, place: InMessage): Result<ChargedLine, readonly IntakeFault[]> {
  const { index, diagnoses, form } = place;
  const at = `/lines/${index}`;
  const source = (field: number) => `FT1[${index + 1}]-${field}`;
  if (component(charge, 6, 1) !== 'CG') {
    const detail = 'is not a charge (CG): correct or void the encounter here';
    return fail([{ pointer: at, detail, source: source(6) }]);
  }
  const line: Record<string, unknown> = {};
  const sources = new Map<string, string>();
  const note = (field: string, value: unknown, from: number) => {
    if (value === undefined) return;
    line[field] = value;
    sources.set(`${at}/${field}`, source(from));
  };
  const notePerson = (role: string, from: number) => {
    const person = personOf(charge, from);
    if (person !== undefined) note(`${role}${person[0]}`, person[1], from);
  };
  const isFacilitys = form === 'institutional';
  if (isFacilitys) note('revenueCode', component(charge, 7, 1), 7);
  const isCoded = isFacilitys || component(charge, 25, 1) !== undefined;
  note('procedure', component(charge, isCoded ? 25 : 7, 1), isCoded ? 25 : 7);
  note('modifiers', firsts(charge, 26), 26);
  note('serviceOn', dayOf(component(charge, 4, 1)), 4);
  note('serviceTo', dayOf(component(charge, 4, 2)), 4);
  note('units', Number(component(charge, 10, 1) ?? 1), 10);
  const charged = chargeOf(charge);
  if (charged?.cents === undefined && charged !== undefined)
    return fail([{ pointer: `${at}/chargeCents`, detail: charged.fault, source: source(charged.field) }]);
  note('chargeCents', charged?.cents, charged?.field ?? 11);
  notePerson('renderingProvider', 20);
  if (form === 'professional') notePerson('orderingProvider', 21);
  const ndc = component(charge, 29, 1);
  note('drug', ndc === undefined ? undefined : { ndc }, 29);
  if (!isFacilitys) {
    const own = firsts(charge, 19).map((code) => diagnoses.indexOf(code) + 1);
    note('diagnosisPointers', own.length > 0 ? own : diagnoses.slice(0, 4).map((_, number) => number + 1), 19);
  }
  return ok({ line, sources });
}

type Charged =
  | { readonly field: number; readonly cents: number }
  | { readonly field: number; readonly cents?: undefined; readonly fault: string };

/**
 * The line's total charge (FT1-11), or the charge per unit (FT1-12) times the units; undefined when the message has
 * neither.
 */
function chargeOf(charge: Hl7Segment): Charged | undefined {
  const [whole, unit] = [component(charge, 11, 1), component(charge, 12, 1)];
  const field = whole === undefined ? 12 : 11;
  const text = whole ?? unit;
  if (text === undefined) return undefined;
  const cents = parseCents(text);
  if (!cents.ok) return { field, fault: 'expected an amount' };
  if (whole !== undefined) return { field, cents: cents.value };
  const product = cents.value * Number(component(charge, 10, 1) ?? 1);
  return Number.isSafeInteger(product)
    ? { field, cents: product }
    : { field, fault: 'times the units is not a whole number of cents: send the charge of the line in FT1-11' };
}
