import { type CodingWork, isOpenWork } from '../../shared/domain/coding-work/work.ts';
import type { WorkAction, WorkActor } from '../../shared/domain/coding-work/work-actions.ts';
import { ok } from '../../shared/domain/result.ts';
import { valueText } from '../../shared/domain/text/value-text.ts';
import { failureMeanings } from '../../shared/http/failures.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { type Actor, auditWrite } from '../../shared/store/change.ts';
import { codingWorkWrites } from '../../shared/store/coding-work.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { WorkResult } from './api.ts';
import type { CodingWorkOperations } from './context.ts';
import type { EncounterWork } from './valued.ts';
import { acted, actorOf, changedFact, readEncounterWorks } from './works.ts';

/** How many encounters are written together: each takes up to three writes of a transaction, which has at most 100. */
const writtenTogether = 30;

/** The outcome for an encounter, and its writes. */
interface Prepared {
  readonly result: WorkResult;
  readonly writes: readonly Write<Failure>[];
}

export const bulkOperations: CodingWorkOperations<'changeManyCodingWorks'> = {
  /**
   * Each encounter is judged and answered separately. They are written in groups; if one of a group has changed
   * meanwhile, each of the group is written alone. An encounter that is already as requested writes nothing, so an
   * interrupted request can be sent again.
   */
  changeManyCodingWorks: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { encounterIds, action } = request.body;
    const actor = await actorOf(request);
    const found = await readEncounterWorks(table, tenantId, encounterIds);
    const prepared = encounterIds.map((id, index) => prepare(id, found[index], { action, actor, request }));
    const items: WorkResult[] = [];
    for (let start = 0; start < prepared.length; start += writtenTogether) {
      items.push(...(await writeSlice(table, prepared.slice(start, start + writtenTogether))));
    }
    const done = items.filter(({ outcome }) => outcome === 'done').length;
    const facts = { do: action.do, done, refused: items.length - done };
    return ok({
      body: { items },
      writes: [],
      audit: { action: 'coding-works-changed', entityId: 'coding-work', facts },
    });
  },
};

function refused(encounterId: string, problem: Failure['kind']): Prepared {
  const { title } = failureMeanings[problem];
  return { result: { encounterId, outcome: 'refused', problem, title }, writes: [] };
}

interface Asked {
  readonly action: WorkAction;
  readonly actor: WorkActor;
  readonly request: Actor;
}

function prepare(encounterId: string, found: EncounterWork | undefined, { action, actor, request }: Asked): Prepared {
  if (found === undefined) return refused(encounterId, 'not-found');
  const { encounter, work } = found;
  const asBefore: Prepared = { result: { encounterId, outcome: 'done', version: work.version }, writes: [] };
  if (isConfirmed(found, action, actor)) return asBefore;
  const after = acted(found, action, actor);
  if (!after.ok) return refused(encounterId, after.failure.kind);
  const { version } = after.value;
  if (contentOf(after.value) === contentOf(work)) return asBefore;
  return {
    result: { encounterId, outcome: 'done', version },
    writes: [
      ...codingWorkWrites(request.principal.tenantId, after.value, encounter),
      auditWrite(request, changedFact(encounterId, action)),
    ],
  };
}

/** The content of a work item, without its version and time. */
const contentOf = ({ version: _version, hold, confirmed, ...work }: CodingWork): string =>
  valueText({ ...work, hold: { ...hold, at: undefined }, confirmed: { ...confirmed, at: undefined } });

/** A confirmation ends the work on a final encounter, so nothing can be done with it afterwards. */
function isConfirmed({ encounter, work }: EncounterWork, action: WorkAction, { subject }: WorkActor): boolean {
  if (action.do !== 'confirm' || isOpenWork(work, encounter.state.kind === 'draft')) return false;
  return work.confirmed?.by === subject && work.confirmed.reason === action.reason;
}

async function writeSlice(table: Table, slice: readonly Prepared[]): Promise<readonly WorkResult[]> {
  const writes = slice.flatMap((each) => each.writes);
  if (writes.length === 0 || (await table.transact(writes)).ok) return slice.map(({ result }) => result);
  const results: WorkResult[] = [];
  for (const each of slice) {
    const isWritten = each.writes.length === 0 || (await table.transact(each.writes)).ok;
    results.push(isWritten ? each.result : refused(each.result.encounterId, 'write-conflict').result);
  }
  return results;
}
