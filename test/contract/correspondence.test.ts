import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CorrespondenceDesk, openCorrespondenceDesk } from '../support/correspondence-desk.ts';
import { auditor } from '../support/resolution-office.ts';

/* It is Monday, 23 November 2026, 9:05 in Columbus, where the patient lives. */

let desk: CorrespondenceDesk;
beforeEach(async () => {
  desk = await openCorrespondenceDesk();
});
afterEach(() => desk.store.stop());

const at = (instant: string): void => desk.edge.setNow(`${instant}:00.000Z`);
const get = async (path: string) => (await desk.call('GET', path)).body;
const post = (path: string, body: object, version?: number) =>
  desk.send('POST', path, body, version === undefined ? {} : { version });

/** Sends a request that must succeed. */
async function done(path: string, body: object, version?: number) {
  const answer = await post(path, body, version);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

async function prefer(preferences: object): Promise<void> {
  const path = `/v1/accounts/${desk.accountId}`;
  const { guarantor, preferences: before, version } = await get(path);
  const body = { guarantor, preferences: { ...before, ...preferences } };
  const put = await desk.send('PUT', path, body, { version });
  expect(put.status, JSON.stringify(put.body)).toBe(200);
}

const agreed = { mayEmail: true, mayText: true, mayCall: true, mayLeaveMessage: false };
const guarantor = { kind: 'guarantor' };
const withPayer = () => ({ kind: 'payer', payerId: desk.office.payerId });
const ownAccount = () => ({ accountId: desk.accountId });
const billed = () => desk.selfPaid(desk.office.patientId, { selfPay: undefined });

describe('a call', () => {
  test('by a script keeps the answers in words, and sets the follow-up day of the claim', async () => {
    const claimId = await billed();
    const call = {
      ...{ channel: 'call', direction: 'out', with: withPayer(), about: { claimId }, summary: 'Asked for the state.' },
      ...{ person: 'Sam', referenceNumber: 'R-7', outcome: 'answered' },
    };
    const answers = { onFile: true, status: 'in-process', paidCents: 10_050, answerBy: '2026-12-10' };
    const record = await done('/v1/correspondence', { ...call, script: { name: 'claim-status', answers } });
    expect(record).toMatchObject({
      about: { accountId: desk.accountId, patientId: desk.office.patientId, claimId },
      script: {
        ...{ name: 'claim-status', version: 0 },
        answers: [
          { id: 'onFile', answer: 'Yes' },
          { id: 'status', answer: 'In process' },
          { id: 'paidCents', answer: '$100.50' },
          { id: 'answerBy', answer: '2026-12-10' },
        ],
      },
    });
    // For a claim in process the follow-up is after 30 days, on 23 December. The payer named 10 December, which counts.
    const follows = await get('/v1/follow-ups?by=2026-12-10');
    expect(follows.items).toMatchObject([{ kind: 'claim', mark: { id: claimId, followUpOn: '2026-12-10' } }]);
    expect((await get('/v1/follow-ups?by=2026-12-09')).items).toEqual([]);
    expect((await get(`/v1/correspondence?claimId=${claimId}`)).items).toMatchObject([{ id: record.id }]);
    const timeline = (await get(`/v1/accounts/${desk.accountId}/timeline`)).items;
    expect(timeline[0]).toMatchObject({
      kind: 'correspondence',
      words: 'A call to Example Health. Their reference: R-7.',
      summary: 'Asked for the state.',
    });
    const wrong = await post('/v1/correspondence', {
      ...call,
      script: { name: 'claim-status', answers: { onFile: 'yes', status: 'lost', colour: 'red' } },
    });
    expect(wrong.body.errors.map(({ pointer }: { readonly pointer: string }) => pointer)).toEqual([
      '/script/answers/colour',
      '/script/answers/onFile',
      '/script/answers/status',
    ]);
  });

  test('that broke the rules is recorded with the rules that it broke; later notes are kept with it', async () => {
    at('2026-11-24T03:30');
    const call = { channel: 'call', direction: 'out', with: guarantor, about: ownAccount(), summary: 'No answer.' };
    await prefer({ phone: '6145550102' });
    const record = await done('/v1/correspondence', call);
    expect(record.against).toBe('quiet-hours');
    const noted = await done(
      `/v1/correspondence/${record.id}/notes`,
      { text: 'Called back.', outcome: 'promised', followUpOn: '2026-12-01' },
      1,
    );
    expect(noted).toMatchObject({
      version: 2,
      outcome: 'promised',
      notes: [{ text: 'Called back.', outcome: 'promised' }],
    });
    expect((await get('/v1/follow-ups')).items).toMatchObject([{ kind: 'account', mark: { id: desk.accountId } }]);
    const struck = await done(`/v1/correspondence/${record.id}/strike`, { reason: 'another patient' }, 2);
    expect(struck.struck).toMatchObject({ by: 'user-manager', reason: 'another patient' });
    expect((await post(`/v1/correspondence/${record.id}/notes`, { text: 'x' }, 3)).body.type).toContain(
      'correspondence-struck',
    );
    expect((await get(`/v1/accounts/${desk.accountId}/timeline`)).items).toEqual([]);
    expect((await desk.send('POST', '/v1/correspondence', call, { principal: auditor })).status).toBe(403);
  });

  test('is checked beforehand: every way of contact, with what forbids it', async () => {
    await prefer({ phone: '6145550102', mobile: '6145550101', contactRules: { ...agreed, mayEmail: false } });
    const { items } = await done('/v1/contact-checks', { accountId: desk.accountId, purpose: 'collect' });
    const of = (channel: string) => items.find((each: { readonly channel: string }) => each.channel === channel);
    expect(of('call')).toEqual({ channel: 'call', isAllowed: true, to: '6145550102', message: 'name-and-number' });
    expect(of('autodialled-call')).toEqual({ channel: 'autodialled-call', isAllowed: false, because: 'no-consent' });
    expect(of('letter')).toEqual({ channel: 'letter', isAllowed: true });
    await done(`/v1/accounts/${desk.accountId}/holds`, { kind: 'bankruptcy', reason: 'told by the court' });
    const held = await done('/v1/contact-checks', { accountId: desk.accountId, purpose: 'collect' });
    expect(new Set(held.items.map(({ because }: { readonly because: string }) => because))).toEqual(
      new Set(['bankruptcy']),
    );
  });
});

describe('a letter', () => {
  test('has the facts of the claim, waits for a person to mail it, and puts the account on hold when it is returned', async () => {
    const claimId = await billed();
    const body = { template: 'insurance-needed', channel: 'letter', with: guarantor, about: { claimId } };
    const written = await done('/v1/messages', { ...body, followUpOn: '2026-12-07' });
    const { url } = await get(`/v1/correspondence/${written.id}/file`);
    expect(Buffer.from(desk.bytesOf(url).subarray(0, 5)).toString()).toBe('%PDF-');
    const sent = await done(`/v1/correspondence/${written.id}/sending`, { do: 'sent' }, 1);
    expect(sent.sending).toMatchObject({ state: 'sent', by: 'user-manager' });
    await done(`/v1/correspondence/${written.id}/sending`, { do: 'returned' }, 2);
    expect((await get(`/v1/accounts/${desk.accountId}`)).state).toBe('bad-address');
    expect((await post('/v1/messages', body)).body).toMatchObject({ status: 409, because: 'bad-address' });
    expect((await post(`/v1/correspondence/${written.id}/sending`, { do: 'sent' }, 3)).body.type).toContain(
      'sending-not-in-state',
    );
    const toPayer = await post('/v1/messages', { ...body, template: 'claim-inquiry', with: withPayer() });
    expect(toPayer.body.type).toContain('no-address');
  });

  test('from an own template has its versions; fields that do not exist, or that an e-mail may not contain, are named', async () => {
    const path = '/v1/message-templates/our-letter';
    const template = { channels: ['letter'], purpose: 'inform', language: 'en', title: 'Hello', attachments: [] };
    const put = (body: object, version: number) => desk.send('PUT', path, { ...template, ...body }, { version });
    expect((await put({ paragraphs: ['Dear {{recipient}}.'] }, 0)).body).toMatchObject({
      name: 'our-letter',
      version: 1,
    });
    expect((await put({ paragraphs: ['Dear {{recipient}}, at {{office}}.'] }, 1)).body.version).toBe(2);
    expect((await get(`${path}?version=1`)).paragraphs).toEqual(['Dear {{recipient}}.']);
    const unknown = await put({ paragraphs: ['Dear {{colour}}.'] }, 2);
    expect(unknown.body.errors[0]).toMatchObject({ pointer: '/paragraphs/0' });
    expect(unknown.body.errors[0].detail).toMatch(/^has fields that do not exist: colour; there are today, office, /);
    const open = await put({ channels: ['email'], paragraphs: ['About {{patient}}'] }, 2);
    expect(open.body.errors[0]).toMatchObject({ pointer: '/paragraphs/0' });
    expect(open.body.errors[0].detail).toMatch(/^tells what no e-mail and no text may: patient;/);
    await put({ paragraphs: ['x'], isRetired: true }, 2);
    const retired = { template: 'our-letter', channel: 'letter', with: guarantor, about: ownAccount() };
    expect((await post('/v1/messages', retired)).body.errors[0].pointer).toBe('/template');
    // Without a claim the visit is unknown, so the text has gaps.
    const gap = await post('/v1/messages', { ...retired, template: 'balance-letter' });
    expect(gap.body).toMatchObject({ status: 409, fields: expect.stringContaining('claimOwed') });
  });

  test('names no plan for a claim if the patient forbade it', async () => {
    const claimId = await desk.selfPaid(desk.office.patientId, { selfPay: true, disclosureForbidden: true });
    const body = {
      template: 'claim-inquiry',
      channel: 'fax',
      faxNumber: '6145550199',
      with: withPayer(),
      about: { claimId },
    };
    expect((await post('/v1/messages', body)).body.type).toContain('disclosure-forbidden');
  });
});

test('a fax goes to the service with its slip; without a service it waits for a person', async () => {
  const claimId = await billed();
  const body = {
    template: 'claim-inquiry',
    channel: 'fax',
    faxNumber: '6145550199',
    with: withPayer(),
    about: { claimId },
  };
  expect((await done('/v1/messages', body)).sending.state).toBe('waiting');
  const envelope = {
    ...{ senderQualifier: 'ZZ', senderId: 'OFFICE', receiverQualifier: 'ZZ', receiverId: 'FAXES' },
    ...{ applicationSender: 'OFFICE', applicationReceiver: 'FAXES' },
  };
  const delivery = { kind: 's3-drop', folder: 'faxes', fileName: '{control}' };
  await done('/v1/trading-partners', {
    name: 'Example Fax',
    receiverId: 'FAXES1',
    envelope,
    usage: 'production',
    delivery,
  });
  const { version, ...settings } = await get('/v1/billing-settings');
  const correspondence = { ...settings.correspondence, faxService: 'FAXES1' };
  await desk.send('PUT', '/v1/billing-settings', { ...settings, correspondence }, { version });
  const fax = await done('/v1/messages', body);
  expect(fax.sending).toMatchObject({ state: 'handed-over', to: '6145550199' });
  expect((await get('/v1/correspondence?state=handed-over')).items).toMatchObject([{ id: fax.id }]);

  expect((await get(`/v1/correspondence/${fax.id}`)).sending.delivery).toBe('waiting');
  // What the service reports of several is said at once, and each is judged alone.
  const [other, third] = [await done('/v1/messages', body), await done('/v1/messages', body)];
  const seen = ({ id, version: at }: { readonly id: string; readonly version: number }) => ({ id, version: at });
  const many = (items: readonly object[], action: object) =>
    desk.send('POST', '/v1/correspondence/bulk-actions', { items, action });
  const told = await many([seen(fax), { id: other.id, version: 9 }, seen(third)], { do: 'sent' });
  expect(told.body.items).toMatchObject([
    { id: fax.id, outcome: 'done', version: 2 },
    { id: other.id, outcome: 'refused', problem: 'version-changed' },
    { id: third.id, outcome: 'done', version: 2 },
  ]);
  expect((await get('/v1/correspondence?state=handed-over')).items).toMatchObject([{ id: other.id }]);
  const stopped = await many([seen(other), { id: fax.id, version: 2 }], { do: 'stop', reason: 'No answer' });
  expect(stopped.body.items).toMatchObject([{ outcome: 'done' }, { problem: 'sending-not-in-state' }]);
  expect((await get(`/v1/correspondence/${other.id}`)).sending).toMatchObject({
    state: 'not-sent',
    because: 'No answer',
  });
  expect((await get('/v1/correspondence?state=handed-over')).items).toEqual([]);

  // What has not left when a person stops it, strikes it out or sends it in another way never leaves.
  const fourth = await done('/v1/messages', body);
  const struck = await desk.send('POST', `/v1/correspondence/${fourth.id}/strike`, { reason: 'x' }, fourth);
  expect(struck.body.sending).toMatchObject({ state: 'not-sent' });
  const files = (await desk.store.items()).filter(({ type }) => type === 'delivery');
  expect(files.map(({ state, lastFailure }) => [state, lastFailure])).toEqual(
    Array.from({ length: 8 }, () => ['failed', 'stopped']),
  );

  const slip = (await desk.store.items()).find(
    ({ type, number, submissionId }) => type === 'delivery' && number === 2 && submissionId === fax.id,
  );
  const stated = JSON.parse(Buffer.from(desk.bucket.objects.get(String(slip?.fileKey)) as Uint8Array).toString());
  expect(stated).toMatchObject({
    id: fax.id,
    faxNumber: '6145550199',
    pages: 1,
    file: `${fax.id}.pdf`,
    sha256: fax.file.sha256,
  });
});
