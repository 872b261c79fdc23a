import { afterAll, beforeAll, expect, it } from 'vitest';
import { inquiryDesk } from '../support/inquiry-desk.ts';
import { billingProviderBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
beforeAll(async () => {
  store = await startTestTable();
  desk = await inquiryDesk(store);
});
afterAll(async () => {
  await desk.stop();
  await store.stop();
});

it('puts the questions of each submitter into a file of its own, unless the channel names the sender', async () => {
  const { billing } = billingProviderBody;
  const others = { ...billing, submitter: { ...billing.submitter, id: 'EXOTHER' } };
  const made = await desk.call('POST', '/v1/providers', {
    ...billingProviderBody,
    npi: '1457389892',
    billing: others,
  });
  const channel = { kind: 'file', folder: 'clear', everyMinutes: 15 } as const;
  /** The sender of each new file, and how many questions it has. */
  const ask = async (day: string) => {
    const before = desk.written().length;
    for (const more of [{}, { providerId: made.body.id }, {}]) await desk.check({ ...more, serviceOn: day });
    desk.edge.setNow(new Date(desk.edge.now().getTime() + 16 * 60_000).toISOString());
    await desk.workOff();
    const files = desk.written().slice(before);
    return files
      .filter(([key]) => key.includes('/outbox/'))
      .map(([, text]) => [text.slice(35, 50).trim(), text.match(/TRN\*1/g)?.length])
      .sort();
  };
  await desk.channel(channel);
  expect(await ask('2026-11-28')).toEqual([
    ['EXOTHER', 1],
    ['EXSUBMIT', 2],
  ]);
  await desk.channel(channel, { senderId: 'EXOFFICE' });
  expect(await ask('2026-11-29')).toEqual([['EXOFFICE', 3]]);
});
