import { describe, expect, it } from 'vitest';
import { readClaimGrouping } from '../../../shared/x12/835/claim-grouping.ts';
import { passOver, remittanceFixture, remittanceOf } from '../../support/x12-pass.ts';

const text = remittanceFixture('context-changes-between-claims').toString('latin1');

/** Reads the fixture with a change. Returns what the readers report. */
function changed(from: string, to: string) {
  expect(text.split(from), 'the place of the change').toHaveLength(2);
  const bytes = Buffer.from(text.replace(from, to), 'latin1');
  const pass = passOver(bytes);
  const [transaction] = pass.transactions;
  const codes = [...pass.findings, ...(transaction?.findings ?? [])].map(({ code }) => code);
  const messages = (transaction?.findings ?? []).map(({ message }) => message);
  return { bytes, pass, codes, messages, content: remittanceOf(transaction) };
}

describe('unusual parts of a remittance are reported, and read', () => {
  const plain = remittanceOf(passOver(Buffer.from(text, 'latin1')).transactions[0]);

  it('parties among the claims: the header’s are valid, and nothing is lost', () => {
    const repeated =
      'N1*PR*ANOTHER PLAN*XV*OTHER~\nN3*2 PAYER WAY~\nN1*PE*ANOTHER CLINIC*XX*1999999992~\nREF*TJ*999999999~\n';
    const { bytes, pass, codes, content } = changed('LX*2~\n', `LX*2~\n${repeated}`);
    expect(codes.filter((code) => code !== 'transaction-segment-count-wrong')).toEqual([
      'party-repeated',
      'party-repeated',
    ]);
    expect(content.header).toEqual(plain.header);
    expect(content.totals).toEqual(plain.totals);
    const [, second] = pass.claims;
    const { byteOffset = 0, byteLength = 0 } = second?.context ?? {};
    const { delimiters } = pass.interchanges[0] as (typeof pass.interchanges)[number];
    const grouping = readClaimGrouping(bytes.subarray(byteOffset, byteOffset + byteLength), delimiters, byteOffset);
    expect(grouping).toMatchObject({ number: '2', provider: { providerId: '1234567893' } });
    expect(grouping.unread.map(({ segment }) => segment)).toEqual(['N1', 'N3', 'N1', 'REF']);
  });

  it('elements of a claim payment that the guide does not have', () => {
    const { codes, content } = changed('ICN000001*11*1~', 'ICN000001*11*1****1**SURPLUS**MORE~');
    expect(codes).toEqual(['elements-surplus', 'elements-surplus']);
    expect(content.totals).toEqual(plain.totals);
    expect(changed('ICN000001*11*1~', 'ICN000001*11*1*******~').codes).toEqual([]);
  });

  it('a space before the terminator of the ISA segment', () => {
    const { codes, content } = changed('*0*T*:~', '*0*T*: ~');
    expect(codes).toEqual(['isa-space-before-terminator']);
    expect(content.totals).toEqual(plain.totals);
  });

  it('an adjustment of zero', () => {
    const { codes, content } = changed('LX*2~\n', 'CAS*OA*23*0~\nCAS*OA*94*-5**23*5~\nLX*2~\n');
    expect(codes).toEqual(['adjustment-zero', 'transaction-segment-count-wrong']);
    expect(content.totals).toEqual(plain.totals);
  });

  it('an invalid amount, by its segment and element', () => {
    const { codes, messages } = changed('LX*2~\n', 'CAS*OA*23*5.00.1~\nLX*2~\n');
    expect(codes).toContain('amount-malformed');
    expect(messages).toContain('an amount is not a number; sums leave it out (CAS, element 3)');
  });
});
