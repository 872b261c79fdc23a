import { describe, expect, it } from 'vitest';
import { denialCarcs } from '../../../shared/domain/remittance/denial/denial-reasons.ts';
import { adjustmentReasonWords, remarkWords, wordsOf } from '../../../shared/domain/remittance/shown/code-words.ts';

describe('the words for codes', () => {
  it('come from a table only, whatever text a payer sends', () => {
    expect(wordsOf({ a: 'word' }, 'a')).toBe('word');
    for (const code of ['toString', 'constructor', '', undefined]) expect(wordsOf({ a: 'word' }, code)).toBeUndefined();
  });

  it('exist for every reason that denies or moves money', () => {
    const others = ['1', '2', '3', '23', '24', '45', '66', '94', '209', '247', '248', '253'];
    for (const carc of [...denialCarcs, ...others])
      expect(adjustmentReasonWords(carc)?.length ?? 0, carc).toBeGreaterThan(4);
    expect(adjustmentReasonWords('9999')).toBeUndefined();
  });

  it('identify the remark by which Medicare raises or lowers a payment by law', () => {
    expect(remarkWords('N807')).toContain('quality payment');
  });

  it('distinguish remarks that protect a patient from all others', () => {
    for (const code of ['N781', 'N782', 'N783']) expect(remarkWords(code)).toContain('nothing may be billed');
    for (const code of ['N830', 'N862', 'N869', 'N870', 'N882']) expect(remarkWords(code)).toContain('No Surprises');
    for (const code of ['N780', 'N784', 'N7811', 'XN781', 'N831', 'N861', 'N883', 'N8620', 'XN862', 'N890'])
      expect(remarkWords(code), code).toBeUndefined();
  });
});
