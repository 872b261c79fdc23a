import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { IntakeFault } from '../../shared/domain/intake/intake.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import { failureMeanings } from '../../shared/http/failures.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { checkNamedRecords } from '../../shared/runtime/api/named-records.ts';
import { reopenEncounter } from '../../shared/runtime/encounter/reopen-encounter.ts';
import { type Actor, auditWrite } from '../../shared/store/change.ts';
import { noteWrite } from '../../shared/store/documentation.ts';
import { encounterItem, type FinalEncounter, type StoredEncounter } from '../../shared/store/encounters.ts';
import { officeDay } from '../../shared/store/office.ts';
import type { Write } from '../../shared/store/table.ts';
import type { SentAgain } from './compare-sent.ts';
import { idsOfRecord, type Reading, type RecordPlace } from './reading.ts';

/** Who accepts the file's content as a correction, and why. */
export interface Taking {
  readonly by: string;
  readonly reason: string;
}

/**
 * Changes the encounter to the file's content. A draft gets a new version; a final encounter becomes a draft again,
 * whose claims are cancelled, or corrected when it is finalised. A person finalises it: nothing is billed by this.
 */
export async function takenWrites(
  reading: Reading,
  place: RecordPlace,
  { found, apply, notes, heard }: SentAgain,
  { by, reason }: Taking,
): Promise<Result<readonly Write[], readonly IntakeFault[]>> {
  const { tenant, table, now, intake } = reading;
  const at = now().toISOString();
  const actorOf = (action: string): Actor => ({
    principal: { tenantId: tenant, subject: by },
    at,
    requestId: `import-encounters.${action}.${intake.id}.${place.record}`,
  });
  const draft = await draftOf(found.encounter, { tenant, actor: actorOf('encounter-reopened'), reason, reading });
  if (!draft.ok) return faultsOf(draft.failure);
  const taken = apply(draft.value.draft);
  const named = await checkNamedRecords({ table, tenant, id: taken.id }, taken as never, notes);
  if (!named.ok) return faultsOf(named.failure);
  const { id, version, patientId } = taken;
  const newId = idsOfRecord(reading, place);
  const facts = { version, patientId, intakeId: intake.id, record: place.record };
  return ok([
    { put: encounterItem(tenant, taken), condition: found.standing },
    ...draft.value.writes,
    ...notes.map((note) => noteWrite(tenant, { ...note, encounterId: id, at, by, id: newId('note') })),
    heard,
    auditWrite(actorOf('encounter-replaced'), { action: 'encounter-replaced', entityId: id, facts }),
  ]);
}

interface Opening {
  readonly tenant: TenantId;
  readonly actor: Actor;
  readonly reason: string;
  readonly reading: Reading;
}

/** The draft to change: the next version of a draft, or a final encounter that is reopened. */
async function draftOf(
  encounter: StoredEncounter,
  { tenant, actor, reason, reading: { table } }: Opening,
): Promise<Result<{ readonly draft: StoredEncounter; readonly writes: readonly Write[] }, Failure>> {
  if (encounter.state.kind !== 'final')
    return ok({ draft: { ...encounter, version: encounter.version + 1 }, writes: [] });
  const on = await officeDay(table, tenant, actor.at);
  const opened = await reopenEncounter(encounter as FinalEncounter & StoredEncounter, { actor, on, reason }, table);
  if (!opened.ok) return opened;
  const { draft, writes, audit } = opened.value;
  return ok({ draft, writes: [...writes, auditWrite(actor, audit)] });
}

function faultsOf({ kind, errors = [] }: Failure): Result<never, readonly IntakeFault[]> {
  const { title, detail } = failureMeanings[kind];
  return { ok: false, failure: errors.length > 0 ? errors : [{ pointer: '', detail: `${title}. ${detail}` }] };
}
