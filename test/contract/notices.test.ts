import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { watchDeadlines } from '../../functions/watch-deadlines/watch-deadlines.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { acknowledgedDesk, type SentFile } from '../support/acknowledged-desk.ts';
import { claimAnswers } from '../support/acknowledgement-files.ts';
import { manager } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';

/* The desk's today is 23 November 2026. */

const tenant = manager.tenantId as TenantId;
let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
let api: CallApi;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
  api = await wholeApi(desk.edge);
});
afterEach(() => store.stop());

const election = {
  ...{ kind: 'hospice', typeOfBill: '81A', admissionDate: '2026-11-20', admissionType: '9', admissionSource: '1' },
  ...{ dischargeStatus: '30', diagnoses: [{ code: 'J209' }] },
  lines: [{ revenueCode: '0651', procedure: 'X9003', units: 1, serviceOn: '2026-11-20', chargeCents: 0 }],
};

/** Finalises a notice and assembles it. */
async function finalised(notice: object = election): Promise<string> {
  const { office } = desk;
  const claimId = await desk.finalise({
    ...{ patientId: office.patientId, billingProviderId: office.billingProviderId },
    ...{ attendingProviderId: office.renderingProviderId, ...notice },
  });
  await desk.workOff();
  return claimId;
}

const send = (): Promise<SentFile> => acknowledgedDesk(desk).send();
const takenIn = ({ submissionId: trace }: SentFile, claimId: string, payerClaimNumber = 'DCN1') =>
  acknowledgedDesk(desk).acknowledge(
    claimAnswers({ trace, claims: [{ claimId, status: 'A2:20', action: 'WQ', payerClaimNumber }] }),
  );

/** Makes Medicare Part A of the office's payer. */
async function medicare(): Promise<void> {
  const path = `/v1/payers/${desk.office.payerId}`;
  const { body, headers } = await api('GET', path);
  const { id: _id, version: _version, ...known } = body;
  const put = await api(
    'PUT',
    path,
    { ...known, filingIndicator: 'MA' },
    { headers: { 'If-Match': headers.ETag ?? '' } },
  );
  expect(put.status).toBe(200);
}

/** Corrects the encounter of a claim. */
async function corrected(claimId: string, change: object): Promise<void> {
  const { encounterId } = (await desk.call('GET', `/v1/claims/${claimId}`)).body;
  const path = `/v1/encounters/${encounterId}`;
  const step = async (method: string, what: string, body?: object) => {
    desk.tick();
    const { ETag = '' } = (await api('GET', path)).headers;
    const answer = await api(method, `${path}${what}`, body, { headers: { ...desk.newKey(), 'If-Match': ETag } });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  const { version: _, ...draft } = await step('POST', '/correct', { reason: 'another day' });
  await step('PUT', '', { ...draft, ...change });
  await step('POST', '/finalize');
  await desk.workOff();
}

async function fileAs(claimId: string, body: object) {
  desk.tick();
  const { version } = (await desk.call('GET', `/v1/claims/${claimId}`)).body;
  const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
  const answer = await desk.call('POST', `/v1/claims/${claimId}/filings`, { body, headers });
  await desk.workOff();
  return answer;
}

const proposed = async (claimId: string) =>
  (await desk.call('GET', `/v1/claims/${claimId}/next-filing`)).body.items.map(
    ({ frequency, reason }: { frequency?: string; reason: { code: string } }) => `${frequency}: ${reason.code}`,
  );
const exceptions = async () => (await api('GET', '/v1/exceptions?limit=200')).body.items;
const codes = async () => (await exceptions()).map(({ code }: { code: string }) => code);
const deadlines = async () =>
  (await api('GET', '/v1/deadlines')).body.items.map(
    ({ kind, on, daysLeft }: { kind: string; on: string; daysLeft: number }) => [kind, on, daysLeft],
  );
const claimOf = ({ text }: SentFile) => /CLM\*[^~]*/.exec(text)?.[0].split('*').slice(2).join('*');
const filings = async (claimId: string) => (await readBalances(store.table, tenant, [claimId]))[0]?.filings;

test('a hospice’s notice of election is sent in a submission without a charge, and nobody owes or waits for anything', async () => {
  const claimId = await finalised();
  await send();
  const { body } = await desk.call('GET', `/v1/claims/${claimId}`);
  expect(body).toMatchObject({
    ...{ state: { kind: 'submitted' }, chargeCents: 0, insuranceCents: 0, patientCents: 0, openWork: [] },
    document: { typeOfBill: '081A' },
    submission: { claims: 1, chargeCents: 0 },
  });
});

describe('a notice that is corrected after its payer has it', () => {
  const admittedLater = { admissionDate: '2026-11-21', lines: [{ ...election.lines[0], serviceOn: '2026-11-21' }] };

  it('is work for a person, and files nothing automatically', async () => {
    const claimId = await finalised();
    await takenIn(await send(), claimId);
    await corrected(claimId, admittedLater);
    expect(await codes()).toEqual(['notice-to-file']);
    expect(await filings(claimId)).toHaveLength(1);
    expect(await proposed(claimId)).toEqual(['void: notice-cancelled']);
  });

  it('is cancelled as it was sent (D), then filed again (A)', async () => {
    const claimId = await finalised();
    await takenIn(await send(), claimId);
    await corrected(claimId, admittedLater);
    expect((await fileAs(claimId, {})).status).toBe(202);
    const cancelled = await send();
    expect(claimOf(cancelled)).toBe('0***81:A:D**A*Y*Y');
    expect(cancelled.text).toContain('DTP*435*D8*20261120~');
    expect(cancelled.text).toContain('REF*F8*DCN1~');
    expect(await codes()).toEqual(['notice-to-file']);
    expect(await proposed(claimId)).toEqual(['original: notice-corrected']);
    expect((await fileAs(claimId, {})).status).toBe(202);
    expect(await codes()).toEqual([]);
    const anew = await send();
    expect(claimOf(anew)).toBe('0***81:A:A**A*Y*Y');
    expect(anew.text).toContain('DTP*435*D8*20261121~');
    expect(anew.text).not.toContain('REF*F8');
    expect(await proposed(claimId)).toEqual([]);
  });

  it('is filed again at once where it states which day it corrects', async () => {
    const claimId = await finalised();
    await takenIn(await send(), claimId);
    const codesOf = { conditionCodes: ['D0'], occurrenceCodes: [{ code: '56', on: '2026-11-20' }] };
    await corrected(claimId, { ...admittedLater, ...codesOf });
    expect(await proposed(claimId)).toEqual(['original: notice-corrected']);
    await fileAs(claimId, {});
    expect(claimOf(await send())).toBe('0***81:A:A**A*Y*Y');
    expect(await codes()).toEqual([]);
  });

  it('is never replaced or added to', async () => {
    const claimId = await finalised();
    await takenIn(await send(), claimId);
    for (const frequency of ['replacement', 'late-charges']) {
      const refused = await fileAs(claimId, { share: 0, frequency, payerClaimNumber: 'DCN1' });
      expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('not replaced')]);
    }
    await corrected(claimId, { lines: [...election.lines, { ...election.lines[0], revenueCode: '0652' }] });
    expect(await proposed(claimId)).toEqual(['void: notice-cancelled']);
  });

  it('waits with its cancellation until the payer has received it', async () => {
    const claimId = await finalised();
    const sent = await send();
    await corrected(claimId, admittedLater);
    expect(await codes()).toEqual(['notice-to-file']);
    expect((await fileAs(claimId, {})).status).toBe(409);
    await takenIn(sent, claimId);
    expect((await fileAs(claimId, {})).status).toBe(202);
  });

  it('waits again when it was filed anew: the number of the cancelled notice cancels nothing', async () => {
    const claimId = await finalised();
    await takenIn(await send(), claimId);
    await corrected(claimId, admittedLater);
    await fileAs(claimId, {});
    await send();
    await fileAs(claimId, {});
    const anew = await send();
    await corrected(claimId, { admissionDate: '2026-11-20', lines: election.lines });
    expect((await fileAs(claimId, {})).status).toBe(409);
    await takenIn(anew, claimId, 'DCN2');
    expect((await fileAs(claimId, {})).status).toBe(202);
    expect((await send()).text).toContain('REF*F8*DCN2~');
  });

  it('is cancelled again when both its cancellation and the new one were rejected: the payer still has the first one', async () => {
    const claimId = await finalised();
    await takenIn(await send(), claimId);
    await corrected(claimId, admittedLater);
    await fileAs(claimId, {});
    const cancellation = await send();
    await fileAs(claimId, {});
    const anew = await send();
    for (const { submissionId: trace } of [cancellation, anew]) {
      await acknowledgedDesk(desk).acknowledge(
        claimAnswers({ trace, claims: [{ claimId, status: 'A3:21', action: 'U' }] }),
      );
    }
    expect(await proposed(claimId)).toEqual(['void: rejected']);
    expect((await fileAs(claimId, {})).status).toBe(202);
    const again = await send();
    expect(claimOf(again)).toBe('0***81:A:D**A*Y*Y');
    expect(again.text).toContain('REF*F8*DCN1~');
    expect(again.text).toContain('DTP*435*D8*20261120~');
    expect(await proposed(claimId)).toEqual(['original: notice-corrected']);
    await fileAs(claimId, {});
    expect((await send()).text).toContain('DTP*435*D8*20261121~');
    expect([await codes(), await proposed(claimId)]).toEqual([[], []]);
  });

  it('needs nothing when a person decides that the payer’s copy is right', async () => {
    const claimId = await finalised();
    await takenIn(await send(), claimId);
    await corrected(claimId, { diagnoses: [{ code: 'J45909' }] });
    const [{ id, version }] = await exceptions();
    const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
    const closed = await api('POST', `/v1/exceptions/${id}/close`, { reason: 'only the diagnosis' }, { headers });
    expect(closed.status).toBe(200);
    expect([await codes(), await proposed(claimId)]).toEqual([[], []]);
  });

  it('is still being corrected when the work of an earlier correction is closed', async () => {
    const claimId = await finalised();
    await takenIn(await send(), claimId);
    await corrected(claimId, { diagnoses: [{ code: 'J45909' }] });
    const { encounterId } = (await desk.call('GET', `/v1/claims/${claimId}`)).body;
    const path = `/v1/encounters/${encounterId}`;
    const { ETag = '' } = (await api('GET', path)).headers;
    desk.tick();
    const again = { headers: { ...desk.newKey(), 'If-Match': ETag } };
    expect((await api('POST', `${path}/correct`, { reason: 'again' }, again)).status).toBe(200);
    const [{ id, version }] = await exceptions();
    const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
    expect((await api('POST', `/v1/exceptions/${id}/close`, { reason: 'enough' }, { headers })).status).toBe(200);
    expect((await desk.call('GET', `/v1/claims/${claimId}`)).body.correction).toMatchObject({ kind: 'open' });
    expect((await fileAs(claimId, {})).body.type).toContain('claim-being-corrected');
  });

  it('must be filed anew once its cancellation is filed: the payer has none until then', async () => {
    const claimId = await finalised();
    await takenIn(await send(), claimId);
    await corrected(claimId, admittedLater);
    await fileAs(claimId, {});
    const close = async () => {
      const [{ id, version }] = await exceptions();
      const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
      return (await api('POST', `/v1/exceptions/${id}/close`, { reason: 'enough' }, { headers })).body.type;
    };
    expect(await close()).toContain('exception-closes-otherwise');
    await send();
    expect(await close()).toContain('exception-closes-otherwise');
    expect([await codes(), await proposed(claimId)]).toEqual([['notice-to-file'], ['original: notice-corrected']]);
  });
});

it.each([
  ['a notice becomes no bill', '81A', '812'],
  ['a notice becomes none of another kind', '81A', '81B'],
  ['a bill becomes no notice', '812', '81A'],
])('by a correction %s, once its payer has it', async (_, had, wanted) => {
  const days = { statementTo: '2026-11-20' };
  const charged = (chargeCents: number) => ({ ...days, lines: [{ ...election.lines[0], chargeCents }] });
  const claimId = await finalised({ ...election, ...charged(had === '812' ? 100 : 0), typeOfBill: had });
  await takenIn(await send(), claimId);
  const { encounterId } = (await desk.call('GET', `/v1/claims/${claimId}`)).body;
  const path = `/v1/encounters/${encounterId}`;
  const step = async (method: string, what: string, body?: object) => {
    desk.tick();
    const { ETag = '' } = (await api('GET', path)).headers;
    return api(method, `${path}${what}`, body, { headers: { ...desk.newKey(), 'If-Match': ETag } });
  };
  const { version: _version, ...draft } = (await step('POST', '/correct', { reason: 'the wrong kind' })).body;
  await step('PUT', '', { ...draft, ...charged(wanted === '812' ? 100 : 0), typeOfBill: wanted });
  const refused = await step('POST', '/finalize');
  expect([refused.status, refused.body.errors]).toMatchObject([422, [{ pointer: '/typeOfBill' }]]);
  await step('PUT', '', { ...draft, typeOfBill: had });
  expect((await step('POST', '/finalize')).status).toBe(200);
});

describe('a notice that is void after its payer had it', () => {
  const voided = async (claimId: string) => {
    const { encounterId } = (await desk.call('GET', `/v1/claims/${claimId}`)).body;
    const path = `/v1/encounters/${encounterId}`;
    desk.tick();
    const { ETag = '' } = (await api('GET', path)).headers;
    const headers = { ...desk.newKey(), 'If-Match': ETag };
    expect((await api('POST', `${path}/void`, { reason: 'not admitted' }, { headers })).status).toBe(200);
    await desk.workOff();
  };

  it('is cancelled, and then nothing is proposed any more', async () => {
    const claimId = await finalised();
    await takenIn(await send(), claimId);
    await voided(claimId);
    expect(claimOf(await send())).toBe('0***81:A:D**A*Y*Y');
    expect([await codes(), await proposed(claimId)]).toEqual([[], []]);
  });

  it('is work until its cancellation is filed, where the payer had not taken it in yet', async () => {
    const claimId = await finalised();
    const sent = await send();
    await voided(claimId);
    expect([await codes(), await proposed(claimId)]).toEqual([['correction-awaited'], ['void: void']]);
    await takenIn(sent, claimId);
    expect((await fileAs(claimId, {})).status).toBe(202);
    expect(await codes()).toEqual([]);
    await send();
    expect([await codes(), await proposed(claimId)]).toEqual([[], []]);
  });
});

describe('a notice to Medicare', () => {
  beforeEach(medicare);
  const round = async (work: 'round' | 'ended' = 'round') => {
    const delivery = { messageId: 'watch', receiveCount: 1, remainingMilliseconds: () => 300_000 };
    const queues = { send: () => Promise.reject(new Error('there is time enough')) };
    const message = { schemaVersion: 1, tenantId: tenant, work } as const;
    await watchDeadlines(message, delivery, { ...desk.edge, queues } as never);
  };

  it('is on the list of deadlines for five days after the admission, with its source, until it is sent', async () => {
    await finalised();
    expect(await deadlines()).toEqual([['notice', '2026-11-25', 2]]);
    const [shown] = (await api('GET', '/v1/deadlines?kind=notice')).body.items;
    expect(shown).toMatchObject({ basis: 'medicare', countedFrom: { event: 'admission', on: '2026-11-20' } });
    expect(JSON.stringify(shown)).toContain('chapters 10, 40.1');
    await send();
    expect(await deadlines()).toEqual([]);
  });

  it('is on the list while it is still a draft, with an alarm that ends when it is finalised', async () => {
    const { patientId, billingProviderId, renderingProviderId } = desk.office;
    const body = { patientId, billingProviderId, attendingProviderId: renderingProviderId, ...election };
    const draft = (await api('POST', '/v1/encounters', body)).body;
    const [shown] = (await api('GET', '/v1/deadlines')).body.items;
    expect(shown).toMatchObject({ kind: 'notice', on: '2026-11-25', encounterId: draft.id, stands: { code: 'draft' } });
    await round();
    expect(await exceptions()).toMatchObject([{ code: 'deadline-near', facts: { encounterId: draft.id } }]);
    await desk.practice.call('POST', `/v1/encounters/${draft.id}/finalize`, undefined, {
      headers: { ...desk.newKey(), 'If-Match': '"1"' },
    });
    await desk.workOff();
    await send();
    await round('ended');
    expect([await codes(), await deadlines()]).toEqual([[], []]);
  });

  it('that is a draft to another payer has no such days', async () => {
    const { patientId, billingProviderId, renderingProviderId } = desk.office;
    const path = `/v1/payers/${desk.office.payerId}`;
    const { body: payer, headers } = await api('GET', path);
    const { id: _id, version: _version, ...known } = payer;
    await api('PUT', path, { ...known, filingIndicator: 'CI' }, { headers: { 'If-Match': headers.ETag ?? '' } });
    await api('POST', '/v1/encounters', {
      patientId,
      billingProviderId,
      attendingProviderId: renderingProviderId,
      ...election,
    });
    expect(await deadlines()).toEqual([]);
  });

  it('raises an alarm before its last day, and another after it', async () => {
    await finalised();
    await round();
    expect(await exceptions()).toMatchObject([{ code: 'deadline-near', facts: { kind: 'notice', on: '2026-11-25' } }]);
    desk.edge.setNow('2026-11-26T13:00:00.000Z');
    await round();
    expect(await exceptions()).toMatchObject([
      { code: 'deadline-missed', facts: { kind: 'notice', on: '2026-11-25' } },
    ]);
  });

  it('is on the list again while its correction is not sent', async () => {
    const claimId = await finalised();
    await takenIn(await send(), claimId);
    await corrected(claimId, { admissionDate: '2026-11-19' });
    expect(await deadlines()).toEqual([['notice', '2026-11-24', 1]]);
  });

  it('of the end of a hospice’s care counts from the end', async () => {
    await finalised({ ...election, typeOfBill: '81B', admissionDate: '2026-09-10', statementTo: '2026-11-22' });
    expect(await deadlines()).toEqual([['notice', '2026-11-27', 4]]);
  });
});
