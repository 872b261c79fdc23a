import type { Diagnosis } from '../../../domain/claim/claim-detail.ts';
import type { Fields, ReadCells, WriteCells } from '../../loops/element-rules.ts';
import type { SpecialSlot } from '../../loops/loop-rules.ts';
import { addDiagnosis, hasMore, perSegment, writeDiagnoses } from '../all-forms/diagnosis-codes.ts';

/** The guide's limit of diagnoses. */
const limit = 4;

function read(cells: ReadCells, into: Fields): void {
  for (let at = 1; at <= perSegment; at += 1) {
    const [listId, code] = [cells.part(at, 1), cells.part(at, 2)];
    if (listId === '' && code === '') continue;
    if (code === '') cells.remark('element-required', `${at}-2`);
    else if (!addDiagnosis(into, listId, code)) cells.remark('code-list-unknown', String(at));
    else if (hasMore(cells, at)) cells.remark('element-unknown', `${at}-3`);
  }
}

function write(from: Fields, begin: (id: string) => WriteCells): void {
  const { diagnoses = [] } = from as { readonly diagnoses?: readonly Diagnosis[] };
  writeDiagnoses(diagnoses, limit, begin);
}

/** HI of a dental claim: its diagnoses. */
export const healthCodes: SpecialSlot = { kind: 'special', id: 'HI', lists: ['diagnoses'], read, write };
