import { unmarshall } from '@aws-sdk/util-dynamodb';
import { accounts } from '../../shared/domain/ledger/accounts.ts';
import type { MemoryDynamodb } from '../support/memory-dynamodb.ts';
import { legsOf, type Plain, sum } from './invariants.ts';
import type { ApprovedPlan, Told } from './people.ts';
import type { World } from './world.ts';

/**
 * What must hold for everything that people decided, read from the raw items: nothing that needs approval posts without
 * it or differently from what was approved, nothing is decided twice, and all cash is on some list.
 */
export function brokenDecisions(database: MemoryDynamodb, world: World, told: readonly Told[]): string[] {
  const items = database.items().map((item) => unmarshall(item) as Plain);
  const ofType = (type: string) => items.filter((item) => item.type === type);
  const entries = ofType('entry');
  return [
    ...ofType('remittance').flatMap((each) => approvalFaults(each, entries, ofType('exception'), world, told)),
    ...appliedFaults(entries, ofType('remittance'), world, told),
    ...unappliedFaults(entries, ofType('exception')),
    ...twiceFaults(entries),
    ...toldFaults(items, told),
  ];
}

/**
 * Exceptions that hold the cash of a claim although its plan was approved: the claim has changed since, or attempts to
 * post it died.
 */
const setAside: readonly string[] = ['changed-since-plan', 'claim-unreadable'];

/**
 * A payment that needs approval posts as it was approved: each claim as in the plan, or only its cash, with an
 * exception.
 */
function approvalFaults(
  remittance: Plain,
  entries: readonly Plain[],
  exceptions: readonly Plain[],
  world: World,
  told: readonly Told[],
): string[] {
  const name = `remittance ${remittance.traceNumber}`;
  const plans = told.flatMap(({ plan, status }) =>
    plan !== undefined && plan.remittanceId === remittance.id && status === 202 ? [plan] : [],
  );
  if (remittance.state !== 'posted') return [];
  if (!isLookedAt(remittance, world)) return plans.length === 0 ? [] : [`${name} was approved, and needed no approval`];
  const plan = plans.find(({ hash }) => hash === remittance.planHash);
  if (plan === undefined) return [`${name} posted by a plan that nobody approved`];
  const set = exceptions.filter(({ code }) => setAside.includes(code as string));
  const aside = new Set(set.map(({ ledgerEntryId }) => ledgerEntryId));
  const own = entries.filter((entry) => entry.remittance === remittance.id);
  return own.flatMap((entry) => {
    const isAside = entry.kind === 'remittance-unapplied' && aside.has(wireId(entry));
    return isAside ? [] : unlikePlan(entry, plan, name);
  });
}

/** The entries that a remittance's posting itself makes. */
const plannedKinds: readonly string[] = [
  'remittance',
  'remittance-claim',
  'remittance-reversal',
  'remittance-unapplied',
];

function unlikePlan(entry: Plain, plan: ApprovedPlan, name: string): string[] {
  if (!plannedKinds.includes(entry.kind as string)) return [];
  const seen = entry.kind === 'remittance' ? plan.payment : plan.claims.get(wireId(entry));
  const booked = legTexts(entry).join();
  return booked === seen?.join() ? [] : [`${name}: entry ${entry.sk} is ${booked}, and approved was ${seen?.join()}`];
}

/** If a payer's payments need approval, its waiting cash is applied only as an approved plan showed. */
function appliedFaults(
  entries: readonly Plain[],
  remittances: readonly Plain[],
  world: World,
  told: readonly Told[],
): string[] {
  const plans = told.flatMap(({ plan, status }) => (plan !== undefined && status === 202 ? [plan] : []));
  const applied = entries.filter(({ kind }) => kind === 'remittance-applied');
  return applied.flatMap((entry) => {
    const remittance = remittances.find(({ id }) => id === entry.remittance);
    if (remittance === undefined || !isLookedAt(remittance, world)) return [];
    const isSeen = plans.some(({ claims }) => claims.get(wireId(entry))?.join() === legTexts(entry).join());
    return isSeen ? [] : [`cash of ${remittance.traceNumber} was applied unseen`];
  });
}

function legTexts(entry: Plain): string[] {
  return legsOf(entry)
    .map(({ code, cents, payerId = '' }) => `${accountOf(code)} ${cents} ${payerId}`)
    .sort();
}

function isLookedAt({ payerIds }: Plain, { office: { looksAt } }: World): boolean {
  return looksAt === 'everybody' || (payerIds as string[]).includes(looksAt);
}

function accountOf(code: string): string | undefined {
  return Object.entries(accounts).find(([, account]) => account.code === code)?.[0];
}

function wireId(entry: Plain): string {
  return `${entry.pk.split('#')[2]}.${entry.sk.slice('ENTRY#'.length)}`;
}

/** The balance of unapplied payer cash is the cash of the open exceptions. */
export function unappliedFaults(entries: readonly Plain[], exceptions: readonly Plain[]): string[] {
  const open = exceptions.filter(({ state }) => state === 'open');
  const namedBy = (codes: (code: unknown) => boolean) =>
    new Set(open.filter(({ code }) => codes(code)).map(({ ledgerEntryId }) => ledgerEntryId));
  const any = namedBy(() => true);
  const unposted = namedBy((code) => code === 'payment-unposted');
  const holding = entries.filter(
    (entry) =>
      (entry.kind === 'remittance-unapplied' && any.has(wireId(entry))) ||
      (entry.kind === 'remittance-unpost' && unposted.has(wireId(entry))),
  );
  const unapplied = (entry: Plain) => sum(legsOf(entry).map((leg) => (leg.code === 'UP' ? leg.cents : 0)));
  // A refund of such cash that was declined names no entry.
  const declined = open.filter(({ code }) => code === 'refund-of-cash-declined').map(({ cents }) => Number(cents));
  const [stands, listed] = [sum(entries.map(unapplied)), sum([...holding.map(unapplied), ...declined])];
  return stands === listed ? [] : [`${stands} cents are unapplied, and open exceptions hold ${listed}`];
}

const reversedIds = ({ reverses }: Plain) => (reverses as readonly string[] | undefined) ?? [];

/** Cash that an entry holds is used only once, and an answer is reversed only once. */
export function twiceFaults(entries: readonly Plain[]): string[] {
  const faults: string[] = [];
  const once = (what: string, names: readonly unknown[]) => {
    const given = names.filter((name) => name !== undefined);
    if (new Set(given).size < given.length) faults.push(`${what} twice`);
  };
  once(
    'cash was taken from one entry',
    entries.map(({ taken }) => taken),
  );
  // A reversal that was itself undone does not count.
  const undone = new Set(entries.flatMap(reversedIds));
  const standing = entries.filter(({ sk }) => !undone.has(sk.slice('ENTRY#'.length)));
  once('an answer was taken back', standing.flatMap(reversedIds));
  return faults;
}

/** A decision that was answered as done was done, once; any other answer means that nothing was done. */
function toldFaults(items: readonly Plain[], told: readonly Told[]): string[] {
  const done = told.filter(({ status }) => status < 300);
  const records = items.filter(({ type }) => type === 'idempotency').length;
  const faults = done.length === records ? [] : [`${records} decisions were booked, and ${done.length} were told`];
  const entries = new Set(items.filter(({ type }) => type === 'entry').map(wireId));
  for (const { kind, body } of done) {
    const named = [body.ledgerEntryId ?? [], body.ledgerEntryIds ?? []].flat() as string[];
    if (named.some((id) => !entries.has(id))) faults.push(`a ${kind} names an entry that is not there`);
  }
  const odd = told.filter(({ status }) => ![200, 202, 400, 409, 412].includes(status));
  return [...faults, ...odd.map(({ kind, status }) => `a ${kind} was answered with ${status}`)];
}
