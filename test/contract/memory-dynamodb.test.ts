import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { createTable, type Table, type Write } from '../../shared/store/table.ts';
import { memoryDynamodb } from '../support/memory-dynamodb.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/**
 * The stand-in of the simulation is held against the embedded DynamoDB: the same commands, drawn at random, must have the same
 * answers and leave the same items.
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

const writeOf = (run: string): fc.Arbitrary<Write> =>
  fc.oneof(
    fc
      .tuple(key(run), condition, value, fc.option(names), fc.integer({ min: -3, max: 3 }))
      .map(([at, when, state, index, count]) => ({
        put: { ...at, state, count, ...(index === null ? {} : { g1pk: `${run}${index}`, g1sk: at.sk }) },
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
    fc.tuple(key(run), condition).map(([at, when]) => ({ delete: at, ...when })),
    fc.tuple(key(run)).map(([at]) => ({ check: at, condition: { exists: true as const } })),
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

async function everything(table: Table, run: string): Promise<unknown> {
  const seen: unknown[] = [];
  for (const name of ['a', 'b', 'c', 'd']) {
    const partition = `${run}${name}`;
    seen.push(await table.queryAll({ partition, limit: 2 }));
    seen.push(await table.queryAll({ partition, newestFirst: true, limit: 3 }));
    seen.push(await table.query({ partition, prefix: 'b' }), await table.query({ partition, upTo: 'b' }));
    seen.push((await table.queryAll({ partition, index: true, limit: 2 })).map(({ pk, sk }) => `${pk} ${sk}`).sort());
    seen.push(await table.batchGet(['a', 'b', 'c'].map((sk) => ({ pk: partition, sk }))));
    seen.push(await table.get({ pk: partition, sk: 'd' }));
  }
  return seen;
}

describe('the stand-in of DynamoDB', () => {
  property.prop([fc.array(stepOf('#'), { maxLength: 12 })], { numRuns: 40 })(
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
});
