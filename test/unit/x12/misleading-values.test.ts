import { describe, expect, it } from 'vitest';
import { readRemittanceClaim } from '../../../shared/x12/835/remittance-claim.ts';
import { remittanceText } from '../../golden/remittance-text.ts';
import { passOver, remittanceOf } from '../../support/x12-pass.ts';

/*
 * People and plans may have names that are ids of segments. A reader that searches the text of a file for ISA, ST or SE
 * would begin again there.
 */

const people = [
  ['ISAAC', 'ISA'],
  ['NARCISA', 'IEA'],
  ['ISA', 'ST'],
  ['SE', 'GS'],
] as const;

const claims = people.map(
  ([lastName, firstName], index) => `CLP*ISA${index}*1*100*80*20*12*IEA${index}*11*1
    NM1*QC*1*${lastName}*${firstName}****MI*ISA
    REF*EA*ISA
    SVC*HC:99213*100*80**1
    CAS*PR*2*20
    REF*6R*SE`,
);
const text = remittanceText('bluecross', { amount: '320', trace: 'ISA' }, claims.join('\n'));

describe('a remittance whose people are called ISA, ISAAC, NARCISA, ST, SE, GS and IEA', () => {
  it.each([
    ['a tilde and a line end', text],
    ['a tilde', text.replaceAll('~\n', '~')],
    ['a line end', text.replaceAll('~\n', '\n')],
    ['CRLF', text.replaceAll('~\n', '\r\n')],
  ])('is one interchange with four claims, 400.00 charged and 320.00 paid: terminated by %s', (_, written) => {
    const bytes = Buffer.from(written, 'latin1');
    const pass = passOver(bytes);
    expect(pass.interchanges).toHaveLength(1);
    expect(pass.findings).toEqual([]);
    expect(pass.transactions.flatMap(({ findings }) => findings)).toEqual([]);
    expect(remittanceOf(pass.transactions[0]).totals).toMatchObject({
      claims: 4,
      chargeCents: 400_00,
      paidCents: 320_00,
    });
    const delimiters = pass.interchanges[0]?.delimiters;
    const read = pass.claims.map(({ byteOffset, byteLength }) => {
      const own = bytes.subarray(byteOffset, byteOffset + byteLength);
      const claim = delimiters && readRemittanceClaim(own, delimiters, byteOffset);
      return claim?.ok === true ? [claim.value.patientControlNumber, claim.value.payerClaimNumber] : claim;
    });
    expect(read).toEqual(people.map((_name, index) => [`ISA${index}`, `IEA${index}`]));
  });
});

describe('a remittance with underscores as separators, line ends as terminators, and no ISA16', () => {
  it('is read with a colon between components, and reports that', () => {
    const written = text.replaceAll('*', '_').replaceAll('~\n', '\n').replace('_T_:\n', '_T_\n');
    const pass = passOver(Buffer.from(written, 'latin1'));
    expect(pass.findings.map(({ code }) => code)).toEqual(['isa-component-separator-missing']);
    expect(remittanceOf(pass.transactions[0]).totals).toMatchObject({
      claims: 4,
      chargeCents: 400_00,
      paidCents: 320_00,
    });
  });
});
