import type { PayerShare } from '../shared/domain/claim/balance.ts';
import type { ClaimCorrection } from '../shared/domain/claim/correction/claim-correction.ts';
import type { Filing } from '../shared/domain/claim/filing.ts';
import { dueShare } from '../shared/domain/claim/next-payer/due-share.ts';
import { owedOutOfSight, sightOf } from '../shared/domain/claim/open-work.ts';
import type { Account } from '../shared/domain/ledger/accounts.ts';
import type { LedgerEntry } from '../shared/domain/ledger/entry.ts';
import { type Cents, formatCents, sumCents, zeroCents } from '../shared/domain/money/cents.ts';
import { present } from '../shared/domain/present.ts';
import { addDays, type LocalDate, monthAfter } from '../shared/domain/time/local-date.ts';
import { type ApiTarget, CommandProblem, callApi, findTarget, listAll, tellingProblems } from './api-client.ts';
import { exportBooks } from './books-export.ts';
import { counted } from './counted.ts';
import { askedBy, onlyWord, readOptions, UsageProblem } from './read-options.ts';

interface RemittanceView {
  readonly id: string;
  readonly state: string;
  readonly postedOn: string;
  readonly claims: number;
  readonly claimsDone: number;
}

interface TrialBalance {
  readonly asOf: LocalDate;
  readonly accounts: readonly { readonly account: Account; readonly balanceCents: Cents }[];
  readonly totalCents: Cents;
  readonly days: readonly string[];
}

/** The sums of all entries. */
interface Fold {
  entries: number;
  readonly unbalanced: string[];
  readonly accounts: Map<string, Cents>;
  /** Per month of a legal entity's books (`ent_… 2026-11`): its accounts. */
  readonly months: Map<string, Map<string, Cents>>;
  /** Per remittance: its clearing account. */
  readonly clearing: Map<string, Cents>;
  /** Per claim: each payer's receivable (`payer id`) and the patient's (`patient`). */
  readonly claims: Map<string, Map<string, Cents>>;
}

const usage = 'Usage: superbill books check\n       superbill books export DIR\n';

/**
 * `superbill books check` sums the books again from their entries, compares every account and every claim with the
 * API's figures, and finds amounts that are owed but on no work list; `export` writes the books to files.
 */
export async function books(words: readonly string[]): Promise<number> {
  const asked = askedBy(usage, words, () => readWords(words));
  if (typeof asked === 'number') return asked;
  const { folder } = asked;
  return tellingProblems(`books ${folder === undefined ? 'check' : 'export'}`, async () =>
    folder === undefined ? check(findTarget('manager')) : exportBooks(folder),
  );
}

/**
 * Returns the folder to export the books to; without a folder, the books are checked.
 * @throws UsageProblem when the words ask for something else
 */
function readWords(words: readonly string[]): { readonly folder?: string } {
  const { positionals } = readOptions({ args: [...words], allowPositionals: true });
  const [action, ...rest] = positionals;
  if (action === 'export') return { folder: onlyWord('folder', rest) };
  if (action !== 'check') throw new UsageProblem('it takes check or export');
  if (rest.length > 0) throw new UsageProblem('check takes no other word');
  return {};
}

async function check(target: ApiTarget): Promise<number> {
  const { body: trial } = await callApi<TrialBalance>(target, 'GET', '/v1/trial-balance');
  const fold: Fold = {
    entries: 0,
    unbalanced: [],
    ...{ accounts: new Map(), months: new Map(), clearing: new Map(), claims: new Map() },
  };
  const remittances = await remittancesSince(target, trial);
  // The days of the totals and of the remittances are read. With the days of the totals alone, entries on a day without
  // totals would be missed.
  const days = [...new Set([...trial.days, ...remittances.map((each) => each.postedOn)])].sort();
  for (const day of days) {
    for await (const entry of listAll<LedgerEntry>(target, `/v1/ledger-entries?postedOn=${day}&limit=200`)) {
      addEntry(fold, entry);
    }
  }
  const differences = [
    ...fold.unbalanced,
    ...accountDifferences(trial, fold),
    ...(await monthDifferences(target, days, fold)),
    ...(await ageingDifferences(target)),
    ...remittances.flatMap((each) => remittanceDifferences(each, fold)),
    ...(await claimDifferences(target, fold)),
    ...(await agencyDifferences(target, fold)),
  ];
  for (const difference of differences) process.stdout.write(`${difference}\n`);
  process.stdout.write(
    `${counted(fold.entries, 'entry', 'entries')} of ${counted(days.length, 'day')}, ${counted(remittances.length, 'remittance')}, ` +
      `${counted(fold.accounts.size, 'account')} and ${counted(fold.claims.size, 'claim')} added up again: ` +
      (differences.length === 0 ? 'the books agree to the cent.\n' : `${counted(differences.length, 'difference')}.\n`),
  );
  return differences.length === 0 ? 0 : 1;
}

function addEntry(fold: Fold, entry: LedgerEntry): void {
  fold.entries += 1;
  if (sumCents(entry.legs.map((leg) => leg.cents)) !== 0)
    fold.unbalanced.push(`entry ${entry.id} does not sum to zero`);
  const name = monthName(entry.entityId, entry.postedOn.slice(0, 7));
  const month = fold.months.get(name) ?? new Map<string, Cents>();
  fold.months.set(name, month);
  for (const leg of entry.legs) {
    add(fold.accounts, leg.account, leg.cents);
    add(month, leg.account, leg.cents);
    if (leg.account === 'remittance-clearing') add(fold.clearing, entry.remittanceId ?? 'no remittance', leg.cents);
    if (entry.claimId === undefined) continue;
    const claim = fold.claims.get(entry.claimId) ?? new Map<string, Cents>();
    if (leg.account === 'insurance-receivable') add(claim, shareName(leg.payerId, leg.share), leg.cents);
    if (leg.account === 'patient-receivable') add(claim, 'patient', leg.cents);
    fold.claims.set(entry.claimId, claim);
  }
}

/** Every remittance from the first day of the books up to the office's day. */
async function remittancesSince(
  target: ApiTarget,
  { asOf, days: [firstDay = asOf] }: TrialBalance,
): Promise<RemittanceView[]> {
  const found: RemittanceView[] = [];
  // Remittances are listed by their month in UTC. The day in UTC may be one day before or after the office's day.
  const last = addDays(asOf, 1).slice(0, 7);
  for (let month = addDays(firstDay as LocalDate, -1).slice(0, 7); month <= last; month = monthAfter(month)) {
    for await (const remittance of listAll<RemittanceView>(target, `/v1/remittances?month=${month}&limit=200`)) {
      found.push(remittance);
    }
  }
  return found;
}

/** The clearing account of a settled remittance is zero. A remittance that is not settled is reported. */
function remittanceDifferences(remittance: RemittanceView, fold: Fold): string[] {
  const { id, state, claims, claimsDone } = remittance;
  if (state === 'posting' || state === 'clearing-open') {
    return [`remittance ${id} is not settled (${state}): ${claimsDone} of ${claims} claims are booked`];
  }
  const clearing = fold.clearing.get(id) ?? zeroCents;
  return clearing === 0 ? [] : [`remittance ${id}: its clearing account stands at ${formatCents(clearing)}`];
}

/** The fees that collection agencies are owed must equal the balance of their account. */
async function agencyDifferences(target: ApiTarget, fold: Fold): Promise<string[]> {
  const owed: Cents[] = [];
  for await (const { id } of listAll<{ readonly id: string }>(target, '/v1/collection-agencies?limit=200')) {
    const path = `/v1/collection-agencies/${id}/recovery`;
    const { body } = await callApi<{ readonly feesOwed: readonly { readonly owedCents: Cents }[] }>(
      target,
      'GET',
      path,
    );
    owed.push(...body.feesOwed.map(({ owedCents }) => owedCents));
  }
  const [told, folded] = [sumCents(owed), fold.accounts.get('agency-fees-payable') ?? zeroCents];
  return told + folded === 0
    ? []
    : [
        `agencies are owed ${formatCents(told)} of their fees, and the account for them stands at ${formatCents(folded)}`,
      ];
}

/** How differences name a share of a claim. */
function shareName(payerId: string | undefined, share: number | undefined): string {
  return `${payerId ?? 'no payer'} (share ${share ?? '?'})`;
}

function add(sums: Map<string, Cents>, name: string, amount: Cents): void {
  sums.set(name, sumCents([sums.get(name) ?? zeroCents, amount]));
}

function accountDifferences(trial: TrialBalance, fold: Fold): string[] {
  const stated = new Map(trial.accounts.map(({ account, balanceCents }) => [account as string, balanceCents]));
  const names = new Set([...stated.keys(), ...fold.accounts.keys()]);
  const total =
    trial.totalCents === 0 ? [] : [`the trial balance sums to ${formatCents(trial.totalCents)}, not to zero`];
  return [
    ...total,
    ...compare(
      'account',
      names,
      (name) => stated.get(name),
      (name) => fold.accounts.get(name),
    ),
  ];
}

/** How differences name a month of one legal entity's books. */
function monthName(entityId: string, period: string): string {
  return `${entityId} ${period}`;
}

interface MonthView {
  readonly period: string;
  readonly entityId: string;
  readonly state: string;
  readonly movements: readonly { readonly account: string; readonly cents: Cents }[];
}

/**
 * Each month of each legal entity's books must be the sum of its entries, whether or not its totals are stored and
 * whether or not it is closed.
 */
async function monthDifferences(target: ApiTarget, days: readonly string[], fold: Fold): Promise<string[]> {
  const differences: string[] = [];
  const unseen = new Map(fold.months);
  for (const year of new Set(days.map((day) => day.slice(0, 4)))) {
    const { body } = await callApi<{ items: MonthView[] }>(target, 'GET', `/v1/accounting-periods?year=${year}`);
    for (const { period, entityId, state, movements } of body.items) {
      const name = monthName(entityId, period);
      const stored = new Map(movements.map(({ account, cents }) => [account, cents]));
      const folded = fold.months.get(name) ?? new Map<string, Cents>();
      unseen.delete(name);
      const what = `month ${name}${state === 'closed' ? ' (closed)' : ''}`;
      const names = new Set([...stored.keys(), ...folded.keys()]);
      differences.push(
        ...compare(
          what,
          names,
          (account) => stored.get(account),
          (account) => folded.get(account),
        ),
      );
    }
  }
  return [...differences, ...[...unseen.keys()].map((name) => `month ${name}: it has entries and is not listed`)];
}

/** The ageing report, if reports are made, must add up to the ledger's receivables. */
async function ageingDifferences(target: ApiTarget): Promise<string[]> {
  const ageing = await callApi<{ totals: { balanceCents: Cents }; ledgerCents: Cents; asOf: string }>(
    target,
    'GET',
    '/v1/reports/receivables-ageing',
  ).catch((problem: unknown) => {
    if (problem instanceof CommandProblem && problem.status === 409) return undefined;
    throw problem;
  });
  if (ageing === undefined) return [];
  const { asOf, totals, ledgerCents } = ageing.body;
  if (totals.balanceCents === ledgerCents) return [];
  const [stored, folded] = [formatCents(totals.balanceCents), formatCents(ledgerCents)];
  return [`what is owed by age on ${asOf} adds up to ${stored}, the ledger’s receivables to ${folded}`];
}

/** The fields of a claim in the API that make up its balance. */
interface ClaimView {
  readonly id: string;
  readonly payers: readonly PayerShare[];
  readonly filings: readonly (Omit<Filing, 'share'> & { readonly payerPosition: number })[];
  readonly patientCents: Cents;
  readonly correction?: ClaimCorrection;
  readonly openWork: readonly WorkView[];
}

interface WorkView {
  readonly id: string;
  readonly kind: 'denial' | 'exception';
  readonly code: string;
  readonly coverageId?: string;
  readonly cents: Cents;
}

/** What is on people's work lists. */
interface OpenLists {
  /** The ids of denials, of exceptions, and of claims that are due to a next payer. */
  readonly ids: ReadonlySet<string>;
  /** Claims whose filing was held, withdrawn or rejected. */
  readonly stopped: ReadonlySet<string>;
  /** Claims on which a patient has paid too much. */
  readonly credits: ReadonlySet<string>;
}

const stoppedCodes: readonly string[] = ['claim-held', 'claim-withdrawn', 'claim-rejected'];

async function openLists(target: ApiTarget): Promise<OpenLists> {
  const [ids, stopped, credits] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const due = '/v1/next-payer-claims?limit=200';
  for await (const { claimId } of listAll<{ readonly claimId: string }>(target, due)) ids.add(claimId);
  type Work = { readonly id: string; readonly code?: string; readonly claimId?: string };
  for (const path of ['/v1/exceptions?limit=200', '/v1/denials?limit=200']) {
    for await (const { id, code = '', claimId } of listAll<Work>(target, path)) {
      ids.add(id);
      if (claimId !== undefined && stoppedCodes.includes(code)) stopped.add(claimId);
    }
  }
  for await (const { claimId } of listAll<{ readonly claimId: string }>(target, '/v1/credits?kind=claim&limit=200')) {
    credits.add(claimId);
  }
  return { ids, stopped, credits };
}

/** What nobody sees of a claim: amounts that no work item covers, and work items that are on no list. */
function sightDifferences(
  { id: claimId, payers, filings, openWork, patientCents, correction }: ClaimView,
  { ids: onLists, stopped, credits }: OpenLists,
): string[] {
  const own = filings.map(({ payerPosition: share, ...filing }) => ({ ...filing, share }));
  const due = dueShare({ payers, filings: own, ...present({ correction }) });
  const work = openWork.map(({ coverageId, ...each }) => {
    const share = payers.findIndex((payer) => payer.coverageId === coverageId);
    return { ...each, entryId: '', ...(share === -1 ? {} : { share }) };
  });
  const claim = { payers, filings: own, openWork: work, ...present({ correction }) };
  const isStopped = payers.some(({ status, receivableCents }, share) => {
    const isSeen = work.some((each) => each.share === share);
    return status === 'open' && receivableCents !== 0 && sightOf(claim, share) === 'exception' && !isSeen;
  });
  return [
    ...(isStopped && !stopped.has(claimId)
      ? [`claim ${claimId}: its filing was held, withdrawn or rejected, and no exception says so`]
      : []),
    ...(patientCents < 0 && !credits.has(claimId)
      ? [`claim ${claimId}: the patient has paid too much, and the claim is not on the list of credits`]
      : []),
    ...owedOutOfSight(claim).map(
      ({ share, cents }) => `claim ${claimId}: ${formatCents(cents)} of payer ${share + 1} are on no work list`,
    ),
    ...(due === undefined || onLists.has(claimId)
      ? []
      : [`claim ${claimId}: payer ${due.share + 1} is to be billed, and the claim is not on the list of next payers`]),
    ...openWork
      .filter(({ id }) => !onLists.has(id))
      .map(({ id, code }) => `claim ${claimId}: ${code} (${id}) is on no work list`),
  ];
}

async function claimDifferences(target: ApiTarget, fold: Fold): Promise<string[]> {
  const differences: string[] = [];
  const ids = [...fold.claims.keys()];
  const onLists = await openLists(target);
  for (let start = 0; start < ids.length; start += 100) {
    const claimIds = ids.slice(start, start + 100);
    const { body } = await callApi<{ items: ClaimView[] }>(target, 'POST', '/v1/claims/balances', {
      body: { claimIds },
    });
    const stored = new Map(body.items.map((balance) => [balance.id, balance]));
    for (const claimId of claimIds) {
      const balance = stored.get(claimId);
      const folded = fold.claims.get(claimId) as Map<string, Cents>;
      const shares = new Map(
        balance?.payers.map((payer, share) => [shareName(payer.payerId, share), payer.receivableCents]),
      );
      if (balance !== undefined) {
        shares.set('patient', balance.patientCents);
        differences.push(...sightDifferences(balance, onLists));
      }
      const names = new Set([...shares.keys(), ...folded.keys()]);
      differences.push(
        ...compare(
          `claim ${claimId}`,
          names,
          (name) => shares.get(name),
          (name) => folded.get(name),
        ),
      );
    }
  }
  return differences;
}

function compare(
  what: string,
  names: Iterable<string>,
  stored: (name: string) => Cents | undefined,
  folded: (name: string) => Cents | undefined,
): string[] {
  return [...names].flatMap((name) => {
    const left = stored(name) ?? zeroCents;
    const right = folded(name) ?? zeroCents;
    return left === right ? [] : [`${what}, ${name}: ${formatCents(left)} stored, ${formatCents(right)} refolded`];
  });
}
