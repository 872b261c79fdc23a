import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Account } from '../../shared/domain/ledger/accounts.ts';
import type { LedgerEntry, Leg } from '../../shared/domain/ledger/entry.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { booksRoundNow } from '../../shared/store/ageing.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import type { Files } from '../../shared/store/files.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Item } from '../../shared/store/table.ts';
import { booksKeeper } from '../support/books-keeper.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import type { TestEdge, TestTable } from '../support/table.ts';
import type { CallApi } from '../support/whole-api.ts';
import { openedFaults } from './opened-reports.ts';

/*
 * The reports of a story, made by the worker that makes them each day, are compared with a recount of what is stored:
 * balances of claims, heads of payments, legs of entries.
 */

interface Told {
  readonly store: TestTable;
  readonly edge: TestEdge;
  readonly files: Files;
  readonly call: CallApi;
  readonly tenant?: TenantId;
}

const receivables: readonly Account[] = ['insurance-receivable', 'patient-receivable', 'client-receivable'];

/**
 * Whether an entry changes what somebody owes. Losses of money that was refunded do not: they were never owed to the
 * office.
 */
const changesWhatIsOwed = (entry: LedgerEntry): boolean =>
  entry.legs.some(({ account }) => receivables.includes(account));

/** Differences between the reports and the recount. */
export async function reportFaults({ store, edge, files, call, tenant = goldenTenant }: Told): Promise<string[]> {
  const principal = { tenantId: tenant, subject: 'user-manager', roles: 'manager' };
  await store.table.transact([dueWrite(edge.now().toISOString(), booksRoundNow(tenant, false))]);
  await booksKeeper(edge, files).workOff();
  const readAny = async (path: string) => (await call('GET', `/v1/${path}`, undefined, { principal })).body;
  const read = (path: string) => readAny(`reports/${path}`);
  const items = await store.items();
  const entries = items.filter(({ type }) => type === 'entry').map(entryOfItem);
  // A report covers at most a year.
  const first = addDays(edge.now().toISOString().slice(0, 10) as LocalDate, -360);
  const ofYear = entries.filter(({ postedOn }) => postedOn >= first);
  const ageing = await read('receivables-ageing?by=account');
  const { totals: credits } = await read('credit-balances');
  const { totals: over } = await read('over-collection');
  const { totals: money } = await read(`collections?from=${first}`);
  const claims = items.filter(({ type }) => type === 'balance').map(balanceOfItem);
  const overpaid = claims.filter(({ patientCents }) => patientCents < 0);
  const owing = ofYear.filter(changesWhatIsOwed);
  const paidCents = sum(cash.map((account) => legs(owing, account)));
  const refundedCents = -sum(refunds.map((account) => legs(owing, account)));
  const compared: readonly (readonly [string, unknown, unknown])[] = [
    ['what is owed', ageing.totals?.balanceCents, sum(receivables.map((account) => legs(entries, account)))],
    ['what the ledger says', ageing.ledgerCents, ageing.totals?.balanceCents],
    ['overpaid claims', over?.claims, overpaid.length],
    ['what was overpaid', over?.creditCents, sum(overpaid.map(({ patientCents }) => patientCents))],
    ['unapplied cash', credits?.unappliedCents, unapplied(items, entries)],
    ['charges', money?.chargesCents, -legs(ofYear, 'charges')],
    ['bad debt', money?.badDebtCents, legs(owing, 'bad-debt')],
    ['contractual', money?.contractualCents, sum(contractual.map((account) => legs(ofYear, account)))],
    ['charity', money?.charityCents, charityOf(ofYear)],
    ['payments', money?.paymentsCents, paidCents],
    ['refunds', money?.refundsCents, refundedCents],
    ['gross collection rate', money?.grossRate, rateOf(paidCents - refundedCents, -legs(ofYear, 'charges'))],
    ...agesCompared(ageing, entries, claims),
    ...(await claimsCompared(read, claims)),
  ];
  const differing = compared.filter(([, said, recount]) => said !== recount && !(said === 0 && Object.is(recount, -0)));
  return [
    ...differing.map(([what, said, recount]) => `reports: ${what} is ${said}, the recount ${recount}`),
    ...(await openedFaults(readAny, first)),
  ];
}

const ages = { owed0Cents: 30, owed31Cents: 60, owed61Cents: 90, owed91Cents: 120, owed121Cents: 99_999 } as const;

/** What payers and patients owe in each column of days since the service, from the entries of each claim. */
function agesCompared(
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON has come
  { rows = [], asOf }: any,
  entries: readonly LedgerEntry[],
  claims: readonly ClaimBalance[],
): (readonly [string, unknown, unknown])[] {
  const served = new Map(claims.map(({ claimId, serviceFrom }) => [claimId, serviceFrom]));
  const open = new Map<string, { readonly account: Account; readonly days: number; cents: number }>();
  for (const { claimId, legs: own } of entries) {
    const day = claimId === undefined ? undefined : served.get(claimId);
    if (claimId === undefined || day === undefined) continue;
    for (const { account, cents, payerId } of own) {
      if (account !== 'insurance-receivable' && account !== 'patient-receivable') continue;
      const name = `${account} ${claimId} ${payerId}`;
      const days = Math.max(0, Math.round((Date.parse(asOf) - Date.parse(day)) / 86_400_000));
      open.set(name, { account, days, cents: (open.get(name)?.cents ?? 0) + cents });
    }
  }
  return (rows as readonly { readonly id: string; readonly values: Readonly<Record<string, number>> }[]).flatMap(
    ({ id, values }) => {
      if (id === 'client-receivable') return [];
      const owed = [...open.values()].filter(({ account, cents }) => account === id && cents > 0);
      return Object.entries(ages).map(([column, most], place) => {
        const least = place === 0 ? 0 : (Object.values(ages)[place - 1] as number) + 1;
        const own = owed.filter(({ days }) => days >= least && days <= most);
        return [`${column} of ${id}`, values[column], sum(own.map(({ cents }) => cents))] as const;
      });
    },
  );
}

const cash: readonly Account[] = [
  ...(['remittance-clearing', 'unapplied-payer-cash', 'unapplied-patient-cash', 'unidentified-receipts'] as const),
  ...(['deposits-in-transit', 'bank'] as const),
];
const refunds: readonly Account[] = ['refunds-payable', 'refunds-sent'];
const contractual: readonly Account[] = ['contractual-adjustments', 'capitation-adjustments'];

/** Financial assistance, and what was written off for hardship, whatever account it was booked to. */
function charityOf(entries: readonly LedgerEntry[]): number {
  const given = entries.flatMap((entry) => entry.legs).filter(({ account }) => !receivables.includes(account));
  const isCharity = ({ account, reason }: Leg) => account === 'charity-care' || reason === 'financial-hardship';
  return sum(given.map((leg) => (isCharity(leg) ? leg.cents : 0)));
}

/** What is open of each claim, from the parts of the report's figure and from the claim's balance. */
async function claimsCompared(
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON has come
  read: (path: string) => Promise<any>,
  claims: readonly ClaimBalance[],
): Promise<(readonly [string, unknown, unknown])[]> {
  const { items = [] } = await read('receivables-ageing/parts?column=balanceCents&limit=200');
  const parts = items as readonly { readonly claimId?: string; readonly kind: string; readonly value: number }[];
  // A share that an employer took over is in the employer's own balance.
  const own = parts.filter(({ kind }) => kind !== 'client-receivable');
  return claims.map(({ claimId, payers, patientCents }) => [
    `claim ${claimId}`,
    sum(own.filter((part) => part.claimId === claimId).map(({ value }) => value)),
    patientCents + sum(payers.map(({ receivableCents }) => receivableCents)),
  ]);
}

/** Payers' cash from its entries, and patients' cash from the heads of their payments. */
function unapplied(items: readonly Item[], entries: readonly LedgerEntry[]): number {
  const heads = items.filter(({ type }) => type === 'patient-payment');
  return sum(heads.map(({ unappliedCents }) => Number(unappliedCents))) - legs(entries, 'unapplied-payer-cash');
}

/** A part of a whole in hundredths of a percent; nothing is a part of nothing. */
const rateOf = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.round((part * 10_000) / whole);

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

const legs = (entries: readonly LedgerEntry[], account: Account): number =>
  sum(entries.flatMap((entry) => entry.legs).map((leg) => (leg.account === account ? leg.cents : 0)));
