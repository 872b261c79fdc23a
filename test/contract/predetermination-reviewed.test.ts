import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookFaults } from '../support/book-faults.ts';
import { inquiryDesk, reviewAnswer } from '../support/inquiry-desk.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* A payer says in a 278 whether it would cover a crown, in place of an 835 or before it. */

let store: TestTable;
let claims: Awaited<ReturnType<typeof nextPayerDesk>>;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  claims = await nextPayerDesk(store, ['second']);
  desk = await inquiryDesk(store, claims);
});
afterEach(async () => {
  expect(bookFaults(await store.items())).toEqual([]);
  await desk.stop();
  await store.stop();
});

async function asked(more: object = { predetermination: true }): Promise<string> {
  const { patientId, billingProviderId, renderingProviderId } = desk.office;
  const crown = { procedure: 'X9003', units: 1, serviceOn: '2026-11-20', chargeCents: 90_000, teeth: [{ tooth: '3' }] };
  const claimId = await claims.finalise({
    ...{ kind: 'dental', patientId, billingProviderId, renderingProviderId, placeOfService: '11', lines: [crown] },
    ...more,
  });
  await claims.workOff();
  return claimId;
}
const now = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;
const event = ['HL*4*3*EV*0', 'TRN*1*PAYERSOWN*9123456789', 'UM*HS*I'];
const answer = (claimId: string, ...decided: readonly string[]) =>
  reviewAnswer([`REF*EJ*${claimId}`, ...event, ...decided]);

describe('a 278 about a predetermination', () => {
  it('is kept with the claim, by the patient control number, and gives the bill its number', async () => {
    const claimId = await asked();
    await claims.submit();
    const taken = await desk.take(answer(claimId, 'HCR*A1*PRE88', 'MSG*WITHIN TWELVE MONTHS'));
    expect(taken).toMatchObject({ answered: 1, unmatched: 0, findings: [] });
    const claim = await now(claimId);
    expect(claim).toMatchObject({
      state: { kind: 'predetermined' },
      predetermination: { decision: { status: 'approved', number: 'PRE88', messages: ['WITHIN TWELVE MONTHS'] } },
      ...{ chargeCents: 0, insuranceCents: 0, patientCents: 0 },
    });
    const draft = await claims.practice.call(
      'POST',
      `/v1/encounters/${claim.encounterId}/bill`,
      { serviceOn: '2026-11-23' },
      {
        headers: claims.newKey(),
      },
    );
    expect([draft.status, draft.body.predeterminationNumber]).toEqual([201, 'PRE88']);
  });

  it('is found by the returned trace, too, and counts once', async () => {
    const claimId = await asked();
    await claims.submit();
    const traced = reviewAnswer(['HL*4*3*EV*0', `TRN*2*${claimId}*9123456789`, 'HCR*A3*PRE88*0V']);
    expect(await desk.take(traced)).toMatchObject({ answered: 1 });
    expect((await now(claimId)).predetermination.decision).toMatchObject({ status: 'denied', reasons: ['0V'] });
    expect(await desk.take(`${traced}\n`)).toMatchObject({ answered: 0, unmatched: 1 });
  });

  it('leaves the claim waiting while the payer has not decided', async () => {
    const claimId = await asked();
    await claims.submit();
    await desk.take(answer(claimId, 'HCR*A4'));
    expect(await now(claimId)).toMatchObject({
      state: { kind: 'submitted' },
      predetermination: { decision: { status: 'pended' } },
    });
    await desk.take(answer(claimId, 'HCR*A1*PRE88'));
    expect((await now(claimId)).state).toEqual({ kind: 'predetermined' });
  });

  it('stands beside the amounts that an 835 brings', async () => {
    const claimId = await asked();
    await claims.submit();
    await desk.take(answer(claimId, 'HCR*A1*PRE88'));
    await claims.receive(
      'first',
      '0',
      `CLP*${claimId}*25*900*0*300*12*PRE77*11*1\nSVC*AD:X9003*900*0**1\nCAS*OA*101*600\nCAS*PR*2*300\nREF*6R*L1`,
    );
    const { predetermination } = await now(claimId);
    expect(predetermination).toMatchObject({ decision: { number: 'PRE88' }, answer: { payerCents: 60_000 } });
  });

  it.each([
    ['of a payer that was not asked', true, { predetermination: true }, '88888'],
    ['about what was never sent', false, { predetermination: true }, '99999'],
    ['about a bill', true, {}, '99999'],
  ])('is no answer %s', async (_what, isSent, more, payer) => {
    const claimId = await asked(more);
    if (isSent) await claims.submit();
    const before = await now(claimId);
    const text = answer(claimId, 'HCR*A1*PRE88').replace('PI*99999', `PI*${payer}`);
    expect(await desk.take(text)).toMatchObject({ answered: 0, unmatched: 1 });
    expect(await now(claimId)).toEqual(before);
  });
});
