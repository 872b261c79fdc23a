import { afterEach, beforeEach, expect, it } from 'vitest';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { openWholeOffice, type WholeOffice } from '../support/whole-office.ts';
import { submitted } from './walked/claims.ts';
import { authorization, byFile } from './walked/inquiries.ts';
import { anHour } from './walked/walk.ts';

/* Questions whose message is in the dead letters: nobody asks them, so a person sees them, and asks again. */

let office: WholeOffice;
beforeEach(async () => {
  office = await openWholeOffice();
  await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', byFile);
});
afterEach(() => office.store.stop());

/** Takes the worker's messages away, as the queue does after the last attempt. */
async function loseMessages(): Promise<void> {
  const { table } = office.store;
  const pages = await Promise.all(
    Array.from({ length: shards.due }, (_, shard) => table.queryAll({ partition: duePartition(shard) })),
  );
  const lost = pages.flat().filter(({ queue }) => queue === 'ask-payers');
  expect(lost.length).toBeGreaterThan(0);
  for (const { pk, sk } of lost) await table.transact([{ delete: { pk, sk } }]);
}

const idsOf = async (path: string) => (await office.read(path)).items.map(({ id }: { id: string }) => id);

const realTime = { via: { kind: 'core', url: 'https://payer.example.test/core', secretName: 'payer-one' } };
const ways = [
  { way: 'in a file', channel: byFile, state: 'queued', next: 'sent' },
  { way: 'in real time', channel: realTime, state: 'asking', next: 'failed' },
] as const;
const asksBy = async (channel: object): Promise<void> => {
  if (channel !== byFile) await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', channel);
};

it.each(ways)(
  'a question about a claim $way that never left is listed after four days, and asked again',
  async ({ channel, state, next }) => {
    await asksBy(channel);
    const claim = await submitted(office);
    const { id } = await office.do('createStatusInquiry', claim);
    await loseMessages();
    await office.pass(3);
    expect(await idsOf('/v1/status-inquiries')).toEqual([]);
    await office.pass(2);
    expect(await office.read('/v1/status-inquiries')).toMatchObject({
      items: [{ id, state, needsAttention: true }],
    });
    await office.do('createStatusInquiry', claim);
    expect(await idsOf('/v1/status-inquiries')).toEqual([]);
    await anHour(office);
    const { items } = await office.read(`${claim}/status-inquiries`);
    expect(items[0]).toMatchObject({ state: next });
    // The file takes the earlier question along.
    if (next === 'sent') expect(items[1]).toMatchObject({ id, state: next });
  },
);

it.each(ways)(
  'a check of a coverage $way that never left is listed after four days',
  async ({ channel, state, next }) => {
    await asksBy(channel);
    const { patientId, coverageId, billingProviderId: providerId } = office.office;
    const asked = { patientId, coverageId, providerId, serviceOn: '2026-11-25' };
    const { id } = await office.do('createEligibilityCheck', '', asked);
    await loseMessages();
    const list = '/v1/eligibility-checks?needsAttention=true';
    await office.pass(3);
    expect(await idsOf(list)).toEqual([]);
    await office.pass(2);
    expect(await office.read(list)).toMatchObject({ items: [{ id, state, needsAttention: true }] });
    await office.do('dismissEligibilityCheck', `/v1/eligibility-checks/${id}`, { reason: 'asked by telephone' });
    expect(await idsOf(list)).toEqual([]);
    const again = await office.do('createEligibilityCheck', '', asked);
    await anHour(office);
    expect(await office.read(`/v1/eligibility-checks/${again.id}`)).toMatchObject({ state: next });
  },
);

it.each(ways)(
  'a prior authorisation whose request $way never left is late after four days, and requested again',
  async ({ channel, state, next }) => {
    await asksBy(channel);
    const path = await authorization()(office);
    await office.do('requestAuthorization', path);
    await loseMessages();
    await office.pass(3);
    expect(await idsOf('/v1/authorizations?isLate=true')).toEqual([]);
    await office.pass(2);
    expect(await office.read('/v1/authorizations?isLate=true')).toMatchObject({
      items: [{ id: path.split('/').at(-1), request: { state, isLate: true } }],
    });
    await office.do('requestAuthorization', path);
    await anHour(office);
    expect(await office.read('/v1/authorizations')).toMatchObject({
      items: [{ request: { state: next, isLate: false } }],
    });
  },
);
