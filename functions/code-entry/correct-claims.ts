import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { ClaimCorrection } from '../../shared/domain/claim/correction/claim-correction.ts';
import { isWithPayer, standingFiling } from '../../shared/domain/claim/correction/corrected-claim.ts';
import { onlyAddsLines } from '../../shared/domain/claim/correction/corrected-content.ts';
import { type ClaimCharges, chargeEntry, openingBalance } from '../../shared/domain/encounter/charges.ts';
import { formOfKind } from '../../shared/domain/encounter/kinds.ts';
import type { Cents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { assembleFiling } from '../../shared/filing/assemble-filing.ts';
import { type ClaimChange, changeWrites } from '../../shared/filing/change-claim.ts';
import type { AnswersDeps } from '../../shared/filing/prior-answers.ts';
import type { Failure } from '../../shared/http/problem.ts';
import {
  type CancellationOrder,
  type ChargeWrites,
  cancellationOf,
  togetherWrites,
} from '../../shared/runtime/encounter/cancel-claims.ts';
import { type ChargedClaim, readChargedClaims, reversalOf } from '../../shared/runtime/encounter/charged-claims.ts';
import { openedCorrectionWrites } from '../../shared/runtime/encounter/open-correction.ts';
import type { Actor, DueMessage } from '../../shared/store/change.ts';
import { chargeEntryId, type FinalEncounter } from '../../shared/store/encounters.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { totalsWrite } from '../../shared/store/ledger.ts';
import type { Table, Write } from '../../shared/store/table.ts';

/** The writes that correct claims, and the messages that have their filings assembled. */
export interface CorrectionWrites {
  readonly writes: readonly Write<Failure>[];
  readonly due: readonly DueMessage[];
}

/** An encounter whose correction is finalised: its claims keep their numbers and get new charges. */
export interface CorrectionOrder {
  readonly actor: Actor;
  readonly final: FinalEncounter;
  readonly claims: readonly ClaimCharges[];
  readonly on: LocalDate;
  readonly reason: string;
}

/**
 * Corrects claims that payers have: reverses the former charges, posts the new ones, and opens each payer’s corrected
 * filing. Amounts that payers paid stay as stated until the payers take them back.
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
    const { chargeCents, lineCount, serviceFrom, providerId, ...now } = openingBalance(claim);
    const { facilityId, serviceThrough, notice } = now;
    const { facilityId: _facility, serviceThrough: _through, notice: _notice, ...own } = before;
    const told = { ...own, serviceFrom, ...present({ providerId, facilityId, serviceThrough, notice }) };
    const change = { step: { actor, on, reason }, before, told, entries, chargeCents, lineCount };
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

/** What a correction changes. If a facility only added lines, they are billed as late charges. */
async function correctionOf(
  { actor, final, before }: Pick<CorrectionOrder, 'actor' | 'final'> & { readonly before: ClaimBalance },
  deps: AnswersDeps,
): Promise<Omit<ClaimCorrection, 'after'>> {
  const sent = standingFiling(before.filings, 0);
  const isBill = formOfKind(final.kind) === 'institutional' && before.notice === undefined;
  if (!isBill || sent === undefined) return { kind: 'content' };
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

/** Voids the claims of an encounter: a payer that has a claim is sent a void; the other claims are cancelled. */
export async function voidedClaimWrites(
  order: CancellationOrder & Pick<ClaimChange, 'changeReason'>,
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
    const change = { step: order, before, told: before, entries, chargeCents: 0 as Cents, lineCount: before.lineCount };
    const why = present({ changeReason: order.changeReason });
    changed.push(await changeWrites({ ...change, ...why, correction: { kind: 'void' } }, table));
  }
  return ok({ writes: togetherWrites(order, charged, changed), due: onePerMessage(changed) });
}

/** One message has all claims of an encounter assembled. */
function onePerMessage(changed: readonly Partial<CorrectionWrites>[]): readonly DueMessage[] {
  return changed.flatMap(({ due }) => due ?? []).slice(0, 1);
}

/**
 * Whether a correction changes the patient, the payers or the books. It must not: the payer would not recognise the
 * claim.
 */
function billsOtherwise(before: ClaimBalance, { encounter, coverages, entityId }: ClaimCharges): boolean {
  const isOther = coverages.some(({ id }, index) => before.payers[index]?.coverageId !== id);
  return isOther || coverages.length === 0 || encounter.patientId !== before.patientId || entityId !== before.entityId;
}
