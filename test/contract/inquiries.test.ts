import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stranger } from '../support/api-event.ts';
import { inquiryDesk } from '../support/inquiry-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
/** An office for all tests of a group, since setting one up takes longer than most tests. */
function openDesk(): void {
  beforeAll(async () => {
    store = await startTestTable();
    desk = await inquiryDesk(store);
  });
  afterAll(async () => {
    await desk.stop();
    await store.stop();
  });
}

const kindOf = ({ status, body }: { status: number; body: { type: string } }) =>
  `${status} ${body.type.slice(body.type.lastIndexOf('/') + 1)}`;

describe('how a receiver is asked', () => {
  openDesk();
  it('is stored under its id, and replaced only with its current version', async () => {
    expect((await desk.channel(desk.realTime)).body).toEqual({
      receiverId: 'EXCLEAR',
      version: 1,
      usage: 'production',
      via: { ...desk.realTime, envelope: 'soap' },
    });
    expect((await desk.channel({ kind: 'file' }, {}, 0)).status).toBe(412);
    expect((await desk.channel({ kind: 'file' }, { usage: 'test' }, 1)).body.via).toEqual({
      kind: 'file',
      everyMinutes: 15,
    });
    expect((await desk.call('GET', '/v1/inquiry-channels')).body.items).toHaveLength(1);
    expect((await desk.call('GET', '/v1/inquiry-channels/EXCLEAR', undefined, { principal: stranger })).status).toBe(
      404,
    );
  });

  it('needs an encrypted address, and names a secret', async () => {
    for (const change of [{ url: 'http://payer.example.test' }, { url: 'payer' }, { secretName: 'a password' }]) {
      expect((await desk.channel({ ...desk.realTime, ...change })).status).toBe(400);
    }
  });
});

describe('a check of a coverage', () => {
  openDesk();
  it('needs a channel of the payer’s receiver, a provider that bills, and a coverage of the patient', async () => {
    expect(kindOf(await desk.check())).toBe('409 inquiry-channel-missing');
    await desk.channel(desk.realTime);
    const rendering = await desk.check({ providerId: desk.office.renderingProviderId });
    expect(kindOf(rendering)).toBe('400 request-invalid');
    expect(rendering.body.errors).toEqual([
      { pointer: '/providerId', detail: 'this provider is not set up for billing; name one that is' },
    ]);
    const other = await desk.check({ coverageId: 'cov_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3' });
    expect(other.body.errors).toMatchObject([{ pointer: '/coverageId' }]);
  });

  it('is listed, by patient or by state, and read only in its own office', async () => {
    await desk.channel({ kind: 'file' });
    const { status, body } = await desk.check({ serviceTypes: ['30', '98'] });
    expect([status, body.state, body.serviceTypes, body.needsAttention]).toEqual([202, 'queued', ['30', '98'], false]);
    const listed = async (query: string) => (await desk.call('GET', `/v1/eligibility-checks?${query}`)).body.items;
    expect(await listed(`patientId=${desk.office.patientId}`)).toEqual([body]);
    expect(await listed('patientId=pat_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3')).toEqual([]);
    expect(await listed('state=answered')).toEqual([]);
    expect(await listed('needsAttention=true')).toEqual([]);
    const path = `/v1/eligibility-checks/${body.id}`;
    expect((await desk.call('GET', path, undefined, { principal: stranger })).status).toBe(404);
    expect((await desk.call('GET', path)).body).toEqual(body);
  });

  it('is cancelled while it waits, and then never asked', async () => {
    await desk.channel({ kind: 'file' });
    const { body } = await desk.check();
    const path = `/v1/eligibility-checks/${body.id}/cancel`;
    expect((await desk.call('POST', path)).body.state).toBe('cancelled');
    expect(kindOf(await desk.call('POST', path))).toBe('409 inquiry-over');
    desk.edge.setNow('2026-11-23T13:00:00.000Z');
    await desk.workOff();
    expect(desk.written().filter(([, text]) => text.includes(body.id))).toEqual([]);
  });

  it('of Medicare needs the attestation of the provider’s NPI', async () => {
    const payerPath = `/v1/payers/${desk.office.payerId}`;
    const payer = (await desk.call('GET', payerPath)).body;
    await desk.call('PUT', payerPath, { ...payer, filingIndicator: 'MB' }, { headers: { 'If-Match': '"1"' } });
    await desk.channel(desk.realTime);
    expect(kindOf(await desk.check())).toBe('409 eligibility-attestation-missing');
    const path = `/v1/providers/${desk.office.billingProviderId}`;
    const provider = (await desk.call('GET', path)).body;
    const enrol = (status: string, on: string, version: number) => {
      const transactions = [{ kind: 'eligibility', status, on }];
      const enrollments = [{ payerId: desk.office.payerId, from: '2026-01-01', transactions }];
      return desk.call('PUT', path, { ...provider, version, enrollments }, { headers: { 'If-Match': `"${version}"` } });
    };
    expect((await enrol('requested', '2026-11-01', 1)).status).toBe(200);
    expect(kindOf(await desk.check())).toBe('409 eligibility-attestation-missing');
    await enrol('active', '2026-11-25', 2);
    expect(kindOf(await desk.check())).toBe('409 eligibility-attestation-missing');
    // The question is planned for a day on which the attestation is in force.
    expect((await desk.check({ askOn: '2026-11-25' })).body.state).toBe('planned');
    await enrol('active', '2026-11-23', 3);
    expect((await desk.check()).status).toBe(202);
  });
});

describe('an eligibility check that is planned', () => {
  openDesk();
  it('is listed in the month in which it is to be asked, before and after', async () => {
    await desk.channel(desk.realTime);
    const { body } = await desk.check({ serviceOn: '2027-02-04', askOn: '2027-02-02' });
    const listed = async (query: string) =>
      (await desk.call('GET', `/v1/eligibility-checks${query}`)).body.items.map(({ id }: { id: string }) => id);
    expect(await listed('')).toEqual([]);
    expect(await listed('?month=2027-02')).toEqual([body.id]);
    await desk.call('POST', `/v1/eligibility-checks/${body.id}/cancel`);
    expect(await listed('?month=2027-02')).toEqual([body.id]);
  });
});

describe('an inquiry about a claim', () => {
  openDesk();
  it('needs a payer that has the claim', async () => {
    await desk.channel(desk.realTime);
    const claimId = await desk.finalise();
    const path = `/v1/claims/${claimId}/status-inquiries`;
    expect(kindOf(await desk.call('POST', path))).toBe('409 claim-not-with-payer');
    expect((await desk.call('GET', path)).body.items).toEqual([]);
    expect((await desk.call('POST', '/v1/claims/S0000000000000000/status-inquiries')).status).toBe(404);
  });
});
