import { describe, expect, it } from 'vitest';
import { runEdits } from '../../../shared/domain/edits/edits.ts';
import { errorsByNow } from '../../../shared/domain/edits/edits-again.ts';
import { readNotation } from '../../golden-edits/encounter-notation.ts';
import { readCases } from '../../golden-edits/read-cases.ts';

describe('the edits that run again when a claim is assembled', () => {
  it('use no official table, no prices and no history, and find the same with all of them', () => {
    let found = 0;
    for (const { id, encounter: notation } of readCases()) {
      const { encounter, context } = readNotation(notation);
      const { fees: _fees, history: _history, references: _references, ...records } = context;
      const again = errorsByNow(encounter, records);
      const all = runEdits(encounter, context).map(({ editId, pointer }) => `${editId} ${pointer}`);
      found += again.length;
      expect(all, id).toEqual(expect.arrayContaining(again.map(({ editId, pointer }) => `${editId} ${pointer}`)));
    }
    expect(found).toBeGreaterThan(10);
  });

  it('do not repeat what a person overrode', () => {
    const { encounter, context } = readNotation('wants X9003 dx J209 / X9003');
    const [first] = errorsByNow(encounter, context);
    expect(first?.editId).toBe('authorization-missing');
    const override = { editId: 'authorization-missing', pointer: '', about: '', by: 'a', at: '', reason: 'r' };
    expect(errorsByNow({ ...encounter, overrides: [override] } as typeof encounter, context)).toEqual([]);
  });
});
