import { describe, expect, test } from 'vitest';
import { valuesOf } from '../../../functions/import-encounters/row-values.ts';

describe('the values of a CSV row', () => {
  test.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['a,,', ['a', '', '']],
    [' a ,\t"b, ""c""" , d\r\n', ['a', 'b, "c"', 'd']],
    ['"two\nlines",x', ['two\nlines', 'x']],
    ['"",""', ['', '']],
    ['\uFEFF"Visit",MRN', ['Visit', 'MRN']],
    [' \n', []],
    ['', []],
  ])('of %j', (row, values) => {
    expect(valuesOf(row)).toEqual(values);
  });

  test.each(['a"b', '"a', '"a"b,c', '"'])('are none of %j, whose quotation marks are wrong', (row) => {
    expect(valuesOf(row)).toBeUndefined();
  });

  test('are found in a row of half a million blank cells', () => {
    expect(valuesOf(`a${','.repeat(500_000)}`)).toHaveLength(500_001);
  });
});
