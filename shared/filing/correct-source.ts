import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { Claim } from '../domain/claim/claim.ts';
import { type ClaimSource, serviceDays } from '../domain/claim/claim-source.ts';
import { isWithPayer } from '../domain/claim/correction/corrected-claim.ts';
import { currentFiling, isUnderway } from '../domain/claim/filing.ts';
import { noticeOfClaim } from '../domain/claim/notice.ts';
import { asksOnly } from '../domain/claim/predetermination.ts';
import { statusText } from '../domain/claim/status.ts';
import { chargeReversal, standingCharge } from '../domain/encounter/charges.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type LedgerEntry, type Leg, ledgerEntry } from '../domain/ledger/entry.ts';
import { type Cents, negateCents, subtractCents, sumCents, zeroCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { FieldError } from '../domain/result.ts';
import { fail, invariant, ok, type Result } from '../domain/result.ts';
import { dimensionsOf } from '../posting/rebooking.ts';
import { type ChangeStep, cancelledWrites, type Overtaken } from '../store/cancelled-claim.ts';
import { historyWrite } from '../store/claim-history.ts';
import { claimSourceItem } from '../store/claim-sources.ts';
import { chargeEntryId, chargeReversalId } from '../store/encounters.ts';
import { claimBalanceKey } from '../store/keys/claim.ts';
import { ledgerEntryPrefix } from '../store/keys/ledger.ts';
import { entryOfItem, totalsWrite } from '../store/ledger.ts';
import type { Table, Write } from '../store/table.ts';
import { type ScrubKind, scrubRules } from '../x12/837/scrub/scrub-rules.ts';
import { claimWriteProblems } from '../x12/837/submission-file.ts';
import { type ClaimChanged, changeWrites } from './change-claim.ts';

/** A change to another system's claim: new content, or billed in error. */
export interface SourceChange {
  readonly step: ChangeStep;
  readonly before: ClaimBalance;
  readonly source: ClaimSource;
}

/** Why another system's claim cannot be changed as requested. */
export type SourceChangeFailure =
  | { readonly kind: 'request-invalid'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'claim-void' | 'claim-cancelled' | 'claim-on-hold' | 'filing-underway' | 'claim-has-postings' };

/** What a change writes. */
export interface SourceChanged {
  readonly after: ClaimBalance;
  readonly writes: readonly Write<Overtaken>[];
  readonly due: ClaimChanged['due'];
}

/**
 * Replaces the content of another system's claim. Its charges change by entries, and a payer that has the claim is
 * asked to replace it; a claim that has not been sent is assembled again. Its number, provider and payer must stay the
 * same; otherwise it would be another claim.
 */
export async function changedSource(
  { step, before, source }: SourceChange,
  claim: Claim,
  table: Table,
): Promise<Result<SourceChanged, SourceChangeFailure>> {
  const refused = refusedNow(before);
  if (refused !== undefined) return fail(refused);
  const errors = contentErrors(claim, { before, source });
  if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
  const { tenantId } = step.actor.principal;
  const days = daysOf(claim, before);
  invariant(days !== undefined, 'a claim without errors has a day of service');
  const item = claimSourceItem(tenantId, { ...source, claim });
  const entries = await recharges({ step, before, source }, claim, table);
  const { serviceThrough: _through, notice: _notice, ...own } = before;
  const through = claim.kind === 'institutional' && days.to > days.from ? days.to : undefined;
  const told: ClaimBalance = {
    ...own,
    serviceFrom: days.from,
    ...present({ serviceThrough: through, notice: noticeOfClaim(claim) }),
  };
  const { serviceLines } = claim;
  const chargeCents = asksOnly(claim) ? zeroCents : claim.chargeCents;
  const change = { step, before, told, entries, chargeCents, lineCount: serviceLines.length };
  const changed = await changeWrites({ ...change, correction: { kind: 'content' } }, table);
  const status = statusText(before);
  const line = { at: step.actor.at, actor: step.actor.principal.subject, event: 'content-changed' };
  const why = { from: status, to: status, facts: { reason: step.reason } };
  return ok({
    after: changed.after,
    writes: [
      ...changed.writes,
      { put: item, condition: { exists: true } },
      historyWrite(tenantId, before.claimId, { ...line, ...why }, `${before.version + 1}-content`),
      ...totals(tenantId, { step, before }, changed.legs),
    ],
    due: changed.due,
  });
}

/**
 * Reverses the charges of another system's claim. A payer that has the claim is asked to void it; a claim that has not
 * been sent is cancelled.
 */
export async function voidedSource(
  { step, before, source }: SourceChange,
  table: Table,
): Promise<Result<SourceChanged, SourceChangeFailure>> {
  const refused = refusedNow(before);
  if (refused !== undefined) return fail(refused);
  const { tenantId } = step.actor.principal;
  const entries = await reversals({ step, before, source }, table);
  const current = currentFiling(before.filings)?.state;
  if (isWithPayer(before) && current !== undefined && isUnderway(current)) return fail({ kind: 'filing-underway' });
  if (!isWithPayer(before)) {
    const cancelled = cancelledWrites(step, before, entries);
    if (!cancelled.ok) return fail({ kind: 'claim-has-postings' });
    const { after, writes, legs } = cancelled.value;
    return ok({ after, writes: [...writes, ...totals(tenantId, { step, before }, legs)], due: [] });
  }
  const change = { step, before, told: before, entries, chargeCents: zeroCents, lineCount: before.lineCount };
  const { after, writes, legs, due } = await changeWrites({ ...change, correction: { kind: 'void' } }, table);
  return ok({ after, writes: [...writes, ...totals(tenantId, { step, before }, legs)], due });
}

/** The days of a claim's services; a predetermination that states none keeps the day on which it was taken in. */
export function daysOf(
  claim: Claim,
  { serviceFrom }: Pick<ClaimBalance, 'serviceFrom'>,
): ReturnType<typeof serviceDays> {
  return serviceDays(claim) ?? (asksOnly(claim) ? { from: serviceFrom, to: serviceFrom } : undefined);
}

/** Why a claim cannot be changed in its state. */
function refusedNow({ state, correction, filings }: ClaimBalance): SourceChangeFailure | undefined {
  if (state.kind === 'cancelled') return { kind: 'claim-cancelled' };
  if (correction?.kind === 'void') return { kind: 'claim-void' };
  const current = currentFiling(filings)?.state;
  if (current?.kind === 'batched') return { kind: 'filing-underway' };
  // A held claim is not changed, because releasing it sends what was assembled before the change.
  return current?.kind === 'held' && current.hold !== undefined ? { kind: 'claim-on-hold' } : undefined;
}

const submitter = { id: 'TRIAL', name: { kind: 'organization', name: 'TRIAL' }, contacts: [] } as const;
const receiver = { id: 'TRIAL', name: { kind: 'organization', name: 'TRIAL' } } as const;

/**
 * What is wrong with the new content, which may be any JSON. So the first check is whether a claim file can carry it.
 */
function contentErrors(
  claim: Claim,
  { before, source }: Pick<SourceChange, 'before' | 'source'>,
): readonly FieldError[] {
  const { claim: former, share } = source;
  const fixed = (pointer: string) => [
    { pointer, detail: 'a corrected claim keeps it; anything else is another claim' },
  ];
  if (claim.kind !== former.kind) return fixed('/claim/kind');
  const unfit = claimWriteProblems({ claim, submitter, receiver, lane: '' }, 'syntax').filter(
    ({ place }) => !/^\/(?:submitter|receiver)/.test(place),
  );
  if (unfit.length > 0) return unfit.slice(0, 50).map(problemAt);
  const sum = sumCents(claim.serviceLines.map((line) => line.chargeCents));
  const isElsewhere = share > 0 && claim.chargeCents !== before.chargeCents;
  return [
    ...(claim.payer.id === former.payer.id ? [] : fixed('/claim/payer/id')),
    ...(claim.billingProvider.npi === former.billingProvider.npi ? [] : fixed('/claim/billingProvider/npi')),
    ...(claim.subscriber.payerResponsibility === former.subscriber.payerResponsibility
      ? []
      : fixed('/claim/subscriber/payerResponsibility')),
    ...(sum === claim.chargeCents ? [] : [{ pointer: '/claim/chargeCents', detail: 'not the sum of the lines' }]),
    ...(claim.serviceLines.length > 0 ? [] : [{ pointer: '/claim/serviceLines', detail: 'at least one line' }]),
    ...(claim.submissionReason === former.submissionReason ? [] : fixed('/claim/submissionReason')),
    ...(noticeOfClaim(claim)?.kind === noticeOfClaim(former)?.kind ? [] : fixed('/claim/frequency')),
    ...(daysOf(claim, before) === undefined ? [{ pointer: '/claim/serviceLines', detail: 'no day of service' }] : []),
    ...(isElsewhere
      ? [{ pointer: '/claim/chargeCents', detail: 'stays, because an earlier payer has answered on it elsewhere' }]
      : []),
  ];
}

function problemAt({ kind, place }: { readonly kind: string; readonly place: string }): FieldError {
  return { pointer: `/claim${place}`, detail: scrubRules[kind as ScrubKind].message };
}

async function entriesOf(table: Table, tenant: TenantId, claimId: string): Promise<readonly LedgerEntry[]> {
  const partition = claimBalanceKey(tenant, claimId).pk;
  return (await table.queryAll({ partition, prefix: ledgerEntryPrefix })).map(entryOfItem);
}

/**
 * The entries that change a claim's charge. For a claim that was charged here, the former charges are reversed and the
 * new ones posted. For a claim that was taken over, only the amount beyond its original charge is income here.
 */
async function recharges(
  { step, before, source }: SourceChange,
  claim: Claim,
  table: Table,
): Promise<readonly LedgerEntry[]> {
  if (asksOnly(claim)) return [];
  const { tenantId } = step.actor.principal;
  const entries = await entriesOf(table, tenantId, before.claimId);
  const standing = standingCharge(entries);
  const isOpened = entries.some(({ kind }) => kind === 'opening');
  const legs = isOpened
    ? legsOf(before, subtractCents(claim.chargeCents, source.takenCents))
    : claim.serviceLines.flatMap(({ chargeCents }, index) => legsOf(before, chargeCents, index + 1));
  if (JSON.stringify(legs) === JSON.stringify(standing?.legs ?? [])) return [];
  const id = chargeEntryId(tenantId, before.claimId, before.version + 1);
  const facts = { id, kind: 'charge', effectiveOn: step.on, postedOn: step.on, ...dimensionsOf(before) } as const;
  return [
    ...(standing === undefined ? [] : [chargeReversal(chargeReversalId(tenantId, standing.id), standing, step.on)]),
    ...(legs.length === 0 ? [] : [ledgerEntry({ ...facts, legs })]),
  ];
}

/**
 * The leg of a charge. The first payer owes it, or the patient if nobody else is billed. A charge of zero has no leg.
 */
function legsOf({ payers }: ClaimBalance, chargeCents: Cents, line?: number): readonly Leg[] {
  if (chargeCents === 0) return [];
  const [payer] = payers;
  const of = present({ line });
  return [
    payer === undefined
      ? { account: 'patient-receivable', cents: chargeCents, ...of }
      : { account: 'insurance-receivable', cents: chargeCents, payerId: payer.payerId, share: 0, ...of },
    { account: 'charges', cents: negateCents(chargeCents), ...of },
  ];
}

/** The entries that reverse a claim's charge or opening balance. */
async function reversals({ step, before }: SourceChange, table: Table): Promise<readonly LedgerEntry[]> {
  const { tenantId } = step.actor.principal;
  const entries = await entriesOf(table, tenantId, before.claimId);
  const openings = entries.filter(({ kind }) => kind === 'opening');
  return [...openings, standingCharge(entries)]
    .filter((entry) => entry !== undefined)
    .map((entry) => chargeReversal(chargeReversalId(tenantId, entry.id), entry, step.on));
}

function totals(
  tenant: TenantId,
  { step, before }: Pick<SourceChange, 'step' | 'before'>,
  legs: readonly Leg[],
): readonly Write<never>[] {
  if (legs.length === 0) return [];
  const { entityId, claimId } = before;
  return [totalsWrite(tenant, { postedOn: step.on, entityId }, claimId, legs) as Write<never>];
}
