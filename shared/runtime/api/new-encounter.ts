import type { IdKind, TenantId } from '../../domain/identity/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { EncounterStart } from '../../http/encounter/encounter-schema.ts';
import type { Failure } from '../../http/problem.ts';
import type { Actor, AuditFact } from '../../store/change.ts';
import { noteWrite } from '../../store/documentation.ts';
import { encounterItem, type StoredEncounter } from '../../store/encounters.ts';
import { externalIdRows, pointerWrites } from '../../store/entity-items.ts';
import { readKnownEncounter, type SentAs, sentEncounterWrite } from '../../store/sent-encounters.ts';
import type { Table, Write } from '../../store/table.ts';
import { checkNamedRecords } from './named-records.ts';

/** Who starts an encounter, and where its ids come from. */
interface Starting extends Pick<Actor, 'principal' | 'at'> {
  /** For an encounter that a program sent: the digest of its content. */
  readonly sent?: SentAs;
  newId(kind: IdKind): string;
}

/** A complete new encounter, to be written. */
interface NewEncounter {
  readonly encounter: StoredEncounter;
  readonly writes: readonly Write<Failure>[];
  readonly audit: AuditFact;
}

/** Creates a draft, for a person or a program. Everything that it names must exist. */
export async function newEncounter(
  { documentation, ...body }: EncounterStart,
  { principal, at, newId, sent }: Starting,
  table: Table,
): Promise<Result<NewEncounter, Failure>> {
  const { tenantId, subject } = principal;
  const id = newId('encounter');
  const named = await checkNamedRecords({ table, tenant: tenantId, id }, body, documentation);
  if (!named.ok) return named;
  const former = sent === undefined ? await formerOf(table, tenantId, body.externalId) : undefined;
  const encounter: StoredEncounter = { ...body, id, version: 1, createdAt: at, state: { kind: 'draft' } };
  const written = { encounterId: id, at, by: subject };
  return ok({
    encounter,
    writes: [
      { put: encounterItem(tenantId, encounter), condition: { absent: true } },
      ...documentation.map((note) => noteWrite(tenantId, { ...note, ...written, id: newId('note') })),
      ...(sent === undefined
        ? (former?.writes(id) ?? externalIdWrites(tenantId, id, undefined, body.externalId))
        : [sentEncounterWrite<Failure>(tenantId, { id, ...sent }, { kind: 'external-id-taken' })]),
    ],
    audit: { action: 'encounter-created', entityId: id, facts: { patientId: encounter.patientId } },
  });
}

/** If the encounter with this external id was merged into another one, the new encounter takes the id over. */
async function formerOf(table: Table, tenant: TenantId, externalId: string | undefined) {
  const known = externalId === undefined ? undefined : await readKnownEncounter(table, tenant, externalId);
  if (externalId === undefined || known?.mergedInto === undefined) return undefined;
  const rows = externalIdRows(tenant, 'ENCOUNTER', externalId);
  return {
    writes: (id: string) =>
      rows.map(
        ({ key, type, attribute }): Write<Failure> => ({
          put: { ...key, type, schemaVersion: 1, [attribute]: id },
          condition: { equals: { [attribute]: known.id } },
          orElse: { kind: 'external-id-taken' },
        }),
      ),
  };
}

/** The pointer from the caller's own id to an encounter. */
export function externalIdWrites(tenant: TenantId, id: string, before: string | undefined, after: string | undefined) {
  const rows = (externalId: string | undefined) => externalIdRows(tenant, 'ENCOUNTER', externalId);
  return pointerWrites<Failure>(id, rows(before), rows(after), { kind: 'external-id-taken' });
}
