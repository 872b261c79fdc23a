import type { Diagnosis } from '../../../domain/claim/claim-detail.ts';
import type { ReadCells, WriteCells } from '../../loops/element-rules.ts';

/* The diagnoses of professional and dental claims in HI: the principal one first, then the others, in one segment. */

/** HI has up to twelve coded values. */
export const perSegment = 12;

/** The code lists of each diagnosis code set: for the principal diagnosis, and for the others. */
const diagnosisLists = { 'icd-10-cm': ['ABK', 'ABF'], 'icd-9-cm': ['BK', 'BF'] } as const;

const codeSets = new Map<string, Diagnosis['codeSet']>([
  ['ABK', 'icd-10-cm'],
  ['ABF', 'icd-10-cm'],
  ['BK', 'icd-9-cm'],
  ['BF', 'icd-9-cm'],
]);

/** Adds a coded value to the diagnoses, if it is one. */
export function addDiagnosis(into: { diagnoses?: Diagnosis[] }, listId: string, code: string): boolean {
  const codeSet = codeSets.get(listId);
  if (codeSet === undefined) return false;
  into.diagnoses ??= [];
  into.diagnoses.push({ codeSet, code });
  return true;
}

/** Whether a coded value has components besides its list and its code. */
export function hasMore(cells: ReadCells, at: number): boolean {
  for (let component = cells.parts(at); component > 2; component -= 1)
    if (cells.part(at, component) !== '') return true;
  return false;
}

/** Puts a coded value into a segment. */
export function putCode(
  cells: WriteCells,
  at: number,
  { listId, code }: { readonly listId: string; readonly code: unknown },
  field: string,
): void {
  cells.put([at, 1], listId, field, { max: 3 });
  cells.put([at, 2], code, field, { max: 30 });
}

/** Writes the diagnoses; `limit` is how many the guide allows. */
export function writeDiagnoses(
  diagnoses: readonly Diagnosis[],
  limit: number,
  begin: (id: string) => WriteCells,
): void {
  if (diagnoses.length === 0) return;
  const cells = begin('HI');
  if (diagnoses.length > limit) cells.remark('too-many', 'diagnoses');
  for (const [index, diagnosis] of diagnoses.entries()) {
    const lists = diagnosisLists[diagnosis.codeSet];
    const field = `diagnoses/${index}`;
    if (lists === undefined) cells.remark('code-not-allowed', `${field}/codeSet`);
    else putCode(cells, index + 1, { listId: lists[index === 0 ? 0 : 1], code: diagnosis.code }, `${field}/code`);
  }
}
