import { modifierSet } from '../practice/fee.ts';
import { type CodeStanding, codeStanding } from './code-set.ts';
import { codedDiagnoses } from './coded-diagnoses.ts';
import type { DentalLine } from './dental-encounter.ts';
import type { Edit, Finding } from './edit.ts';
import { type DraftLine, isDraftOf } from './encounter.ts';
import { parseQuantity } from './quantity.ts';

function codeFinding(
  pointer: string,
  what: 'diagnosis' | 'procedure',
  standings: readonly CodeStanding[],
): readonly Finding[] {
  if (standings.includes('unknown'))
    return [{ pointer, code: `${what}-unknown`, detail: 'not a code of the code set in use' }];
  if (standings.includes('not-valid-then'))
    return [{ pointer, code: `${what}-not-valid-then`, detail: 'the code is not valid on the date of service' }];
  return [];
}

/** A diagnosis must be valid on every day of service. */
export const diagnosesAreValid: Edit = (encounter, { codeSet }) => {
  const days = [...new Set(encounter.lines.map((line) => line.serviceOn))];
  return codedDiagnoses(encounter).flatMap(({ pointer, code }) =>
    codeFinding(
      pointer,
      'diagnosis',
      days.map((day) => codeStanding(codeSet.diagnoses, code, day)),
    ),
  );
};

export const proceduresAreValid: Edit = ({ lines }, { codeSet }) =>
  lines.flatMap((line, index) =>
    line.procedure === undefined
      ? []
      : codeFinding(`/lines/${index}/procedure`, 'procedure', [
          codeStanding(codeSet.procedures, line.procedure, line.serviceOn),
        ]),
  );

/** Principal and other diagnoses are each stated once. A facility’s admitting diagnosis may be the principal one, too. */
export const diagnosesStandOnce: Edit = (encounter) => {
  const ranked = codedDiagnoses(encounter).filter(({ use }) => use === 'principal' || use === 'other');
  const codes = ranked.map(({ code }) => code);
  return ranked.flatMap(({ pointer, code }, index): Finding[] =>
    codes.indexOf(code) === index
      ? []
      : [{ pointer, code: 'diagnosis-repeated', detail: 'the diagnosis stands above already' }],
  );
};

export const modifiersAreRight: Edit = ({ lines }) =>
  lines.flatMap((line, index): Finding[] => {
    const pointer = `/lines/${index}/modifiers`;
    if (line.modifiers.length > 4)
      return [{ pointer, code: 'modifiers-too-many', detail: 'a line has at most four modifiers' }];
    return line.modifiers.flatMap((modifier, position): Finding[] => {
      const place = `${pointer}/${position}`;
      if (!/^[A-Z0-9]{2}$/.test(modifier))
        return [{ pointer: place, code: 'modifier-malformed', detail: 'a modifier has two letters or digits' }];
      if (line.modifiers.indexOf(modifier) !== position)
        return [{ pointer: place, code: 'modifier-repeated', detail: 'the line has this modifier already' }];
      return [];
    });
  });

export const unitsAreRight: Edit = ({ lines }) =>
  lines.flatMap((line, index): Finding[] =>
    parseQuantity(line.units).ok
      ? []
      : [
          {
            pointer: `/lines/${index}/units`,
            code: 'units-wrong',
            detail: 'units are a decimal above zero with at most three decimals',
          },
        ],
  );

/** A line points at one to four diagnoses of its encounter, each once (837P, service line). A dental line need not; a facility’s cannot. */
export const pointersAreRight: Edit = (encounter) => {
  if (isDraftOf('institutional', encounter)) return [];
  const { diagnoses } = encounter;
  return encounter.lines.flatMap((line, index): Finding[] => {
    const pointer = `/lines/${index}/diagnosisPointers`;
    const { diagnosisPointers } = line;
    if (diagnosisPointers.length === 0 && isDraftOf('professional', encounter))
      return [
        { pointer, code: 'pointer-missing', detail: 'point at the diagnosis that is the reason for the service' },
      ];
    if (diagnosisPointers.length > 4)
      return [{ pointer, code: 'pointers-too-many', detail: 'a line points at most at four diagnoses' }];
    return diagnosisPointers.flatMap((position, order): Finding[] => {
      const place = `${pointer}/${order}`;
      if (!Number.isSafeInteger(position) || position < 1 || position > diagnoses.length)
        return [{ pointer: place, code: 'pointer-outside', detail: 'there is no diagnosis in this position' }];
      if (diagnosisPointers.indexOf(position) !== order)
        return [{ pointer: place, code: 'pointer-repeated', detail: 'the line points at this diagnosis already' }];
      return [];
    });
  });
};

/** What makes two lines the same service: a facility’s line also by its revenue code, a dentist’s by its teeth. */
function nameOfLine(line: DraftLine): string {
  const { procedure, modifiers, serviceOn, serviceTo = serviceOn } = line;
  const where = 'revenueCode' in line ? line.revenueCode : 'teeth' in line || 'oralCavity' in line ? placeOf(line) : '';
  return [procedure, modifierSet(modifiers), serviceOn, serviceTo, where].join('|');
}

function placeOf({ teeth = [], oralCavity = [] }: Pick<DentalLine, 'teeth' | 'oralCavity'>): string {
  return [...teeth.map(({ tooth, surfaces = [] }) => `${tooth}${surfaces.join('')}`), ...oralCavity].sort().join(' ');
}

/** The same service twice on one day is one line with more units, or carries a modifier that says why (76, 77, 59, ...). */
export const linesStandOnce: Edit = ({ lines }) => {
  const names = lines.map(nameOfLine);
  return names.flatMap((name, index): Finding[] =>
    names.indexOf(name) === index
      ? []
      : [
          {
            pointer: `/lines/${index}`,
            code: 'line-repeated',
            detail: 'the same service on the same days stands above: add units there, or a modifier here',
          },
        ],
  );
};
