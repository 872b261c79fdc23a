import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBalances } from '../../shared/store/claims.ts';
import { acknowledgedDesk } from '../support/acknowledged-desk.ts';
import { functionalAnswer } from '../support/acknowledgement-files.ts';
import { coder, manager } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
beforeAll(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
});
afterAll(() => store.stop());

/** What is agreed with the receiver that the office's payers name. */
const partner = {
  name: 'Example Clearinghouse',
  receiverId: 'EXCLEAR',
  envelope: {
    senderQualifier: '30',
    senderId: 'OFFICE 1',
    receiverQualifier: '01',
    receiverId: 'CLEAR01',
    applicationSender: 'OFFICEAPP',
    applicationReceiver: 'CLEARAPP',
  },
  separators: { element: '|', component: '>', repetition: '^', segment: '~' },
  submitter: { name: 'EXAMPLE BILLING', contactName: 'PAT SAMPLE', phone: '6145550177' },
  usage: 'production',
  claimsPerFile: 2,
  expects: { fileHours: 4 },
  delivery: { kind: 's3-drop', folder: 'clear', fileName: '{date}.{control}.837' },
};

const create = (change: object = {}) => desk.practice.call('POST', '/v1/trading-partners', { ...partner, ...change });
const submit = (body: object = {}) => desk.call('POST', '/v1/submissions', { body, headers: desk.newKey() });
const textOf = (id: string) =>
  Buffer.from(desk.s3.objects.get(`${manager.tenantId}/claim-file/${id}.837`) ?? []).toString('latin1');

describe('a trading partner', () => {
  it.each([
    ['a separator that is a letter', { separators: { ...partner.separators, element: 'X' } }, '/separators/element'],
    ['one separator for two things', { separators: { ...partner.separators, component: '|' } }, '/separators'],
    ['a separator of identifiers', { separators: { ...partner.separators, component: '-' } }, '/separators'],
    [
      'an identifier that is too long',
      { envelope: { ...partner.envelope, senderId: 'A'.repeat(16) } },
      '/envelope/senderId',
    ],
    [
      'a name that all files share',
      { delivery: { ...partner.delivery, fileName: 'claims.837' } },
      '/delivery/fileName',
    ],
    ['more claims than a file takes', { claimsPerFile: 5001 }, '/claimsPerFile'],
    [
      'a connection that is not there',
      {
        delivery: {
          kind: 'sftp',
          connectionId: 'con_01JD0EXAMP1E00000000000000',
          directory: '/in',
          fileName: '{control}',
        },
      },
      '/delivery/connectionId',
    ],
  ])('is refused with %s', async (_, change, pointer) => {
    const refused = await create(change);
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('is set up by a manager, once for a receiver', async () => {
    expect((await desk.practice.call('POST', '/v1/trading-partners', partner, { principal: coder })).status).toBe(403);
    const created = await create();
    expect(created).toMatchObject({ status: 201, body: { receiverId: 'EXCLEAR', version: 1 } });
    expect(await create()).toMatchObject({ status: 409, body: { type: expect.stringContaining('receiver-taken') } });
  });

  it('decides how files are written, how many claims they contain, and how they are sent', async () => {
    const claimIds = [await desk.finalise(), await desk.finalise(), await desk.finalise()];
    const created = await submit({ claimIds: [claimIds[0], claimIds[2]] });
    expect(created).toMatchObject({ status: 202, body: { items: [{ receiverId: 'EXCLEAR' }] } });
    const [{ id }] = created.body.items;
    await desk.workOff();
    const text = textOf(id);
    expect(text.slice(0, 106)).toMatch(/^ISA\|00\| {10}\|00\| {10}\|30\|OFFICE 1 {7}\|01\|CLEAR01 {8}\|/);
    expect(text.slice(90, 106)).toBe('000000001|0|T|>~');
    expect(text).toContain('~GS|HC|OFFICEAPP|CLEARAPP|');
    expect(text).toContain('~NM1|41|2|EXAMPLE BILLING|||||46|');
    expect(text).toContain('~PER|IC|PAT SAMPLE|TE|6145550177~');
    expect([...text.matchAll(/~CLM\|([^|]+)/g)].map((match) => match[1]).sort()).toEqual(
      [claimIds[0], claimIds[2]].sort(),
    );
    const balances = await readBalances(store.table, manager.tenantId as never, claimIds);
    expect(balances.map((balance) => balance?.filings[0]?.state.kind)).toEqual(['submitted', 'ready', 'submitted']);
    const deliveries = await desk.call('GET', `/v1/submissions/${id}/deliveries`);
    expect(deliveries.body.items).toMatchObject([
      {
        number: 1,
        state: 'waiting',
        method: 's3-drop',
        place: 'clear',
        fileName: '20261123.000000001.837',
        attempts: 0,
      },
    ]);
  });

  it('limits the size of its files: further claims go into the next one', async () => {
    const more = [await desk.finalise(), await desk.finalise()];
    const created = await submit();
    const [{ id }] = created.body.items;
    await desk.workOff();
    await desk.workOff();
    const first = await desk.call('GET', `/v1/submissions/${id}`);
    expect(first.body).toMatchObject({ state: 'submitted', claims: 2, nextSubmissionId: expect.any(String) });
    const next = await desk.call('GET', `/v1/submissions/${first.body.nextSubmissionId}`);
    expect(next.body).toMatchObject({ state: 'submitted', claims: 1 });
    expect(textOf(next.body.id)).toContain('|CLEAR01 ');
    expect(more).toHaveLength(2);
  });

  it('gets only claims that are ready: one that is not ready is named', async () => {
    const sent = (await desk.call('GET', '/v1/claims?state=submitted')).body.items[0].id;
    const refused = await submit({ claimIds: [await desk.finalise(), sent] });
    expect(refused).toMatchObject({ status: 409, body: { errors: [{ pointer: '/claimIds/1' }] } });
  });

  it('gets a file again only when a person decides so, under a further name', async () => {
    const items = (await desk.call('GET', '/v1/submissions')).body.items as { id: string; controlNumber: string }[];
    const { id } = items.find(({ controlNumber }) => controlNumber === '000000001') as { id: string };
    const resend = () =>
      desk.call('POST', `/v1/submissions/${id}/resend`, { body: { reason: 'it was lost' }, headers: desk.newKey() });
    expect(await resend()).toMatchObject({ status: 409, body: { type: expect.stringContaining('delivery-underway') } });
    await desk.deliver();
    const before = (await desk.call('GET', `/v1/submissions/${id}/deliveries`)).body.items;
    expect(before).toMatchObject([{ state: 'sent', attempts: 1 }]);
    expect((await resend()).status).toBe(202);
    await desk.deliver();
    const items2 = (await desk.call('GET', `/v1/submissions/${id}/deliveries`)).body.items;
    expect(items2).toMatchObject([
      { number: 1, state: 'sent' },
      {
        number: 2,
        state: 'sent',
        reason: 'it was lost',
        fileName: '20261123.000000001-2.837',
        sha256: before[0].sha256,
      },
    ]);
    const names = [...desk.s3.objects.keys()].filter((name) => name.includes('/outbox/clear/'));
    expect(names.map((name) => name.split('/').at(-1)).sort()).toEqual(
      expect.arrayContaining(['20261123.000000001-2.837', '20261123.000000001.837']),
    );
    const bytes = names.filter((name) => name.includes('.000000001')).map((name) => desk.s3.objects.get(name));
    expect(bytes[0]).toEqual(bytes[1]);
  });

  it('never gets a rejected file again: its claims are filed in a new one', async () => {
    await desk.finalise();
    const { acknowledge } = acknowledgedDesk(desk);
    const [{ id }] = (await submit()).body.items;
    await desk.workOff();
    await desk.deliver();
    const { controlNumber } = (await desk.call('GET', `/v1/submissions/${id}`)).body;
    const envelope = { from: 'CLEAR01', to: 'OFFICE 1' };
    const answer = functionalAnswer(String(Number(controlNumber)), 'R', [], envelope);
    expect((await acknowledge(answer)).body).toMatchObject({ state: 'applied', unapplied: 0 });
    const body = { reason: 'they say that it is mended' };
    const resend = await desk.call('POST', `/v1/submissions/${id}/resend`, { body, headers: desk.newKey() });
    expect(resend).toMatchObject({ status: 409, body: { type: expect.stringContaining('submission-turned-away') } });
  });
});
