import { billedCoverages } from '../encounter/billed-coverages.ts';
import { codedDiagnoses } from '../encounter/coded-diagnoses.ts';
import type { DraftEncounter, DraftLine } from '../encounter/encounter.ts';
import { thousandthsOf } from '../encounter/quantity.ts';
import type { Coverage, Patient, Payer } from '../practice/practice.ts';
import { wholeYears } from '../time/local-date.ts';

/** The facts that rules may use besides the encounter. */
export interface RuleContext {
  readonly patient: Patient | undefined;
  readonly coverages: readonly Coverage[];
  readonly payers: ReadonlyMap<string, Payer>;
}

/** How a field is compared: texts with `in` and the like; others also with `at-least` and `at-most`. */
export type FieldKind = 'text' | 'cents' | 'count' | 'day';

type Values = readonly (string | number | undefined)[];

interface FieldMeaning {
  readonly about: 'encounter' | 'line';
  readonly kind: FieldKind;
  readonly meaning: string;
}

/** Every field that a condition can use. A new one is a row here and in {@link valuesOf}. */
export const conditionFields = {
  kind: { about: 'encounter', kind: 'text', meaning: 'the kind of encounter' },
  payerId: { about: 'encounter', kind: 'text', meaning: 'the payers that are billed, by id' },
  firstPayerId: { about: 'encounter', kind: 'text', meaning: 'the payer that is billed first, by id' },
  filingIndicator: {
    about: 'encounter',
    kind: 'text',
    meaning: 'the first payer’s claim filing indicator, such as MB',
  },
  billingProviderId: { about: 'encounter', kind: 'text', meaning: 'the billing provider, by id' },
  renderingProviderId: { about: 'encounter', kind: 'text', meaning: 'the rendering provider of the encounter, by id' },
  facilityId: { about: 'encounter', kind: 'text', meaning: 'the facility, by id' },
  diagnosis: { about: 'encounter', kind: 'text', meaning: 'any diagnosis, without its point' },
  principalDiagnosis: { about: 'encounter', kind: 'text', meaning: 'the principal diagnosis' },
  typeOfBill: { about: 'encounter', kind: 'text', meaning: 'the type of bill' },
  priorAuthorizationNumber: { about: 'encounter', kind: 'text', meaning: 'the prior authorisation' },
  referralNumber: { about: 'encounter', kind: 'text', meaning: 'the referral' },
  patientSex: { about: 'encounter', kind: 'text', meaning: 'F, M or U' },
  patientAgeYears: { about: 'encounter', kind: 'count', meaning: 'the patient’s age on the first day of service' },
  lineCount: { about: 'encounter', kind: 'count', meaning: 'how many lines there are' },
  anyProcedure: { about: 'encounter', kind: 'text', meaning: 'the procedure of any line' },
  procedure: { about: 'line', kind: 'text', meaning: 'the line’s procedure' },
  procedureBeside: { about: 'line', kind: 'text', meaning: 'the procedures of other lines of the same day' },
  modifier: { about: 'line', kind: 'text', meaning: 'any modifier of the line' },
  pointedDiagnosis: { about: 'line', kind: 'text', meaning: 'the diagnoses at which the line points' },
  placeOfService: { about: 'line', kind: 'text', meaning: 'the line’s place of service, or the encounter’s' },
  revenueCode: { about: 'line', kind: 'text', meaning: 'the line’s revenue code' },
  units: { about: 'line', kind: 'count', meaning: 'the line’s units' },
  chargeCents: {
    about: 'line',
    kind: 'cents',
    meaning: 'the line’s charge; absent while the fee schedule is to give it',
  },
  serviceOn: { about: 'line', kind: 'day', meaning: 'the line’s first day' },
  ndc: { about: 'line', kind: 'text', meaning: 'the line’s drug, by its eleven digits' },
  lineDescription: { about: 'line', kind: 'text', meaning: 'the line’s description' },
} as const satisfies Record<string, FieldMeaning>;

export type FieldName = keyof typeof conditionFields;

/** A place in an encounter: a line by its index, or the encounter as a whole. */
export interface RulePlace {
  readonly encounter: DraftEncounter;
  readonly index: number | undefined;
}

/** The values of a field at a place; none when it is empty. Days are text, units whole or decimal numbers. */
export function valuesOf(field: FieldName, place: RulePlace, context: RuleContext): readonly (string | number)[] {
  const line = place.index === undefined ? undefined : place.encounter.lines[place.index];
  const values =
    conditionFields[field].about === 'line'
      ? line === undefined
        ? []
        : lineValues(field, place.encounter, line)
      : encounterValues(field, place.encounter, context);
  return values.filter((value) => value !== undefined);
}

function encounterValues(field: FieldName, encounter: DraftEncounter, context: RuleContext): Values {
  const diagnoses = codedDiagnoses(encounter);
  switch (field) {
    case 'kind':
      return [encounter.kind];
    case 'payerId':
      return payersOf(encounter, context);
    case 'firstPayerId':
      return payersOf(encounter, context).slice(0, 1);
    case 'filingIndicator':
      return payersOf(encounter, context)
        .slice(0, 1)
        .map((id) => context.payers.get(id)?.filingIndicator);
    case 'diagnosis':
      return diagnoses.map(({ code }) => code);
    case 'principalDiagnosis':
      return diagnoses.filter(({ use }) => use === 'principal').map(({ code }) => code);
    case 'patientSex':
      return [context.patient?.sex];
    case 'patientAgeYears':
      return [ageOf(encounter, context)];
    case 'lineCount':
      return [encounter.lines.length];
    case 'anyProcedure':
      return procedures(encounter.lines);
    default:
      return [textOf(encounter, field)];
  }
}

function lineValues(field: FieldName, encounter: DraftEncounter, line: DraftLine): Values {
  switch (field) {
    case 'procedureBeside':
      return proceduresBeside(encounter, line);
    case 'modifier':
      return line.modifiers;
    case 'pointedDiagnosis': {
      const codes = codedDiagnoses(encounter).map(({ code }) => code);
      return 'diagnosisPointers' in line ? line.diagnosisPointers.map((pointer) => codes[pointer - 1]) : [];
    }
    case 'placeOfService':
      return [textOf(line, field) ?? textOf(encounter, field)];
    case 'units':
      return [thousandthsOf(line.units) / 1000];
    case 'chargeCents':
      return [line.chargeCents];
    case 'ndc':
      return ['drug' in line ? line.drug?.ndc : undefined];
    case 'lineDescription':
      return [line.description];
    default:
      return [textOf(line, field)];
  }
}

/** Caches, per encounter, how many lines of each day have a procedure: rules ask for it on every line. */
const proceduresOfDays = new WeakMap<DraftEncounter, ReadonlyMap<string, ReadonlyMap<string, number>>>();

/** The procedures of the other lines of a line's day, each once. */
function proceduresBeside(encounter: DraftEncounter, line: DraftLine): Values {
  const days = proceduresOfDays.get(encounter) ?? countedByDay(encounter);
  proceduresOfDays.set(encounter, days);
  const counts = days.get(line.serviceOn) ?? new Map<string, number>();
  return [...counts].flatMap(([procedure, count]) => (procedure === line.procedure && count === 1 ? [] : procedure));
}

function countedByDay({ lines }: DraftEncounter): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const days = new Map<string, Map<string, number>>();
  for (const { serviceOn, procedure } of lines) {
    if (procedure === undefined) continue;
    const counts = days.get(serviceOn) ?? new Map<string, number>();
    days.set(serviceOn, counts.set(procedure, (counts.get(procedure) ?? 0) + 1));
  }
  return days;
}

/**
 * Without duplicates: a long stay has hundreds of lines with a few codes, and each line is compared with all of them.
 */
function procedures(lines: readonly DraftLine[]): Values {
  return [...new Set(lines.map(({ procedure }) => procedure))];
}

/** A field that only some forms have. */
function textOf(of: DraftEncounter | DraftLine, field: string): string | undefined {
  const value = (of as unknown as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'string' ? value : undefined;
}

function payersOf(encounter: DraftEncounter, { coverages }: RuleContext): readonly string[] {
  return billedCoverages(encounter, coverages).map(({ payerId }) => payerId);
}

function ageOf({ lines }: DraftEncounter, { patient }: RuleContext): number | undefined {
  const days = lines.map(({ serviceOn }) => serviceOn).sort();
  const [first] = days;
  return first === undefined || patient === undefined ? undefined : wholeYears(patient.birthDate, first);
}
