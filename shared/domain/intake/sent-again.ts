import { valueText } from '../text/value-text.ts';
import type { IntakeFault } from './intake.ts';

/** The fields of an encounter, as a file says them or as they stand here. */
export type EncounterFields = Readonly<Record<string, unknown>>;

/** What an encounter is known by, and what is written beside it: neither is compared. */
const apart: ReadonlySet<string> = new Set(['externalId', 'documentation']);

/** What a file says of an encounter, without what a schema adds: the fields of `raw`, with the values of `valid`. */
export function saidFields(raw: EncounterFields, valid: EncounterFields): EncounterFields {
  const rawLines = linesOf(raw);
  const said = keptOf(raw, valid);
  return 'lines' in raw ? { ...said, lines: linesOf(valid).map((line, at) => keptOf(rawLines[at] ?? {}, line)) } : said;
}

function keptOf(raw: EncounterFields, valid: EncounterFields): EncounterFields {
  return Object.fromEntries(Object.entries(valid).filter(([name]) => Object.hasOwn(raw, name) && !apart.has(name)));
}

const linesOf = ({ lines }: EncounterFields): readonly EncounterFields[] =>
  Array.isArray(lines) ? (lines as readonly EncounterFields[]) : [];

/** Where the encounter here and what a file says of it differ: places and no values. What the file does not say was added here, and stays. */
export function sentDifferences(here: EncounterFields, said: EncounterFields): readonly IntakeFault[] {
  const { lines: _lines, ...rest } = said;
  return [
    ...fieldDifferences('', here, rest),
    ...('lines' in said ? lineDifferences(linesOf(here), linesOf(said)) : []),
  ];
}

function fieldDifferences(at: string, here: EncounterFields, said: EncounterFields): readonly IntakeFault[] {
  return Object.entries(said).flatMap(([name, value]) => {
    if (valueText(here[name]) === valueText(value)) return [];
    const detail =
      here[name] === undefined ? 'the encounter here does not say it' : 'the encounter here says otherwise';
    return [{ pointer: `${at}/${name}`, detail }];
  });
}

function lineDifferences(here: readonly EncounterFields[], said: readonly EncounterFields[]): readonly IntakeFault[] {
  const count = Math.max(here.length, said.length);
  return Array.from({ length: count }, (_, index) => index).flatMap((index): readonly IntakeFault[] => {
    const [own, sent] = [here[index], said[index]];
    const pointer = `/lines/${index}`;
    if (sent === undefined) return [{ pointer, detail: 'the file does not have this service' }];
    if (own === undefined) return [{ pointer, detail: 'the encounter here does not have this service' }];
    return fieldDifferences(pointer, own, sent);
  });
}

/** Whether what a file says can become a part of the encounter here: of another patient or kind it is another encounter. */
export function canBeTaken(here: EncounterFields, said: EncounterFields): boolean {
  return ['patientId', 'kind'].every((name) => said[name] === undefined || said[name] === here[name]);
}

/**
 * The encounter with what a file says of it. What was added here and the file does not say stays; so it does on a line, while it is the same service.
 * @param valid the whole of what the file says, with what a schema adds to services that are new
 */
export function withSaid<Encounter extends object>(
  encounter: Encounter,
  said: EncounterFields,
  valid: EncounterFields,
): Encounter {
  const here = encounter as EncounterFields;
  const own = linesOf(here);
  const wholes = linesOf(valid);
  const isSame = (line: EncounterFields | undefined, sent: EncounterFields) =>
    ['procedure', 'revenueCode', 'serviceOn'].every((name) => line?.[name] === sent[name]);
  const lines = linesOf(said).map((sent, index) =>
    isSame(own[index], sent) ? { ...own[index], ...sent } : wholes[index],
  );
  return { ...here, ...said, ...('lines' in said ? { lines } : {}) } as Encounter;
}
