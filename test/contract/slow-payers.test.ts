import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { leaveLine, takeLine } from '../../functions/ask-payers/lines.ts';
import { manager } from '../support/api-event.ts';
import { eligibilityAnswer, inquiryDesk, payloadOf, soapAnswer } from '../support/inquiry-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* A payer that answers slowly, or not at all, holds up its own questions only. */

let store: TestTable;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
beforeAll(async () => {
  store = await startTestTable();
  desk = await inquiryDesk(store);
  await desk.channel(desk.realTime);
});
afterAll(async () => {
  await desk.stop();
  await store.stop();
});
beforeEach(() => {
  // Tests share the office, so each begins when the lines of the one before have rested.
  hour += 1;
  desk.edge.setNow(`2026-11-24T${hour}:00:00.000Z`);
});
let hour = 9;

const pass = (seconds: number) => desk.edge.setNow(new Date(desk.edge.now().getTime() + seconds * 1000).toISOString());
const line = (receiverId: string, inquiryId: string) =>
  takeLine(manager.tenantId as Parameters<typeof takeLine>[0], receiverId, inquiryId, desk.edge);
const silent = () => {
  pass(60);
  return { status: 503, body: '' };
};
const answers = (asked: Parameters<typeof payloadOf>[0]) => {
  const trace = /TRN\*1\*([^*~]+)/.exec(payloadOf(asked))?.[1] as string;
  return { body: soapAnswer(eligibilityAnswer(trace, 'EB*1*IND*30')) };
};
const workOff = (receiveCount: number) => desk.workOff(receiveCount).catch((error: Error) => error.message);

it('two questions of one receiver are asked at once; a third waits its turn, those of another receiver do not', async () => {
  desk.answer(answers);
  const first = await line('EXCLEAR', 'inq_a');
  expect(first.kind).toBe('taken');
  expect((await line('EXCLEAR', 'inq_b')).kind).toBe('taken');
  expect((await line('OTHER', 'inq_c')).kind).toBe('taken');
  const { body } = await desk.check();
  const before = desk.asked.length;
  await desk.workOff(1);
  expect(desk.asked).toHaveLength(before);
  expect((await desk.checkNow(body.id)).state).toBe('asking');
  if (first.kind === 'taken')
    await leaveLine(manager.tenantId as Parameters<typeof leaveLine>[0], first.line, true, desk.edge);
  pass(2);
  await desk.workOff(1);
  expect((await desk.checkNow(body.id)).state).toBe('answered');
  expect(desk.asked).toHaveLength(before + 1);
});

it('a receiver that was slow and did not answer is not asked for five minutes, and then is', async () => {
  desk.answer(silent);
  const { body } = await desk.check();
  expect(await workOff(1)).toBe('payer-unreachable');
  expect(await workOff(2)).toBe('payer-unreachable');
  const before = desk.asked.length;
  desk.answer(answers);
  await desk.workOff(3);
  expect(desk.asked).toHaveLength(before);
  pass(100);
  await desk.workOff(1);
  expect(desk.asked).toHaveLength(before);
  pass(200);
  await desk.workOff(1);
  expect((await desk.checkNow(body.id)).state).toBe('answered');
});

it('a question is tried three times in all, however long it waited between', async () => {
  desk.answer(silent);
  const { body } = await desk.check();
  await workOff(1);
  await workOff(2);
  await desk.workOff(3);
  const before = desk.asked.length;
  pass(301);
  await desk.workOff(1);
  expect(desk.asked).toHaveLength(before + 1);
  expect(await desk.checkNow(body.id)).toMatchObject({ state: 'failed', fault: { code: 'payer-unreachable' } });
});

it('a question fails once its receiver has answered nobody for half an hour', async () => {
  desk.answer(silent);
  const { body } = await desk.check();
  const rest = async (name: string) => {
    for (const number of [1, 2]) {
      const taken = await line('EXCLEAR', `${name}${number}`);
      if (taken.kind !== 'taken') throw new Error(taken.kind);
      pass(20);
      await leaveLine(manager.tenantId as Parameters<typeof leaveLine>[0], taken.line, false, desk.edge);
    }
  };
  const before = desk.asked.length;
  for (let round = 1; round <= 7; round += 1) {
    pass(300);
    await rest(`inq_${round}`);
    expect((await desk.checkNow(body.id)).state).toBe('asking');
    await desk.workOff(1);
  }
  expect(desk.asked).toHaveLength(before);
  expect(await desk.checkNow(body.id)).toMatchObject({
    state: 'failed',
    needsAttention: true,
    fault: { code: 'payer-unreachable', places: ['others'] },
  });
});

it('a line whose worker died is free again after its time', async () => {
  expect((await line('EXCLEAR', 'inq_a')).kind).toBe('taken');
  expect((await line('EXCLEAR', 'inq_b')).kind).toBe('taken');
  pass(149);
  expect((await line('EXCLEAR', 'inq_c')).kind).toBe('busy');
  pass(2);
  expect((await line('EXCLEAR', 'inq_c')).kind).toBe('taken');
});

it('a question that waited long because others were answered does not fail when its receiver becomes silent', async () => {
  desk.answer(answers);
  const { body } = await desk.check();
  const tenant = manager.tenantId as Parameters<typeof leaveLine>[0];
  /** Both lines ask for so long, and the question comes meanwhile. */
  const busy = async (name: string, seconds: number, isAnswered: boolean) => {
    const taken = [await line('EXCLEAR', `${name}1`), await line('EXCLEAR', `${name}2`)];
    pass(seconds);
    await desk.workOff(1);
    for (const each of taken) if (each.kind === 'taken') await leaveLine(tenant, each.line, isAnswered, desk.edge);
  };
  const stateNow = async () => (await desk.checkNow(body.id)).state;
  for (let round = 1; round <= 20; round += 1) await busy(`inq_${round}`, 100, true);
  // The receiver answers no more: after 33 minutes of waiting, the question waits on.
  await busy('inq_silent', 20, false);
  pass(40);
  await desk.workOff(1);
  expect(await stateNow()).toBe('asking');
  for (let round = 1; round <= 6; round += 1) {
    pass(260);
    await busy(`inq_silent_${round}`, 20, false);
    pass(40);
    await desk.workOff(1);
  }
  expect(await desk.checkNow(body.id)).toMatchObject({ state: 'failed', fault: { places: ['others'] } });
});
