import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retryExceptions } from '../../functions/retry-exceptions/retry-exceptions.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { payerIdentityKey } from '../../shared/store/keys/practice.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { goldenPayers, remittanceText } from '../golden/remittance-text.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import { auditor, openOffice, type ResolutionOffice } from '../support/resolution-office.ts';

/* The remittance arrives before its payer's identity is set up; afterwards one step posts all of its claims. */

type Message = MessageOf<'retry-exceptions'>;

const names = Array.from({ length: 19 }, (_, index) => `C${index}`);
const identity = payerIdentityKey(goldenTenant, 'trace-originator', goldenPayers.bluecross.traceOriginator);
let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice(Object.fromEntries(names.map((name) => [name, { payers: ['bluecross'], lines: [10000] }])));
  await office.pipeline.table.transact([{ delete: identity }]);
  const claims = names.map(
    (name) => `CLP*{${name}}*1*100*80*0*12*ICN${name}*11*1\nSVC*HC:99213*100*80**1\nCAS*CO*45*20`,
  );
  await office.post(remittanceText('bluecross', { amount: '1520', trace: 'EARLY' }, claims.join('\n')));
});
afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

const exceptions = async () => (await office.get('/v1/exceptions?limit=200')).body.items;

const setUpIdentity = () =>
  office.pipeline.table.transact([{ put: { ...identity, type: 'payer-identity', payerId: 'bluecross' } }]);

const planned = async () => (await office.get('/v1/exception-retries/plan?limit=200')).body.items;

const ask = (key: string) => office.send('/v1/exception-retries', { reason: 'the payer is set up' }, { key });

/** The messages that are due for the worker. */
async function due(): Promise<Message[]> {
  const { table } = office.pipeline;
  const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
  const items = (await Promise.all(partitions.map((partition) => table.queryAll({ partition })))).flat();
  return items.filter(({ queue }) => queue === 'retry-exceptions').map(({ body }) => body as Message);
}

/** Processes a message and those that it sends. Each delivery stops after the given number of exceptions. */
async function workOff(first: Message, looks = Number.POSITIVE_INFINITY): Promise<number> {
  const messages = [first];
  let lives = 0;
  for (let message = messages.shift(); message !== undefined; message = messages.shift()) {
    lives += 1;
    let left = looks;
    const delivery = {
      messageId: 'test',
      receiveCount: 1,
      remainingMilliseconds: () => {
        left -= 1;
        return left > 0 ? 300_000 : 0;
      },
    };
    const queues = {
      send: async (_: string, bodies: readonly object[]) => void messages.push(...(bodies as Message[])),
    };
    await retryExceptions(message, delivery, { ...office.pipeline.edge, files: office.pipeline.files, queues });
  }
  return lives;
}

describe('what waited for the identity of its payer', () => {
  it('posts in one step once that is set up, after a preview of what would post', async () => {
    expect(await exceptions()).toHaveLength(19);
    expect((await planned()).map(({ outcome, why }: { outcome: string; why: string }) => [outcome, why])).toEqual(
      names.map(() => ['stays', 'payer-unknown']),
    );
    await setUpIdentity();
    expect((await planned()).filter(({ outcome }: { outcome: string }) => outcome === 'posts')).toHaveLength(19);
    // The preview wrote nothing.
    expect(await exceptions()).toHaveLength(19);
    expect((await ask('retry')).status).toBe(202);
    const [message, ...more] = await due();
    expect(more).toEqual([]);
    await workOff(message as Message);
    expect(await exceptions()).toEqual([]);
    for (const name of names) expect(await office.owed(name)).toMatchObject({ payers: [0], state: 'adjudicated' });
    const accounts = await office.accounts();
    expect(accounts).toMatchObject({ 'contractual-adjustments': 38000, 'deposits-in-transit': 152000 });
    expect(accounts).not.toHaveProperty('unapplied-payer-cash');
  });

  it('posts when the identity had been another payer’s', async () => {
    await office.pipeline.table.transact([{ put: { ...identity, type: 'payer-identity', payerId: 'medicare' } }]);
    const claim = 'CLP*{C0}*1*100*80*0*12*ICN0*11*1\nSVC*HC:99213*100*80**1\nCAS*CO*45*20';
    await office.post(remittanceText('bluecross', { amount: '80', trace: 'WRONG' }, claim));
    const wrong = async () => (await planned()).filter(({ code }: { code: string }) => code === 'payer-not-on-claim');
    expect(await wrong()).toMatchObject([{ outcome: 'stays', why: 'payer-not-on-claim' }]);
    await setUpIdentity();
    expect(await wrong()).toMatchObject([{ outcome: 'posts' }]);
  });

  it('posts once, however often the message arrives, and continues where time ran out', async () => {
    await setUpIdentity();
    await ask('retry');
    const [message] = await due();
    expect(await workOff(message as Message, 4)).toBeGreaterThan(3);
    const accounts = await office.accounts();
    expect(await exceptions()).toEqual([]);
    await workOff(message as Message);
    expect(await office.accounts()).toEqual(accounts);
  });

  it('posts although another one cannot be read, which is retried with the message', async () => {
    await setUpIdentity();
    await ask('retry');
    const [message] = await due();
    const { files } = office.pipeline;
    const delivery = { messageId: 'test', receiveCount: 1, remainingMilliseconds: () => 300_000 };
    let reads = 0;
    const broken = {
      ...files,
      getRange: async (...range: Parameters<typeof files.getRange>) => {
        reads += 1;
        if (reads === 1) throw new Error('not to be read now');
        return files.getRange(...range);
      },
    };
    const deps = { ...office.pipeline.edge, files: broken as typeof files, queues: { send: async () => undefined } };
    await expect(retryExceptions(message as Message, delivery, deps)).rejects.toMatchObject({ name: 'RetriesFailed' });
    expect(await exceptions()).toHaveLength(1);
    await retryExceptions(message as Message, delivery, deps);
    expect(await exceptions()).toEqual([]);
  });

  it('stays where nothing was set up, and is retried only by people with the right role', async () => {
    await ask('retry');
    const [message] = await due();
    await workOff(message as Message);
    expect(await exceptions()).toHaveLength(19);
    const body = { reason: 'x' };
    expect((await office.send('/v1/exception-retries', body, { principal: auditor })).status).toBe(403);
    expect((await office.get('/v1/exception-retries/plan?code=claim-unbalanced')).status).toBe(400);
  });
});
