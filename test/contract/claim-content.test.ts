import { beforeEach, describe, expect, it } from 'vitest';
import { claimIntakeDesk } from '../support/claim-intake-desk.ts';
import { standings } from '../support/claim-standing.ts';
import { hospitalVisit, otherSystemFile, visit } from '../support/other-system-files.ts';
import { startTestTable } from '../support/table.ts';

type Desk = Awaited<ReturnType<typeof claimIntakeDesk>>;
interface Content {
  chargeCents: number;
  diagnoses: { code: string }[];
  serviceLines: { chargeCents: number; procedure: string }[];
  payer: { id: string };
}

let desk: Desk;

beforeEach(async () => {
  desk = await claimIntakeDesk(await startTestTable());
});

/** Takes in a visit of 141.00. Returns its claim's id. */
async function takenIn(purpose: 'sent' | 'to-send', segments = visit('OTH1')): Promise<string> {
  await desk.send(otherSystemFile([{ segments }]), purpose);
  return (await desk.claims())[0].id;
}

/** Corrects the content of a claim. */
async function correct(claimId: string, change: (claim: Content) => void) {
  desk.tick();
  const { claim, version } = (await desk.call('GET', `/v1/claims/${claimId}/content`)).body;
  change(claim);
  const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
  return desk.call('POST', `/v1/claims/${claimId}/correct`, { headers, body: { claim, reason: 'another code' } });
}

/** The first service costs 140.00 instead of 130.00. */
const dearer = (claim: Content): void => {
  claim.chargeCents = 15_100;
  (claim.serviceLines[0] as Content['serviceLines'][number]).chargeCents = 14_000;
};

describe('the content of a claim that another system made', () => {
  it('is corrected while the claim is held, and the corrected claim is sent', async () => {
    const id = await takenIn('to-send', visit('OTH1').replace('ABK:J209', 'ABK:J2'));
    expect((await desk.call('GET', `/v1/claims/${id}`)).body.state.kind).toBe('held');
    const answer = await correct(id, (claim) => {
      (claim.diagnoses[0] as { code: string }).code = 'J209';
      dearer(claim);
    });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ chargeCents: 15_100, filings: [{ number: 1, state: { kind: 'preparing' } }] });
    await desk.workOff();
    expect(await standings(desk)(id)).toMatchObject({
      status: 'ready',
      booked: [15_100, 0],
      accounts: { 'insurance-receivable': 15_100, charges: -15_100 },
      lists: [],
    });
    const file = await desk.submit();
    expect(file).toContain(`CLM*${id}*151***11:B:1*Y*A*Y*Y~`);
    expect(file).toContain('HI*ABK:J209~');
    // The payer has the claim as it is now, so no correction is proposed.
    expect((await desk.call('GET', `/v1/claims/${id}/next-filing`)).body.items).toEqual([]);
    const { items } = (await desk.call('GET', `/v1/claims/${id}/history`)).body;
    expect(items.map(({ event }: { event: string }) => event)).toContain('content-changed');
  });

  it('is corrected after a payer had the claim: additional charges are income here, and the payer is asked to replace it', async () => {
    const id = await takenIn('sent');
    const answer = await correct(id, dearer);
    expect(answer.body).toMatchObject({
      correction: { kind: 'content', after: 1 },
      filings: [
        { state: { kind: 'submitted' } },
        { number: 2, frequency: 'replacement', state: { kind: 'preparing' } },
      ],
    });
    expect(await standings(desk)(id)).toMatchObject({
      booked: [15_100, 0],
      accounts: { 'insurance-receivable': 15_100, charges: -1_000, 'opening-balances': -14_100 },
    });
    // After a second correction only the last charge remains booked.
    await desk.workOff();
    await correct(id, (claim) => {
      claim.chargeCents = 14_600;
      (claim.serviceLines[0] as Content['serviceLines'][number]).chargeCents = 13_500;
    });
    await desk.workOff();
    expect((await standings(desk)(id)).accounts).toEqual({
      'insurance-receivable': 14_600,
      charges: -500,
      'opening-balances': -14_100,
    });
  });

  it('must keep its payer and provider, add up, and fit into a file', async () => {
    const id = await takenIn('to-send');
    const errors = async (change: (claim: Content) => void) => {
      const { status, body } = await correct(id, change);
      expect(status).toBe(400);
      return body.errors.map(({ pointer }: { pointer: string }) => pointer);
    };
    expect(await errors((claim) => Object.assign(claim.payer, { id: '88888' }))).toEqual(['/claim/payer/id']);
    expect(await errors((claim) => Object.assign(claim, { chargeCents: 100 }))).toEqual(['/claim/chargeCents']);
    expect(await errors((claim) => Object.assign(claim, { kind: 'dental' }))).toEqual(['/claim/kind']);
    expect(await errors((claim) => Object.assign(claim, { noSuchField: 1 }))).toEqual(['/claim/noSuchField']);
    expect(await errors((claim) => Object.assign(claim, { serviceLines: 'none' }))).not.toEqual([]);
    expect((await desk.call('GET', `/v1/claims/${id}`)).body.state.kind).toBe('ready');
  });

  it('of a facility becomes no notice of another kind, and no bill', async () => {
    const notice = hospitalVisit('OTH2').replace('13:A:1', '81:A:A').replaceAll('*250*', '*0*');
    const free = notice.replace('*200*', '*0*').replace('**50*', '**0*');
    await desk.send(otherSystemFile([{ segments: free }], { form: 'institutional' }), 'sent');
    const [{ id }] = await desk.claims();
    for (const frequency of ['1', 'B']) {
      const { status, body } = await correct(id, (claim) => Object.assign(claim, { frequency }));
      expect([status, body.errors]).toMatchObject([400, [{ pointer: '/claim/frequency' }]]);
    }
  });

  it('a claim that was not made elsewhere has none', async () => {
    const id = await desk.finalise();
    expect((await desk.call('GET', `/v1/claims/${id}/content`)).status).toBe(409);
  });
});

describe('a claim that another system made is voided', () => {
  it('before it was sent: it is cancelled, and nobody owes anything', async () => {
    const id = await takenIn('to-send');
    expect((await desk.act(id, 'void', { reason: 'another patient’s' })).status).toBe(202);
    expect(await standings(desk)(id)).toMatchObject({ status: 'cancelled', booked: [0, 0], accounts: {}, lists: [] });
    expect((await desk.act(id, 'void', { reason: 'again' })).status).toBe(409);
  });

  it('after a payer accepted it: its charges are reversed, and the payer is asked to void it', async () => {
    const id = await takenIn('sent');
    await desk.receive('first', '99', `CLP*OTH1*1*141*99**12*ICN1*11*1\nCAS*CO*45*42`);
    const voided = await desk.act(id, 'void', { reason: 'another patient’s' });
    expect(voided.body).toMatchObject({ correction: { kind: 'void' } });
    await desk.workOff();
    const { booked, filings, accounts } = await standings(desk)(id);
    expect(filings).toEqual(['0 original answered', '0 void ready']);
    // The void does not reverse the payment: only the payer can take it back.
    expect(booked).toEqual([-14_100, 0]);
    expect(accounts).not.toHaveProperty('opening-balances');
    expect(await desk.submit()).toContain('CLM*OTH1*141***11:B:8*Y*A*Y*Y~');
  });
});
