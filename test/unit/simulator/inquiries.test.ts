import { describe, expect, it } from 'vitest';
import type { ClaimId } from '../../../shared/domain/identity/ids.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { readEligibilityAnswers } from '../../../shared/x12/270/plain-answer.ts';
import { type EligibilityQuestionOf, writeEligibilityInquiry } from '../../../shared/x12/270/write-inquiry.ts';
import { readStatusAnswers } from '../../../shared/x12/276/plain-status.ts';
import { writeStatusInquiry } from '../../../shared/x12/276/write-status-inquiry.ts';
import { openPayer, type SimulatedPayer } from '../../../simulator/payer.ts';
import { readScenario } from '../../../simulator/read-scenario.ts';
import { day, fileOf, sampleClaim, sampleEnvelope, write } from '../x12/837/sample-claim.ts';

/* Questions to a made-up payer, written and read by the product's code. Claims are sent on 2026-11-02. */

const jane: EligibilityQuestionOf = {
  trace: 'Q1',
  originator: '9123456789',
  payer: { name: 'EXAMPLE HEALTH', id: '99999' },
  provider: { name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, idKind: 'XX', id: '1234567893' },
  subscriber: {
    name: { kind: 'person', last: 'SAMPLE', first: 'JANE' },
    memberId: 'M0001',
    demographics: { birthDate: day('1980-01-31'), gender: 'F' },
  },
  on: day('2026-11-10'),
  serviceTypes: ['30', '98'],
};

function payerOf(knows: object = {}, more: object = {}): SimulatedPayer {
  const read = readScenario(JSON.stringify({ about: 'a test', knows, ...more }));
  if (!read.ok) throw new Error(JSON.stringify(read.failure.problems));
  return openPayer('a', read.value);
}

function textFrom(payer: SimulatedPayer, text: string): string {
  const received = payer.receive(Buffer.from(text, 'latin1'));
  if (!received.ok) throw new Error(received.failure.kind);
  return received.value.files.at(-1)?.text ?? '';
}

const file = (createdOn = day('2026-11-02')) => ({
  ...{ reference: 'FILE1', createdOn, createdTime: '0900' },
  envelope: { ...sampleEnvelope, date: createdOn },
});

function eligibilityOf(payer: SimulatedPayer, ...questions: readonly EligibilityQuestionOf[]) {
  const written = writeEligibilityInquiry(questions, file());
  if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
  const { patients, findings, references } = readEligibilityAnswers(
    Buffer.from(textFrom(payer, written.value), 'latin1'),
  );
  expect(findings).toEqual([]);
  expect(references).toEqual(['FILE1']);
  return patients;
}

const member = {
  id: 'M0001',
  last: 'SAMPLE',
  first: 'JANE',
  born: '1980-01-31',
  from: '2026-01-01',
  until: '2026-12-31',
};

describe('the answer to a question of eligibility', () => {
  it('states the member’s plan and what it pays, by the trace of the question', () => {
    const benefits = { plan: 'OAK PPO', copay: 2_500, coinsurance: 20, deductible: 100_000, deductibleLeft: 40_000 };
    const [patient] = eligibilityOf(payerOf({ members: [{ ...member, benefits }] }), jane);
    expect(patient).toMatchObject({
      traces: ['Q1'],
      memberId: 'M0001',
      result: { status: 'active', plan: 'OAK PPO', planFrom: '2026-01-01', rejections: [], contradictions: [] },
    });
    const told = patient?.result.benefits.map(({ code, serviceTypes, period, amountCents, percent }) =>
      [code, serviceTypes.join('+'), period, amountCents ?? percent].filter((each) => each !== undefined).join(' '),
    );
    expect(told).toEqual(['1 30+98', 'C 30 23 100000', 'C 30 29 40000', 'A 30 27 20', 'B 98 27 2500']);
  });

  it('states the days of the plan, never the day that was asked about', () => {
    const [known] = eligibilityOf(payerOf({ members: [member] }), jane);
    expect(known).toMatchObject({ result: { planFrom: '2026-01-01', planUntil: '2026-12-31' } });
    const [drawn] = eligibilityOf(payerOf(), jane);
    expect(drawn).toMatchObject({ result: { status: 'active', planFrom: '2026-01-01' } });
    expect(drawn).not.toHaveProperty('planDay');
  });

  it('states that the coverage is not active, before its first day and after its last', () => {
    const payer = payerOf({ members: [{ ...member, until: '2026-11-09' }] });
    expect(eligibilityOf(payer, jane)[0]?.result.status).toBe('inactive');
    expect(eligibilityOf(payer, { ...jane, on: day('2026-11-09') })[0]?.result.status).toBe('active');
    expect(eligibilityOf(payer, { ...jane, on: day('2025-12-31') })[0]?.result.status).toBe('inactive');
  });

  it.each([
    ['a member that is not found', { members: [], otherMembers: false }, '75'],
    ['another member id', { members: [{ ...member, id: 'M0002' }] }, '75'],
    ['another birth date', { members: [{ ...member, born: '1980-02-01' }] }, '71'],
    ['a provider that is not on file', { providers: ['1999999992'] }, '51'],
  ])('is a rejection for %s', (_, knows, code) => {
    const [patient] = eligibilityOf(payerOf(knows), jane);
    expect(patient).toMatchObject({ traces: ['Q1'], result: { status: 'rejected', rejections: [{ code }] } });
  });

  it('is random where the scenario does not decide: the same for the same member, and given for a dependent too', () => {
    const dependent = { name: { kind: 'person' as const, last: 'SAMPLE', first: 'TIM' }, relationship: '19' };
    const [own, again, child] = eligibilityOf(
      payerOf(),
      jane,
      { ...jane, trace: 'Q2' },
      { ...jane, trace: 'Q3', dependent },
    );
    expect(own?.result.status).toBe('active');
    expect(again?.result.benefits).toEqual(own?.result.benefits);
    expect(child).toMatchObject({ traces: ['Q3'], result: { status: 'active' } });
  });
});

describe('the answer to a question of claim status', () => {
  const claims = ['PAID', 'DENIED', 'LATER'].map((patientControlNumber, index) => ({
    ...sampleClaim,
    patientControlNumber,
    subscriber: { ...sampleClaim.subscriber, memberId: `M000${index + 1}` },
  }));
  const remittances = [
    {
      after: 7,
      answers: [
        { claims: { member: 'M0001' }, adjustments: { 'CO-45': '20%' } },
        { claims: { member: 'M0002' }, status: '4', adjustments: { 'CO-50': '100%' } },
      ],
    },
    { after: 30, answers: [{ claims: { member: 'M0003' }, adjustments: { 'PR-1': '100%' } }] },
  ];

  function statusOf(payer: SimulatedPayer, patientControlNumber: string, on: string) {
    const { serviceTypes: _, on: __, ...about } = jane;
    const asked = {
      ...about,
      receiver: { name: about.provider.name, id: 'SENDER' },
      claim: {
        patientControlNumber: patientControlNumber as ClaimId,
        chargeCents: cents(12_550),
        from: day('2026-10-01'),
      },
    };
    const written = writeStatusInquiry([asked], file(day(on)));
    if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
    const { claims: told, findings } = readStatusAnswers(Buffer.from(textFrom(payer, written.value), 'latin1'));
    expect(findings).toEqual([]);
    expect(told).toMatchObject([{ trace: 'Q1', patientControlNumber }]);
    return told[0]?.status;
  }

  it('states what the payer has done by that day: waiting, paid with the payment’s number, denied, all of it the patient’s', () => {
    const payer = payerOf({}, { remittances });
    const sent = write(fileOf(...claims));
    const remittance = textFrom(payer, sent.ok ? sent.value : '');
    expect(remittance).toContain('CLP*LATER*');
    expect(statusOf(payer, 'PAID', '2026-11-08')).toMatchObject({ standing: 'pending', chargeCents: 12_550 });
    // 125.50 less 20 per cent, on the seventh day after the file.
    expect(statusOf(payer, 'PAID', '2026-11-09')).toMatchObject({
      standing: 'paid',
      paidCents: 10_040,
      paidOn: '2026-11-09',
      paymentNumber: 'SIM0000000070001',
    });
    expect(statusOf(payer, 'DENIED', '2026-11-09')).toMatchObject({ standing: 'denied', paidCents: 0 });
    expect(statusOf(payer, 'LATER', '2026-11-09')).toMatchObject({ standing: 'pending' });
    expect(statusOf(payer, 'LATER', '2026-12-02')).toMatchObject({ standing: 'decided', paidCents: 0 });
    expect(statusOf(payer, 'PAID', '2026-11-09')?.payerClaimNumber).toMatch(/^SIM\d{9}$/);
  });

  it('states that the payer has no such claim, also when it rejected the claim', () => {
    const payer = payerOf({ providers: ['1999999992'] });
    const sent = write(fileOf(...claims));
    textFrom(payer, sent.ok ? sent.value : '');
    expect(statusOf(payer, 'PAID', '2026-11-09')).toMatchObject({ standing: 'not-found' });
    expect(statusOf(payerOf(), 'NEVER', '2026-11-09')).toMatchObject({ standing: 'not-found' });
  });
});
