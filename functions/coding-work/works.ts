import { type CodingWork, isOpenWork, unsaid } from '../../shared/domain/coding-work/work.ts';
import { afterAction, type WorkAction, type WorkActor } from '../../shared/domain/coding-work/work-actions.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Principal } from '../../shared/domain/identity/principal.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Instant, LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { AuditFact } from '../../shared/store/change.ts';
import { codingWorkOfItem, codingWorkWrites } from '../../shared/store/coding-work.ts';
import { encounterOfItem } from '../../shared/store/encounters.ts';
import { codingWorkKey } from '../../shared/store/keys/coding-work.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { Table } from '../../shared/store/table.ts';
import type { WorkView } from './api.ts';
import type { CodingWorkOperations } from './context.ts';
import { type EncounterWork, readYardstick, valued, workView } from './valued.ts';

/** Reads encounters with their work items, in the given order; undefined where an encounter does not exist. */
export async function readEncounterWorks(
  table: Table,
  tenant: TenantId,
  encounterIds: readonly string[],
): Promise<readonly (EncounterWork | undefined)[]> {
  const keys = encounterIds.flatMap((id) => [entityKey(tenant, 'ENCOUNTER', id), codingWorkKey(tenant, id)]);
  const items = await table.batchGet(keys);
  return encounterIds.map((id, index) => {
    const [encounter, work] = [items[2 * index], items[2 * index + 1]];
    if (encounter === undefined) return undefined;
    return { encounter: encounterOfItem(encounter), work: work === undefined ? unsaid(id) : codingWorkOfItem(work) };
  });
}

/** The person who asks, and the time. */
interface WorkRequest {
  readonly principal: Principal;
  readonly at: Instant;
  today(): Promise<LocalDate>;
}

/** A work item in an answer. */
export async function showWork(
  { principal, at }: Pick<WorkRequest, 'principal' | 'at'>,
  found: EncounterWork,
  table: Table,
): Promise<WorkView> {
  const yardstick = await readYardstick(table, { tenant: principal.tenantId, at, encounters: [found.encounter] });
  return workView(valued(found, yardstick), yardstick.today);
}

async function actorOf(request: WorkRequest): Promise<WorkActor> {
  const { subject, roles } = request.principal;
  return { subject, isManager: roles.includes('manager'), at: request.at, today: await request.today() };
}

/** The next version of a piece of work, after an action. */
function acted({ encounter, work }: EncounterWork, action: WorkAction, actor: WorkActor): Result<CodingWork, Failure> {
  const isDraft = encounter.state.kind === 'draft';
  if (!isOpenWork(work, isDraft)) return fail({ kind: 'work-ended' });
  if (isDraft && action.do === 'confirm') return fail({ kind: 'encounter-not-final' });
  const after = afterAction(work, action, actor);
  return after.ok ? ok({ ...after.value, version: work.version + 1 }) : after;
}

function changedFact(encounterId: string, action: WorkAction): AuditFact {
  return { action: 'coding-work-changed', entityId: encounterId, facts: { do: action.do } };
}

export const workOperations: CodingWorkOperations<'getCodingWork' | 'changeCodingWork'> = {
  getCodingWork: async (request, { table }) => {
    const [found] = await readEncounterWorks(table, request.principal.tenantId, [request.params.encounterId]);
    if (found === undefined) return fail({ kind: 'not-found' });
    return ok({ body: await showWork(request, found, table), version: found.work.version });
  },

  changeCodingWork: async (request, { table }) => {
    const { tenantId } = request.principal;
    const [found] = await readEncounterWorks(table, tenantId, [request.params.encounterId]);
    if (found === undefined) return fail({ kind: 'not-found' });
    if (found.work.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const after = acted(found, request.body, await actorOf(request));
    if (!after.ok) return after;
    const { encounter } = found;
    return ok({
      body: await showWork(request, { encounter, work: after.value }, table),
      version: after.value.version,
      writes: codingWorkWrites(tenantId, after.value, encounter),
      audit: changedFact(encounter.id, request.body),
    });
  },
};
