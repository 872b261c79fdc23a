import type { DraftEncounter, VoidEncounter } from '../../shared/domain/encounter/encounter.ts';
import {
  mergedDrafts,
  mergedReason,
  mergeObstacles,
  mergeReason,
  mergeReasons,
} from '../../shared/domain/encounter/merge.ts';
import { firstServiceDay } from '../../shared/domain/encounter/service-days.ts';
import { type FieldError, fail, ok } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import { endedWorkWrites, readSettingsAndWork } from '../../shared/store/coding-work.ts';
import {
  encounterItem,
  encounterOfItem,
  isDraftItem,
  readStandingEncounter,
  type StandingEncounter,
  type StoredEncounter,
} from '../../shared/store/encounters.ts';
import { mergedIntoWrite } from '../../shared/store/sent-encounters.ts';
import type { Item, Write } from '../../shared/store/table.ts';
import type { CodeEntryOperations } from './context.ts';
import { viewOf } from './drafts.ts';

/** Merges drafts that are to be billed together, on request. */
export const mergeOperations: CodeEntryOperations<'listMergeCandidates' | 'mergeEncounters'> = {
  listMergeCandidates: async (request, { table }) => {
    const { encounterId } = request.params;
    const found = await readStandingEncounter(table, request.principal.tenantId, encounterId);
    if (found === undefined) return fail({ kind: 'not-found' });
    const into = found.encounter as DraftEncounter;
    const view = (item: Item) => {
      if (!isDraftItem(item) || item.patientId !== into.patientId) return undefined;
      const from = encounterOfItem(item) as DraftEncounter & StoredEncounter;
      const reason = mergeReason(into, from);
      if (reason === undefined) return undefined;
      const serviceFrom = firstServiceDay(from.lines);
      return {
        ...{ id: from.id, version: from.version, serviceFrom: serviceFrom as string, lines: from.lines.length },
        reason: { code: reason, detail: mergeReasons[reason] },
      };
    };
    return asAnswer(await listMonth(request, table, { entity: 'ENCOUNTER' }, view));
  },

  /**
   * One transaction writes the draft with all services and voids the others, which name the draft that they were merged
   * into.
   */
  mergeEncounters: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { encounterId } = request.params;
    const { encounterIds } = request.body;
    const found = await readStandingEncounter(table, tenantId, encounterId);
    if (found === undefined) return fail({ kind: 'not-found' });
    if (found.encounter.state.kind !== 'draft') return fail({ kind: `encounter-${found.encounter.state.kind}` });
    if (found.encounter.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    let merged = found.encounter as DraftEncounter & StoredEncounter;
    const errors: FieldError[] = [];
    const writes: Write<Failure>[] = [];
    for (const [index, id] of encounterIds.entries()) {
      const pointer = `/encounterIds/${index}`;
      const part = id === encounterId ? undefined : await readStandingEncounter(table, tenantId, id);
      if (part === undefined) {
        errors.push({ pointer, detail: id === encounterId ? 'the encounter itself' : 'nothing here has this id' });
        continue;
      }
      const { work } = await readSettingsAndWork(table, tenantId, id);
      if (work.hold !== undefined || work.openQueries > 0 || work.review?.state === 'asked') {
        errors.push({ pointer, detail: 'is on hold or in review, or has an open query to a physician' });
        continue;
      }
      const next = mergedDrafts(merged, part.encounter as DraftEncounter);
      if (!next.ok) {
        const { kind, fields = [] } = next.failure;
        errors.push({ pointer, detail: [mergeObstacles[kind], ...fields].join(': ') });
        continue;
      }
      merged = next.value;
      const voided = voidedPart(part, encounterId, request.at);
      writes.push(
        { put: encounterItem(tenantId, voided), condition: part.standing, orElse: { kind: 'version-changed' } },
        ...mergedIntoWrite<Failure>(tenantId, part.encounter, encounterId, { kind: 'version-changed' }),
        ...endedWorkWrites(tenantId, work),
      );
    }
    if (errors.length > 0) return fail({ kind: 'encounters-not-mergeable', errors });
    const encounter = { ...merged, version: found.encounter.version + 1 };
    return ok({
      body: viewOf(encounter),
      version: encounter.version,
      writes: [
        { put: encounterItem(tenantId, encounter), condition: found.standing, orElse: { kind: 'version-changed' } },
        ...writes,
      ],
      audit: {
        action: 'encounters-merged',
        entityId: encounterId,
        facts: { patientId: encounter.patientId, version: encounter.version, encounters: encounterIds.length },
      },
    });
  },
};

/** A draft that was merged into another one: void, with the reason. Its documentation stays with it. */
function voidedPart({ encounter }: StandingEncounter, into: string, at: string): VoidEncounter & StoredEncounter {
  const state = { kind: 'void', voidedAt: at, reason: mergedReason(into), claimIds: [] } as const;
  return { ...encounter, version: encounter.version + 1, state } as VoidEncounter & StoredEncounter;
}
