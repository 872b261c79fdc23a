import type { VoidEncounter } from '../../shared/domain/encounter/encounter.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { externalIdWrites } from '../../shared/runtime/api/new-encounter.ts';
import { readChargedClaims } from '../../shared/runtime/encounter/charged-claims.ts';
import { reopenEncounter } from '../../shared/runtime/encounter/reopen-encounter.ts';
import { endedWorkWrites, readSettingsAndWork } from '../../shared/store/coding-work.ts';
import {
  encounterItem,
  type FinalEncounter,
  readStandingEncounter,
  type StandingEncounter,
  type StoredEncounter,
} from '../../shared/store/encounters.ts';
import { billedServicesKey } from '../../shared/store/keys/practice.ts';
import type { Condition, Table, Write } from '../../shared/store/table.ts';
import type { CodeEntryOperations, CodeEntryRequest } from './context.ts';
import { voidedClaimWrites } from './correct-claims.ts';
import { viewOf } from './drafts.ts';

export const takeBackOperations: CodeEntryOperations<'correctEncounter' | 'voidEncounter'> = {
  correctEncounter: async (request, { table }) => {
    const { tenantId } = request.principal;
    const found = await readAsSeen(request, table);
    if (!found.ok) return found;
    const { encounter: before, standing } = found.value;
    if (before.state.kind !== 'final') return fail({ kind: 'encounter-not-final' });
    const order = { actor: request, on: await request.today(), reason: request.body.reason };
    const opened = await reopenEncounter(before as FinalEncounter & StoredEncounter, order, table);
    if (!opened.ok) return opened;
    const { draft, writes, audit } = opened.value;
    return ok({
      body: viewOf(draft),
      version: draft.version,
      writes: [encounterWrite(tenantId, draft, standing), ...writes],
      audit,
    });
  },

  voidEncounter: async (request, { table }) => {
    const { tenantId } = request.principal;
    const id = request.params.encounterId;
    const { reason, changeReason } = request.body;
    const found = await readAsSeen(request, table);
    if (!found.ok) return found;
    const { encounter: before, standing } = found.value;
    const claimIds = before.state.kind === 'final' ? before.state.claimIds : [];
    const final = before as FinalEncounter & StoredEncounter;
    if (before.state.kind === 'draft' && before.state.reopened?.keepsClaims) {
      return fail({ kind: 'encounter-being-corrected' });
    }
    const order = { actor: request, final, on: await request.today(), reason, ...present({ changeReason }) };
    // A failed finalisation may have recorded the draft's services as billed.
    const ofDraft = [{ delete: billedServicesKey(tenantId, before.patientId, id) }];
    const charged = await readChargedClaims(table, tenantId, claimIds);
    const claims =
      charged.length === 0 ? ok({ writes: ofDraft, due: [] }) : await voidedClaimWrites(order, charged, table);
    if (!claims.ok) return claims;
    const { work } = await readSettingsAndWork(table, tenantId, id);
    const state = { kind: 'void', voidedAt: request.at, reason, claimIds } as const;
    const voided = { ...before, version: before.version + 1, state } as VoidEncounter & StoredEncounter;
    return ok({
      body: viewOf(voided),
      version: voided.version,
      writes: [
        encounterWrite(tenantId, voided, standing),
        ...claims.value.writes,
        // The encounter that replaces it may have the same external id.
        ...externalIdWrites(tenantId, id, before.externalId, undefined),
        ...endedWorkWrites(tenantId, work),
      ],
      audit: {
        action: 'encounter-voided',
        entityId: id,
        facts: { patientId: before.patientId, version: voided.version, claims: claimIds.length },
      },
      due: claims.value.due,
    });
  },
};

function encounterWrite(
  tenant: Parameters<typeof encounterItem>[0],
  after: StoredEncounter,
  standing: Condition,
): Write<Failure> {
  return { put: encounterItem(tenant, after), condition: standing, orElse: { kind: 'version-changed' } };
}

/** The encounter, unless it is void or no longer in the version that the request names. */
async function readAsSeen(
  { principal, params, expectedVersion }: CodeEntryRequest<'correctEncounter' | 'voidEncounter'>,
  table: Table,
): Promise<Result<StandingEncounter, Failure>> {
  const found = await readStandingEncounter(table, principal.tenantId, params.encounterId);
  if (found === undefined) return fail({ kind: 'not-found' });
  if (found.encounter.state.kind === 'void') return fail({ kind: 'encounter-void' });
  return found.encounter.version === expectedVersion ? ok(found) : fail({ kind: 'version-changed' });
}
