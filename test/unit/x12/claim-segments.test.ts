import { describe, expect, it } from 'vitest';
import { claimSegments } from '../../../shared/x12/837/claim-segments.ts';

/** A file of two claims of one subscriber, and one of another subscriber's dependent. All of it is made up. */
const file = Buffer.from(
  [
    'ISA*00*          *00*          *ZZ*OFFICE         *ZZ*CLEAR          *261123*1200*^*00501*000000012*0*T*:',
    ...[
      'GS*HC*OFFICE*CLEAR*20261123*1200*12*X*005010X222A1',
      'ST*837*0001*005010X222A1',
      'BHT*0019*00*12*20261123*1200*CH',
    ],
    ...['NM1*41*2*OFFICE', 'HL*1**20*1', 'NM1*85*2*GROUP', 'HL*2*1*22*0', 'NM1*IL*1*FIRST', 'CLM*A*10', 'LX*1'],
    ...['SV1*HC:X1*10', 'CLM*B*20', 'LX*1', 'SV1*HC:X2*20', 'HL*3*1*22*1', 'NM1*IL*1*SECOND', 'HL*4*3*23*0'],
    ...['NM1*QC*1*CHILD', 'CLM*C*30', 'LX*1', 'SV1*HC:X3*30', 'SE*22*0001', 'GE*1*12', 'IEA*1*000000012', ''],
  ].join('~'),
  'latin1',
);

/** Without the segments of the envelope, which are the first four. */
const ofClaim = (number: string) => claimSegments(file, number)?.slice(4);

describe('the segments of a claim in a file', () => {
  it('are its own and those of the levels above it, not another claim’s', () => {
    const levels = ['HL*1**20*1', 'NM1*85*2*GROUP', 'HL*2*1*22*0', 'NM1*IL*1*FIRST'];
    expect(ofClaim('A')).toEqual([...levels, 'CLM*A*10', 'LX*1', 'SV1*HC:X1*10']);
    expect(ofClaim('B')).toEqual([...levels, 'CLM*B*20', 'LX*1', 'SV1*HC:X2*20']);
  });

  it('of a dependent have the subscriber too, and no other subscriber', () => {
    expect(ofClaim('C')).toEqual([
      ...['HL*1**20*1', 'NM1*85*2*GROUP', 'HL*3*1*22*1', 'NM1*IL*1*SECOND', 'HL*4*3*23*0', 'NM1*QC*1*CHILD'],
      ...['CLM*C*30', 'LX*1', 'SV1*HC:X3*30'],
    ]);
  });

  it('start with the envelope', () => {
    expect(
      claimSegments(file, 'C')
        ?.slice(0, 4)
        .map((text) => text.slice(0, 3)),
    ).toEqual(['ISA', 'GS*', 'ST*', 'BHT']);
  });

  it('are none where the file has no such claim, or is not an interchange', () => {
    expect(claimSegments(file, 'D')).toBeUndefined();
    expect(claimSegments(Buffer.from('no interchange'), 'A')).toBeUndefined();
  });
});
