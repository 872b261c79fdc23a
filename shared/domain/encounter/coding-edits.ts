import { modifierSet } from '../practice/fee.ts';
import { type CodeStanding, codeStanding } from './code-set.ts';
import type { Edit, Finding } from './edit.ts';

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
export const diagnosesAreValid: Edit = ({ diagnoses, lines }, { codeSet }) => {
  const days = [...new Set(lines.map((line) => line.serviceOn))];
  return diagnoses.flatMap((code, index) =>
    codeFinding(
      `/diagnoses/${index}`,
      'diagnosis',
      days.map((day) => codeStanding(codeSet.diagnoses, code, day)),
    ),
  );
};

export const proceduresAreValid: Edit = ({ lines }, { codeSet }) =>
  lines.flatMap((line, index) =>
    codeFinding(`/lines/${index}/procedure`, 'procedure', [
      codeStanding(codeSet.procedures, line.procedure, line.serviceOn),
    ]),
  );

export const diagnosesStandOnce: Edit = ({ diagnoses }) =>
  diagnoses.flatMap((code, index): Finding[] =>
    diagnoses.indexOf(code) === index
      ? []
      : [{ pointer: `/diagnoses/${index}`, code: 'diagnosis-repeated', detail: 'the diagnosis stands above already' }],
  );

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
    Number.isSafeInteger(line.units) && line.units >= 1 && line.units <= 9999
      ? []
      : [{ pointer: `/lines/${index}/units`, code: 'units-wrong', detail: 'units are a whole number from 1 to 9999' }],
  );

/** A line points at one to four diagnoses of its encounter, each once (837P, service line). */
export const pointersAreRight: Edit = ({ lines, diagnoses }) =>
  lines.flatMap((line, index): Finding[] => {
    const pointer = `/lines/${index}/diagnosisPointers`;
    const { diagnosisPointers } = line;
    if (diagnosisPointers.length === 0)
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

/** The same service twice on one day is one line with more units, or carries a modifier that says why (76, 77, 59, ...). */
export const linesStandOnce: Edit = ({ lines }) => {
  const names = lines.map((line) =>
    [line.procedure, modifierSet(line.modifiers), line.serviceOn, line.serviceTo ?? line.serviceOn].join('|'),
  );
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
