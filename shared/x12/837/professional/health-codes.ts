import type { Diagnosis } from '../../../domain/claim/claim-detail.ts';
import type { Fields, ReadCells, WriteCells } from '../../loops/element-rules.ts';
import type { SpecialSlot } from '../../loops/loop-rules.ts';
import { addDiagnosis, hasMore, perSegment, putCode, writeDiagnoses } from '../all-forms/diagnosis-codes.ts';

/* HI of professional claims: up to twelve coded values per segment, each with its code list. */

/** The code lists that claims hold besides diagnoses; an anaesthesia claim has a principal procedure and another one. */
const anesthesiaLists = ['BP', 'BO'] as const;
const conditionList = 'BG';

/** The fields that HI fills. */
interface HealthFields {
  diagnoses?: Diagnosis[];
  anesthesiaProcedures?: string[];
  conditionCodes?: string[];
}

function add(into: HealthFields, listId: string, code: string): boolean {
  if (addDiagnosis(into, listId, code)) return true;
  if (listId === conditionList) {
    into.conditionCodes ??= [];
    into.conditionCodes.push(code);
    return true;
  }
  if (listId !== 'BP' && listId !== 'BO') return false;
  into.anesthesiaProcedures ??= [];
  into.anesthesiaProcedures.push(code);
  return true;
}

function read(cells: ReadCells, fields: Fields): void {
  const into = fields as HealthFields;
  for (let at = 1; at <= perSegment; at += 1) {
    const [listId, code] = [cells.part(at, 1), cells.part(at, 2)];
    if (listId === '' && code === '') continue;
    if (code === '') cells.remark('element-required', `${at}-2`);
    else if (!add(into, listId, code)) cells.remark('code-list-unknown', String(at));
    else if (hasMore(cells, at)) cells.remark('element-unknown', `${at}-3`);
  }
  if (cells.element(perSegment + 1) !== '') cells.remark('element-unknown', String(perSegment + 1));
}

function write(from: Fields, begin: (id: string) => WriteCells): void {
  const { diagnoses = [], anesthesiaProcedures = [], conditionCodes = [] } = from as HealthFields;
  writeDiagnoses(diagnoses, perSegment, begin);
  if (anesthesiaProcedures.length > 0) {
    const cells = begin('HI');
    if (anesthesiaProcedures.length > anesthesiaLists.length) cells.remark('too-many', 'anesthesiaProcedures');
    for (const [index, code] of anesthesiaProcedures.entries()) {
      const listId = anesthesiaLists[index === 0 ? 0 : 1];
      putCode(cells, index + 1, { listId, code }, `anesthesiaProcedures/${index}`);
    }
  }
  for (let begun = 0; begun < conditionCodes.length; begun += perSegment) {
    const cells = begin('HI');
    if (begun >= 2 * perSegment) cells.remark('too-many', 'conditionCodes');
    for (const [index, code] of conditionCodes.slice(begun, begun + perSegment).entries()) {
      putCode(cells, index + 1, { listId: conditionList, code }, `conditionCodes/${begun + index}`);
    }
  }
}

/** HI of a claim: diagnoses, anaesthesia procedures, condition codes. */
export const healthCodes: SpecialSlot = {
  kind: 'special',
  id: 'HI',
  lists: ['diagnoses', 'anesthesiaProcedures', 'conditionCodes'] satisfies readonly (keyof HealthFields)[],
  read,
  write,
};
