import { valueText } from '../text/value-text.ts';
import type { IntakeFault } from './intake.ts';

/** The fields of an encounter, in a file or as stored here. */
export type EncounterFields = Readonly<Record<string, unknown>>;

/** Identifiers and administrative fields, which are not compared. */
const apart: ReadonlySet<string> = new Set(['externalId', 'documentation']);

/**
 * What a file says about an encounter, without what the schema adds: the fields of `raw`, with the values of `valid`.
 */
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

/**
 * Where the stored encounter and the file differ: places without values. Fields that the file lacks were added here,
 * and stay.
 */
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

/**
 * Whether a file's content can be merged into the stored encounter: another patient or kind means another encounter.
 */
export function canBeTaken(here: EncounterFields, said: EncounterFields): boolean {
  return ['patientId', 'kind'].every((name) => said[name] === undefined || said[name] === here[name]);
}

/**
 * The encounter with the file's content. Fields that were added here and that the file lacks stay; on a line, only
 * while it is the same service.
 * @param valid all of the file's content, with what a schema adds to new services
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
