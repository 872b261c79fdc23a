import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTable, type QueryRequest, type Sender, type Table, type Write } from '../../shared/store/table.ts';
import { times } from '../support/effort.ts';
import { memoryDynamodb } from '../support/memory-dynamodb.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/**
 * The table in memory is compared with the embedded DynamoDB. The same random commands must give the same answers and
 * leave the same items, and what is too large or malformed must be refused with the same error.
 */
let real: TestTable;
beforeAll(async () => {
  real = await startTestTable('embedded');
});
afterAll(() => real?.stop());

let runs = 0;
const names = fc.constantFrom('a', 'b', 'c', 'd');
const key = (run: string) => fc.record({ pk: names.map((name) => `${run}${name}`), sk: names });
const value = fc.oneof(
  fc.integer(),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.record({ x: fc.integer(), y: fc.string() }),
);
const condition = fc.oneof(
  fc.constant({}),
  fc.constant({ condition: { absent: true as const } }),
  fc.constant({ condition: { exists: true as const } }),
  fc.record({ condition: fc.record({ equals: fc.record({ state: value }) }) }),
  fc.constant({ condition: { without: ['state'] } }),
  fc.constant({ condition: { exists: true as const, equals: { count: 1 }, without: ['other'] } }),
);

const conditionOfCheck = fc.constantFrom(
  { exists: true as const },
  { absent: true as const },
  { equals: { count: 7, g1sk: 'a' } },
  { without: ['g2pk'] },
  { exists: true as const, without: ['g1pk'] },
);

const writeOf = (run: string): fc.Arbitrary<Write> =>
  fc.oneof(
    fc
      .tuple(key(run), condition, value, fc.option(names), fc.integer({ min: -3, max: 3 }))
      .map(([at, when, state, index, count]) => ({
        put: {
          ...{ ...at, state, count },
          ...(index === null ? {} : { g1pk: `${run}${index}`, g1sk: at.sk, g2pk: `${run}d`, g2sk: index }),
        },
        ...when,
      })),
    fc
      .tuple(key(run), condition, value, fc.integer({ min: -5, max: 5 }), fc.boolean())
      .map(([at, when, state, count, removes]) => ({
        update: at,
        set: { state },
        add: { count },
        ...(removes ? { remove: ['g1pk', 'g1sk'] } : {}),
        ...when,
      })),
    fc.tuple(key(run), condition, names, names).map(([at, when, index, order]) => ({
      update: at,
      set: { g1pk: `${run}${index}`, g1sk: order, count: 7 },
      ...when,
    })),
    fc.tuple(key(run), condition).map(([at, when]) => ({ delete: at, ...when })),
    fc.tuple(key(run), conditionOfCheck).map(([at, when]) => ({ check: at, condition: when })),
  );

type Step = readonly Write[];
const keyOfWrite = (write: Write) =>
  'put' in write ? write.put : 'update' in write ? write.update : 'delete' in write ? write.delete : write.check;

/** Transactions never name one item twice. */
const stepOf = (run: string): fc.Arbitrary<Step> =>
  fc.uniqueArray(writeOf(run), {
    minLength: 1,
    maxLength: 5,
    selector: (write) => `${keyOfWrite(write).pk} ${keyOfWrite(write).sk}`,
  });

/** A partition page by page: what each page holds and where the next begins. */
async function pages(table: Table, request: QueryRequest): Promise<unknown[]> {
  const seen: unknown[] = [];
  let after: QueryRequest['after'];
  do {
    const { items, next } = await table.query({ ...request, after });
    seen.push({ items, next });
    after = next;
  } while (after !== undefined);
  return seen;
}

/** Every way in which the store reads, each over every partition of a run. */
async function everything(table: Table, run: string): Promise<unknown> {
  const seen: unknown[] = [];
  for (const name of ['a', 'b', 'c', 'd']) {
    const partition = `${run}${name}`;
    for (const index of [{}, { index: true as const }, { index: 'second' as const }]) {
      for (const order of [{}, { newestFirst: true }]) {
        for (const range of [{}, { prefix: 'b' }, { upTo: 'c' }]) {
          const request = { partition, ...index, ...order, ...range };
          seen.push(await table.queryAll(request), await pages(table, { ...request, limit: 2 }));
        }
      }
    }
    // A page may start after a key whose item no longer exists.
    seen.push(await table.query({ partition, after: { pk: partition, sk: 'bb' } }));
    seen.push(await table.batchGet(['a', 'b', 'c'].map((sk) => ({ pk: partition, sk }))));
    seen.push(await table.get({ pk: partition, sk: 'd' }));
  }
  return seen;
}

/** How a command ended: its answer, or the error's name with the reasons of a cancelled transaction. */
async function outcomeOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.catch((error: Error & { CancellationReasons?: readonly { readonly Code?: string }[] }) => ({
    error: error.name,
    reasons: error.CancellationReasons?.map(({ Code }) => Code),
  }));
}

const kilobytes = (count: number): string => 'x'.repeat(count * 1024);
const put = (pk: string, sk: string, more: object = {}): Write => ({ put: { pk, sk, ...more } });
const many = (count: number, kilobytesEach: number): Write[] =>
  Array.from({ length: count }, (_, place) =>
    put('many', `${place}`.padStart(3, '0'), { text: kilobytes(kilobytesEach) }),
  );

/** Transactions at and above DynamoDB's limits, and some that it does not understand. */
const bounds: readonly (readonly [string, readonly Write[]])[] = [
  ['an item just under 400 KB', [put('a', 'b', { text: 'x'.repeat(409_587) })]],
  ['an item over 400 KB', [put('a', 'b', { text: 'x'.repeat(409_600) })]],
  ['an update that makes an item too large', [{ update: { pk: 'a', sk: 'b' }, set: { more: kilobytes(10) } }]],
  ['a transaction just under 4 MB', many(10, 390)],
  ['a transaction over 4 MB', many(11, 390)],
  ['100 actions', many(100, 1)],
  ['an empty partition key', [put('', 'b')]],
  ['an empty sort key', [put('a', '')]],
  ['a partition key of 2,048 bytes', [put('p'.repeat(2048), 'b')]],
  ['a partition key of 2,049 bytes', [put('p'.repeat(2049), 'b')]],
  ['a sort key of 1,024 bytes', [put('a', 's'.repeat(1024))]],
  ['a sort key of 1,025 bytes', [put('a', 's'.repeat(1025))]],
  ['an empty key of the index', [put('a', 'b', { g1pk: '', g1sk: 'a' })]],
  ['a number as a key of the index', [put('a', 'b', { g1pk: 1, g1sk: 'a' })]],
  ['half a key of the index', [put('a', 'c', { g1pk: 'a' })]],
  ['an empty key of the second index', [put('a', 'b', { g2pk: 'a', g2sk: '' })]],
  ['one item twice', [put('a', 'b'), { check: { pk: 'a', sk: 'b' }, condition: { exists: true } }]],
  ['a number added to a text', [{ update: { pk: 'a', sk: 'c' }, add: { g1pk: 1 } }]],
  ['a number added to nothing', [{ update: { pk: 'a', sk: 'c' }, add: { count: 1 } }]],
  ['half of a surrogate pair', [put('a', 'd', { text: '\ud800' })]],
  ['the character NUL', [put('a', 'd', { text: '\u0000' })]],
  [
    'two conditions that do not hold',
    [
      { ...put('a', 'b'), condition: { absent: true } },
      put('a', 'e'),
      { ...put('a', 'f'), condition: { exists: true } },
    ],
  ],
];

describe('the table in memory', () => {
  property.prop([fc.array(stepOf('#'), { maxLength: 12 })], { numRuns: times(8, 200) })(
    'answers as the embedded DynamoDB does, and holds the same items',
    async (steps) => {
      runs += 1;
      const run = `run${runs}-`;
      const renamed = JSON.parse(JSON.stringify(steps).replaceAll('"#', `"${run}`)) as Step[];
      const model = createTable(memoryDynamodb(), 'model');
      for (const writes of renamed) {
        const [expected, found] = [await real.table.transact(writes), await model.transact(writes)];
        expect(found).toEqual(expected);
      }
      expect(await everything(model, run)).toEqual(await everything(real.table, run));
    },
  );

  it('refuses and accepts what the embedded DynamoDB does', async () => {
    const model = createTable(memoryDynamodb(), 'model');
    const [expected, found] = [new Map<string, unknown>(), new Map<string, unknown>()];
    for (const [name, writes] of bounds) {
      expected.set(name, await outcomeOf(real.table.transact(writes)));
      found.set(name, await outcomeOf(model.transact(writes)));
    }
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
    const refused = [...expected.values()].filter((outcome) => !(outcome as { ok?: true }).ok);
    expect(refused).toHaveLength(14);
  });

  it('reads in pages of 1 MB, and at most 16 MB at once, as the embedded DynamoDB does', async () => {
    const model = createTable(memoryDynamodb(), 'model');
    const keys = Array.from({ length: 50 }, (_, place) => ({ pk: 'large', sk: `${place}`.padStart(3, '0') }));
    for (const table of [real.table, model]) {
      for (let start = 0; start < keys.length; start += 10) {
        const writes = keys.slice(start, start + 10).map(({ pk, sk }) => put(pk, sk, { text: kilobytes(380) }));
        await table.transact(writes);
      }
    }
    const lengths = async (table: Table): Promise<unknown> => {
      const page = await table.query({ partition: 'large' });
      const all = await table.batchGet(keys);
      return { inPage: page.items.length, next: page.next, all: all.filter((item) => item !== undefined).length };
    };
    expect(await lengths(model)).toEqual({ inPage: 2, next: { pk: 'large', sk: '001' }, all: 50 });
    expect(await lengths(model)).toEqual(await lengths(real.table));
  });

  it.each([
    ['101 keys', Array.from({ length: 101 }, (_, place) => ({ pk: { S: 'a' }, sk: { S: `${place}` } }))],
    ['no key', []],
    ['one key twice', Array.from({ length: 2 }, () => ({ pk: { S: 'a' }, sk: { S: 'b' } }))],
    ['an empty key', [{ pk: { S: '' }, sk: { S: 'b' } }]],
    ['half a key', [{ pk: { S: 'a' } }]],
  ])('refuses to read %s, as the embedded DynamoDB does', async (_, Keys) => {
    const read = (sender: Sender, tableName: string) =>
      outcomeOf(sender.send(new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys } } })));
    const expected = await read(real.sender, real.tableName);
    expect(await read(memoryDynamodb(), 'model')).toEqual(expected);
    expect(expected).toMatchObject({ error: 'ValidationException' });
  });
});
