import type { EditContext } from '../../shared/domain/edits/edit.ts';
import { refusingFindings, runEdits } from '../../shared/domain/edits/edits.ts';
import { billedCoverages } from '../../shared/domain/encounter/billed-coverages.ts';
import { type ClaimCharges, chargeEntry, openingBalance } from '../../shared/domain/encounter/charges.ts';
import { type DraftEncounter, type EncounterLine, splitIntoClaims } from '../../shared/domain/encounter/encounter.ts';
import { formOfKind } from '../../shared/domain/encounter/kinds.ts';
import { pricedLines } from '../../shared/domain/encounter/line-charges.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { fail, invariant, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { Actor, DueMessage } from '../../shared/store/change.ts';
import { firstHistoryWrite } from '../../shared/store/claim-history.ts';
import { balanceItem } from '../../shared/store/claims.ts';
import { digestText } from '../../shared/store/digest.ts';
import {
  chargeEntryId,
  claimIdOf,
  encounterItem,
  type FinalEncounter,
  readEncounter,
  type StoredEncounter,
} from '../../shared/store/encounters.ts';
import { ledgerEntryKey, wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryWrite, totalsWrite } from '../../shared/store/ledger.ts';
import { coverageGuard, readPatientRecord } from '../../shared/store/patients.ts';
import type { Write } from '../../shared/store/table.ts';
import type { CodeEntryOperations } from './context.ts';
import { viewOf } from './drafts.ts';
import { readEditContext } from './edit-context.ts';
import { errorOfFinding } from './findings.ts';

export const finalizeOperations: CodeEntryOperations<'finalizeEncounter'> = {
  /**
   * Makes a draft final. All edits run first; with an error nothing is written. Otherwise one transaction holds the final
   * encounter, each claim's charge entry, balance and first line of history, the day's account totals, and the message that has the
   * claims assembled. (Claims of a patient who pays are listed by the same message, and never sent.)
   */
  finalizeEncounter: async (request, deps) => {
    const { tenantId } = request.principal;
    const id = request.params.encounterId;
    const draft = await readEncounter(deps.table, tenantId, id);
    if (draft === undefined) return fail({ kind: 'not-found' });
    if (draft.state.kind === 'final') return fail({ kind: 'encounter-final' });
    if (draft.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const encounter = draft as DraftEncounter & StoredEncounter;
    const record = await readPatientRecord(deps.table, tenantId, encounter.patientId);
    const today = await request.today();
    const context = await readEditContext({ ...deps, tenantId, today }, encounter, record);
    const refusing = refusingFindings(runEdits(encounter, context));
    if (refusing.length > 0) return fail({ kind: 'encounter-not-billable', errors: refusing.map(errorOfFinding) });
    invariant(record !== undefined, 'an encounter without errors has its patient');
    const claims = claimsOf(tenantId, encounter, context);
    const final = finalOf(encounter, claims, request.at);
    return ok({
      body: viewOf(final),
      version: final.version,
      writes: [
        {
          put: encounterItem(tenantId, final),
          condition: { equals: { version: encounter.version } },
          orElse: { kind: 'version-changed' },
        },
        coverageGuard<Failure>(tenantId, record.patient, { kind: 'write-conflict' }, 'only-check'),
        ...chargeWrites(request, final, claims, today),
      ],
      audit: {
        action: 'encounter-finalized',
        entityId: id,
        facts: { patientId: encounter.patientId, version: final.version, claims: claims.length },
      },
      due: [assembleMessage(tenantId, id)],
    });
  },
};

function claimsOf(tenant: TenantId, encounter: DraftEncounter, context: EditContext): readonly ClaimCharges[] {
  const lines = pricedLines(encounter.lines, context.feeSchedules);
  invariant(lines !== undefined, 'an encounter without errors has its prices');
  const coverages = billedCoverages(encounter, context.coverages);
  const entityId = context.providers.get(encounter.billingProviderId)?.entityId;
  invariant(entityId !== undefined, 'an encounter without errors has a provider that bills');
  return splitIntoClaims(lines, formOfKind(encounter.kind)).map((claimLines, split) => ({
    claimId: claimIdOf(tenant, encounter.id, encounter.version + 1, split),
    lines: claimLines,
    encounter,
    entityId,
    coverages,
  }));
}

function finalOf(
  encounter: DraftEncounter & StoredEncounter,
  claims: readonly ClaimCharges[],
  finalizedAt: string,
): FinalEncounter & StoredEncounter {
  const lines: readonly EncounterLine[] = claims.flatMap((claim) => claim.lines);
  const state = { kind: 'final', finalizedAt, claimIds: claims.map((claim) => claim.claimId) } as const;
  // The lines are the draft’s own, with their charges: they are of its form.
  return { ...encounter, version: encounter.version + 1, lines, state } as FinalEncounter & StoredEncounter;
}

/** Each claim's entry, balance and history, and the account totals of all of them: a transaction can write an item only once. */
function chargeWrites(
  actor: Actor,
  final: FinalEncounter,
  claims: readonly ClaimCharges[],
  postedOn: LocalDate,
): Write<Failure>[] {
  const { tenantId, subject } = actor.principal;
  const entries = claims.map((claim) => chargeEntry(chargeEntryId(tenantId, claim.claimId), claim, postedOn));
  const perClaim = claims.flatMap((claim, index): Write<Failure>[] => {
    const entry = entries[index] as LedgerEntry;
    const balance = openingBalance(claim);
    const line = {
      at: actor.at,
      actor: subject,
      event: 'charges-posted',
      from: 'none',
      to: balance.state.kind,
    } as const;
    const ledgerEntryId = wireEntryId(ledgerEntryKey(tenantId, claim.claimId, entry.id));
    const facts = { chargeCents: balance.chargeCents, ledgerEntryId };
    return [
      entryWrite(tenantId, claim.claimId, entry, digestText('charge', claim.claimId, JSON.stringify(entry.legs))),
      { put: balanceItem(tenantId, balance), condition: { absent: true } },
      firstHistoryWrite(tenantId, claim.claimId, { ...line, facts }, 'charge'),
    ] as Write<Failure>[];
  });
  const legs = entries.flatMap((entry) => entry.legs);
  const { entityId } = entries[0] as LedgerEntry;
  return [...perClaim, totalsWrite(tenantId, { postedOn, entityId }, final.id, legs) as Write<Failure>];
}

function assembleMessage(tenantId: TenantId, encounterId: string): DueMessage {
  return { queue: 'assemble-claims', id: encounterId, body: { schemaVersion: 1, tenantId, encounterId } };
}
