import type { NcciSetting } from '../code-set/references.ts';
import type { LineDrug } from '../encounter/common-encounter.ts';
import { type DraftEncounter, type DraftLine, isDraftOf } from '../encounter/encounter.ts';
import { type Quantity, thousandthsOf } from '../encounter/quantity.ts';
import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/** A line with a procedure code in the form that edits use, for any form of claim. */
export interface CodedLine {
  readonly index: number;
  /** `/lines/3` */
  readonly pointer: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** Thousandths of a unit; minutes count as none, because unit tables do not cover them. */
  readonly thousandths: number;
  readonly isMinutes: boolean;
  readonly serviceOn: LocalDate;
  readonly serviceTo: LocalDate;
  /** The place of service; undefined for facilities, where the type of bill states it. */
  readonly place: string | undefined;
  /** The codes that the line points at, in order; for facilities those of the whole encounter. */
  readonly diagnoses: readonly string[];
  readonly renderingProviderId: string | undefined;
  readonly chargeCents: Cents | undefined;
  readonly drug: LineDrug | undefined;
  readonly description: string | undefined;
  readonly cliaNumber: string | undefined;
  readonly priorAuthorizationNumber: string | undefined;
  readonly referralNumber: string | undefined;
}

function quantityOf(units: Quantity): number {
  const thousandths = thousandthsOf(units);
  return Number.isSafeInteger(thousandths) ? thousandths : 0;
}

function lineOf(encounter: DraftEncounter, line: DraftLine, index: number): CodedLine[] {
  const { procedure, serviceOn, serviceTo = serviceOn, modifiers, chargeCents, description } = line;
  const isRate = 'procedureKind' in line && line.procedureKind === 'HP';
  if (procedure === undefined || isRate) return [];
  const isFacility = isDraftOf('institutional', encounter);
  const place = isFacility ? undefined : ('placeOfService' in line && line.placeOfService) || encounter.placeOfService;
  const pointers = 'diagnosisPointers' in line ? line.diagnosisPointers : [];
  const codes = encounter.diagnoses.map((each) => (typeof each === 'string' ? each : each.code));
  const pointed = pointers.flatMap((position) => codes[position - 1] ?? []);
  const isProfessional = isDraftOf('professional', encounter);
  const cliaNumber = 'cliaNumber' in line ? line.cliaNumber : undefined;
  return [
    {
      index,
      pointer: `/lines/${index}`,
      procedure,
      modifiers,
      thousandths: quantityOf(line.units),
      isMinutes: 'unit' in line && line.unit === 'MJ',
      serviceOn,
      serviceTo,
      place,
      diagnoses: isFacility ? codes : pointed,
      renderingProviderId: line.renderingProviderId ?? encounter.renderingProviderId,
      chargeCents,
      drug: 'drug' in line ? line.drug : undefined,
      description,
      cliaNumber: isProfessional ? (cliaNumber ?? encounter.cliaNumber) : undefined,
      priorAuthorizationNumber:
        ('priorAuthorizationNumber' in line ? line.priorAuthorizationNumber : undefined) ??
        encounter.priorAuthorizationNumber,
      referralNumber: ('referralNumber' in line ? line.referralNumber : undefined) ?? encounter.referralNumber,
    },
  ];
}

const known = new WeakMap<DraftEncounter, readonly CodedLine[]>();

/** The lines of an encounter with a procedure code. Many edits use them, so they are built once per encounter. */
export function codedLines(encounter: DraftEncounter): readonly CodedLine[] {
  const made = known.get(encounter);
  if (made !== undefined) return made;
  const lines = (encounter.lines as readonly DraftLine[]).flatMap((line, index) => lineOf(encounter, line, index));
  known.set(encounter, lines);
  return lines;
}

/** The provider of a line for NCCI: a hospital's services are its own, whoever rendered them. */
export function ncciProvider(setting: NcciSetting, { renderingProviderId }: CodedLine): string | undefined {
  return setting === 'outpatient' ? undefined : renderingProviderId;
}

/** The place for an additional modifier on a line. */
export function addModifier(line: CodedLine, values: readonly string[]) {
  return { op: 'add', pointer: `${line.pointer}/modifiers/-`, values } as const;
}

/** Removes a modifier from a line. */
export function removeModifier(line: CodedLine, modifier: string) {
  return { op: 'remove', pointer: `${line.pointer}/modifiers/${line.modifiers.indexOf(modifier)}` } as const;
}
