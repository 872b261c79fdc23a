import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { owedOutOfSight } from '../../shared/domain/claim/open-work.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import type { MemoryDynamodb } from '../support/memory-dynamodb.ts';
import type { Told } from './people.ts';
import type { World } from './world.ts';

export type Plain = Readonly<Record<string, unknown>> & {
  readonly pk: string;
  readonly sk: string;
  readonly type: string;
};

export interface StoredLeg {
  readonly code: string;
  readonly cents: number;
  readonly payerId: string | undefined;
  /** The position of the payer's share, for a leg on its receivable. */
  readonly share: number | undefined;
}

/**
 * What must hold after every run, read from the raw items by code that is not the product's; each fault is a sentence.
 * Nothing is lost or done twice, every entry and every clearing account is at zero, and balances and totals equal the
 * sums of the entries.
 */
export function brokenInvariants(database: MemoryDynamodb, world: World, told: readonly Told[]): string[] {
  const items = plainItems(database);
  const ofType = (type: string) => items.filter((item) => item.type === type);
  return [
    ...ofType('remittance-file').flatMap((file) => (file.state === 'done' ? [] : [`a file ended as ${file.state}`])),
    ...paymentFaults(ofType('remittance'), ofType('chunk'), world, told),
    ...depositFaults(ofType('entry'), ofType('remittance'), world, told),
    ...brokenBooks(items),
  ];
}

/**
 * What must hold for books whatever files were sent: nothing is half done, every entry and every clearing account is at
 * zero.
 */
export function brokenBooks(items: readonly Plain[]): string[] {
  const ofType = (type: string) => items.filter((item) => item.type === type);
  const unfinished = ofType('remittance-file').filter(({ state }) => state !== 'done' && state !== 'refused');
  const open = ofType('remittance').filter(({ state }) =>
    ['posting', 'clearing-open', 'admitting'].includes(state as string),
  );
  return [
    ...unfinished.map((file) => `a file ended as ${file.state}`),
    ...open.map((each) => `remittance ${each.traceNumber} ended as ${each.state}`),
    ...entryFaults(ofType('entry'), ofType('remittance')),
    ...inTransitFaults(ofType('entry'), ofType('in-transit'), items),
    ...totalsFaults(ofType('entry'), ofType('totals')),
    ...postingFaults(ofType('remittance'), ofType('totals')),
    ...balanceFaults(ofType('entry'), ofType('balance')),
    ...workFaults(ofType('balance'), [...ofType('denial'), ...ofType('exception')]),
    ...strangerFaults(ofType('entry'), ofType('balance'), ofType('exception')),
  ];
}

/** Every item as it is stored. */
export const plainItems = (database: MemoryDynamodb): Plain[] =>
  database.items().map((item) => unmarshall(item) as Plain);

export function legsOf(entry: Plain): StoredLeg[] {
  const payers = (entry.payers as string[] | undefined) ?? [];
  return (entry.legs as string[]).map((text) => {
    const [code = '', cents = '', payer = ''] = text.split('|');
    const [name = '', share] = payer.split(':');
    const whose = { payerId: name === '' ? undefined : payers[Number(name)] };
    return { code, cents: Number(cents), ...whose, share: share === undefined ? undefined : Number(share) };
  });
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/**
 * How often a payment must post: once. It posts once more if a person said that other content with the same identity is
 * a separate payment, and nobody rejected that payment's plan.
 */
function timesOf(trace: string, told: readonly Told[], remittances: readonly Plain[]): number {
  const rejected = new Set(remittances.filter(({ state }) => state === 'rejected').map(({ id }) => id));
  const isAdmitted = told.some(
    ({ kind, status, about }) =>
      kind === 'admit' && status === 202 && about.traceNumber === trace && !rejected.has(about.id),
  );
  return isAdmitted ? 2 : 1;
}

/** Every distinct payment is posted exactly once and completely; nothing is left half done. */
function paymentFaults(
  remittances: readonly Plain[],
  chunks: readonly Plain[],
  world: World,
  told: readonly Told[],
): string[] {
  const faults: string[] = [];
  for (const { trace, cents, claims } of world.payments) {
    const posted = remittances.filter((each) => each.traceNumber === trace && each.state === 'posted');
    const times = timesOf(trace, told, remittances);
    if (posted.length !== times) faults.push(`payment ${trace} was posted ${posted.length} times, not ${times}`);
    for (const each of posted) {
      if (each.paymentCents !== cents) faults.push(`payment ${trace} posted ${each.paymentCents} of ${cents}`);
      if (each.claimsDone !== claims) faults.push(`payment ${trace} counts ${each.claimsDone} of ${claims} claims`);
      if (each.paidCentsDone !== each.claimPaidCents) faults.push(`payment ${trace} counts other cents than it has`);
      const own = chunks.filter((chunk) => chunk.pk === each.pk);
      if (own.length !== each.chunks || each.chunksDone !== each.chunks) faults.push(`payment ${trace} misses a chunk`);
    }
  }
  return faults;
}

/** The kinds of entry that book a payer's claim, once. */
const bookingKinds: readonly string[] = ['remittance-claim', 'remittance-reversal', 'remittance-unapplied'];

/** Every entry sums to zero; each posted payment has one entry per claim, and its clearing account is at zero. */
function entryFaults(entries: readonly Plain[], remittances: readonly Plain[]): string[] {
  const faults = entries.flatMap((entry) =>
    sum(legsOf(entry).map((leg) => leg.cents)) === 0 ? [] : [`entry ${entry.sk} does not sum to zero`],
  );
  for (const remittance of remittances) {
    const own = entries.filter((entry) => entry.remittance === remittance.id);
    const clearing = sum(own.flatMap(legsOf).map((leg) => (leg.code === 'RC' ? leg.cents : 0)));
    if (clearing !== 0) faults.push(`clearing of ${remittance.traceNumber} stands at ${clearing}`);
    // A claim that waited is applied with one more entry.
    const claims = own.filter((entry) => bookingKinds.includes(entry.kind as string)).length;
    const expected = ['posted', 'voided'].includes(remittance.state as string) ? remittance.claims : 0;
    if (claims !== expected) faults.push(`${remittance.traceNumber} has ${claims} entries for ${expected} claims`);
  }
  return faults;
}

/** Account totals are the sums of the entries. */
function totalsFaults(entries: readonly Plain[], totals: readonly Plain[]): string[] {
  const folded = new Map<string, number>();
  for (const leg of entries.flatMap(legsOf)) folded.set(leg.code, (folded.get(leg.code) ?? 0) + leg.cents);
  const stated = new Map<string, number>();
  for (const item of totals) {
    for (const [name, amount] of Object.entries(item)) {
      if (/^[A-Z]{2}$/.test(name)) stated.set(name, (stated.get(name) ?? 0) + Number(amount));
    }
  }
  const codes = new Set([...folded.keys(), ...stated.keys()]);
  return [...codes].flatMap((code) => {
    const [left, right] = [folded.get(code) ?? 0, stated.get(code) ?? 0];
    return left === right ? [] : [`account ${code}: entries ${left}, totals ${right}`];
  });
}

/** Each day counts its remittances that are still being posted, because no month may be closed before they are done. */
function postingFaults(remittances: readonly Plain[], totals: readonly Plain[]): string[] {
  const days = new Map<string, number>();
  const add = (day: unknown, entity: unknown, count: number) =>
    days.set(`${day} ${entity}`, (days.get(`${day} ${entity}`) ?? 0) + count);
  for (const each of remittances) if (each.state === 'posting') add(each.postedOn, each.entityId, 1);
  for (const item of totals) {
    const [, day, entity] = item.sk.split('#');
    add(day, entity, -Number(item.posting ?? 0));
  }
  return [...days].flatMap(([day, left]) => (left === 0 ? [] : [`${day}: ${left} remittances are posted uncounted`]));
}

/** Deposits in transit equal the payments. */
function depositFaults(
  entries: readonly Plain[],
  remittances: readonly Plain[],
  world: World,
  told: readonly Told[],
): string[] {
  const booked = sum(entries.flatMap(legsOf).map((leg) => (leg.code === 'DT' ? leg.cents : 0)));
  const sent = sum(world.payments.map(({ trace, cents }) => cents * timesOf(trace, told, remittances)));
  return booked === sent ? [] : [`deposits ${booked} of ${sent}`];
}

/** The list of amounts in transit equals the balance of the account. */
function inTransitFaults(entries: readonly Plain[], rows: readonly Plain[], items: readonly Plain[]): string[] {
  const booked = sum(entries.flatMap(legsOf).map((leg) => (leg.code === 'DT' ? leg.cents : 0)));
  // Patients' payments that wait for a deposit batch are found only in their index: day, id and cents.
  const waiting = items.flatMap(({ g1pk, g1sk }) =>
    String(g1pk).endsWith('#WAITING-PAYMENTS') ? [Number(String(g1sk).split('#').at(-1))] : [],
  );
  // A payment that a deposit has paid is on the list no more.
  const unpaid = rows.filter(({ depositId }) => depositId === undefined);
  const listed = sum([...unpaid.map((row) => Number(row.cents)), ...waiting]);
  return booked === listed ? [] : [`${booked} cents are in transit, and ${listed} are listed`];
}

/** Each claim's balance is the sum of its entries. */
function balanceFaults(entries: readonly Plain[], balances: readonly Plain[]): string[] {
  return balances.flatMap((balance) => {
    const legs = entries.filter((entry) => entry.claim === balance.claimId).flatMap(legsOf);
    const patient = sum(legs.map((leg) => (leg.code === 'PR' ? leg.cents : 0)));
    const payers = balance.payers as { readonly payerId: string; readonly receivableCents: number }[];
    const differs = payers.filter(
      ({ payerId, receivableCents }, share) =>
        sum(
          legs.map((leg) => (leg.code === 'IR' && leg.payerId === payerId && leg.share === share ? leg.cents : 0)),
        ) !== receivableCents,
    );
    const faults = differs.map(({ payerId }) => `claim ${balance.claimId}: ${payerId}'s balance is not its entries'`);
    return patient === balance.patientCents ? faults : [...faults, `claim ${balance.claimId}: the patient's balance`];
  });
}

/**
 * Everything that is owed is on somebody's list: each claim lists all of it, and the listed items are open and have the
 * same amounts.
 */
function workFaults(balances: readonly Plain[], work: readonly Plain[]): string[] {
  const items = new Map(work.map((item) => [item.id, item]));
  const listed = new Set<unknown>();
  const faults = balances.flatMap((item) => {
    const balance = balanceOfItem(item);
    const unseen = owedOutOfSight(balance).map(
      ({ share, cents }) => `claim ${balance.claimId}: ${cents} cents of share ${share} are on no work list`,
    );
    // A patient's credit is in the index from which credits are listed.
    const uncredited =
      balance.patientCents < 0 && item.g2pk === undefined
        ? [`claim ${balance.claimId}: the patient's credit is on no list`]
        : [];
    const unbilled =
      isUnbilled(balance) && !String(item.g1pk).includes('#NEXT-PAYER#')
        ? [`claim ${balance.claimId}: its next payer is not billed, and no list says so`]
        : [];
    const wrong = (balance.openWork ?? []).filter(({ id, cents, share, kind }) => {
      listed.add(id);
      const stored = items.get(id);
      const stated = kind === 'denial' ? stored?.openCents : stored?.cents;
      return stored?.state !== 'open' || (share !== undefined && cents !== 0 && stated !== cents);
    });
    return [
      ...unseen,
      ...uncredited,
      ...unbilled,
      ...wrong.map(({ id, code }) => `claim ${balance.claimId}: ${code} ${id} is not as listed`),
    ];
  });
  const lost = work.filter(({ id, type, state }) => type === 'denial' && state === 'open' && !listed.has(id));
  return [...faults, ...lost.map(({ id }) => `denial ${id} is open, and its claim does not list it`)];
}

/**
 * Whether a later payer whose turn has come owes something, no filing asks for it, and nothing else is under way on the
 * claim: no filing, no answer to the newest filing that an earlier payer has, and no correction.
 */
function isUnbilled({ payers, filings, correction }: ClaimBalance): boolean {
  const share = payers.findIndex(({ status }) => status !== 'answered');
  if (share < 1 || payers[share]?.status !== 'open') return false;
  const isAsked = filings.some((filing) => filing.share === share && filing.state.kind !== 'cancelled');
  const isUnderway = filings.some(({ state }) => ['preparing', 'held', 'ready', 'batched'].includes(state.kind));
  const isAwaited = payers.slice(0, share).some((_, earlier) => {
    const sent = filings.filter(({ share: own, state }) => own === earlier && heldByPayer.includes(state.kind));
    return sent.at(-1)?.state.kind === 'submitted' || sent.at(-1)?.state.kind === 'accepted';
  });
  return !isAsked && !isUnderway && !isAwaited && correction?.kind !== 'open' && correction?.kind !== 'void';
}

const heldByPayer: readonly string[] = ['submitted', 'accepted', 'answered', 'reversed'];

/** A claim that exists here is never treated as unknown. */
function strangerFaults(entries: readonly Plain[], balances: readonly Plain[], exceptions: readonly Plain[]): string[] {
  const ours = new Set(balances.map((balance) => balance.pk));
  const unfound = exceptions.filter(({ code }) => code === 'claim-not-found');
  const missed = new Set(unfound.map((each) => String(each.ledgerEntryId).split('.').at(-1)));
  return entries.flatMap((entry) => {
    const isMissed = missed.has(entry.sk.slice('ENTRY#'.length)) && ours.has(entry.pk);
    return isMissed ? [`entry ${entry.sk} says that its claim is not here`] : [];
  });
}
