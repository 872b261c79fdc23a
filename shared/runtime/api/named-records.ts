import { namedFacilities, namedProviders } from '../../domain/encounter/named-providers.ts';
import type { TenantId } from '../../domain/identity/ids.ts';
import { type FieldError, fail, ok, type Result } from '../../domain/result.ts';
import type { NoteBody } from '../../http/encounter/documentation-schema.ts';
import type { EncounterBody } from '../../http/encounter/encounter-schema.ts';
import type { Failure } from '../../http/problem.ts';
import type { Entity } from '../../store/entity-items.ts';
import { documentKey } from '../../store/keys/documentation.ts';
import { entityKey } from '../../store/keys/entity.ts';
import { coverageKey } from '../../store/keys/practice.ts';
import type { Key } from '../../store/keys/table.ts';
import type { Table } from '../../store/table.ts';

/** A record that a request names, and the place in the request. */
interface NamedRecord {
  readonly pointer: string;
  readonly key: Key;
}

/**
 * At most this many providers and facilities in one encounter: the transaction that sends a claim checks all of its
 * sources.
 */
const partiesPerEncounter = 40;

/**
 * Everything that an encounter names must belong to the same office; its coverages must belong to its patient, and its
 * documents to the encounter.
 */
export async function checkNamedRecords(
  { table, tenant, id }: { readonly table: Table; readonly tenant: TenantId; readonly id: string },
  body: EncounterBody,
  documented: readonly NoteBody[] = [],
): Promise<Result<undefined, Failure>> {
  const { patientId, coverageIds = [] } = body;
  const providers = namedProviders(body);
  const facilities = namedFacilities(body);
  if (new Set([...providers, ...facilities].map((named) => named.id)).size > partiesPerEncounter) {
    const detail = `names more than ${partiesPerEncounter} providers and facilities: split it`;
    const errors = [{ pointer: '/lines', detail }];
    return fail({ kind: 'request-invalid', errors });
  }
  return checkThere(table, [
    { pointer: '/patientId', key: entityKey(tenant, 'PATIENT', patientId) },
    ...providers.map((provider) => ({ pointer: provider.pointer, key: entityKey(tenant, 'PROVIDER', provider.id) })),
    ...facilities.map(({ pointer, id: facility }) => ({ pointer, key: entityKey(tenant, 'FACILITY', facility) })),
    ...attachedDocuments(body).map(({ pointer, documentId }) => ({
      pointer,
      key: documentKey(tenant, id, documentId),
    })),
    ...coverageIds.map((coverageId, index) => ({
      pointer: `/coverageIds/${index}`,
      key: coverageKey(tenant, patientId, coverageId),
    })),
    ...documented.flatMap((note, index) => documentedProviders(tenant, note, `/documentation/${index}`)),
  ]);
}

/** The documents that go with the claim, or with one of its lines. */
function attachedDocuments(body: EncounterBody): readonly { readonly pointer: string; readonly documentId: string }[] {
  const places = [
    { at: '', attachments: body.attachments },
    ...body.lines.map((line, index) => {
      return { at: `/lines/${index}`, attachments: 'attachments' in line ? line.attachments : undefined };
    }),
  ];
  return places.flatMap(({ at, attachments = [] }) =>
    attachments.flatMap(({ documentId }, index) =>
      documentId === undefined ? [] : [{ pointer: `${at}/attachments/${index}/documentId`, documentId }],
    ),
  );
}

/** An error for each place that names a record that does not exist. */
export async function missingRecords(table: Table, named: readonly NamedRecord[]): Promise<FieldError[]> {
  const found = await table.batchGet(named.map(({ key }) => key));
  return named.flatMap(({ pointer }, index) =>
    found[index] === undefined ? [{ pointer, detail: 'nothing here has this id' }] : [],
  );
}

/** The members of a list that names records of an entity. */
export function namedInList(tenant: TenantId, list: string, entity: Entity, ids: readonly string[]): NamedRecord[] {
  return ids.map((id, index) => ({ pointer: `${list}/${index}`, key: entityKey(tenant, entity, id) }));
}

async function checkThere(table: Table, named: readonly NamedRecord[]): Promise<Result<undefined, Failure>> {
  const errors = await missingRecords(table, named);
  return errors.length === 0 ? ok(undefined) : fail({ kind: 'not-found', errors });
}

/** The providers of the procedures in a note. */
function documentedProviders(tenant: TenantId, { procedures = [] }: NoteBody, at = ''): readonly NamedRecord[] {
  return procedures.flatMap(({ providerId }, index) =>
    providerId === undefined
      ? []
      : [{ pointer: `${at}/procedures/${index}/providerId`, key: entityKey(tenant, 'PROVIDER', providerId) }],
  );
}

/** A provider in a note must belong to the same office. */
export function checkNote(table: Table, tenant: TenantId, note: NoteBody): Promise<Result<undefined, Failure>> {
  return checkThere(table, documentedProviders(tenant, note));
}
