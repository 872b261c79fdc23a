import type { ClaimBalance } from '../domain/claim/balance.ts';
import { allowedAmounts } from '../domain/contract/allowed-amounts.ts';
import { usualKeptBack } from '../domain/contract/payer-contract.ts';
import type { LatePart } from '../domain/contract/variance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type LatePaymentSettings, lateness, type TimedPayer } from '../domain/late-payment/late-payment.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { type Cents, cents, negateCents, sumCents, zeroCents } from '../domain/money/cents.ts';
import type { Payer } from '../domain/practice/practice.ts';
import { openAnswers } from '../domain/remittance/post/claim-posting.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { readDocuments } from './entity-items.ts';
import { statesOfProviders } from './holder-states.ts';
import { ledgerEntryPrefix, remittanceEntryKey } from './keys/ledger.ts';
import { entryOfItem } from './ledger.ts';
import { readBooked } from './patient-claims.ts';
import { readSentOn } from './sent-days.ts';
import type { Table } from './table.ts';

/** A claim, with the payments of its first payer that came later than the law allows. */
export interface TimedClaim {
  readonly balance: ClaimBalance;
  /** Whether an answer of the payer that is in force pays something. */
  readonly isPaid: boolean;
  readonly late: readonly LatePart[];
  readonly payerClaimNumber: string;
}

/** Finds late payments of claims by their first payers. Claims that are billed to no payer are left out. */
export async function timedClaims(
  table: Table,
  tenant: TenantId,
  balances: readonly ClaimBalance[],
  settings: LatePaymentSettings,
): Promise<TimedClaim[]> {
  const billed = balances.filter(({ payers }) => payers.length > 0);
  const [booked, payers, states, sentOn] = await Promise.all([
    readBooked(table, tenant, billed),
    readDocuments<Payer>(table, tenant, 'PAYER', [
      ...new Set(billed.map(({ payers: [first] }) => first?.payerId ?? '')),
    ]),
    statesOfProviders(
      table,
      tenant,
      billed.map(({ billingProviderId }) => billingProviderId),
    ),
    readSentOn(table, tenant, billed),
  ]);
  const timed = booked.map(({ balance, entries }): Timed => {
    const payer = payers.get(balance.payers[0]?.payerId ?? '');
    const answers = openAnswers(entries).filter(({ adjudication }) => adjudication?.share === 0);
    const of: TimedPayer = {
      filingIndicator: payer?.filingIndicator ?? '',
      isOnPaper: payer?.filesOn === 'paper',
      state: states.get(balance.billingProviderId),
    };
    const late = firstPayments(entries, answers).flatMap((first) =>
      lateParts(first, sentOnOf(first.answer, balance, sentOn.get(balance.claimId)), { of, settings }),
    );
    const payerClaimNumber = answers.at(-1)?.adjudication?.payerClaimNumber ?? '';
    const isPaid = answers.some((answer) => paidBy(answer) > 0);
    return { balance, isPaid, late, payerClaimNumber };
  });
  const beside = await interestBeside(table, tenant, timed);
  return timed.map((claim) => ({ ...claim, late: claim.late.map((_, place) => withInterest(place, claim, beside)) }));
}

interface Timed extends Omit<TimedClaim, 'late'> {
  readonly late: readonly (LatePart & { readonly remittanceIds: readonly string[] })[];
}

/** The interest that remittances pay beside their claims, by remittance and by the claim's number that it names. */
type InterestBeside = ReadonlyMap<string, ReadonlyMap<string, Cents>>;

/** Reads it for late payments for which the payer states no interest with the claim. */
async function interestBeside(table: Table, tenant: TenantId, timed: readonly Timed[]): Promise<InterestBeside> {
  const silent = timed.flatMap(({ late }) => late.filter(({ interestPaidCents }) => interestPaidCents === 0));
  const ids = [...new Set(silent.flatMap(({ remittanceIds }) => remittanceIds))];
  const read = await Promise.all(
    ids.map(async (id) => {
      const { pk } = remittanceEntryKey(tenant, id, '');
      const entries = (await table.queryAll({ partition: pk, prefix: ledgerEntryPrefix })).map(entryOfItem);
      const interest = entries
        .filter(({ kind }) => kind === 'remittance-payment')
        .flatMap(({ legs }) => legs)
        .filter(({ account }) => account === 'interest-income' || account === 'interest-expense');
      const named = Map.groupBy(interest, ({ reference = '' }) => reference);
      return [
        id,
        new Map([...named].map(([name, legs]) => [name, negateCents(sumCents(legs.map((leg) => leg.cents)))])),
      ] as const;
    }),
  );
  return new Map(read);
}

/** Interest beside the claim counts where it names our number of the claim or the payer's, for the first of several parts. */
function withInterest(place: number, { balance, late, payerClaimNumber }: Timed, beside: InterestBeside): LatePart {
  const { remittanceIds, ...part } = late[place] as Timed['late'][number];
  if (part.interestPaidCents !== 0) return part;
  const own = remittanceIds.filter((id) => late.findIndex((each) => each.remittanceIds.includes(id)) === place);
  const numbers = new Set<string>([balance.claimId, balance.controlNumber ?? '', payerClaimNumber]);
  // Interest that names nothing may be for any claim of the remittance.
  numbers.delete('');
  const found = own.flatMap((id) => [...numbers].flatMap((number) => beside.get(id)?.get(number) ?? []));
  return { ...part, interestPaidCents: sumCents(found) };
}

/** The first payment of services, and what stands of it. */
interface FirstPayment {
  readonly answer: LedgerEntry;
  /** Answers to the same services that are in force, and that no other first payment has: the first itself, or what the payer gave again in its place. */
  readonly standing: readonly LedgerEntry[];
  /** The part of the first payment that was not taken back, or was paid again. */
  readonly keptCents: Cents;
}

/**
 * The first answers of the payer to lines of a filing. A payment that comes after another answer, on appeal or after a
 * correction, is not timed, because the law has other rules for it. A first answer that the payer took back stays the
 * first: paying the same again does not make a late payment one in time.
 */
function firstPayments(entries: readonly LedgerEntry[], open: readonly LedgerEntry[]): FirstPayment[] {
  const unposted = new Set(
    entries.flatMap(({ kind, reverses = [] }) => (kind === 'remittance-unpost' ? reverses : [])),
  );
  const given = entries.filter(
    ({ id, adjudication, reversesPart }) =>
      adjudication?.share === 0 && reversesPart === undefined && !unposted.has(id),
  );
  const firsts = given
    .filter((answer) => !given.some((other) => isBefore(other, answer) && areAboutOne(other, answer)))
    .toSorted((left, right) => (isBefore(left, right) ? -1 : 1));
  // What is in force is counted once, although it may be about the services of several first answers.
  const left = new Map(open.map((answer) => [answer.id, Math.max(0, paidBy(answer))]));
  const told = new Set<string>();
  return firsts.map((answer): FirstPayment => {
    const about = open.filter((each) => areAboutOne(each, answer));
    let kept = 0;
    for (const { id } of about) {
      const taken = Math.min(left.get(id) ?? 0, Math.max(0, paidBy(answer) - kept));
      left.set(id, (left.get(id) ?? 0) - taken);
      kept += taken;
    }
    const standing = about.filter(({ id }) => !told.has(id));
    for (const { id } of standing) told.add(id);
    return { answer, standing, keptCents: cents(kept) };
  });
}

function isBefore(left: LedgerEntry, right: LedgerEntry): boolean {
  return (
    left.effectiveOn < right.effectiveOn || (left.effectiveOn === right.effectiveOn && left.postedOn < right.postedOn)
  );
}

/** Whether two answers are about the same lines of the same filing. */
function areAboutOne({ adjudication: left }: LedgerEntry, { adjudication: right }: LedgerEntry): boolean {
  return left?.filing === right?.filing && haveCommonLine(left?.lines, right?.lines);
}

function paidBy({ legs }: LedgerEntry): Cents {
  const money = legs.filter(({ account }) => account === 'remittance-clearing' || account === 'unapplied-payer-cash');
  return sumCents(money.map((leg) => leg.cents));
}

/** When no lines are named, all lines of the claim are meant. */
function haveCommonLine(left: readonly number[] | undefined, right: readonly number[] | undefined): boolean {
  return left === undefined || right === undefined || left.some((line) => right.includes(line));
}

/** When the answered filing was sent. A filing after the first has its own date. */
function sentOnOf(
  { adjudication }: LedgerEntry,
  { filings }: ClaimBalance,
  firstSentOn: LocalDate | undefined,
): LocalDate | undefined {
  const number = adjudication?.filing;
  return number === undefined ? firstSentOn : filings.find((filing) => filing.number === number)?.sentOn;
}

function lateParts(
  { answer, standing, keptCents: paidCents }: FirstPayment,
  sentOn: LocalDate | undefined,
  { of, settings }: { readonly of: TimedPayer; readonly settings: LatePaymentSettings },
): Timed['late'] {
  const { adjudication, effectiveOn: paidOn } = answer;
  const receivedOn = adjudication?.receivedOn ?? sentOn;
  if (receivedOn === undefined || paidCents <= 0) return [];
  const taken = allowedAmounts([answer], usualKeptBack);
  const reduced = [...(taken?.byLine.values() ?? []), ...(taken === undefined ? [] : [taken.ofClaim])];
  const interest = standing.map((each) => each.adjudication?.interestCents ?? zeroCents);
  const found = lateness(
    {
      ...{ receivedOn, paidOn, paidCents, interestPaidCents: sumCents(interest) },
      beyondAllowedCents: cents(
        Math.max(
          0,
          reduced.reduce((sum, { reducedCents }) => sum + reducedCents, 0),
        ),
      ),
    },
    of,
    settings,
  );
  if (!found.ok || found.value.daysLate === 0) return [];
  const countedFrom = adjudication?.receivedOn === undefined ? 'sending' : 'receipt';
  const remittanceIds = [...new Set([answer, ...standing].flatMap(({ remittanceId }) => remittanceId ?? []))];
  return [{ ...found.value, countedFrom, ledgerEntryId: answer.id, remittanceIds }];
}
