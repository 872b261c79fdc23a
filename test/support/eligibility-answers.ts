import { expect } from 'vitest';
import { readEligibilityAnswers } from '../../shared/x12/270/plain-answer.ts';

/* Parts of a 271 written by hand; synthetic throughout. */

export const head = [
  'ST*271*0001*005010X279A1',
  'BHT*0022*11*ASK1*20261102*0930',
  'HL*1**20*1',
  'NM1*PR*2*EXAMPLE HEALTH*****PI*99999',
];
export const provider = ['HL*2*1*21*1', 'NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893'];
export const member = [
  'HL*3*2*22*0',
  'TRN*2*CHECK1*9123456789',
  'NM1*IL*1*SAMPLE*JANE****MI*M0001',
  'REF*6P*GROUP1',
  'DTP*346*D8*20260101',
];

export function answersTo(segments: readonly string[]) {
  const body = [...segments, `SE*${segments.length + 1}*0001`];
  const text = [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*OFFICE         *261102*0930*^*00501*000000001*0*T*:',
    'GS*HB*PAYER*OFFICE*20261102*0930*1*X*005010X279A1',
    ...body,
    'GE*1*1',
    'IEA*1*000000001',
    '',
  ].join('~');
  return readEligibilityAnswers(new Uint8Array(Buffer.from(text, 'latin1')));
}

/** The plain answer about the member of these parts, with these benefits. */
export function resultOf(...benefits: readonly string[]) {
  const { patients } = answersTo([...head, ...provider, ...member, ...benefits]);
  expect(patients).toHaveLength(1);
  return (patients[0] as (typeof patients)[number]).result;
}
