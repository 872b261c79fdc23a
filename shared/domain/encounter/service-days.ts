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

/** What an encounter of a facility says of its last day. */
export interface StatedThrough {
  readonly kind: EncounterKind;
  readonly statementTo?: LocalDate;
  readonly dischargeDate?: LocalDate;
}

/** The last day of a facility's statement: as entered, else the discharge, or the lines' last day. Undefined of other encounters. */
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
