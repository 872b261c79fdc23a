import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookFaults } from '../support/book-faults.ts';
import { claimIntakeDesk } from '../support/claim-intake-desk.ts';
import { otherSystemFile } from '../support/other-system-files.ts';
import { startTestTable, type TestTable } from '../support/table.ts';
import { wholeApi } from '../support/whole-api.ts';

/* Another system's files ask what a crown of 900.00 would come to. */

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimIntakeDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimIntakeDesk(store);
});
afterEach(async () => {
  expect(bookFaults(await store.items())).toEqual([]);
  await store.stop();
});

/** The question, with or without the reason that makes it one. */
const question = ({ number = 'PRE-1', charge = 900, frequency = '1', reason = '**********PB', day = '' } = {}) => `
  CLM*${number}*${charge}***11:B:${frequency}*Y*A*Y*Y${reason}
  ${day}
  ${frequency === '7' ? 'REF*F8*PRE77' : ''}
  NM1*82*1*DOCTOR*ADA****XX*1003000126
  PRV*PE*PXC*207Q00000X
  LX*1
  SV3*AD:X9003*${charge}
  TOO*JP*3
  REF*6R*L1`;
const fileOf = (segments: string, control?: string, place: 'P' | 'S' = 'P') =>
  otherSystemFile([{ segments, place }], { form: 'dental', ...(control === undefined ? {} : { control }) });

const only = async () => {
  const [claim] = await desk.claims();
  return (await desk.call('GET', `/v1/claims/${claim.id}`)).body;
};
const owed = ({ chargeCents, insuranceCents, patientCents }: Record<string, number>) => [
  ...[chargeCents, insuranceCents, patientCents],
];
const answerOf = (number: string) => `
  CLP*${number}*25*900*0*100*12*PRE77*11*1
  SVC*AD:X9003*900*0**1
  CAS*CO*45*200
  CAS*OA*101*600
  CAS*PR*2*100
  REF*6R*L1`;

describe('a dentist’s predetermination in another system’s file', () => {
  it('that was sent is taken over, charges nothing, and takes its payer’s answer', async () => {
    const intake = await desk.send(fileOf(question()), 'sent');
    expect(intake).toMatchObject({ state: 'done', taken: { claims: 1, chargeCents: 90_000 }, waiting: { claims: 0 } });
    const claim = await only();
    expect(claim).toMatchObject({ state: { kind: 'submitted' }, predetermination: {}, serviceFrom: '2026-11-23' });
    expect(owed(claim)).toEqual([0, 0, 0]);
    await desk.receive('first', '0', answerOf('PRE-1'));
    const then = await only();
    const answer = { payerCents: 60_000, patientCents: 10_000, payerClaimNumber: 'PRE77' };
    expect([then.state, then.predetermination]).toEqual([{ kind: 'predetermined' }, { answer }]);
    expect(owed(then)).toEqual([0, 0, 0]);
  });

  it('is listed while the payer is late with its answer, and leaves the list when it is void', async () => {
    await desk.send(fileOf(question()), 'sent');
    const api = await wholeApi(desk.edge);
    const unanswered = async () => (await api('GET', '/v1/unanswered-claims')).body.items;
    desk.edge.setNow('2027-01-20T12:00:00.000Z');
    const { id } = await only();
    const endedBy = ['createStatusInquiry', 'createPaperRemittance', 'voidClaim'];
    expect(await unanswered()).toMatchObject([{ claimId: id, isPredetermination: true, endedBy }]);
    expect((await desk.act(id, 'void', { reason: 'not wanted' })).status).toBe(202);
    expect(await unanswered()).toEqual([]);
  });

  it('that is to be sent leaves as such, and charges nothing', async () => {
    const intake = await desk.send(fileOf(question()), 'to-send');
    expect(intake).toMatchObject({ state: 'done', taken: { claims: 1 } });
    const claim = await only();
    expect([claim.state, owed(claim)]).toEqual([{ kind: 'ready' }, [0, 0, 0]]);
    const text = await desk.submit();
    expect(text).toContain(`CLM*${claim.id}*900***11:B:1*Y*A*Y*Y**********PB~`);
    expect(text).toContain('SV3*AD:X9003*900~');
    await desk.receive('first', '0', answerOf(claim.id));
    expect((await only()).state).toEqual({ kind: 'predetermined' });
  });

  it('comes again without being taken twice', async () => {
    await desk.send(fileOf(question()), 'sent');
    desk.tick();
    const again = await desk.send(fileOf(question(), '000000008'), 'sent');
    expect(again).toMatchObject({ state: 'done', known: { claims: 1 }, taken: { claims: 0 } });
  });

  it('is replaced by another question, and still charges nothing', async () => {
    await desk.send(fileOf(question()), 'sent');
    const intake = await desk.send(fileOf(question({ charge: 950, frequency: '7' }), '000000008'), 'sent');
    expect(intake).toMatchObject({ state: 'done', taken: { claims: 1 } });
    expect(owed(await only())).toEqual([0, 0, 0]);
  });

  it('is corrected and voided without a charge', async () => {
    await desk.send(fileOf(question()), 'to-send');
    const { id } = await only();
    const { body: content } = await desk.call('GET', `/v1/claims/${id}/content`);
    const { claim } = content;
    const dearer = { ...claim, chargeCents: 95_000, serviceLines: [{ ...claim.serviceLines[0], chargeCents: 95_000 }] };
    const done = await desk.act(id, 'correct', { claim: dearer, reason: 'another crown' });
    expect([done.status, owed(await only())]).toEqual([202, [0, 0, 0]]);
    const { submissionReason: _asked, ...bill } = dearer;
    const refused = await desk.act(id, 'correct', { claim: bill, reason: 'a bill' });
    expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([400, '/claim/submissionReason']);
    await desk.workOff();
    expect((await desk.act(id, 'void', { reason: 'not wanted' })).status).toBe(202);
    expect((await only()).state).toEqual({ kind: 'cancelled' });
  });

  it.each([
    ['the services were given: it is a bill', question({ reason: '', day: 'DTP*472*D8*20261101' }), 'P', undefined],
    ['it asks a later payer', question(), 'S', 'predetermination-elsewhere'],
    ['it is of a bill that is here', question({ number: 'BILL-1', frequency: '7' }), 'P', 'corrects-claim'],
  ] as const)('waits, or not, where %s', async (_what, segments, place, code) => {
    const bill = question({ number: 'BILL-1', reason: '', day: 'DTP*472*D8*20261101' });
    await desk.send(fileOf(bill), 'sent');
    const intake = await desk.send(fileOf(segments, '000000008', place), 'sent');
    if (code === undefined) expect(intake).toMatchObject({ taken: { claims: 1 } });
    else expect((await desk.waiting(intake.id))[0].reasons[0]).toMatchObject({ code });
  });
});
