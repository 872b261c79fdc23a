import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { addToTotals, type RunningTotals, shownTotals } from '../../shared/domain/ledger/running-totals.ts';
import { postPayment } from '../../shared/domain/remittance/post/post-payment.ts';
import { isAboutTakeBack } from '../../shared/domain/remittance/post/take-backs.ts';
import {
  type OfficeRules,
  type PostingRulesVersion,
  type RulesFor,
  rulesInForceFor,
  scopeName,
} from '../../shared/domain/remittance/rules/posting-rules.ts';
import { ruleFaults } from '../../shared/domain/remittance/rules/posting-rules-check.ts';
import type { FieldError } from '../../shared/domain/result.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { daysBetween, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { TimeZone } from '../../shared/domain/time/time-zone.ts';
import { openPlan } from '../../shared/posting/posting-plan.ts';
import { readChunk } from '../../shared/posting/read-chunk.ts';
import { paymentContext, readPayment } from '../../shared/posting/read-payment.ts';
import { nextPage } from '../../shared/runtime/api/list-page.ts';
import { missingRecords } from '../../shared/runtime/api/named-records.ts';
import { digestText } from '../../shared/store/digest.ts';
import { remittanceKey } from '../../shared/store/keys/remittance.ts';
import type { ManifestPayment } from '../../shared/store/manifest.ts';
import { readOffice } from '../../shared/store/office.ts';
import { rulesFixedFor, versionsFor } from '../../shared/store/posting-rules.ts';
import type { Remittance } from '../../shared/store/remittances.ts';
import type { Table } from '../../shared/store/table.ts';
import { type AccountDifference, differenceOf } from './account-differences.ts';
import {
  type Change,
  type ClaimDifference,
  changeOf,
  compareChunk,
  type NotComparable,
  type Trial,
} from './compare-chunk.ts';
import type { PostingRulesDeps, PostingRulesOperations } from './context.ts';
import { firstPlace, nextRemittance, type Place, type Range } from './past-remittances.ts';
import { scopeFaults } from './rules.ts';
import { rulesOfBody } from './views.ts';

/** At most this many remittances are opened in one request, whether or not they have claims to compare. */
const remittancesAtOnce = 50;

/**
 * How far a dry run has come: where it continues, and what it has found. It is valid only for the same rules and range.
 */
interface Progress {
  readonly asked: string;
  readonly place: Place;
  readonly chunk: number;
  readonly remittances: number;
  readonly claims: number;
  readonly differing: number;
  readonly notComparable: number;
  readonly totals: RunningTotals;
}

/** The differences of a payment, apart from its claims. */
interface PaymentDifference {
  readonly remittanceId: string;
  readonly accounts: AccountDifference[];
  readonly exceptions: Change;
}

interface Found {
  readonly items: ClaimDifference[];
  readonly payments: PaymentDifference[];
  readonly notComparable: NotComparable[];
}

type Mutable<Value> = { -readonly [Name in keyof Value]: Value[Name] };

export const dryRunOperations: PostingRulesOperations<'dryRunPostingRules'> = {
  dryRunPostingRules: async (request, deps) => {
    const { tenantId } = request.principal;
    const rules = rulesOfBody(request.body.rules);
    const { timeZone } = await readOffice(deps.table, tenantId);
    const range = rangeOf(request.body, timeZone);
    const faults = [
      ...(range.ok ? await unknownRemittances(deps.table, tenantId, range.value) : range.failure),
      ...inRules(await scopeFaults(deps.table, tenantId, rules.scope)),
      ...inRules(ruleFaults(rules)),
    ];
    if (!range.ok || faults.length > 0) return fail({ kind: 'posting-rules-invalid', errors: faults.slice(0, 50) });
    const asked = digestText(JSON.stringify(request.body));
    const start = await request.position();
    if (!start.ok) return start;
    const progress = (start.value as Progress | undefined) ?? begin(asked, range.value);
    if (progress.asked !== asked) return fail({ kind: 'page-token-invalid' });
    const found: Found = { items: [], payments: [], notComparable: [] };
    const reached = { ...progress };
    const { limit: left } = request.query;
    await runOn({ tenant: tenantId, rules, range: range.value, at: request.at, left, found, reached }, deps);
    const next = await nextPage(request, reached.place.isDone ? undefined : reached);
    return ok({ body: { ...found, soFar: soFar(reached), ...next } });
  },
};

function unknownRemittances(table: Table, tenant: TenantId, range: Range): Promise<FieldError[]> {
  const named = 'remittanceIds' in range ? range.remittanceIds : [];
  return missingRecords(
    table,
    named.map((id, index) => ({ pointer: `/remittanceIds/${index}`, key: remittanceKey(tenant, id) })),
  );
}

function inRules(faults: readonly FieldError[]): FieldError[] {
  return faults.map(({ pointer, detail }) => ({ pointer: `/rules${pointer}`, detail }));
}

function begin(asked: string, range: Range): Progress {
  return {
    asked,
    place: firstPlace(range),
    chunk: 0,
    remittances: 0,
    claims: 0,
    differing: 0,
    notComparable: 0,
    totals: {},
  };
}

/** Which remittances a dry run is over: those named, or those received on certain days. */
function rangeOf(
  body: { readonly remittanceIds?: readonly string[]; readonly from?: LocalDate; readonly to?: LocalDate },
  timeZone: TimeZone,
): Result<Range, FieldError[]> {
  const { remittanceIds, from, to } = body;
  if (remittanceIds !== undefined && from === undefined && to === undefined) return ok({ remittanceIds });
  if (remittanceIds !== undefined || from === undefined || to === undefined) {
    return fail([{ pointer: '', detail: 'expected either remittanceIds, or from and to' }]);
  }
  const days = daysBetween(from, to);
  if (days < 0 || days > 366) return fail([{ pointer: '/to', detail: 'expected a day up to 366 days after `from`' }]);
  return ok({ from, to, timeZone });
}

/** The range of a dry run, and the rules that it tries. */
interface Run {
  readonly tenant: TenantId;
  readonly rules: OfficeRules;
  readonly range: Range;
  readonly at: string;
  /** How many more claims this request may examine. */
  left: number;
  readonly found: Found;
  readonly reached: Mutable<Progress>;
}

/** Compares chunk by chunk until the limit of claims is reached. */
async function runOn(run: Run, deps: PostingRulesDeps): Promise<void> {
  const { reached } = run;
  for (let opened = 0; opened < remittancesAtOnce && run.left > 0 && !reached.place.isDone; opened += 1) {
    const { remittance, next } = await nextRemittance(run.tenant, run.range, reached.place, deps.table);
    if (remittance !== undefined && isConcerned(run.rules, remittance)) {
      const isWhole = await compareRemittance(run, remittance, deps);
      if (!isWhole) return;
    }
    reached.place = next;
    reached.chunk = 0;
  }
}

/** Compares a remittance from the next chunk on, as far as the limit allows. Returns whether it reached the end. */
async function compareRemittance(run: Run, remittance: Remittance, deps: PostingRulesDeps): Promise<boolean> {
  const { found, reached, tenant } = run;
  const { payment } = await openPlan(tenant, remittance, run.at, deps);
  const trial = await trialOf(tenant, run.rules, remittance, deps);
  if (reached.chunk === 0) {
    reached.remittances += 1;
    const difference = await comparePayment(trial, payment, deps);
    if (difference !== undefined) {
      found.payments.push(difference);
      addTotals(reached, difference.accounts);
    }
  }
  for (const chunk of payment.chunks.slice(reached.chunk)) {
    if (run.left <= 0) return false;
    const groups = await readChunk(tenant, remittance, chunk, deps.files);
    const compared = await compareChunk(trial, groups, deps.table);
    found.items.push(...compared.differences);
    found.notComparable.push(...compared.notComparable);
    for (const { accounts: difference } of compared.differences) addTotals(reached, difference);
    run.left -= chunk.claims;
    reached.chunk += 1;
    reached.claims += compared.claims;
    reached.differing += compared.differences.length;
    reached.notComparable += compared.notComparable.length;
  }
  return true;
}

/** A payer's rules do not apply to other payers' remittances. */
function isConcerned({ scope }: OfficeRules, { payerIds, state }: Remittance): boolean {
  const isBooked = state === 'posted' || state === 'posting' || state === 'clearing-open';
  return isBooked && (scope.kind !== 'payer' || (payerIds.length === 1 && payerIds[0] === scope.payerId));
}

/** The rules by which a remittance was posted, and the same rules with the scope's own replaced by the tried ones. */
async function trialOf(
  tenant: TenantId,
  rules: OfficeRules,
  remittance: Remittance,
  deps: PostingRulesDeps,
): Promise<Trial> {
  const versions = await versionsFor(deps.table, tenant, rulesFixedFor(remittance));
  const name = scopeName(rules.scope);
  const { postedOn, payerIds } = remittance;
  const tried: PostingRulesVersion = {
    ...rules,
    revision: 0,
    effectiveFrom: postedOn,
    reason: '',
    createdAt: '',
    createdBy: '',
  };
  const replaced = [...versions.filter((version) => scopeName(version.scope) !== name), tried];
  return {
    tenant,
    remittance,
    before: rulesInForceFor(versions, postedOn, payerIds),
    after: rulesInForceFor(replaced, postedOn, payerIds),
  };
}

/**
 * The differences in the payment itself: the accounts of its provider-level adjustments, and which of them need a
 * person.
 */
async function comparePayment(
  trial: Trial,
  planned: ManifestPayment,
  deps: PostingRulesDeps,
): Promise<PaymentDifference | undefined> {
  const { tenant, remittance, before, after } = trial;
  if (planned.providerAdjustments.length === 0) return undefined;
  const payment = await readPayment(tenant, remittance.fileSha256, planned, deps.files);
  if (!payment.ok) return undefined;
  const decide = async (rules: RulesFor) => {
    const context = await paymentContext(tenant, { remittance, planned, payment: payment.value, rules }, deps.table);
    const posting = postPayment(payment.value, context);
    const { legs, exceptions } = posting.ok ? posting.value : { legs: [], exceptions: [] };
    // The open balance of each reference at that time is not known now, so take-backs are left out.
    return { legs, codes: exceptions.map(({ code }) => code).filter((code) => !isAboutTakeBack(code)) };
  };
  const [was, would] = [await decide(before), await decide(after)];
  const accounts = differenceOf(was.legs, would.legs);
  const exceptions = changeOf(was.codes, would.codes);
  if (accounts.length + exceptions.removed.length + exceptions.added.length === 0) return undefined;
  return { remittanceId: remittance.id, accounts, exceptions };
}

function addTotals(progress: Mutable<Progress>, difference: readonly AccountDifference[]): void {
  const amounts = difference.map(({ account, cents }) => [account, cents] as const);
  progress.totals = addToTotals(progress.totals, amounts);
}

function soFar({ remittances, claims, differing, notComparable, totals }: Progress) {
  return {
    remittances,
    claims,
    claimsDiffering: differing,
    claimsNotComparable: notComparable,
    accounts: shownTotals(totals),
  };
}
