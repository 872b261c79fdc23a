import { describe, expect, it } from 'vitest';
import type { EligibilityQuestionOf } from '../../../shared/x12/270/write-inquiry.ts';
import { writeAttachments } from '../../../shared/x12/275/write-attachments.ts';
import { readReviewAnswers } from '../../../shared/x12/278/plain-review.ts';
import { type ReviewQuestionOf, writeReviewRequest } from '../../../shared/x12/278/write-review.ts';
import { openInterchangePass } from '../../../shared/x12/read-interchanges.ts';
import type { ScannedTransactionEnd } from '../../../shared/x12/scanned-interchange.ts';
import { openPayer, type SimulatedPayer } from '../../../simulator/payer.ts';
import { readScenario } from '../../../simulator/read-scenario.ts';
import { day, sampleEnvelope } from '../x12/837/sample-claim.ts';

/*
 * Requests for prior authorisation and documents, written and read by the product's code, and answered by a made-up
 * payer.
 */

const createdOn = day('2026-11-02');
const jane: Pick<EligibilityQuestionOf, 'payer' | 'provider' | 'subscriber'> = {
  payer: { name: 'EXAMPLE HEALTH', id: '99999' },
  provider: { name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, idKind: 'XX', id: '1234567893' },
  subscriber: {
    name: { kind: 'person', last: 'SAMPLE', first: 'JANE' },
    memberId: 'M0001',
    demographics: { birthDate: day('1980-01-31'), gender: 'F' },
  },
};
const asked = (...services: ReviewQuestionOf['services']): ReviewQuestionOf => ({
  ...{ ...jane, trace: 'A1', originator: '9123456789', diagnoses: ['M545'], placeOfService: '11' },
  ...{ from: day('2026-11-10'), to: day('2026-12-31'), services, note: 'SIX WEEKS OF THERAPY' },
});
const spine = { procedures: ['X9003'], units: '12' };
const scan = { procedures: ['X9100'] };

function payerOf(more: object = {}): SimulatedPayer {
  const read = readScenario(JSON.stringify({ about: 'a test', ...more }));
  if (!read.ok) throw new Error(JSON.stringify(read.failure.problems));
  return openPayer('a', read.value);
}

function textFrom(payer: SimulatedPayer, text: string): string {
  const received = payer.receive(Buffer.from(text, 'latin1'));
  if (!received.ok) throw new Error(received.failure.kind);
  return received.value.files.at(-1)?.text ?? '';
}

function decisions(payer: SimulatedPayer, question: ReviewQuestionOf) {
  const header = {
    reference: 'FILE1',
    createdOn,
    createdTime: '0900',
    envelope: { ...sampleEnvelope, date: createdOn },
  };
  const written = writeReviewRequest(question, header);
  if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
  const { answers, findings } = readReviewAnswers(Buffer.from(textFrom(payer, written.value), 'latin1'), createdOn);
  expect(findings).toEqual([]);
  return answers;
}

describe('the answer to a request for prior authorisation', () => {
  it('decides each service as the scenario says, by the trace of the request, with a number where something is approved', () => {
    const reviews = [
      { procedures: ['X9003'], decision: 'partly-approved', units: 8 },
      { decision: 'denied', reason: '0V', message: 'NOT COVERED BY THIS PLAN' },
    ];
    const [answer] = decisions(payerOf({ reviews }), asked(spine, scan));
    expect(answer).toMatchObject({
      trace: 'A1',
      decision: {
        status: 'partly-approved',
        number: expect.stringMatching(/^AUTH\d{6}$/),
        from: '2026-11-10',
        to: '2026-12-31',
        messages: ['NOT COVERED BY THIS PLAN'],
        services: [{ status: 'partly-approved', units: expect.anything() }, { status: 'denied' }],
      },
    });
  });

  it.each([
    ['approved', 'approved'],
    ['denied', 'denied'],
    ['pended', 'pended'],
    ['not-needed', 'not-needed'],
  ] as const)('is %s as a whole when all of it is', (decision, status) => {
    const [answer] = decisions(payerOf({ reviews: [{ decision }] }), asked(spine, scan));
    expect(answer?.decision.status).toBe(status);
    expect(answer?.decision.number === undefined).toBe(decision !== 'approved');
  });

  it('is about a dentist’s services as such: the units that are left of them, too', () => {
    const crown = { procedures: ['D2740'], units: '3' };
    const header = { reference: 'FILE1', createdOn, createdTime: '0900', envelope: sampleEnvelope };
    const written = writeReviewRequest(asked(crown), header);
    expect(written.ok && written.value.split('~').map((each) => each.trim())).toContain('SV3*AD:D2740*****3');
    const reviews = [{ procedures: ['D2740'], decision: 'partly-approved', units: 2 }];
    const [answer] = decisions(payerOf({ reviews }), asked(crown));
    expect(answer?.decision.services).toEqual([{ status: 'partly-approved', units: '2' }]);
  });

  it('is random where the scenario does not decide, the same each time', () => {
    const [first, again] = [decisions(payerOf(), asked(spine)), decisions(payerOf(), asked(spine))];
    expect(first).toEqual(again);
    expect(first).toHaveLength(1);
  });

  it.each([
    ['a member who is not found', { otherMembers: false }, '75'],
    ['another birth date', { members: [{ id: 'M0001', last: 'SAMPLE', born: '1980-02-01' }] }, '71'],
  ])('is refused for %s', (_, knows, reason) => {
    const [answer] = decisions(payerOf({ knows, reviews: [{ decision: 'approved' }] }), asked(spine));
    expect(answer?.decision).toMatchObject({ status: 'refused', reasons: [reason], services: [] });
  });

  it('is no answer to an answer', () => {
    const reviews = [{ decision: 'approved' }];
    const header = {
      reference: 'FILE1',
      createdOn,
      createdTime: '0900',
      envelope: { ...sampleEnvelope, date: createdOn },
    };
    const written = writeReviewRequest(asked(spine), header);
    const text = written.ok ? textFrom(payerOf({ reviews }), written.value) : '';
    expect(payerOf({ reviews }).receive(Buffer.from(text, 'latin1')).ok).toBe(false);
  });
});

describe('documents for a claim', () => {
  const sent = (release: '005010X210' | '006020X314', bytes = Buffer.from('%PDF-1.7 synthetic ~*:')) => {
    const written = writeAttachments(
      {
        ...{ payer: jane.payer, provider: jane.provider, patient: jane.subscriber },
        ...{
          submitter: { name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, id: 'EXAMPLECLINIC' },
          patientControlNumber: 'S1',
          isAnswer: false,
        },
        ...{ serviceFrom: day('2026-11-01'), documents: [{ controlNumber: 'DOC1', form: 'MB', bytes }] },
      },
      release,
      { reference: 'SENDING1', createdOn, envelope: { ...sampleEnvelope, date: createdOn } },
    );
    if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
    return written.value;
  };
  const acknowledged = (text: string): ScannedTransactionEnd[] => {
    const ends: ScannedTransactionEnd[] = [];
    const ignored = () => undefined;
    const pass = openInterchangePass({
      interchangeAcknowledgement: ignored,
      claimStatus: ignored,
      transactionEnd: (end) => void ends.push(end),
      finding: ignored,
    });
    pass.push(Buffer.from(textFrom(payerOf(), text), 'latin1'));
    pass.finish();
    return ends;
  };

  it.each(['005010X210', '006020X314'] as const)('are accepted by a 999 that names their group: %s', (release) => {
    const [end] = acknowledged(sent(release));
    expect(end?.type).toBe('999');
    expect(end?.content).toMatchObject({
      outcome: 'accepted',
      groupControlNumber: sampleEnvelope.groupControlNumber,
      transactions: [{ type: '275', outcome: 'accepted', errors: [] }],
    });
  });

  it('are rejected when a document is not included', () => {
    const [end] = acknowledged(sent('005010X210').replace(/BIN\*\d+\*[^~]*~/, ''));
    expect(end?.content).toMatchObject({ outcome: 'rejected', transactions: [{ outcome: 'rejected' }] });
  });
});
