import { unmarshall } from '@aws-sdk/util-dynamodb';
import { ownAccountId } from '../../shared/domain/account/account.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import { monthOfItem } from '../../shared/store/periods.ts';
import { createTable, type Item } from '../../shared/store/table.ts';
import { chanceOf } from '../../simulator/chance.ts';
import type { GoldenAccount } from '../golden-accounts/golden-account.ts';
import { chargeWrites, namesOf, partiesOf } from '../golden-accounts/run-account.ts';
import { bookFaults } from '../support/book-faults.ts';
import { memoryDynamodb } from '../support/memory-dynamodb.ts';
import { createPipeline } from '../support/remittance-pipeline.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';
import { brokenBooks } from './invariants.ts';
import { network } from './network.ts';
import { nextAnswer, type RunClaim } from './patients-answers.ts';
import { nextDeed, type Seen, send } from './patients-people.ts';

/** How a run ended. */
export interface PatientsRun {
  readonly faults: readonly string[];
  /** What people did, by name and status. */
  readonly told: ReadonlyMap<string, number>;
  readonly injected: ReadonlyMap<string, number>;
}

const rounds = 26;
const patients = ['kim', 'lee', 'sam'] as const;

/**
 * One seeded run of what patients owe and pay: payers answer and correct, while people take payments, put them onto claims, take them off and back, give
 * money back, give up, agree plans, close months and make statements, at the same time, and while requests fail. What must hold is looked at after each round.
 */
export async function simulatePatients(seed: string): Promise<PatientsRun> {
  const chance = chanceOf(seed, 'patients');
  const database = memoryDynamodb();
  const items = (): Item[] => database.items().map((item) => unmarshall(item) as Item);
  const pipeline = createPipeline({ sender: database, tableName: 'table' });
  const golden = storyOf(chance);
  const names = namesOf(golden);
  await pipeline.table.transact(partiesOf(golden, names));
  for (const [name, visit] of Object.entries(golden.claims)) {
    await pipeline.table.transact(chargeWrites(names, name, visit));
  }
  const plain = await wholeApi(pipeline.edge);
  const claims: RunClaim[] = Object.entries(golden.claims).map(([name, { lines }]) => ({
    id: String(names.get(name)),
    lines,
  }));
  const insured = claims.filter((_, index) => Object.values(golden.claims)[index]?.payers.length === 1);
  const net = network(chance, 5);
  const told = new Map<string, number>();
  const count = (what: string): void => void told.set(what, (told.get(what) ?? 0) + 1);
  const closedMonths = watchClosedMonths();
  const faults = new Set<string>();
  let last = 0;
  const next = (): number => {
    last += 1;
    return last;
  };
  let now = Date.parse('2026-10-27T15:00:00.000Z');
  const seen = (): Seen => ({
    items: items(),
    accounts: patients.map((name) => ownAccountId(String(names.get(name)))),
    claims: claims.map(({ id }) => id),
    entityId: String(names.get('entity')),
    today: new Date(now).toISOString().slice(0, 10),
    number: next(),
  });

  for (let round = 0; round < rounds; round += 1) {
    now += chance.pick([2, 24, 24, 72]) * 3_600_000;
    pipeline.edge.setNow(new Date(now).toISOString());
    if (chance.percent(50)) {
      const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '');
      await pipeline.receive(
        nextAnswer(insured[chance.below(insured.length)] as RunClaim, chance, { number: next(), day }),
      );
      await pipeline.drain();
      while ((await pipeline.relay()) > 0) await pipeline.drain();
    }
    const drawn = Array.from({ length: 2 + chance.below(3) }, () => nextDeed(chance, seen()));
    const asked = drawn.flatMap((deed) =>
      deed === undefined ? [] : [{ deed, key: `simulated-${next()}`, status: 500 }],
    );
    await net.run(
      asked.map((each) => async ({ wrap }) => {
        const table = createTable(wrap(database), 'table', async () => undefined);
        each.status = await send(await wholeApi({ ...pipeline.edge, table }), each.deed, each.key);
      }),
    );
    for (const each of asked) {
      // Who got no answer asks again with the same key, or never learns what became of it.
      if (each.status >= 500 && chance.percent(70)) each.status = await send(plain, each.deed, each.key);
      count(`${each.deed.name} ${each.status}`);
    }
    const found = [...(await broken(items(), plain, seen(), count)), ...closedMonths(items())];
    for (const fault of found) faults.add(`round ${round}: ${fault}`);
    if (faults.size > 0) break;
  }
  for (const fault of brokenBooks(database)) faults.add(fault);
  return { faults: [...faults], told, injected: net.counts };
}

/** Each patient has a visit that nobody else pays for, and one or two with a payer. */
function storyOf(chance: ReturnType<typeof chanceOf>): GoldenAccount {
  const lines = () => Array.from({ length: 1 + chance.below(2) }, () => 1000 + chance.below(20_000));
  const claims = patients.flatMap((patient): [string, GoldenAccount['claims'][string]][] => [
    [`${patient}Own`, { patient, payers: [], lines: lines(), on: '2026-10-01' }],
    [`${patient}First`, { patient, payers: ['bluecross'], lines: lines(), on: '2026-10-05' }],
    ...(chance.percent(50)
      ? [[`${patient}Second`, { patient, payers: ['bluecross'], lines: lines(), on: '2026-10-12' }] as [string, never]]
      : []),
  ]);
  return { claims: Object.fromEntries(claims), patients: [...patients] } as unknown as GoldenAccount;
}

/** What must hold whenever nobody is in the middle of something. */
async function broken(
  items: readonly Item[],
  call: CallApi,
  seen: Seen,
  count: (what: string) => void,
): Promise<string[]> {
  return [...bookFaults(items), ...overAllocated(items), ...(await wrongStatements(items, call, seen, count))];
}

/** What payments say that they hold on a claim is what its entries say, and no payment is on more than it has. */
function overAllocated(items: readonly Item[]): string[] {
  const folded = new Map<string, number>();
  for (const entry of items.filter(({ type }) => type === 'entry').map(entryOfItem)) {
    if (entry.paymentId === undefined || entry.claimId === undefined) continue;
    const cents = entry.legs
      .filter(({ account }) => account === 'patient-receivable')
      .reduce((sum, leg) => sum - leg.cents, 0);
    const place = `${entry.paymentId} on ${entry.claimId}`;
    folded.set(place, (folded.get(place) ?? 0) + cents);
  }
  return items
    .filter(({ type }) => type === 'patient-payment')
    .map((item) =>
      documentOfItem<{ id: string; cents: number; allocations: { claimId: string; cents: number }[] }>(item),
    )
    .flatMap(({ id, cents, allocations }) => {
      const put = allocations.reduce((sum, each) => sum + each.cents, 0);
      const wrong = allocations.filter((each) => (folded.get(`${id} on ${each.claimId}`) ?? 0) !== each.cents);
      return [
        ...(put > cents ? [`${id} is put onto claims beyond what was paid`] : []),
        ...wrong.map(({ claimId }) => `${id} says another sum on ${claimId} than the entries`),
      ];
    });
}

/** A statement asks for what the account's claims and charges come to, and for no more than payers and visits assigned to its patients. */
async function wrongStatements(
  items: readonly Item[],
  call: CallApi,
  { accounts, number }: Seen,
  count: (what: string) => void,
): Promise<string[]> {
  const accountId = accounts[number % accounts.length] as string;
  const principal = { tenantId: 'golden-office', subject: 'user-manager', roles: 'manager' };
  const headers = { 'Idempotency-Key': `statement-${number}` };
  const made = await call('POST', '/v1/statements', { accountId }, { principal, headers });
  count(`statement ${made.status}`);
  if (made.status !== 201) return made.status >= 500 ? [`a statement answers ${made.status}`] : [];
  const owed = items
    .filter(({ type }) => type === 'balance')
    .map(balanceOfItem)
    .filter(({ patientId }) => ownAccountId(patientId) === accountId)
    .reduce((sum, { patientCents }) => sum + Math.max(0, patientCents), 0);
  const charged = items
    .filter(({ type }) => type === 'client-balance')
    .map((item) => documentOfItem<{ accountId: string; receivables: { cents: number }[] }>(item))
    .filter((client) => client.accountId === accountId)
    .reduce((sum, { receivables }) => sum + receivables.reduce((total, { cents }) => total + cents, 0), 0);
  const { dueCents } = made.body as { readonly dueCents: number };
  return dueCents > owed + charged ? [`a statement asks for ${dueCents} of ${owed} and ${charged}`] : [];
}

/** How many entries the months had that were closed when somebody last looked. Nothing comes to them any more. */
function watchClosedMonths() {
  const known = new Map<string, number>();
  return (items: readonly Item[]): string[] => {
    const entries = items.filter(({ type }) => type === 'entry').map(entryOfItem);
    const closed = items.filter(({ type }) => type === 'period').map(monthOfItem);
    return closed.flatMap(({ period, state }) => {
      if (state !== 'closed') return [];
      const count = entries.filter(({ postedOn }) => postedOn.startsWith(period)).length;
      const before = known.get(period) ?? count;
      known.set(period, count);
      return count === before ? [] : [`${period} is closed, and got ${count - before} entries more`];
    });
  };
}
