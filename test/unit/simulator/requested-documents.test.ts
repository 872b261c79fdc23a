import { describe, expect, it } from 'vitest';
import type { ProfessionalClaim } from '../../../shared/domain/claim/professional-claim.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { writeAttachments } from '../../../shared/x12/275/write-attachments.ts';
import { readDocumentRequests } from '../../../shared/x12/276/plain-requests.ts';
import { readStatusAnswers } from '../../../shared/x12/276/plain-status.ts';
import { writeStatusInquiry } from '../../../shared/x12/276/write-status-inquiry.ts';
import { openPayer, type SimulatedPayer } from '../../../simulator/payer.ts';
import { readScenario } from '../../../simulator/read-scenario.ts';
import { passOver, remittanceOf } from '../../support/x12-pass.ts';
import {
  day,
  fileOf,
  sampleClaim,
  sampleDependent,
  sampleEnvelope,
  sampleLine,
  write,
} from '../x12/837/sample-claim.ts';

/* A payer that requires documents before it decides: it asks (277), waits, receives them (275), and pays. */

const rules = [{ claims: 'all', adjustments: { 'CO-45': '20%' } }];
const requests = [{ claims: { member: 'M1' }, documents: ['11506-3', '18626-2'], due: 30, message: 'THE VISIT NOTE' }];

function payerOf(more: object = {}): SimulatedPayer {
  const read = readScenario(JSON.stringify({ about: 'a test', requests, rules, ...more }));
  if (!read.ok) throw new Error(JSON.stringify(read.failure.problems));
  return openPayer('a', read.value);
}

const claimOf = (number: number, more: Partial<ProfessionalClaim> = {}): ProfessionalClaim => ({
  ...sampleClaim,
  subscriber: { ...sampleClaim.subscriber, memberId: `M${number}` },
  patientControlNumber: `S${number}`,
  chargeCents: cents(10_000 * number),
  serviceLines: [{ ...sampleLine, chargeCents: cents(10_000 * number), controlNumber: 'L1' }],
  ...more,
});

function answersOf(payer: SimulatedPayer, text: string) {
  const received = payer.receive(Buffer.from(text, 'latin1'));
  if (!received.ok) throw new Error(received.failure.kind);
  return received.value.files;
}

function claimFile(...claims: readonly ProfessionalClaim[]): string {
  const written = write(fileOf(...claims));
  if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
  return written.value;
}

/** Documents for a claim, in answer to the request with this number; without a number they are unsolicited. */
function documentsFor(patientControlNumber: string, trace?: string, controlNumber = '000000077'): string {
  const written = writeAttachments(
    {
      ...{
        payer: { name: 'EXAMPLE HEALTH', id: '99999' },
        submitter: { name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, id: 'EXAMPLECLINIC' },
      },
      provider: { name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, idKind: 'XX', id: '1234567893' },
      patient: { name: { kind: 'person', last: 'SAMPLE', first: 'JANE' }, memberId: 'M1' },
      ...{ patientControlNumber, isAnswer: trace !== undefined, serviceFrom: day('2026-11-01') },
      documents: [
        {
          ...{ controlNumber: trace ?? 'DOC1', form: 'TX', bytes: Buffer.from('a synthetic note') },
          ...(trace === undefined ? {} : { wanted: '11506-3' }),
        },
      ],
    },
    '005010X210',
    {
      ...{ reference: 'SENDING1', createdOn: day('2026-11-20') },
      envelope: { ...sampleEnvelope, interchangeControlNumber: controlNumber, date: day('2026-11-20') },
    },
  );
  if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
  return written.value;
}

const requestsIn = (files: ReturnType<typeof answersOf>) => {
  const text = files.find(({ name }) => name.endsWith('.277'))?.text ?? '';
  const { requests: found, findings } = readDocumentRequests(Buffer.from(text, 'latin1'));
  expect(findings).toEqual([]);
  return found;
};

/** Who is paid how much in a file. */
const paidIn = (files: ReturnType<typeof answersOf>) =>
  files
    .filter(({ name }) => name.endsWith('.835'))
    .flatMap(({ text }) => passOver(Buffer.from(text, 'latin1')).transactions)
    .map((transaction) => remittanceOf(transaction).totals)
    .map(({ claims, paidCents }) => [claims, paidCents]);

describe('a payer that requests documents', () => {
  it('requests by the rule what it needs, until when, and decides the other claims', () => {
    const files = answersOf(payerOf(), claimFile(claimOf(1), claimOf(2)));
    expect(files.map(({ name }) => name)).toEqual(['00-2.999', '00-3.277ca', '00-4.277', '01.835']);
    expect(requestsIn(files)).toEqual([
      {
        trace: expect.stringMatching(/^REQ\d{9}$/),
        wanted: [{ code: '11506-3' }, { code: '18626-2' }],
        patientControlNumber: 'S1',
        payerClaimNumber: expect.stringMatching(/^SIM\d{9}$/),
        payerName: 'EXAMPLE HEALTH',
        // Thirty days from November 2nd.
        dueOn: '2026-12-02',
      },
    ]);
    // 200.00 less a fifth.
    expect(paidIn(files)).toEqual([[1, 16_000]]);
    expect(answersOf(payerOf(), claimFile(claimOf(1), claimOf(2)))).toEqual(files);
  });

  it('names a dependent, and requests nothing where no rule fits or requests are not sent', () => {
    const files = answersOf(payerOf(), claimFile(claimOf(1, { dependent: sampleDependent })));
    expect(requestsIn(files)).toMatchObject([{ patientControlNumber: 'S1' }]);
    expect(answersOf(payerOf(), claimFile(claimOf(2))).map(({ name }) => name)).not.toContain('00-4.277');
    const silent = answersOf(payerOf({ acknowledgements: { sends: ['999', '835'] } }), claimFile(claimOf(1)));
    expect(silent.map(({ name }) => name)).toEqual(['00-1.999', '01.835']);
  });

  it('decides once they arrived, on their day, and not again when they arrive twice', () => {
    const payer = payerOf();
    const [{ trace } = { trace: '' }] = requestsIn(answersOf(payer, claimFile(claimOf(1), claimOf(2))));
    expect(payer.documented()).toEqual(['S1']);
    // Unsolicited documents are received, and answer nothing.
    expect(answersOf(payer, documentsFor('S1')).map(({ name }) => name)).toEqual(['00-1.999']);
    const answer = answersOf(payer, documentsFor('S1', trace, '000000078'));
    expect(answer.map(({ name }) => name)).toEqual(['00-1.999', '01.835']);
    expect(paidIn(answer)).toEqual([[1, 8_000]]);
    expect(answer[1]?.text).toMatch(/\nBPR\*I\*80\*.*\*20261120~/);
    // The payer no longer looks for documents of this claim.
    expect(payer.documented()).toEqual([]);
    expect(answersOf(payer, documentsFor('S1', trace, '000000079')).map(({ name }) => name)).toEqual(['00-1.999']);
  });

  it('decides claims of several files whose documents arrive in one', () => {
    const payer = payerOf({ requests: [{ claims: 'all', documents: ['11506-3'] }], rules: [] });
    const files = [claimFile(claimOf(1)), claimFile(claimOf(2)).replaceAll('000000007', '000000008')];
    const [one, two] = files.map((file) => requestsIn(answersOf(payer, file))[0]?.trace ?? '');
    const apart = [documentsFor('S1', one), documentsFor('S2', two)].map(
      (text) => /ST\*.*?SE\*\d+\*\w+~/s.exec(text)?.[0],
    );
    const together = documentsFor('S1', one, '000000078')
      .replace(apart[0] as string, apart.join(''))
      .replace('GE*1*', 'GE*2*');
    const answer = answersOf(payer, together);
    expect(answer.map(({ name }) => name)).toEqual(['00-1.999', '01.835']);
    const paid = answer.flatMap(({ name, text }) => (name === '01.835' ? (text.match(/\nCLP\*\w+/g) ?? []) : []));
    expect(paid).toEqual(['\nCLP*S1', '\nCLP*S2']);
    expect(payer.documented()).toEqual([]);
  });

  it('reports that it waits for them when asked for the status of the claim, and what it paid after that', () => {
    const payer = payerOf();
    const [{ trace } = { trace: '' }] = requestsIn(answersOf(payer, claimFile(claimOf(1))));
    const ask = (createdOn: string) => {
      const written = writeStatusInquiry(
        [
          {
            ...{ trace: 'Q1', payer: { name: 'EXAMPLE HEALTH', id: '99999' } },
            provider: { name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, idKind: 'XX', id: '1234567893' },
            receiver: { name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, id: 'EXAMPLECLINIC' },
            subscriber: { name: { kind: 'person', last: 'SAMPLE', first: 'JANE' }, memberId: 'M1' },
            claim: { patientControlNumber: 'S1' as never, chargeCents: cents(10_000), from: day('2026-11-01') },
          },
        ],
        { reference: 'FILE1', createdOn: day(createdOn), createdTime: '0900', envelope: sampleEnvelope },
      );
      const text = written.ok ? (answersOf(payer, written.value)[0]?.text ?? '') : '';
      return readStatusAnswers(Buffer.from(text, 'latin1')).claims[0]?.status;
    };
    expect(JSON.stringify(ask('2026-11-10'))).toContain('P3');
    answersOf(payer, documentsFor('S1', trace));
    expect(ask('2026-11-21')).toMatchObject({ paidCents: 8_000 });
  });

  it('awaits no document that a claim announces without a number, because it could not be identified', () => {
    const payer = openPayer('a');
    const attachments = [{ reportType: 'OZ', transmission: 'EL' }];
    const files = answersOf(payer, claimFile(claimOf(1, { attachments })));
    expect(files.map(({ name }) => name)).toContain('00-3.277ca');
    expect(payer.documented()).toEqual([]);
    const both = [...attachments, { reportType: 'OZ', transmission: 'EL', controlNumber: 'DOC1' }];
    answersOf(payer, claimFile(claimOf(2, { attachments: both })).replaceAll('000000007', '000000008'));
    expect(payer.documented()).toEqual(['S2']);
    answersOf(payer, documentsFor('S2'));
    expect(payer.documented()).toEqual([]);
  });

  it('awaits the documents that a claim announces', () => {
    const payer = openPayer('a');
    const attachments = [{ reportType: 'OZ', transmission: 'EL', controlNumber: 'DOC1' }];
    answersOf(payer, claimFile(claimOf(1, { attachments }), claimOf(2)));
    expect(payer.documented()).toEqual(['S1']);
    answersOf(payer, documentsFor('S2'));
    expect(payer.documented()).toEqual(['S1']);
    answersOf(payer, documentsFor('S1', undefined, '000000078'));
    expect(payer.documented()).toEqual([]);
  });
});
