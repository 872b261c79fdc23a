import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPayer } from '../../simulator/payer.ts';
import { readScenario } from '../../simulator/read-scenario.ts';
import { openWholeOffice, type WholeOffice } from '../support/whole-office.ts';
import { submitted } from './walked/claims.ts';
import { authorization, byFile } from './walked/inquiries.ts';
import { anHour, idOf } from './walked/walk.ts';

/* Questions to a payer whose answers are lost: where a person sees them, and what ends the wait. The payer is the simulated one. */

let office: WholeOffice;
/** The payer's answers, which are never delivered. */
const lost = new Map<string, string>();
let [claim, asking] = ['', ''];

beforeAll(async () => {
  office = await openWholeOffice();
});
afterAll(() => office.store.stop());

/** Gives the simulated payer each file that the office has sent it. */
function showPayer(): void {
  const decisions = {
    rules: [{ claims: 'all', adjustments: { 'CO-45': '20%' } }],
    reviews: [{ decision: 'denied', reason: '0V' }],
  };
  const scenario = readScenario(JSON.stringify({ about: 'a test', ...decisions }));
  if (!scenario.ok) throw new Error('the scenario is wrong');
  const payer = openPayer('a', scenario.value);
  const sent = [...office.bucket.objects].filter(([key]) => /\/(claim-file|outbox\/clear)\//.test(key));
  const inOrder = ['.837', '.276', '.278'].flatMap((kind) => sent.filter(([key]) => key.endsWith(kind)));
  expect(inOrder).toHaveLength(3);
  for (const [key, bytes] of inOrder) {
    const answer = payer.receive(bytes);
    if (!answer.ok) throw new Error(`${key}: ${answer.failure.kind}`);
    for (const { name, text } of answer.value.files) lost.set(name, text);
  }
}

const lateAuthorizations = async () => (await office.read('/v1/authorizations?isLate=true')).items;
const unansweredClaims = async () => (await office.read('/v1/unanswered-claims')).items;
const question = async () => (await office.read(`${claim}/status-inquiries`)).items[0];

function textOf(name: string): string {
  const text = lost.get(name);
  if (text === undefined) throw new Error(`the payer has not written ${name}`);
  return text;
}

async function takeIn(name: string): Promise<void> {
  const sha256 = await office.upload('inquiry', textOf(name), '.edi');
  await office.do('createInquiryAnswer', '', { sha256 });
  await office.work();
}

describe('unanswered questions', () => {
  it('are sent in files, and the payer does not answer', async () => {
    await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', byFile);
    claim = await submitted(office);
    await office.do('createStatusInquiry', claim);
    asking = await authorization()(office);
    await office.do('requestAuthorization', asking);
    await anHour(office);
    showPayer();
    expect([...lost.keys()]).toEqual(expect.arrayContaining(['01.277', '01.278']));
    expect(await question()).toMatchObject({ state: 'sent' });
    expect(await office.read('/v1/authorizations')).toMatchObject({ items: [{ request: { state: 'sent' } }] });
    expect([await lateAuthorizations(), await unansweredClaims()]).toEqual([[], []]);
  });

  it('are listed once the payer takes longer than usual: the authorisation after four days, the claim when its payer is late', async () => {
    await office.pass(3);
    expect(await lateAuthorizations()).toEqual([]);
    await office.pass(2);
    expect(await lateAuthorizations()).toMatchObject([{ status: 'requested', request: { isLate: true } }]);
    expect(await unansweredClaims()).toEqual([]);
    office.edge.setNow('2027-01-20T12:00:00.000Z');
    expect(await unansweredClaims()).toMatchObject([{ claimId: idOf(claim), endedBy: ['createStatusInquiry'] }]);
    expect(await lateAuthorizations()).toHaveLength(1);
  });

  it('are removed from the lists when the payer states its decision by telephone, and when it pays', async () => {
    const { version: _, ...said } = await office.read(asking);
    const { coverageId, billingProviderId, services, from, to } = said;
    const spoken = { coverageId, billingProviderId, from, to, status: 'approved', number: 'BYPHONE' };
    const asked = services.map(({ procedures, units }: { procedures: string[]; units: string }) => ({
      procedures,
      units,
    }));
    await office.do('replaceAuthorization', asking, { ...spoken, services: asked });
    expect((await office.read('/v1/authorizations')).items).toEqual([]);
    await office.do('importRemittanceFile', '', {
      sha256: await office.upload('remittance', textOf('01.835'), '.835'),
    });
    await office.work();
    expect(await office.read(claim)).toMatchObject({ state: { kind: 'adjudicated' } });
    expect(await unansweredClaims()).toEqual([]);
  });

  it('still accept their late answers, which reverse nothing', async () => {
    await takeIn('01.277');
    expect(await question()).toMatchObject({ state: 'answered', result: { statements: [{}] } });
    await takeIn('01.278');
    expect((await office.read('/v1/inquiry-answers')).items).toMatchObject([{ answered: 1 }, { answered: 1 }]);
    expect(await office.read(asking)).toMatchObject({ status: 'approved', number: 'BYPHONE' });
    expect((await office.read('/v1/authorizations')).items).toEqual([]);
  });
});
