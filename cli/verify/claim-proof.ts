import type { StatedAmount, StatedClaim } from '../../shared/x12/835/stated-amounts.ts';
import type { Entry, Leg } from './exported.ts';

/** What is wrong with an entry, and where in the file the evidence is. */
export interface Fault {
  readonly problem: string;
  readonly byteOffset?: number;
}

/** The kinds of entry that first book a payer's claim: each claim of a posted payment has exactly one. */
export const bookingKinds: readonly string[] = ['remittance-claim', 'remittance-reversal', 'remittance-unapplied'];

/** The kinds of entry that apply cash from unapplied payer cash. */
const applyingKinds: readonly string[] = ['remittance-match', 'remittance-applied'];

/** Kinds that undo another entry, leg by leg. */
const undoingKinds: readonly string[] = ['remittance-reversal', 'remittance-unpost'];

const cashAccounts: readonly string[] = ['remittance-clearing', 'unapplied-payer-cash'];

const reversalStatus = '22';

/**
 * Claim statuses without an adjudication: forwarded elsewhere, predetermination. Entries do not hold their adjustments.
 */
const silentStatuses: readonly string[] = ['23', '25'];

export function sumOf(amounts: Iterable<{ readonly cents: number }>): number {
  let sum = 0;
  for (const { cents } of amounts) sum += cents;
  return sum;
}

/**
 * Compares a claim's entry with the claim's bytes: its cash is the paid amount; every other leg is an adjustment that
 * the bytes state, by group, reason and line, and not more than stated; legs and notes together are everything that is
 * stated.
 * @param original the entry that this one undoes, if any
 */
export function claimFaults(entry: Entry, stated: StatedClaim, original: Entry | undefined): Fault[] {
  const faults = [...balanceFaults(entry)];
  if (entry.kind === 'remittance-unapplied') faults.push(...unappliedFaults(entry, stated));
  else if (undoes(entry, stated)) faults.push(...undoneFaults(entry, stated, original));
  else if (entry.kind === 'remittance-claim' || applyingKinds.includes(entry.kind)) {
    faults.push(...cashFaults(entry, stated, stated.paidCents), ...answerFaults(entry, stated));
  } else faults.push({ problem: `entries of kind ${entry.kind} cannot be proven from a claim` });
  return faults;
}

/**
 * Whether an entry undoes another one: a reversal, a reversal that waited for its original, or an entry that a person
 * unposted.
 */
function undoes({ kind }: Entry, { statusCode }: StatedClaim): boolean {
  return undoingKinds.includes(kind) || (applyingKinds.includes(kind) && statusCode === reversalStatus);
}

export function balanceFaults({ legs }: Entry): Fault[] {
  const sum = sumOf(legs);
  return sum === 0 ? [] : [{ problem: `its legs sum to ${sum} cents, not to zero` }];
}

/** The account that holds the claim's cash before it is applied. */
function cashAccountOf(kind: string): string {
  return bookingKinds.includes(kind) ? 'remittance-clearing' : 'unapplied-payer-cash';
}

/** Cash leaves clearing (or unapplied payer cash) as stated, and no other cash moves. */
function cashFaults(entry: Entry, { paidCents, paidAt }: StatedClaim, cashCents: number): Fault[] {
  const account = cashAccountOf(entry.kind);
  const cash = entry.legs.filter((leg) => leg.account === account && leg.reason === undefined);
  const others = entry.legs.filter((leg) => cashAccounts.includes(leg.account) && !cash.includes(leg));
  const faults: Fault[] = [];
  if (sumOf(cash) !== cashCents) {
    faults.push({
      problem: `it books ${sumOf(cash)} cents of cash where the file says ${paidCents}`,
      byteOffset: paidAt,
    });
  }
  if (others.length > 0 && entry.kind !== 'remittance-unapplied')
    faults.push({ problem: 'it moves cash that the claim does not pay', byteOffset: paidAt });
  const payment = entry.legs.filter((leg) => leg.reason === undefined && !cashAccounts.includes(leg.account));
  const isReceivable = payment.every((leg) => leg.account === 'insurance-receivable' && isOf(entry, leg));
  if (entry.kind !== 'remittance-unapplied' && (!isReceivable || sumOf(payment) !== -cashCents)) {
    faults.push({
      problem: 'a leg is neither the payment nor an adjustment that the claim states',
      byteOffset: paidAt,
    });
  }
  return faults;
}

/** Unapplied cash moves from clearing to unapplied payer cash, and nothing else moves. */
function unappliedFaults(entry: Entry, stated: StatedClaim): Fault[] {
  const waiting = entry.legs.filter((leg) => leg.account === 'unapplied-payer-cash');
  const faults = cashFaults(entry, stated, stated.paidCents);
  const others = entry.legs.filter((leg) => !cashAccounts.includes(leg.account) || leg.reason !== undefined);
  if (others.length > 0 || sumOf(waiting) !== -stated.paidCents) {
    faults.push({ problem: 'it moves more than the cash that waits', byteOffset: stated.paidAt });
  }
  return faults;
}

/** Whether a leg belongs to the share that the entry answers; any leg does when the entry answers no share. */
function isOf({ adjudication }: Entry, { payerId, share }: Leg): boolean {
  return adjudication === undefined || (adjudication.payerId === payerId && adjudication.share === share);
}

/**
 * What an entry holds for one reason on one line: the amount taken from the answering share's receivable, and the
 * amount kept as a note.
 */
interface Booked {
  taken: number;
  noted: number;
}

const keyOf = (reason: string, line: number | undefined): string => `${reason} ${line ?? ''}`;

function bookedBy(entry: Entry, answer: Entry, keyed: typeof keyOf): Map<string, Booked> {
  const booked = new Map<string, Booked>();
  const at = (reason: string, line: number | undefined): Booked => {
    const key = keyed(reason, line);
    const found = booked.get(key) ?? { taken: 0, noted: 0 };
    booked.set(key, found);
    return found;
  };
  for (const leg of entry.legs) {
    const { account, reason, line, cents } = leg;
    const isTaken = account === 'insurance-receivable' && answer.adjudication !== undefined && isOf(answer, leg);
    if (reason !== undefined && isTaken) at(reason, line).taken -= cents;
  }
  for (const { reason, line, cents } of entry.notes ?? []) at(reason, line).noted += cents;
  return booked;
}

/** The entry of a payer's answer holds every adjustment that the claim states, and no other. */
function answerFaults(entry: Entry, stated: StatedClaim): Fault[] {
  const isSilent = silentStatuses.includes(stated.statusCode);
  if (isSilent && entry.legs.length === 0 && (entry.notes ?? []).length === 0) return [];
  const named = entry.legs.filter((leg) => leg.reason !== undefined);
  if (entry.adjudication === undefined && named.length > 0) return [{ problem: 'it does not say which payer answers' }];
  return [
    ...counterLegFaults(named, stated.paidAt),
    ...patientFaults(named, stated.paidAt),
    ...statedFaults(entry, stated),
  ];
}

/**
 * An amount that leaves the payer's receivable for a reason must be booked to another account for the same reason; in a
 * bundle of lines, on another line.
 */
function counterLegFaults(named: readonly Leg[], byteOffset: number): Fault[] {
  const isBundled = (leg: Leg) => /^OA-94$|-97$/.test(leg.reason as string);
  const byReason = Map.groupBy(named, (leg) => (isBundled(leg) ? 'the bundle' : keyOf(leg.reason as string, leg.line)));
  return [...byReason].flatMap(([reason, legs]) => {
    if (sumOf(legs) === 0) return [];
    return [{ problem: `what ${reason.trim()} moves does not sum to zero`, byteOffset }];
  });
}

/** Only adjustments of the group PR (patient responsibility) may become the patient's share. */
function patientFaults(named: readonly Leg[], byteOffset: number): Fault[] {
  const wrong = named.filter((leg) => leg.account === 'patient-receivable' && !leg.reason?.startsWith('PR-'));
  return wrong.map((leg) => ({ problem: `${leg.reason} is booked as the patient's`, byteOffset }));
}

/** The adjustments by reason and line, for each way in which a payer's lines may map to ours. */
function* statedByLine({ adjustments, lines }: StatedClaim): Generator<Map<string, StatedAmount[]>> {
  const numbers = lines.map((line) => line.number);
  // A returned line number that is higher than the number of our lines is not ours. Such a line is identified by its
  // position.
  const caps = [Infinity, ...new Set(numbers.flatMap((number) => (number === undefined ? [] : [number - 1])))];
  for (const cap of caps) {
    const found = new Map<string, StatedAmount[]>();
    const add = (amount: StatedAmount, line: number | undefined): void => {
      const key = keyOf(amount.reason, line);
      found.set(key, [...(found.get(key) ?? []), amount]);
    };
    for (const amount of adjustments) add(amount, undefined);
    for (const [index, line] of lines.entries()) {
      const number = line.number !== undefined && line.number <= cap ? line.number : index + 1;
      for (const amount of line.adjustments) add(amount, number);
    }
    yield found;
  }
}

function statedFaults(entry: Entry, stated: StatedClaim): Fault[] {
  const booked = bookedBy(entry, entry, keyOf);
  let first: Fault[] | undefined;
  for (const amounts of statedByLine(stated)) {
    const faults = differences(booked, amounts, stated.paidAt);
    if (faults.length === 0) return [];
    first ??= faults;
  }
  // Without our line numbers in the file, posting matched lines by procedure, date and charge: the proof is then by
  // reason over the whole claim.
  if (stated.lines.length > 0 && stated.lines.some((line) => line.number === undefined)) {
    const amounts = Map.groupBy(allOf(stated), ({ reason }) => keyOf(reason, undefined));
    const faults = differences(
      bookedBy(entry, entry, (reason) => keyOf(reason, undefined)),
      amounts,
      stated.paidAt,
    );
    if (faults.length === 0 && hasKnownLines(entry, stated)) return [];
  }
  return first ?? [];
}

/**
 * Whether the booked lines are the file's lines under other numbers. When the counts differ, the payer has split or
 * combined lines, and only the sums over the claim are proven.
 */
function hasKnownLines(entry: Entry, stated: StatedClaim): boolean {
  const booked = new Map<string, string[]>();
  for (const [key, { taken, noted }] of bookedBy(entry, entry, keyOf)) {
    const [reason, line = ''] = key.split(' ');
    if (line !== '') booked.set(line, [...(booked.get(line) ?? []), `${reason} ${taken + noted}`]);
  }
  const texts = stated.lines.flatMap(({ adjustments }) => {
    const byReason = Map.groupBy(adjustments, ({ reason }) => reason);
    const parts = [...byReason].map(([reason, amounts]) => `${reason} ${sumOf(amounts)}`);
    return parts.length === 0 ? [] : [parts.sort().join(',')];
  });
  if (booked.size !== texts.length) return true;
  return isWithin(
    [...booked.values()].map((parts) => parts.sort().join(',')),
    texts,
  );
}

export function allOf(stated: StatedClaim): StatedAmount[] {
  return [...stated.adjustments, ...stated.lines.flatMap((line) => line.adjustments)];
}

/** Legs and notes must be exactly the stated adjustments. No more may be taken than is stated. */
function differences(
  booked: ReadonlyMap<string, Booked>,
  stated: ReadonlyMap<string, readonly StatedAmount[]>,
  paidAt: number,
): Fault[] {
  const faults: Fault[] = [];
  for (const key of new Set([...booked.keys(), ...stated.keys()])) {
    const amounts = stated.get(key) ?? [];
    const { taken, noted } = booked.get(key) ?? { taken: 0, noted: 0 };
    const cents = sumOf(amounts);
    const byteOffset = amounts[0]?.byteOffset ?? paidAt;
    const most = sumOf(amounts.filter((amount) => amount.cents > 0));
    const least = sumOf(amounts.filter((amount) => amount.cents < 0));
    const [reason, line] = key.split(' ');
    const where = line ? `${reason} of line ${line}` : `${reason} of the claim`;
    if (taken + noted !== cents)
      faults.push({ problem: `it holds ${taken + noted} cents for ${where}, the file says ${cents}`, byteOffset });
    else if (taken > most || taken < least)
      faults.push({ problem: `it takes ${taken} cents for ${where}, more than the file says`, byteOffset });
  }
  return faults;
}

/** A reversal must be the named entry with opposite signs, and the file must state the reversal. */
function undoneFaults(entry: Entry, stated: StatedClaim, original: Entry | undefined): Fault[] {
  if (original === undefined) return [{ problem: 'it undoes an entry that the ledger does not hold' }];
  const sign = entry.kind === 'remittance-unpost' ? -1 : 1;
  const faults = cashFaults(entry, stated, sign * stated.paidCents);
  const isPart = entry.reverses === undefined;
  const [own, theirs] = [moved(entry, 1, isPart), moved(original, -1, isPart)];
  const isNegated = isPart ? isWithin(own, theirs) : own.length === theirs.length && isWithin(own, theirs);
  if (!isNegated) {
    const problem = `its legs are not those of ${original.id} negated`;
    faults.push({ problem, byteOffset: stated.paidAt });
  }
  if (sign === -1) return faults;
  // Version 4010 reverses under group CR, and does not say which groups the reasons had.
  const isOldStyle = allOf(stated).length > 0 && allOf(stated).every(({ reason }) => reason.startsWith('CR-'));
  const named = (reason: string) => keyOf(isOldStyle ? reason.slice(reason.indexOf('-')) : reason, undefined);
  return [
    ...faults,
    ...differences(
      bookedBy(entry, original, named),
      Map.groupBy(allOf(stated), ({ reason }) => named(reason)),
      stated.paidAt,
    ).filter(({ problem }) => !problem.includes('it takes')),
  ];
}

/** The legs that are not cash, as texts to compare. For a partial answer, only the legs that have a reason. */
function moved({ legs }: Entry, sign: 1 | -1, isPart: boolean): string[] {
  return legs
    .filter((leg) => !cashAccounts.includes(leg.account) && (!isPart || leg.reason !== undefined))
    .map((leg) =>
      [leg.account, leg.payerId, leg.share, leg.line, leg.reason, leg.reference, sign * leg.cents].join('|'),
    );
}

function isWithin(own: readonly string[], theirs: readonly string[]): boolean {
  const open = [...theirs];
  return own.every((text) => {
    const at = open.indexOf(text);
    if (at >= 0) open.splice(at, 1);
    return at >= 0;
  });
}
