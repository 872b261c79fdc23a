import { isWithPayer } from '../../domain/claim/correction/corrected-claim.ts';
import type { DraftEncounter } from '../../domain/encounter/encounter.ts';
import { reopenedDraft } from '../../domain/encounter/reopened.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { Failure } from '../../http/problem.ts';
import type { Actor, AuditFact } from '../../store/change.ts';
import { correctedWorkWrite } from '../../store/coding-work.ts';
import type { FinalEncounter, StoredEncounter } from '../../store/encounters.ts';
import type { Table, Write } from '../../store/table.ts';
import { cancellationWrites } from './cancel-claims.ts';
import { readChargedClaims } from './charged-claims.ts';
import { openedCorrectionWrites } from './open-correction.ts';

/** Who reopens a final encounter, when, and why. */
interface Reopening {
  readonly actor: Actor;
  readonly on: LocalDate;
  readonly reason: string;
}

interface Reopened {
  readonly draft: DraftEncounter & StoredEncounter;
  /** Everything to write except the draft itself, which the caller writes. */
  readonly writes: readonly Write<Failure>[];
  readonly audit: AuditFact;
}

/**
 * Reopens a final encounter as a draft, for a person or for a program that sent a change. Claims that no payer has are
 * cancelled and their charges reversed: finalising makes new ones, with new numbers. If a payer has one of them, they
 * stay as they are until then.
 */
export async function reopenEncounter(
  before: FinalEncounter & StoredEncounter,
  { actor, on, reason }: Reopening,
  table: Table,
): Promise<Result<Reopened, Failure>> {
  const { tenantId } = actor.principal;
  const { claimIds, finalizedAt } = before.state;
  const charged = await readChargedClaims(table, tenantId, claimIds);
  const isSent = charged.some((claim) => isWithPayer(claim.before));
  const balances = charged.map((claim) => claim.before);
  const claims = isSent
    ? openedCorrectionWrites(actor, balances, reason)
    : cancellationWrites({ actor, final: before, on, reason }, charged);
  if (!claims.ok) return claims;
  const kept = isSent ? { keepsClaims: true as const } : {};
  const reopened = { at: actor.at, reason, claimIds, codedAt: finalizedAt, ...kept };
  const draft = { ...reopenedDraft(before, { kind: 'draft', reopened }), createdAt: before.createdAt };
  const because = { because: 'encounter-corrected', at: actor.at } as const;
  const facts = { patientId: before.patientId, version: draft.version, claims: claimIds.length };
  return ok({
    draft,
    writes: [...claims.value, await correctedWorkWrite(table, tenantId, before.id, because)],
    audit: { action: 'encounter-reopened', entityId: before.id, facts },
  });
}
