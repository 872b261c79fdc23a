import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import type { AnswerEnvelope } from '../../../shared/x12/acknowledgement/answer-file.ts';
import type { StatedStatus } from '../../../shared/x12/acknowledgement/claim-acknowledgement.ts';
import type { SegmentError } from '../../../shared/x12/acknowledgement/functional-acknowledgement.ts';
import {
  type WrittenClaimAcknowledgement,
  type WrittenClaimStatus,
  writeClaimAcknowledgements,
} from '../../../shared/x12/acknowledgement/write-claim-acknowledgement.ts';
import {
  type WrittenFunctionalAcknowledgement,
  writeFunctionalAcknowledgements,
  writeInterchangeAcknowledgements,
} from '../../../shared/x12/acknowledgement/write-functional-acknowledgement.ts';
import { readAcknowledgements } from '../../support/read-acknowledgements.ts';

const envelope: AnswerEnvelope = {
  controlNumber: '905',
  senderId: 'SYNPAYER',
  receiverId: 'SYNOFFICE',
  createdOn: '2026-11-27' as LocalDate,
  createdTime: '1200',
};

const accepted: WrittenFunctionalAcknowledgement = {
  guide: '005010X222A1',
  groupCode: 'HC',
  groupControlNumber: '7',
  outcome: 'accepted',
  codes: [],
  included: 1,
  received: 1,
  accepted: 1,
  transactions: [{ type: '837', controlNumber: '0001', outcome: 'accepted', codes: [], errors: [] }],
};

describe('a file of acknowledgements', () => {
  it('has the segments of a 999 that accepts a group, after the TA1 of its interchange', () => {
    const about = {
      controlNumber: '000000007',
      date: '261127',
      time: '0900',
      outcome: 'accepted',
      note: '000',
    } as const;
    expect(writeFunctionalAcknowledgements([accepted], envelope, [about]).split('~\n')).toEqual([
      'ISA*00*          *00*          *ZZ*SYNPAYER       *ZZ*SYNOFFICE      *261127*1200*^*00501*000000905*0*T*:',
      'TA1*000000007*261127*0900*A*000',
      'GS*FA*SYNPAYER*SYNOFFICE*20261127*1200*905*X*005010X231A1',
      'ST*999*0001*005010X231A1',
      'AK1*HC*7*005010X222A1',
      'AK2*837*0001*005010X222A1',
      'IK5*A',
      'AK9*A*1*1*1',
      'SE*6*0001',
      'GE*1*905',
      'IEA*1*000000905',
      '',
    ]);
  });

  it('may have a TA1 alone, which is read as it was written', () => {
    const about = {
      controlNumber: '000000007',
      date: '261127',
      time: '0900',
      outcome: 'rejected',
      note: '025',
    } as const;
    const { interchanges, ends, codes } = readAcknowledgements(writeInterchangeAcknowledgements([about], envelope));
    expect([interchanges, ends, codes]).toEqual([[about], [], []]);
  });

  it('has the levels, counts and sums of a 277CA', () => {
    expect(writeClaimAcknowledgements([claimAnswer], envelope).split('~\n').slice(2, -4)).toEqual([
      'ST*277*0001*005010X214',
      'BHT*0085*08*ANSWER1*20261127*1200*TH',
      'HL*1**20*1',
      'NM1*PR*2*SYNTHETIC PAYER*****PI*SYN10',
      'TRN*1*ANSWER1',
      'DTP*050*D8*20261126',
      'DTP*009*D8*20261127',
      'HL*2*1*21*1',
      'NM1*41*2*SYNTHETIC OFFICE*****46*SYNOFFICE',
      'TRN*2*BATCH1',
      'STC*A1:19:PR*20261127*WQ*350.50',
      'QTY*90*1',
      'QTY*AA*1',
      'AMT*YU*100',
      'AMT*YY*250.50',
      'HL*3*2*19*1',
      'NM1*85*2*SYNTHETIC CLINIC*****XX*1234567893',
      'TRN*1*0',
      'QTY*QA*1',
      'QTY*QC*1',
      'AMT*YU*100',
      'AMT*YY*250.50',
      'HL*4*3*PT',
      'NM1*QC*1*ALDER*ANN****MI*EVG0000001',
      'TRN*2*CLAIM1',
      'STC*A2:20:PR*20261127*WQ*100',
      'REF*1K*PAYERNUMBER1',
      'DTP*472*D8*20261120',
      'HL*5*3*PT',
      'NM1*QC*1*BIRCH*BEN****MI*EVG0000002',
      'TRN*2*CLAIM2',
      'STC*A7:562:85*20261127*U*250.50******A7:21**SEE GUIDE',
      'REF*BLT*111',
      'DTP*472*RD8*20261120-20261122',
      'SVC*HC:X9002*50.50',
      'STC*A7:507**U',
      'REF*FJ*1',
    ]);
  });

  it('of claims is read as it was written, without a finding', () => {
    const { claims, ends, codes } = readAcknowledgements(writeClaimAcknowledgements([claimAnswer], envelope));
    expect(codes).toEqual([]);
    expect(
      claims.map(({ patientControlNumber, payerClaimNumber }) => [patientControlNumber, payerClaimNumber]),
    ).toEqual([
      ['CLAIM1', 'PAYERNUMBER1'],
      ['CLAIM2', undefined],
    ]);
    expect(claims.map(({ statuses }) => statuses)).toEqual(
      claimAnswer.batch.providers[0]?.claims.map((each) => each.statuses),
    );
    expect(claims[1]?.lines).toEqual([
      { controlNumber: '1', procedure: 'X9002', statuses: [{ category: 'A7', code: '507', action: 'reject' }] },
    ]);
    expect(ends[0]?.content).toMatchObject({
      reference: 'ANSWER1',
      receivedOn: '2026-11-26',
      batches: [{ trace: 'BATCH1', acceptedClaims: 1, rejectedClaims: 1, claims: 2 }],
    });
  });

  it('never contains a separator that was in a text', () => {
    const hostile = { ...accepted, groupControlNumber: '7~SE*1', transactions: [] };
    expect(readAcknowledgements(writeFunctionalAcknowledgements([hostile], envelope)).codes).toEqual([]);
  });
});

const rejected: readonly StatedStatus[] = [
  { category: 'A7', code: '562', entity: '85', action: 'reject', on: '2026-11-27', message: 'SEE GUIDE' },
  { category: 'A7', code: '21' },
];
const refused: WrittenClaimStatus = {
  patientControlNumber: 'CLAIM2',
  patient: { name: 'BIRCH', firstName: 'BEN', memberId: 'EVG0000002' },
  chargeCents: cents(25_050),
  serviceFrom: '2026-11-20' as LocalDate,
  serviceTo: '2026-11-22' as LocalDate,
  billType: '111',
  statuses: rejected,
  lines: [
    {
      controlNumber: '1',
      procedure: ['HC', 'X9002'],
      chargeCents: cents(5_050),
      statuses: [{ category: 'A7', code: '507', action: 'reject' }],
    },
  ],
};
const claimAnswer: WrittenClaimAcknowledgement = {
  reference: 'ANSWER1',
  source: { role: 'PR', name: 'SYNTHETIC PAYER', idKind: 'PI', id: 'SYN10' },
  receivedOn: '2026-11-26' as LocalDate,
  processedOn: '2026-11-27' as LocalDate,
  batch: {
    party: { role: '41', name: 'SYNTHETIC OFFICE', idKind: '46', id: 'SYNOFFICE' },
    trace: 'BATCH1',
    statuses: [{ category: 'A1', code: '19', entity: 'PR', action: 'accept', on: '2026-11-27' }],
    chargeCents: cents(35_050),
    providers: [
      {
        party: { role: '85', name: 'SYNTHETIC CLINIC', idKind: 'XX', id: '1234567893' },
        claims: [
          {
            patientControlNumber: 'CLAIM1',
            payerClaimNumber: 'PAYERNUMBER1',
            patient: { name: 'ALDER', firstName: 'ANN', memberId: 'EVG0000001' },
            chargeCents: cents(10_000),
            serviceFrom: '2026-11-20' as LocalDate,
            statuses: [{ category: 'A2', code: '20', entity: 'PR', action: 'accept', on: '2026-11-27' }],
            lines: [],
          },
          refused,
        ],
      },
    ],
  },
};

const word = fc.string({ unit: fc.constantFrom(...'ABCDEFG0123456789'), minLength: 1, maxLength: 9 });
const elementError = fc.record(
  {
    element: fc.integer({ min: 1, max: 40 }),
    component: fc.integer({ min: 1, max: 9 }),
    repetition: fc.integer({ min: 1, max: 9 }),
    reference: word,
    code: word,
    value: word,
  },
  { requiredKeys: ['element', 'code'] },
);
const segmentError: fc.Arbitrary<SegmentError> = fc.record(
  {
    segment: word,
    position: fc.integer({ min: 1, max: 9_999 }),
    loop: word,
    code: word,
    patientControlNumber: word,
    elements: fc.array(elementError, { maxLength: 3 }),
  },
  { requiredKeys: ['segment', 'position', 'elements'] },
);
const outcome = fc.constantFrom('accepted', 'accepted-with-errors', 'partly-accepted', 'rejected');
const group: fc.Arbitrary<WrittenFunctionalAcknowledgement> = fc
  .record({
    groupControlNumber: word,
    outcome,
    codes: fc.array(word, { maxLength: 5 }),
    transactions: fc.array(
      fc.record({
        type: fc.constant('837'),
        controlNumber: word,
        outcome,
        codes: fc.array(word, { maxLength: 5 }),
        errors: fc.array(segmentError, { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map((each) => {
    const received = each.transactions.length;
    return { ...each, guide: '005010X222A1', groupCode: 'HC', included: received, received, accepted: 0 };
  });

describe('whatever a 999 says', () => {
  test.prop([fc.array(group, { minLength: 1, maxLength: 3 })], { numRuns: 60 })(
    'is read back as it was given',
    (groups) => {
      const { ends, codes } = readAcknowledgements(writeFunctionalAcknowledgements(groups, envelope));
      expect(codes).toEqual([]);
      expect(ends.map(({ content }) => content)).toEqual(
        groups.map(({ guide: _, ...each }) => ({ kind: 'functional-acknowledgement', ...each })),
      );
    },
  );
});
