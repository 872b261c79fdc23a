import { afterAll, beforeAll, expect, it } from 'vitest';
import { acknowledgedDesk } from '../support/acknowledged-desk.ts';
import { functionalAnswer } from '../support/acknowledgement-files.ts';
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

it('marks its files as tests outside of production', async () => {
  const before = desk.written().length;
  await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
  await desk.check({ serviceOn: '2026-12-06' });
  desk.edge.setNow(new Date(desk.edge.now().getTime() + 16 * 60_000).toISOString());
  await desk.workOff(3, 'T');
  const [, text = ''] =
    desk
      .written()
      .slice(before)
      .find(([key]) => key.endsWith('.270')) ?? [];
  expect(text.slice(102, 103)).toBe('T');
  await desk.check({ serviceOn: '2026-12-07' });
  desk.edge.setNow(new Date(desk.edge.now().getTime() + 16 * 60_000).toISOString());
  await desk.workOff();
  const [, other = ''] = desk.written().findLast(([key]) => key.endsWith('.270')) ?? [];
  expect(other.slice(102, 103)).toBe('P');
});

it('addresses a trading partner as claim files do, and finds its 999 by these identifiers', async () => {
  const partner = {
    ...{ name: 'Example Clearinghouse', receiverId: 'EXCLEAR', usage: 'test' },
    envelope: {
      ...{ senderQualifier: '30', senderId: '123456789', receiverQualifier: '01', receiverId: '987654321' },
      ...{ applicationSender: 'EXGROUP', applicationReceiver: 'EXAPP' },
    },
    delivery: { kind: 's3-drop', folder: 'partner', fileName: '{control}.837' },
  };
  expect((await desk.call('POST', '/v1/trading-partners', partner)).status).toBe(201);
  const written = async (more: object) => {
    const before = desk.written().length;
    await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 }, more);
    await desk.check({ serviceOn: '2026-12-05' });
    desk.edge.setNow(new Date(desk.edge.now().getTime() + 16 * 60_000).toISOString());
    await desk.workOff();
    const [, text = ''] =
      desk
        .written()
        .slice(before)
        .find(([key]) => key.endsWith('.270')) ?? [];
    return text
      .split('~')
      .slice(0, 2)
      .map((segment) => segment.split('*').map((element) => element.trim()));
  };
  const [isa = [], gs = []] = await written({});
  expect(isa.slice(5, 9)).toEqual(['30', '123456789', '01', '987654321']);
  expect(isa[15]).toBe('T');
  expect(gs.slice(2, 4)).toEqual(['EXGROUP', 'EXAPP']);
  const says = { from: '987654321', to: '123456789' };
  await acknowledgedDesk(desk.claims).acknowledge(functionalAnswer(gs[6] ?? '', 'A', [], says));
  const [file] = (await desk.call('GET', '/v1/inquiry-files')).body.items;
  expect(file).toMatchObject({ functionalAnswer: 'accepted' });
  const [own = []] = await written({ senderId: 'EXOFFICE' });
  expect(own.slice(5, 9)).toEqual(['30', 'EXOFFICE', '01', '987654321']);
});
