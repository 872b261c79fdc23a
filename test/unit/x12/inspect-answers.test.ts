import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inspect } from '../../../cli/inspect.ts';
import { claimAnswers, functionalAnswer, interchangeAnswer } from '../../support/acknowledgement-files.ts';
import { runCommand } from '../../support/run-command.ts';

/* What `superbill inspect` prints about answers. The files are written by hand and synthetic. */

const folder = mkdtempSync(join(tmpdir(), 'superbill-answers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The lines about the content, without those about the file. */
function told(text: string): readonly string[] {
  const file = join(folder, 'answer.edi');
  writeFileSync(file, text);
  const { out, errors } = runCommand(inspect, [file]);
  expect(errors).toBe('');
  return out.split('\n').slice(3).filter(Boolean);
}

function answer(type: string, version: string, segments: readonly string[]): string {
  return [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*OFFICE         *261102*0930*^*00501*000000001*0*T*:',
    `GS*HB*PAYER*OFFICE*20261102*0930*1*X*${version}`,
    `ST*${type}*0001*${version}`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
    '',
  ].join('~');
}

describe('superbill inspect of an answer', () => {
  it('shows to which interchange a TA1 belongs, and why it was rejected', () => {
    expect(told(interchangeAnswer('000000007', 'R'))).toEqual([
      '  TA1 about interchange 000000007 of 261127 0900: rejected',
      '    The receiver does not know the sender’s identifier. [006]',
    ]);
  });

  it('traces the errors of a 999 to segment and element, and leaves out the bad value', () => {
    const errors = ['IK3*NM1*23*2010BA*8', 'CTX*CLM01:S0000000000000AB', 'IK4*9:1*67*7*SECRET'];
    const lines = told(functionalAnswer('7', 'R', errors));
    expect(lines).toEqual([
      '  999 acknowledgement 0001 (005010X231A1)',
      '    group HC 7: rejected',
      '      0 of 1 transaction accepted',
      '    transaction 837 0001: rejected',
      '      Segments break a rule of the guide; they are listed. [I5]',
      '      segment 23 (NM1), loop 2010BA, claim S0000000000000AB: The segment has elements with errors. [8]',
      '      segment 23 (NM1), loop 2010BA, claim S0000000000000AB, element 9, component 1: The code is not one of those that may stand here. [7]',
    ]);
  });

  it('shows in words what happened to each claim of a 277CA', () => {
    const lines = told(
      claimAnswers({
        trace: 'BATCH7',
        claims: [
          { claimId: 'S0000000000000AB', status: 'A2:20:PR', action: 'WQ', payerClaimNumber: 'PAYER1' },
          { claimId: 'S0000000000000CD', status: 'A7:562:85', action: 'U' },
        ],
      }),
    );
    const of = (claim: string) => lines.findIndex((line) => line.startsWith(`    claim ${claim}`));
    expect(lines.slice(of('S0000000000000AB'), of('S0000000000000CD'))).toEqual([
      '    claim S0000000000000AB: accepted',
      '      the payer’s number is PAYER1',
      expect.stringMatching(/^ {6}Taken in: the payer will decide\. About: .*, of the payer\. \[A2:20:PR\]$/),
    ]);
    expect(lines.slice(of('S0000000000000CD'), of('S0000000000000CD') + 2)).toEqual([
      '    claim S0000000000000CD: rejected',
      expect.stringMatching(/^ {6}Turned away: something is wrong\. About: .*billing provider.* \[A7:562:85\]$/),
    ]);
  });

  it('shows a provider whose claims are only counted, without the zero that stands for no trace', () => {
    const lines = told(
      answer('277', '005010X214', [
        ...['BHT*0085*08*ANS1*20261103*0900*TH', 'HL*1**20*1', 'NM1*PR*2*EXAMPLE HEALTH*****PI*99999', 'TRN*1*A1'],
        ...['DTP*050*D8*20261103', 'DTP*009*D8*20261103', 'HL*2*1*21*1', 'NM1*41*2*EXAMPLE BILLING*****46*S1'],
        ...['TRN*2*BATCH7', 'STC*A1:19:PR*20261103*WQ*100', 'QTY*90*1', 'AMT*YU*100'],
        ...['HL*3*2*19*1', 'NM1*85*2*EXAMPLE CLINIC*****XX*1234567893', 'TRN*1*0', 'QTY*QA*1', 'AMT*YU*100'],
      ]),
    );
    const at = lines.indexOf('    provider EXAMPLE CLINIC: its claims are counted');
    expect(lines.slice(at, at + 2)).toEqual([
      '    provider EXAMPLE CLINIC: its claims are counted',
      '      1 claim accepted',
    ]);
  });

  it.each([
    ['A3:116', 'WQ', 'unclear: it contradicts itself'],
    ['A2:20', 'U', 'unclear: it contradicts itself'],
    ['A1:20', 'WQ', 'received'],
    ['A4:35', 'U', 'rejected'],
  ] as const)('shows of a claim with %s and %s what the office makes of it: %s', (status, action, outcome) => {
    const lines = told(claimAnswers({ trace: 'BATCH7', claims: [{ claimId: 'S0000000000000AB', status, action }] }));
    expect(lines).toContain(`    claim S0000000000000AB: ${outcome}`);
  });

  it('shows the coverage and what the patient owes, of a 271', () => {
    const lines = told(
      answer('271', '005010X279A1', [
        'BHT*0022*11*ASK1*20261102*0930',
        'HL*1**20*1',
        'NM1*PR*2*EXAMPLE HEALTH*****PI*99999',
        'HL*2*1*21*1',
        'NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893',
        'HL*3*2*22*0',
        'TRN*2*CHECK1*9123456789',
        'NM1*IL*1*SAMPLE*JANE****MI*M0001',
        'REF*6P*GROUP1',
        'DTP*346*D8*20260101',
        'EB*1**30*HM*GOLD PLAN',
        'EB*B**98***27*25*****Y',
      ]),
    );
    expect(lines.slice(1)).toEqual([
      '    member M0001 (asked as CHECK1): active',
      '      plan GOLD PLAN, group GROUP1, from 2026-01-01',
      expect.stringMatching(/^ {6}.*: covered$/),
      expect.stringMatching(/^ {6}.*, in network: copay 25\.00$/),
    ]);
  });

  it('shows the status of a claim, of a 277, and the decision, of a 278', () => {
    const status = told(
      answer('277', '005010X212', [
        'BHT*0010*08*ASK1*20261102*0930*DG',
        'HL*1**20*1',
        'NM1*PR*2*EXAMPLE HEALTH*****PI*99999',
        'HL*2*1*21*1',
        'NM1*41*2*EXAMPLE CLINIC*****46*SENDER',
        'HL*3*2*19*1',
        'NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893',
        'HL*4*3*22*0',
        'NM1*IL*1*SAMPLE*JANE****MI*M0001',
        'TRN*2*Q1',
        'STC*F1:65*20261110**125.5*100*20261109*CHK*20261110*9001',
        'REF*1K*PAYER1',
        'REF*EJ*S0000000000000AB',
        'DTP*472*D8*20261001',
      ]),
    );
    expect(status.slice(1)).toEqual([
      '    claim S0000000000000AB: paid',
      '      the payer’s number is PAYER1, charged 125.50, paid 100.00, decided on 2026-11-09, paid on 2026-11-10, payment 9001',
      '      paid, or to be paid [F1:65]',
    ]);
    const review = told(
      answer('278', '005010X217', [
        'BHT*0007*11*ASK1*20261102*0930*18',
        'HL*1**20*1',
        'NM1*X3*2*EXAMPLE HEALTH*****PI*99999',
        'HL*2*1*21*1',
        'NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893',
        'HL*3*2*22*1',
        'NM1*IL*1*SAMPLE*JANE****MI*M0001',
        'HL*4*3*EV*0',
        'TRN*2*REQ1*9123456789',
        'UM*HS*I*2',
        'HCR*A1*AUTH9',
      ]),
    );
    expect(review.slice(1)).toEqual([
      '    the request asked as REQ1: approved',
      '      The payer approved it.',
      '      authorisation AUTH9',
    ]);
  });

  it('lists the same answers as JSON', () => {
    const file = join(folder, 'answer.json.edi');
    writeFileSync(file, functionalAnswer('7', 'A'));
    const { interchanges } = JSON.parse(runCommand(inspect, [file, '--json']).out);
    expect(interchanges[0].transactions[0].answers).toEqual([
      { about: 'group HC 7', outcome: 'accepted', details: ['1 of 1 transaction accepted'] },
      { about: 'transaction 837 0001', outcome: 'accepted', details: [] },
    ]);
  });
});
