import type { ClaimBalance, OpenWork } from '../../shared/domain/claim/balance.ts';
import { afterFilingEvent, afterFilingOpened } from '../../shared/domain/claim/claim-events.ts';
import type { ClaimCorrection } from '../../shared/domain/claim/correction/claim-correction.ts';
import { afterChange, isWithPayer, standingFiling } from '../../shared/domain/claim/correction/corrected-claim.ts';
import { onlyAddsLines } from '../../shared/domain/claim/correction/corrected-content.ts';
import { awaitingLateCharges, recharged } from '../../shared/domain/claim/correction/recharge.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import { withOpenWork } from '../../shared/domain/claim/open-work.ts';
import { type FilingProposal, proposedFilings } from '../../shared/domain/claim/propose-filing.ts';
import { statusText } from '../../shared/domain/claim/status.ts';
import { type ClaimCharges, chargeEntry, openingBalance } from '../../shared/domain/encounter/charges.ts';
import { formOfKind } from '../../shared/domain/encounter/kinds.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import type { Cents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { answeredDenials } from '../../shared/filing/answered-denials.ts';
import { assembleFiling } from '../../shared/filing/assemble-filing.ts';
import { assemblyDue, openedFilingWrites } from '../../shared/filing/open-filing.ts';
import type { AnswersDeps } from '../../shared/filing/prior-answers.ts';
import { readShareFacts } from '../../shared/filing/share-facts.ts';
import type { Failure } from '../../shared/http/problem.ts';
import {
  type CancellationOrder,
  type ChargeWrites,
  cancellationOf,
  togetherWrites,
} from '../../shared/runtime/encounter/cancel-claims.ts';
import { type ChargedClaim, readChargedClaims, reversalOf } from '../../shared/runtime/encounter/charged-claims.ts';
import { openedCorrectionWrites } from '../../shared/runtime/encounter/open-correction.ts';
import { rejectionEndWrites } from '../../shared/store/acknowledgement-alarms.ts';
import type { Actor, DueMessage } from '../../shared/store/change.ts';
import { balanceWrite, heldExceptionResolvedWrite } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { chargeEntryId, type FinalEncounter } from '../../shared/store/encounters.ts';
import { exceptionWrite } from '../../shared/store/exceptions.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { entryItem, totalsWrite } from '../../shared/store/ledger.ts';
import { workWrites } from '../../shared/store/open-work.ts';
import type { Table, Write } from '../../shared/store/table.ts';

/** What correcting claims writes, and the messages that have their filings assembled. */
export interface CorrectionWrites {
  readonly writes: readonly Write<Failure>[];
  readonly due: readonly DueMessage[];
}

const overtaken = { kind: 'version-changed' } as const;

/** An encounter whose correction is finalised: its claims keep their numbers and have other charges. */
export interface CorrectionOrder {
  readonly actor: Actor;
  readonly final: FinalEncounter;
  readonly claims: readonly ClaimCharges[];
  readonly on: LocalDate;
  readonly reason: string;
}

/**
 * What corrects the claims that payers have: the former charges are taken back and the new ones posted, and each payer’s corrected filing is opened. What
 * payers paid stays as they stated it, until they take it back.
 */
export async function correctedClaimWrites(
  { actor, final, claims, on, reason }: CorrectionOrder,
  deps: AnswersDeps,
): Promise<Result<CorrectionWrites, Failure>> {
  const { table } = deps;
  const { tenantId } = actor.principal;
  const charged = await readChargedClaims(
    table,
    tenantId,
    claims.map(({ claimId }) => claimId),
  );
  const changed: (ChargeWrites & CorrectionWrites)[] = [];
  for (const [index, claim] of claims.entries()) {
    const { before, charge } = charged[index] as ChargedClaim;
    if (billsOtherwise(before, claim)) {
      return fail({ kind: 'encounter-bills-otherwise', facts: { claimId: before.claimId } });
    }
    const entry = chargeEntry(chargeEntryId(tenantId, before.claimId, final.version), claim, on);
    const isSame = JSON.stringify(entry.legs) === JSON.stringify(charge.legs);
    const entries = isSame ? [] : [reversalOf(tenantId, charge, on), entry];
    const { chargeCents, lineCount, serviceFrom, providerId, facilityId } = openingBalance(claim);
    const { facilityId: _former, ...own } = before;
    const told = { ...own, serviceFrom, ...present({ providerId, facilityId }) };
    const change = { order: { actor, on, reason }, before, told, entries, chargeCents, lineCount };
    const correction = await correctionOf({ actor, final, before: { ...told, chargeCents, lineCount } }, deps);
    changed.push(await changeWrites({ ...change, correction }, table));
  }
  const legs = changed.flatMap((each) => each.legs);
  const entityId = charged[0]?.charge.entityId ?? '';
  return ok({
    writes: [
      ...changed.flatMap(({ writes }) => writes),
      ...(legs.length === 0
        ? []
        : [totalsWrite(tenantId, { postedOn: on, entityId }, final.id, legs) as Write<Failure>]),
    ],
    due: onePerMessage(changed),
  });
}

/** What a correction changes: a facility may only have added lines, which late charges tell. */
async function correctionOf(
  { actor, final, before }: Pick<CorrectionOrder, 'actor' | 'final'> & { readonly before: ClaimBalance },
  deps: AnswersDeps,
): Promise<Omit<ClaimCorrection, 'after'>> {
  const sent = standingFiling(before.filings, 0);
  if (formOfKind(final.kind) !== 'institutional' || sent === undefined) return { kind: 'content' };
  const { tenantId } = actor.principal;
  const [document] = await readFilingDocuments(deps.table, tenantId, [
    { claimId: before.claimId, number: sent.number },
  ]);
  const again = { ...sent, frequency: 'original', state: { kind: 'preparing' } } as const;
  const balance = { ...before, filings: [...before.filings, again] };
  const now = await assembleFiling(
    { tenant: tenantId, actor: 'assemble-claims', at: actor.at, encounter: final, balance },
    deps,
  );
  if (document === undefined || !now.content.ok || !onlyAddsLines(document.claim, now.content.value.claim)) {
    return { kind: 'content' };
  }
  return { kind: 'lines-added', linesBefore: document.claim.serviceLines.length };
}

/** What voids the claims of an encounter: payers that have one are asked to void it; the others are cancelled. */
export async function voidedClaimWrites(
  order: CancellationOrder,
  charged: readonly ChargedClaim[],
  table: Table,
): Promise<Result<CorrectionWrites, Failure>> {
  const { actor, on } = order;
  const changed: (ChargeWrites & Partial<CorrectionWrites>)[] = [];
  for (const { before, charge } of charged) {
    if (!isWithPayer(before)) {
      const cancelled = cancellationOf(order, { before, charge });
      if (!cancelled.ok) return cancelled;
      changed.push(cancelled.value);
      continue;
    }
    const opened = openedCorrectionWrites(actor, [before], order.reason);
    if (!opened.ok) return opened;
    const entries = [reversalOf(actor.principal.tenantId, charge, on)];
    const change = { order, before, told: before, entries, chargeCents: 0 as Cents, lineCount: before.lineCount };
    changed.push(await changeWrites({ ...change, correction: { kind: 'void' } }, table));
  }
  return ok({ writes: togetherWrites(order, charged, changed), due: onePerMessage(changed) });
}

/** One message has all claims of an encounter assembled. */
function onePerMessage(changed: readonly Partial<CorrectionWrites>[]): readonly DueMessage[] {
  return changed.flatMap(({ due }) => due ?? []).slice(0, 1);
}

/** A corrected claim keeps its patient, its payers and its books: a payer would not know it otherwise. */
function billsOtherwise(before: ClaimBalance, { encounter, coverages, entityId }: ClaimCharges): boolean {
  const isOther = coverages.some(({ id }, index) => before.payers[index]?.coverageId !== id);
  return isOther || coverages.length === 0 || encounter.patientId !== before.patientId || entityId !== before.entityId;
}

/** What is to become of one claim. */
interface ClaimChangeOrder {
  readonly order: Pick<CancellationOrder, 'actor' | 'on' | 'reason'>;
  readonly before: ClaimBalance;
  /** The claim with what it says besides its charges. */
  readonly told: ClaimBalance;
  readonly entries: readonly LedgerEntry[];
  readonly chargeCents: Cents;
  readonly lineCount: number;
  readonly correction: Omit<ClaimCorrection, 'after'>;
}

async function changeWrites(
  { order, before, told, entries, chargeCents, lineCount, correction }: ClaimChangeOrder,
  table: Table,
): Promise<ChargeWrites & CorrectionWrites> {
  const { at, principal } = order.actor;
  const { tenantId, subject } = principal;
  const legs = entries.flatMap((entry) => entry.legs);
  const { after, over, changed, awaitedCents } = recharged(told, { legs, chargeCents, lineCount });
  const marked = afterChange(after, correction);
  const step = { tenant: tenantId, actor: subject, at, on: order.on, reason: order.reason };
  const asked = await askedAgain(marked, step, table);
  const isLate = asked.proposal?.frequency === 'late-charges';
  const awaiting = isLate ? undefined : awaitingWork(tenantId, before, asked.proposal, awaitedCents);
  const work = [...(asked.after.openWork ?? []), ...(awaiting === undefined ? [] : [awaiting])];
  const left = isLate ? awaitingLateCharges(asked.after) : asked.after;
  const next = { ...withOpenWork(left, work), version: before.version + 1 };
  const entryWrites = entries.map((entry): Write<Failure> => {
    const line = { at, by: subject, why: order.reason, from: statusText(before), to: statusText(next) };
    const item = { ...entryItem(tenantId, before.claimId, entry, entry.id), ...line, claimVersion: next.version };
    return { put: item, condition: { absent: true } };
  });
  const isOpened = currentFiling(next.filings)?.number !== currentFiling(before.filings)?.number;
  const because = asked.proposal?.reason;
  const filing = { tenant: tenantId, actor: subject, at, before, after: next, ...present({ because }) };
  const isWithdrawn = currentFiling(before.filings)?.state.kind === 'withdrawn';
  return {
    legs,
    writes: [
      ...entryWrites,
      ...(isOpened
        ? openedFilingWrites<Failure>(filing, overtaken)
        : [
            { ...balanceWrite(tenantId, before, next), orElse: overtaken },
            ...(isWithdrawn ? [heldExceptionResolvedWrite(tenantId, before.claimId, at)] : []),
            ...rejectionEndWrites(tenantId, { before, after: next, at }),
          ]),
      ...asked.writes,
      ...workWrites(tenantId, {
        over,
        changed: changed.filter(({ id }) => !asked.answered.includes(id)),
        outcome: 'taken-back',
        at,
      }),
      ...(awaiting === undefined ? [] : [awaitingWrite(tenantId, before, awaiting, { at, because })]),
    ],
    due: currentFiling(next.filings)?.state.kind === 'preparing' ? [assemblyDue(tenantId, next)] : [],
  };
}

/** The claim with the filing that its history asks for; as it is, when its payer is asked by no claim. */
async function askedAgain(claim: ClaimBalance, step: Parameters<typeof answeredDenials>[1], table: Table) {
  const none = { after: claim, answered: [] as readonly string[], writes: [] as readonly Write<Failure>[] };
  if (claim.state.kind === 'charged') {
    // Nothing of it was sent: its first filing is assembled anew.
    const again = afterFilingEvent(claim, { kind: 'reassembly-requested' });
    return { ...none, after: again.ok ? again.value : claim, proposal: undefined };
  }
  const facts = await readShareFacts(table, step.tenant, claim);
  const proposal = proposedFilings(claim, facts).find(({ reason }) => reason !== 'next-payer');
  if (proposal?.frequency === undefined) return { ...none, proposal };
  const { share, frequency, payerClaimNumber } = proposal;
  const asked = { kind: 'filing-opened', share, frequency, ...present({ payerClaimNumber }) } as const;
  const opened = afterFilingOpened(claim, asked);
  // A void of what was sent and not yet taken in waits: it is proposed once the payer has it.
  if (!opened.ok) return { ...none, proposal: undefined };
  const denials = frequency === 'void' ? none : await answeredDenials(table, step, opened.value, share);
  return { ...denials, after: denials === none ? opened.value : denials.after, proposal };
}

/** What the first payer’s answer does not speak of, as work; also without cents, where the payer has to be asked by no claim. */
function awaitingWork(
  tenant: TenantId,
  { claimId, version }: ClaimBalance,
  proposal: FilingProposal | undefined,
  cents: Cents,
): OpenWork | undefined {
  if (cents === 0 && proposal?.reason !== 'not-by-claim') return undefined;
  const id = idFromDigest('exception', digestOf('correction-awaited', tenant, claimId, String(version)));
  return { id, kind: 'exception', code: 'correction-awaited', entryId: id, share: proposal?.share ?? 0, cents };
}

function awaitingWrite(
  tenant: TenantId,
  { claimId }: ClaimBalance,
  { id, cents, share }: OpenWork,
  { at, because }: { readonly at: string; readonly because: string | undefined },
): Write<never> {
  const facts = { position: share ?? 0, ...present({ way: because }) };
  return exceptionWrite(tenant, { id, code: 'correction-awaited', openedAt: at, claimId, cents, facts });
}
