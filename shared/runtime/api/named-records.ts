import { namedProviders } from '../../domain/encounter/named-providers.ts';
import type { TenantId } from '../../domain/identity/ids.ts';
import { type FieldError, fail, ok, type Result } from '../../domain/result.ts';
import type { NoteBody } from '../../http/encounter/documentation-schema.ts';
import type { EncounterBody } from '../../http/encounter/encounter-schema.ts';
import type { Failure } from '../../http/problem.ts';
import { documentKey } from '../../store/keys/documentation.ts';
import { entityKey } from '../../store/keys/entity.ts';
import { coverageKey } from '../../store/keys/practice.ts';
import type { Key } from '../../store/keys/table.ts';
import type { Table } from '../../store/table.ts';

/** What a request names, and where. */
interface NamedRecord {
  readonly pointer: string;
  readonly key: Key;
}

/** Most providers that one encounter can name: what a claim is made from is checked in the transaction that sends it. */
const providersPerEncounter = 40;

/** Everything that an encounter names must be in the same office, its coverages the patient’s, and its documents its own. */
export async function checkNamedRecords(
  { table, tenant, id }: { readonly table: Table; readonly tenant: TenantId; readonly id: string },
  body: EncounterBody,
  documented: readonly NoteBody[] = [],
): Promise<Result<undefined, Failure>> {
  const { patientId, facilityId, coverageIds = [], attachments = [] } = body;
  const providers = namedProviders(body);
  if (new Set(providers.map((provider) => provider.id)).size > providersPerEncounter) {
    const errors = [{ pointer: '/lines', detail: `names more than ${providersPerEncounter} providers: split it` }];
    return fail({ kind: 'request-invalid', errors });
  }
  return checkThere(table, [
    { pointer: '/patientId', key: entityKey(tenant, 'PATIENT', patientId) },
    ...providers.map((provider) => ({ pointer: provider.pointer, key: entityKey(tenant, 'PROVIDER', provider.id) })),
    ...(facilityId === undefined ? [] : [{ pointer: '/facilityId', key: entityKey(tenant, 'FACILITY', facilityId) }]),
    ...attachments.flatMap(({ documentId }, index) =>
      documentId === undefined
        ? []
        : [{ pointer: `/attachments/${index}/documentId`, key: documentKey(tenant, id, documentId) }],
    ),
    ...coverageIds.map((coverageId, index) => ({
      pointer: `/coverageIds/${index}`,
      key: coverageKey(tenant, patientId, coverageId),
    })),
    ...documented.flatMap((note, index) => documentedProviders(tenant, note, `/documentation/${index}`)),
  ]);
}

async function checkThere(table: Table, named: readonly NamedRecord[]): Promise<Result<undefined, Failure>> {
  const found = await table.batchGet(named.map(({ key }) => key));
  const errors = named.flatMap(({ pointer }, index): FieldError[] =>
    found[index] === undefined ? [{ pointer, detail: 'nothing here has this id' }] : [],
  );
  return errors.length === 0 ? ok(undefined) : fail({ kind: 'not-found', errors });
}

/** Who did the procedures that a note tells of. */
function documentedProviders(tenant: TenantId, { procedures = [] }: NoteBody, at = ''): readonly NamedRecord[] {
  return procedures.flatMap(({ providerId }, index) =>
    providerId === undefined
      ? []
      : [{ pointer: `${at}/procedures/${index}/providerId`, key: entityKey(tenant, 'PROVIDER', providerId) }],
  );
}

/** Whom a note names must be in the same office. */
export function checkNote(table: Table, tenant: TenantId, note: NoteBody): Promise<Result<undefined, Failure>> {
  return checkThere(table, documentedProviders(tenant, note));
}
