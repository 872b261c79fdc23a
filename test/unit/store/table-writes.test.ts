import { describe, expect, it } from 'vitest';
import { joinAdditions } from '../../../shared/store/table-writes.ts';

const totals = { pk: 'office#TOTALS', sk: 'DAY#1' };

describe('additions of several transactions', () => {
  it('are merged where they are to the same item, and the rest is unchanged', () => {
    const put = { put: { pk: 'office#A', sk: 'A' }, condition: { absent: true } } as const;
    const writes = [
      { update: totals, set: { type: 'totals' }, add: { '11': 500, '12': -500 } },
      put,
      { update: totals, set: { type: 'totals' }, add: { '11': 40, '13': -40 } },
    ];
    expect(joinAdditions(writes)).toEqual([
      { update: totals, set: { type: 'totals' }, add: { '11': 540, '12': -500, '13': -40 } },
      put,
    ]);
  });

  it('are not merged where another write changes the same item', () => {
    const adding = { update: totals, add: { '11': 1 } };
    expect(joinAdditions([adding, { put: { ...totals } }])).toBeUndefined();
    expect(joinAdditions([adding, { ...adding, condition: { exists: true } }])).toBeUndefined();
    expect(joinAdditions([adding, { ...adding, set: { state: 'done' } }])).toBeUndefined();
  });
});
