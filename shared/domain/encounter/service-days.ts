import type { LocalDate } from '../time/local-date.ts';
import { type EncounterKind, formOfKind } from './kinds.ts';

interface DatedLine {
  readonly serviceOn: LocalDate;
  readonly serviceTo?: LocalDate;
}

/** The first day of service, or undefined while there is no line. */
export function firstServiceDay(lines: readonly Pick<DatedLine, 'serviceOn'>[]): LocalDate | undefined {
  return lines.map((line) => line.serviceOn).sort()[0];
}

/** The facts that decide the last day of a facility's encounter. */
export interface StatedThrough {
  readonly kind: EncounterKind;
  readonly statementTo?: LocalDate;
  readonly dischargeDate?: LocalDate;
}

/**
 * The through date of a facility's statement: as entered, else the discharge, or the lines' last date. Undefined for
 * other encounters.
 */
export function throughDate(
  { kind, statementTo, dischargeDate }: StatedThrough,
  lines: readonly DatedLine[],
): LocalDate | undefined {
  if (formOfKind(kind) !== 'institutional') return undefined;
  return (
    statementTo ??
    dischargeDate ??
    lines
      .map(({ serviceOn, serviceTo = serviceOn }) => serviceTo)
      .sort()
      .at(-1)
  );
}
