import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { balancesOf, readBooks } from '../../shared/store/books.ts';
import { totalsKey } from '../../shared/store/keys/ledger.ts';
import { postingCountWrite } from '../../shared/store/ledger.ts';
import { createTable, type Write } from '../../shared/store/table.ts';
import { startTestTable } from '../support/table.ts';

const tenant = 'first-office' as TenantId;
const firstDay = '2016-12-01' as LocalDate;

interface Booked {
  readonly day: LocalDate;
  readonly entityId: string;
  readonly spread: string;
  readonly cents: number;
}

const bookedWrite = ({ day, entityId, spread, cents }: Booked): Write => ({
  update: totalsKey(tenant, day, entityId, spread),
  set: { type: 'totals', schemaVersion: 1 },
  add: { IR: cents, CH: -cents },
});

/** A table that counts the items that queries read. */
async function countingTable() {
  const store = await startTestTable();
  let items = 0;
  const send = async (command: never, options: never) => {
    const answer = await store.sender.send(command, options);
    items += answer.Items?.length ?? 0;
    return answer;
  };
  const count = async (work: () => Promise<unknown>) => {
    items = 0;
    await work();
    return items;
  };
  return { ...store, table: createTable({ send }, store.tableName), count };
}

it('reads the balances of ten years from some hundred items, once past months are kept', async () => {
  const { table, count, stop } = await countingTable();
  // Ten days of each of 120 months, two books, from December 2016 to November 2026.
  const booked = Array.from({ length: 120 }, (_, month) =>
    Array.from({ length: 10 }, (_, day) => {
      const first = new Date(Date.UTC(2016, 11 + month, 1 + 3 * day)).toISOString().slice(0, 10) as LocalDate;
      return ['ent_a', 'ent_b'].map((entityId) => ({ day: first, entityId, spread: 'x', cents: 1 }));
    }),
  ).flat(2);
  for (let start = 0; start < booked.length; start += 100) {
    await table.transact(booked.slice(start, start + 100).map(bookedWrite));
  }
  const now = { asOf: '2026-11-30' as LocalDate, at: '2026-11-30T09:00:00.000Z' };
  const total = async () => balancesOf(await readBooks(table, tenant, now)).get('insurance-receivable');
  const atFirst = await count(async () => expect(await total()).toBe(2400));
  expect(atFirst).toBeGreaterThan(2400);
  for (let readings = 0; readings < 4; readings += 1) expect(await total()).toBe(2400);
  // 119 kept months and ten days of the open one, of two books.
  expect(await count(async () => expect(await total()).toBe(2400))).toBe(2 * (119 + 10));
  expect(await count(() => readBooks(table, tenant, { ...now, asOf: '2020-02-20' as LocalDate }))).toBeLessThan(200);
  await stop();
});

it('gives the right balances of any day, whatever was kept before and whatever is booked late', async () => {
  const bookedArbitrary = fc.record({
    day: fc.integer({ min: 0, max: 120 }).map((days) => addDays(firstDay, days)),
    entityId: fc.constantFrom('ent_a', 'ent_b', 'unassigned'),
    spread: fc.constantFrom('a', 'b', 'c'),
    cents: fc.integer({ min: -500, max: 500 }),
  });
  const reading = fc.record({
    asOf: fc.integer({ min: -5, max: 130 }).map((days) => addDays(firstDay, days)),
    now: fc.integer({ min: 0, max: 130 }).map((days) => addDays(firstDay, days)),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(bookedArbitrary, { maxLength: 12 }),
      fc.array(reading, { maxLength: 6 }),
      async (all, readings) => {
        const { table, stop } = await startTestTable();
        // Entries are booked day by day, as in an office, and no reading asks for days after its own clock.
        const done: Booked[] = [];
        const rest = [...all].sort((left, right) => (left.day < right.day ? -1 : 1));
        for (const { asOf, now } of [...readings].sort((left, right) => (left.now < right.now ? -1 : 1))) {
          while ((rest[0]?.day ?? '9999') <= now) {
            const next = rest.shift() as Booked;
            await table.transact([bookedWrite(next)]);
            done.push(next);
          }
          const months = await readBooks(table, tenant, { asOf, at: `${now}T18:00:00.000Z` });
          for (const entityId of [undefined, 'ent_a', 'unassigned']) {
            const counted = done.filter((each) => each.day <= asOf && (entityId ?? each.entityId) === each.entityId);
            const sum = counted.reduce((total, { cents }) => total + cents, 0);
            expect(balancesOf(months, entityId).get('insurance-receivable') ?? 0).toBe(sum);
          }
        }
        await stop();
      },
    ),
    { numRuns: 60 },
  );
});

it('does not keep a month while a remittance of its days is still posting, even long after its end', async () => {
  const { table, stop } = await startTestTable();
  const remittance = { id: 'rem_x', postedOn: '2026-10-31' as LocalDate, entityId: 'ent_a' };
  const ask = { asOf: '2026-12-31' as LocalDate, at: '2027-01-05T09:00:00.000Z' };
  const total = async () => balancesOf(await readBooks(table, tenant, ask)).get('insurance-receivable');
  const late = { day: remittance.postedOn, entityId: 'ent_a', cents: 7 };
  await table.transact([postingCountWrite(tenant, remittance, 1)]);
  await table.transact([bookedWrite({ ...late, spread: 'a' })]);
  expect(await total()).toBe(7);
  await table.transact([bookedWrite({ ...late, spread: 'b' })]);
  expect(await total()).toBe(14);
  await table.transact([postingCountWrite(tenant, remittance, -1)]);
  expect([await total(), await total()]).toEqual([14, 14]);
  const kept = (await readBooks(table, tenant, ask)).find(({ period }) => period === '2026-10');
  expect(kept).toMatchObject({ entityId: 'ent_a', days: ['2026-10-31'], posting: 0 });
  await stop();
});
