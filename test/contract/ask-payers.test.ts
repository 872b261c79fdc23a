import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { manager } from '../support/api-event.ts';
import {
  eligibilityAnswer,
  fileOf,
  inquiryDesk,
  payloadOf,
  soapAnswer,
  statusAnswer,
} from '../support/inquiry-desk.ts';
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

/** A payer that answers every question with these benefits. */
const answering = (...benefits: readonly string[]) =>
  desk.answer((asked) => {
    const trace = /TRN\*1\*([^*~]+)/.exec(payloadOf(asked))?.[1] ?? '';
    return { body: soapAnswer(eligibilityAnswer(trace, ...benefits)) };
  });

const asked = async (more: object = {}) => {
  const { body } = await desk.check(more);
  await desk.workOff();
  return desk.checkNow(body.id);
};

describe('a payer asked in real time', () => {
  openDesk();
  beforeEach(async () => {
    await desk.channel(desk.realTime);
  });

  it('gets the question in CORE’s envelope, and its answer is shown in plain terms', async () => {
    answering('EB*1**30*HM*GOLD PLAN', 'EB*B*IND*98***27*30*****Y', 'EB*C*IND*30***29*412.5*****Y');
    const check = await asked({ serviceTypes: ['30', '98'] });
    expect(desk.asked).toHaveLength(1);
    const [{ headers, body }] = desk.asked as [(typeof desk.asked)[number]];
    expect(headers['content-type']).toContain('application/soap+xml');
    expect(body).toContain('<wsse:Username>office</wsse:Username>');
    expect(body).toContain('>p&amp;ss</wsse:Password>');
    expect(body).toContain('<PayloadType>X12_270_Request_005010X279A1</PayloadType>');
    expect(
      payloadOf(desk.asked[0] as (typeof desk.asked)[number])
        .split('~')
        .slice(2, -4),
    ).toEqual([
      'ST*270*0001*005010X279A1',
      `BHT*0022*13*${check.id}*20261123*1200`,
      'HL*1**20*1',
      'NM1*PR*2*Example Health*****PI*99999',
      'HL*2*1*21*1',
      'NM1*1P*2*Example Clinic*****XX*1234567893',
      'HL*3*2*22*0',
      `TRN*1*${check.id}*9123456789`,
      'NM1*IL*1*Canaryname*Testa****MI*M000CANARY',
      'N3*77 Canary Way',
      'N4*Columbus*OH*432150001',
      'DMG*D8*19800131*F',
      'DTP*291*D8*20261125',
      'EQ*30^98',
    ]);
    expect(check).toMatchObject({
      state: 'answered',
      needsAttention: false,
      result: { status: 'active', plan: 'GOLD PLAN' },
    });
    expect(check.result.services).toContainEqual(
      expect.objectContaining({
        serviceType: '98',
        words: 'office visit of a professional',
        network: 'in',
        copayCents: 3000,
      }),
    );
    expect(check.result.benefits[2]).toMatchObject({
      words: 'amount that the patient pays first',
      period: 'remaining',
      amountCents: 41_250,
      raw: 'EB*C*IND*30***29*412.5*****Y~',
    });
    expect(desk.written().map(([key]) => key.replace(/.*\./, ''))).toEqual(['270', '271']);
    expect(desk.edge.logLines.join()).not.toMatch(/CANARY/i);
  });

  it('can use MIME instead', async () => {
    await desk.channel({ ...desk.realTime, envelope: 'mime' });
    desk.answer(({ headers, body }) => {
      expect(headers['content-type']).toContain('multipart/form-data');
      const trace = /TRN\*1\*([^*~]+)/.exec(body)?.[1] ?? '';
      const payload = eligibilityAnswer(trace, 'EB*1**30');
      const part = `--b\r\nContent-Disposition: form-data; name="Payload"\r\n\r\n${payload}\r\n--b--\r\n`;
      return { type: 'multipart/form-data; boundary=b', body: part };
    });
    expect(await asked()).toMatchObject({ state: 'answered', result: { status: 'active' } });
  });

  it('fails its question, once, when it answers with anything else', async () => {
    for (const answer of [
      { body: soapAnswer('hello') },
      { body: soapAnswer(eligibilityAnswer('inq_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3', 'EB*1**30')) },
      { body: '<html>no</html>' },
    ]) {
      const before = desk.asked.length;
      desk.answer(() => answer);
      expect(await asked()).toMatchObject({
        state: 'failed',
        needsAttention: true,
        fault: { code: 'answer-unreadable' },
      });
      expect(desk.asked).toHaveLength(before + 1);
    }
  });

  it('that does not answer is asked again, and then a person is told', async () => {
    desk.answer(() => ({ status: 503, body: '' }));
    const { body } = await desk.check();
    await expect(desk.workOff(1)).rejects.toThrow('payer-unreachable');
    expect((await desk.checkNow(body.id)).state).toBe('asking');
    await desk.workOff(3);
    expect(await desk.checkNow(body.id)).toMatchObject({ state: 'failed', fault: { code: 'payer-unreachable' } });
  });

  it('is not asked without its secret, or with values that X12 cannot carry', async () => {
    const before = desk.asked.length;
    await desk.channel({ ...desk.realTime, secretName: 'none' });
    expect(await asked()).toMatchObject({ fault: { code: 'secret-missing' } });
    await desk.channel(desk.realTime);
    const path = `/v1/patients/${desk.office.patientId}`;
    const patient = (await desk.call('GET', path)).body;
    const name = { ...patient.name, lastName: 'Ca~nary' };
    const replaced = await desk.call('PUT', path, { ...patient, name }, { headers: { 'If-Match': '"1"' } });
    if (replaced.status === 200) {
      expect(await asked()).toMatchObject({
        fault: { code: 'not-writable', places: [expect.stringContaining('name')] },
      });
    } else expect(replaced.status).toBe(400);
    expect(desk.asked).toHaveLength(before);
  });

  it('that rejects the question has its reason shown, with what to do', async () => {
    answering('AAA*N**72*C');
    expect(await asked()).toMatchObject({
      state: 'answered',
      needsAttention: true,
      result: {
        status: 'rejected',
        rejections: [{ about: 'subscriber', code: '72', followUp: 'correct it and ask again' }],
      },
    });
  });

  it('asked again shows what changed; a rejection in between is ignored', async () => {
    answering('EB*1**30*HM*GOLD');
    await asked();
    answering('EB*1**30*HM*GOLD', 'EB*C**30***29*10*****Y');
    expect((await asked()).changes).toEqual([]);
    answering('AAA*N**42*R');
    expect((await asked()).changes).toEqual([{ field: 'status', before: 'active', after: 'rejected' }]);
    answering('EB*6**30*HM*GOLD');
    const check = await asked();
    expect(check.changes[0]).toEqual({ field: 'status', before: 'active', after: 'inactive' });
    const attention = await desk.call('GET', '/v1/eligibility-checks?needsAttention=true');
    const statuses = attention.body.items.map(({ status }: { status?: string }) => status);
    expect(statuses).toEqual(expect.arrayContaining(['inactive', 'rejected']));
  });

  it('may return the day of the question as the plan’s: that is no change, but another day is', async () => {
    answering('DTP*291*D8*20261209', 'EB*1**30');
    expect((await asked({ serviceOn: '2026-12-09' })).result).not.toHaveProperty('planFrom');
    answering('DTP*291*D8*20260101', 'EB*1**30');
    expect((await asked()).changes).toEqual([{ field: 'planFrom', after: '2026-01-01' }]);
  });

  it('is asked on the day that was planned, in the office’s time', async () => {
    answering('EB*1**30');
    const { body } = await desk.check({ serviceOn: '2026-12-01', askOn: '2026-11-29' });
    expect(body).toMatchObject({ state: 'planned', askAt: '2026-11-29T00:00:00.000Z' });
    const before = desk.asked.length;
    desk.edge.setNow('2026-11-28T23:59:00.000Z');
    await desk.workOff();
    expect(desk.asked).toHaveLength(before);
    desk.edge.setNow('2026-11-29T00:00:01.000Z');
    await desk.workOff();
    expect(await desk.checkNow(body.id)).toMatchObject({ state: 'answered' });
  });
});

describe('a receiver asked in files', () => {
  openDesk();
  beforeEach(async () => {
    await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
  });
  const later = async () => {
    desk.edge.setNow(new Date(desk.edge.now().getTime() + 16 * 60_000).toISOString());
    return desk.workOff();
  };
  const dropped = () =>
    desk
      .written()
      .filter(([key]) => key.startsWith('first-office/outbox/clear/'))
      .slice(-1);

  it('gets the questions of some minutes in one file, each once, and each answer finds its question', async () => {
    const ids = [];
    for (const serviceOn of ['2026-11-25', '2026-11-26', '2026-11-27'])
      ids.push((await desk.check({ serviceOn })).body.id);
    expect(await desk.workOff()).toBe(0);
    expect(await later()).toBe(1);
    expect(dropped()).toHaveLength(1);
    const [[name, text]] = dropped() as [[string, string]];
    expect(name).toBe('first-office/outbox/clear/000000001.270');
    expect([...text.matchAll(/TRN\*1\*([^*]+)/g)].map(([, id]) => id).sort()).toEqual([...ids].sort());
    expect(text.match(/HL\*/g)).toHaveLength(5);
    expect((await desk.checkNow(ids[0] as string)).state).toBe('sent');
    const [file] = (await desk.call('GET', '/v1/inquiry-files')).body.items;
    expect(file).toMatchObject({ kind: 'eligibility', inquiries: 3, state: 'written', receiverId: 'EXCLEAR' });
    const read = (await desk.call('GET', `/v1/inquiry-files/${file.id}/file`)).body;
    expect(read).toMatchObject({ url: expect.stringContaining(`${file.id}.270`), sizeBytes: text.length });
    // Out of order, and one of them twice.
    await desk.take(eligibilityAnswer(ids[2] as string, 'EB*1**30'));
    await desk.take(eligibilityAnswer(ids[0] as string, 'EB*6**30'));
    await desk.take(eligibilityAnswer(ids[0] as string, 'EB*1**30'));
    const states = await Promise.all(ids.map(async (id) => (await desk.checkNow(id)).result?.status));
    expect(states).toEqual(['inactive', undefined, 'active']);
  });

  it('rejects a whole file, and with it every question in it', async () => {
    const ids = [(await desk.check()).body.id, (await desk.check()).body.id];
    await later();
    const reference = /BHT\*0022\*13\*([^*]+)/.exec(dropped()[0]?.[1] ?? '')?.[1] ?? '';
    const segments = [`BHT*0022*11*${reference}*20261123*1205`, 'HL*1**20*0', 'NM1*PR*2*EXAMPLE HEALTH*****PI*99999'];
    await desk.take(fileOf('271', [...segments, 'AAA*N**79*C']));
    for (const id of ids) expect(await desk.checkNow(id)).toMatchObject({ result: { rejections: [{ code: '79' }] } });
  });

  it('gets no answer of another office', async () => {
    const { body } = await desk.check();
    await later();
    const other = await desk.take(eligibilityAnswer('inq_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3', 'EB*1**30'));
    expect(other).toMatchObject({ state: 'read', answered: 0, unmatched: 1, findings: [] });
    await desk.take(eligibilityAnswer('SOMETHINGELSE', 'EB*1**30'));
    expect(await desk.take('hello')).toMatchObject({ answered: 0, unmatched: 0, findings: ['envelope-missing 0'] });
    expect((await desk.checkNow(body.id)).state).toBe('sent');
  });

  it('gets the other questions when one can no longer be written', async () => {
    const [first, second] = [(await desk.check()).body.id, (await desk.check()).body.id];
    const path = `/v1/patients/${desk.office.patientId}/coverages/${desk.office.coverageId}`;
    expect((await desk.call('GET', path)).status).toBe(200);
    await store.table.transact([
      {
        update: { pk: `first-office#INQUIRY#${first}`, sk: 'INQUIRY' },
        set: { coverageId: 'cov_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3' },
      },
    ]);
    await later();
    expect(await desk.checkNow(first)).toMatchObject({ state: 'failed', fault: { code: 'record-missing' } });
    expect((await desk.checkNow(second)).state).toBe('sent');
    expect(dropped()[0]?.[1].match(/TRN/g)).toHaveLength(1);
  });
});

describe('a payer asked about a claim', () => {
  openDesk();
  const sentClaim = async () => {
    await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
    const claimId = await desk.finalise();
    const submitted = await desk.claims.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
    expect(submitted.status).toBe(202);
    await desk.claims.workOff();
    return claimId;
  };
  const statusOf = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body.state.kind;

  it('gives an answer in words that are on the claim’s timeline, and changes no amounts', async () => {
    const claimId = await sentClaim();
    const { status, body } = await desk.call('POST', `/v1/claims/${claimId}/status-inquiries`);
    expect([status, body.state]).toEqual([202, 'queued']);
    desk.edge.setNow('2026-11-23T13:00:00.000Z');
    await desk.workOff();
    const [, text = ''] = desk.written().find(([key]) => key.includes('/outbox/clear/')) ?? [];
    expect(text.split('~').slice(2, -4)).toEqual([
      'ST*276*0001*005010X212',
      expect.stringMatching(/^BHT\*0010\*13\*iqf_/),
      'HL*1**20*1',
      'NM1*PR*2*Example Health*****PI*99999',
      'HL*2*1*21*1',
      'NM1*41*2*Example Clinic*****46*EXSUBMIT',
      'HL*3*2*19*1',
      'NM1*1P*2*Example Clinic*****XX*1234567893',
      'HL*4*3*22*0',
      'DMG*D8*19800131*F',
      'NM1*IL*1*Canaryname*Testa****MI*M000CANARY',
      `TRN*1*${body.id}`,
      `REF*EJ*${claimId}`,
      'AMT*T3*141',
      'DTP*472*RD8*20261120-20261120',
    ]);
    await desk.take(statusAnswer(body.id, 'STC*F2:88:QC*20261122**141*0'));
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/status-inquiries`)).body;
    expect(items).toMatchObject([
      {
        state: 'answered',
        result: {
          standing: 'denied',
          payerClaimNumber: 'ICN77',
          chargeCents: 14_100,
          paidCents: 0,
          statements: [{ words: 'denied', category: 'F2', code: '88', entity: 'QC', on: '2026-11-22' }],
        },
      },
    ]);
    expect(await statusOf(claimId)).toBe('submitted');
    const history = (await desk.call('GET', `/v1/claims/${claimId}/history`)).body.items;
    expect(history.at(-1)).toMatchObject({
      event: 'payer-told-status',
      from: 'submitted',
      to: 'submitted',
      facts: { inquiryId: body.id, standing: 'denied' },
    });
    // A later answer to the same question changes nothing.
    await desk.take(statusAnswer(body.id, 'STC*P1:20*20261123'));
    expect((await desk.call('GET', `/v1/claims/${claimId}/status-inquiries`)).body.items).toEqual(items);
  });

  it('is asked automatically, once, about claims that were sent the given number of days ago without an answer', async () => {
    const claimId = await sentClaim();
    const settings = { statusAfterDays: 2 };
    const set = await desk.call('PUT', '/v1/inquiry-settings', settings, { headers: { 'If-Match': '"0"' } });
    expect(set.body).toEqual({ version: 1, statusAfterDays: 2 });
    const listed = async () => (await desk.call('GET', `/v1/claims/${claimId}/status-inquiries`)).body.items;
    for (const [day, count] of [
      ['24', 0],
      ['25', 1],
      ['26', 1],
      ['27', 1],
    ] as const) {
      desk.edge.setNow(`2026-11-${day}T12:30:00.000Z`);
      await desk.workOff();
      expect(await listed()).toHaveLength(count);
    }
    expect(await listed()).toMatchObject([{ requestedBy: 'schedule' }]);
  });

  it('is not asked about a claim that was filed to it again, nor about a notice, whose charges are zero; but about a predetermination', async () => {
    const ids = [await sentClaim(), await sentClaim(), await sentClaim(), await sentClaim()];
    const tenant = manager.tenantId as TenantId;
    const [, before, notice, asking] = await readBalances(store.table, tenant, ids);
    if (before === undefined || notice === undefined || asking === undefined) throw new Error('the claims are there');
    await store.table.transact([
      balanceWrite(tenant, notice, { ...notice, chargeCents: zeroCents }),
      balanceWrite(tenant, asking, { ...asking, chargeCents: zeroCents, predetermination: {} }),
    ]);
    const state = { kind: 'answered', outcome: 'paid' } as const;
    const again = { number: 2, share: 0, frequency: 'replacement', state } as const;
    await store.table.transact([balanceWrite(tenant, before, { ...before, filings: [...before.filings, again] })]);
    for (const day of ['28', '29', '30']) {
      desk.edge.setNow(`2026-11-${day}T12:30:00.000Z`);
      await desk.workOff();
    }
    const asked = async (id: string) => (await desk.call('GET', `/v1/claims/${id}/status-inquiries`)).body.items.length;
    expect(await Promise.all(ids.map(asked))).toEqual([1, 0, 0, 1]);
  });

  it('is asked by the office’s days, not by UTC, which is a day ahead in the evening', async () => {
    const { body: office } = await desk.practice.call('GET', '/v1/office');
    const headers = { 'If-Match': `"${office.version}"` };
    await desk.practice.call('PUT', '/v1/office', { timeZone: 'America/New_York' }, { headers });
    // The evening of the 30th: the file is written in another month of Greenwich.
    desk.edge.setNow('2026-12-01T02:00:00.000Z');
    const claimId = await sentClaim();
    for (const [at, count] of [
      ['2026-12-01T12:30:00.000Z', 0],
      ['2026-12-02T12:30:00.000Z', 1],
    ] as const) {
      desk.edge.setNow(at);
      await desk.workOff();
      const { items } = (await desk.call('GET', `/v1/claims/${claimId}/status-inquiries`)).body;
      expect([at, items.length]).toEqual([at, count]);
    }
  });
});
