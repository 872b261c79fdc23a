import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFileSorter } from '../../../shared/x12/file-sort.ts';
import { foldOf, withoutLineEnds } from '../../../shared/x12/unfold.ts';
import { passOver, remittanceFixture, remittanceOf } from '../../support/x12-pass.ts';

/** A file on one line, as senders write it before they fold it. */
const flat = Buffer.from(
  remittanceFixture('reversal-and-correction')
    .toString('latin1')
    .replace(/[\r\n]+/g, ''),
  'latin1',
);

function folded(bytes: Uint8Array, length: number, lineEnd: string): Buffer {
  const text = Buffer.from(bytes).toString('latin1');
  const lines = Array.from({ length: Math.ceil(text.length / length) }, (_, line) =>
    text.slice(line * length, (line + 1) * length),
  );
  return Buffer.from(lines.join(lineEnd), 'latin1');
}

/** What a pass reports about a file, apart from whether it is folded. */
function found(bytes: Uint8Array, chunkSizes: readonly number[] = []) {
  const { interchanges, transactions, claims, findings } = passOver(bytes, chunkSizes);
  return { interchanges, transactions, claims, findings: findings.filter(({ code }) => code !== 'file-folded') };
}

describe('a file that is folded into lines of a fixed length', () => {
  const plain = found(flat);

  const lineEnds = fc.constantFrom('\n', '\r\n');
  property.prop([fc.integer({ min: 20, max: 400 }), lineEnds, fc.integer({ min: 1, max: 5000 }), fc.boolean()])(
    'has the same result as on one line, wherever the fold is and in whatever pieces it arrives',
    (length, lineEnd, chunkSize, isEnded) => {
      const bytes = Buffer.concat([folded(flat, length, lineEnd), Buffer.from(isEnded ? lineEnd : '')]);
      expect(withoutLineEnds(bytes)).toEqual(new Uint8Array(flat));
      const sizes = Array.from({ length: Math.ceil(bytes.length / chunkSize) }, () => chunkSize);
      expect(found(bytes, sizes)).toEqual(plain);
    },
  );

  it('is reported as folded, once', () => {
    const codes = (bytes: Uint8Array) => passOver(bytes).findings.map(({ code }) => code);
    expect(codes(folded(flat, 80, '\r\n')).filter((code) => code === 'file-folded')).toHaveLength(1);
    expect(codes(flat)).not.toContain('file-folded');
  });

  it('has the sums of the file on one line', () => {
    const [one] = passOver(folded(flat, 80, '\r\n')).transactions;
    expect(remittanceOf(one).totals).toEqual(remittanceOf(plain.transactions[0]).totals);
    expect(remittanceOf(one).paymentBalances).toBe(true);
  });

  it('is recognised as the remittance that it is', () => {
    const sorter = openFileSorter();
    sorter.push(folded(flat, 64, '\n'));
    expect(sorter.finish()).toMatchObject({ kind: 'remittance', isComplete: true });
  });

  it('ends with a line end or without', () => {
    expect(foldOf(Buffer.concat([folded(flat, 80, '\r\n'), Buffer.from('\r\n')]), true)).toBe('folded');
    expect(foldOf(folded(flat, 80, '\r\n'), true)).toBe('folded');
  });
});

describe('a file that is not folded', () => {
  const segments = flat.toString('latin1').split('~').slice(0, -1);
  const asFile = (text: string) => Buffer.from(text, 'latin1');

  it.each([
    ['on one line', `${segments.join('~')}~`],
    ['with a line for each segment', `${segments.join('~\r\n')}~\r\n`],
    ['with line ends as terminators', `${segments.join('\n')}\n`],
    ['with a line for the header', `${segments.join('~').replace('~', '~\n')}~`],
    ['with one line end at its end', `${segments.join('~')}~\n`],
    ['without its last terminator', `${segments.join('~')}\n`],
  ])('is distinguished from a folded one: %s', (_, text) => {
    expect(foldOf(asFile(text), true)).toBe('flat');
    expect(passOver(asFile(text)).findings.map(({ code }) => code)).not.toContain('file-folded');
  });

  it('is recognised after its second line', () => {
    const text = `${segments.join('~\r\n')}~\r\n`;
    expect(foldOf(asFile(text.slice(0, 190)), false)).toBe('flat');
  });

  property.prop([fc.uint8Array({ maxLength: 300 })])('may be any bytes at all, and nothing is thrown', (bytes) => {
    expect(['flat', 'folded', 'unknown']).toContain(foldOf(bytes, false));
    expect(found(bytes)).toBeDefined();
  });
});
