import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { ScannedClaimStatus } from '../../../shared/x12/acknowledgement/claim-acknowledgement.ts';
import type { InterchangeAcknowledgement } from '../../../shared/x12/acknowledgement/interchange-acknowledgement.ts';
import { openInterchangePass } from '../../../shared/x12/read-interchanges.ts';
import type { ScannedTransactionEnd } from '../../../shared/x12/scanned-interchange.ts';
import { claimAnswers, functionalAnswer, groupOf, interchangeAnswer } from '../../support/acknowledgement-files.ts';

/** Everything that a pass over a file reports about acknowledgements. */
function read(text: string, pieceBytes = 1 << 20) {
  const answers: InterchangeAcknowledgement[] = [];
  const claims: ScannedClaimStatus[] = [];
  const ends: ScannedTransactionEnd[] = [];
  const pass = openInterchangePass({
    interchangeAcknowledgement: (one) => void answers.push(one),
    claimStatus: (status) => void claims.push(status),
    transactionEnd: (end) => void ends.push(end),
  });
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += pieceBytes) pass.push(bytes.subarray(at, at + pieceBytes));
  pass.finish();
  const codes = ends.flatMap((end) => end.findings.map(({ code }) => code));
  return { answers, claims, ends, codes, content: ends[0]?.content };
}

describe('a TA1', () => {
  it.each([
    ['A', 'accepted'],
    ['E', 'accepted-with-errors'],
    ['R', 'rejected'],
    ['?', undefined],
  ])('with %s means %s', (code, outcome) => {
    const [answer] = read(interchangeAnswer('000000007', code)).answers;
    const note = code === 'A' ? '000' : '006';
    expect(answer).toEqual({ controlNumber: '000000007', date: '261127', time: '0900', outcome, note });
  });
});

describe('a 999', () => {
  it('states which group it answers, who sent it, and that all is well', () => {
    const { content, ends, codes } = read(functionalAnswer('7', 'A'));
    expect(ends[0]).toMatchObject({ applicationSender: 'CLEARING', applicationReceiver: 'OFFICE' });
    expect(content).toEqual({
      kind: 'functional-acknowledgement',
      groupCode: 'HC',
      groupControlNumber: '7',
      outcome: 'accepted',
      codes: [],
      included: 1,
      received: 1,
      accepted: 1,
      transactions: [{ type: '837', controlNumber: '0001', outcome: 'accepted', codes: [], errors: [] }],
    });
    expect(codes).toEqual([]);
  });

  it('names the segment, its claim and its element', () => {
    const errors = [
      'IK3*NM1*23*2010BA*8',
      'CTX*CLM01:S0000000000000AB',
      'IK4*9:1:2*67*7*BAD',
      'CTX*SITUATIONAL TRIGGER*SBR*22',
    ];
    const { content } = read(functionalAnswer('7', 'R', errors));
    expect(content).toMatchObject({
      outcome: 'rejected',
      transactions: [
        {
          outcome: 'rejected',
          codes: ['I5'],
          errors: [
            {
              segment: 'NM1',
              position: 23,
              loop: '2010BA',
              code: '8',
              patientControlNumber: 'S0000000000000AB',
              elements: [{ element: 9, component: 1, repetition: 2, reference: '67', code: '7', value: 'BAD' }],
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['A', 'accepted'],
    ['E', 'accepted-with-errors'],
    ['P', 'partly-accepted'],
    ['R', 'rejected'],
    ['M', 'rejected'],
    ['W', 'rejected'],
    ['X', 'rejected'],
  ])('with AK9 %s means %s', (code, outcome) => {
    const segments = ['AK1*HC*7', 'AK2*837*0001', 'IK5*A', `AK9*${code}*1*1*1`];
    expect(read(groupOf('999', '005010X231A1', [segments])).content).toMatchObject({ outcome });
  });

  it('is read under its old name, 997, with the old names of its segments', () => {
    const segments = ['AK1*HC*7', 'AK2*837*0001', 'AK3*NM1*8**8', 'AK4*8*66*7*MI', 'AK5*R*5', 'AK9*R*1*1*0'];
    const { content, codes } = read(groupOf('997', '004010X098A1', [segments]));
    expect(content).toMatchObject({
      outcome: 'rejected',
      transactions: [{ errors: [{ segment: 'NM1', elements: [{ element: 8, code: '7', value: 'MI' }] }] }],
    });
    expect(codes).toEqual([]);
  });

  it.each([
    ['acknowledged-group-missing', ['AK2*837*0001', 'IK5*A', 'AK9*A*1*1*1']],
    ['acknowledged-outcome-missing', ['AK1*HC*7', 'AK2*837*0001', 'IK5*A']],
    ['acknowledged-outcome-missing', ['AK1*HC*7', 'AK2*837*0001', 'AK9*A*1*1*1']],
    ['acknowledged-code-unknown', ['AK1*HC*7', 'AK2*837*0001', 'IK5*Q', 'AK9*A*1*1*1']],
    ['acknowledged-count-differs', ['AK1*HC*7', 'AK2*837*0001', 'IK5*A', 'AK9*A*2*2*1']],
    ['segment-misplaced', ['AK1*HC*7', 'IK3*NM1*8', 'AK9*A*1*1*1']],
  ])('with a fault is read, and the finding is %s', (code, segments) => {
    expect(read(groupOf('999', '005010X231A1', [segments])).codes).toContain(code);
  });
});

describe('a 277CA', () => {
  const accepted = {
    claimId: 'S0000000000000AA',
    status: 'A2:20:PR',
    action: 'WQ',
    payerClaimNumber: 'PAYER 77',
  } as const;
  const refused = {
    claimId: 'S0000000000000AB',
    status: 'A7:562:85',
    action: 'U',
    more: [
      'STC*A7:21*20261127*U*100******A7:500:77*A8:187*SEE OUR GUIDE',
      'REF*D9*CH-1',
      'SVC*HC:99213*100*0',
      'STC*A7:453*20261127*U',
      'REF*FJ*L1',
    ],
  } as const;

  it('returns each claim with the numbers of the office, the payer and the clearinghouse', () => {
    const { claims, content, codes } = read(claimAnswers({ trace: 'sub_1', claims: [accepted, refused] }));
    const source = { role: 'PR', name: 'SYNTHETIC PAYER', idKind: 'PI', id: 'PAYER1' };
    expect(claims).toMatchObject([
      {
        index: 0,
        patientControlNumber: 'S0000000000000AA',
        payerClaimNumber: 'PAYER 77',
        batchTrace: 'sub_1',
        source,
        providerId: '1234567893',
        statuses: [{ category: 'A2', code: '20', entity: 'PR', action: 'accept', on: '2026-11-27' }],
        lines: [],
      },
      { index: 1, patientControlNumber: 'S0000000000000AB', clearinghouseNumber: 'CH-1' },
    ]);
    expect(content).toMatchObject({
      kind: 'claim-acknowledgement',
      reference: 'ANSWER1',
      createdOn: '2026-11-27',
      createdTime: '1200',
      source,
      receivedOn: '2026-11-27',
      processedOn: '2026-11-27',
      claims: 2,
      batches: [{ trace: 'sub_1', acceptedClaims: 1, rejectedClaims: 1, claims: 2, providers: [{ claims: 2 }] }],
    });
    expect(codes).toEqual([]);
  });

  it('returns every status of a claim, three to a segment, and those of its lines', () => {
    const [, claim] = read(claimAnswers({ trace: 'sub_1', claims: [accepted, refused] })).claims;
    const said = { action: 'reject', on: '2026-11-27' };
    expect(claim?.statuses).toEqual([
      { category: 'A7', code: '562', entity: '85', ...said },
      { category: 'A7', code: '21', ...said, message: 'SEE OUR GUIDE' },
      { category: 'A7', code: '500', entity: '77' },
      { category: 'A8', code: '187' },
    ]);
    expect(claim?.lines).toEqual([
      { controlNumber: 'L1', procedure: '99213', statuses: [{ category: 'A7', code: '453', ...said }] },
    ]);
  });

  it('keeps the statements about a batch or a provider without naming a claim', () => {
    const batchStatus = 'STC*A3:24:41*20261127*U*100';
    const whole = read(claimAnswers({ trace: 'sub_1', claims: [], batchStatus }));
    expect(whole.claims).toEqual([]);
    expect(whole.content).toMatchObject({
      batches: [
        { claims: 0, statuses: [{ category: 'A3', code: '24', entity: '41', action: 'reject' }], providers: [] },
      ],
    });
    const providerStatus = 'STC*A7:562:85*20261127*U*100';
    expect(read(claimAnswers({ trace: 'sub_1', claims: [], providerStatus })).content).toMatchObject({
      batches: [{ providers: [{ party: { id: '1234567893' }, claims: 0, statuses: [{ code: '562' }] }] }],
    });
  });

  it('is read with a wrong parent and with the codes of subscribers, and reports that', () => {
    const text = claimAnswers({ trace: 'sub_1', claims: [accepted] }).replace('HL*4*3*PT', 'HL*4*9*22*0');
    const { claims, codes } = read(text);
    expect(claims.map((claim) => claim.patientControlNumber)).toEqual(['S0000000000000AA']);
    expect(codes).toEqual(['status-level-misplaced']);
  });

  it('of a patient without a number is a finding', () => {
    expect(read(claimAnswers({ trace: 'sub_1', claims: [{ ...accepted, claimId: '' }] })).codes).toContain(
      'status-without-claim',
    );
  });

  it('is distinguished from the other transactions with its number', () => {
    const { content, claims } = read(groupOf('277', '005010X212', [['BHT*0010*08*1*20261127*1200*DG', 'HL*1**20*1']]));
    expect([content?.kind, claims]).toEqual(['other', []]);
  });
});

describe('an acknowledgement', () => {
  const text = claimAnswers({ trace: 'sub_1', claims: [{ claimId: 'S1', status: 'A2:20', action: 'WQ' }] });

  test.prop([fc.integer({ min: 1, max: 40 })], { numRuns: 20 })('reads the same in pieces of any size', (size) => {
    expect(read(text, size)).toEqual(read(text));
  });

  test.prop([fc.nat(text.length - 1), fc.constantFrom('*', '~', ':', 'X', '')], { numRuns: 100 })(
    'with a byte changed is read without an exception',
    (at, byte) => {
      expect(() => read(text.slice(0, at) + byte + text.slice(at + 1))).not.toThrow();
    },
  );
});
