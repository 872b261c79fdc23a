import { accountIdOf } from '../../shared/domain/account/account.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { type ListPage, listPage } from '../../shared/runtime/api/list-page.ts';
import type { Change } from '../../shared/runtime/api/operation.ts';
import { type Actor, auditWrite } from '../../shared/store/change.ts';
import {
  documentOfItem,
  entityItem,
  externalIdRows,
  idOfExternalId,
  pointerWrites,
} from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { patientSearchKey } from '../../shared/store/keys/practice.ts';
import {
  idOfMedicalRecord,
  medicalRecordRows,
  patientSearchWrite,
  type StoredPatient,
  searchTuple,
} from '../../shared/store/patients.ts';
import type { Item, Write } from '../../shared/store/table.ts';
import type { PatientBody } from './api.ts';
import type { PatientsOperations } from './context.ts';

type View = PatientBody & { readonly id: string; readonly version: number; readonly accountId: string };

function viewOf({ coverageRevision: _coverages, authorizationRevision: _numbers, ...patient }: StoredPatient): View {
  return { ...patient, accountId: accountIdOf(patient) };
}

/** Records who read which patient, by ids only. */
export const readFact = (patientId: string) => ({ action: 'patient-read', entityId: patientId }) as const;

function bornAlready(body: PatientBody, today: LocalDate): Result<undefined, Failure> {
  if (body.birthDate <= today) return ok(undefined);
  return invalid('/birthDate', 'is in the future');
}

/** Reserves a patient's own numbers for this patient. */
function numberWrites(actor: Actor, id: string, before: PatientBody | undefined, after: PatientBody): Write<Failure>[] {
  const { tenantId } = actor.principal;
  const external = (body: PatientBody | undefined) => externalIdRows(tenantId, 'PATIENT', body?.externalId);
  const record = (body: PatientBody | undefined) => medicalRecordRows(tenantId, body?.medicalRecordNumber);
  return [
    ...pointerWrites<Failure>(id, external(before), external(after), { kind: 'external-id-taken' }),
    ...pointerWrites<Failure>(id, record(before), record(after), { kind: 'medical-record-number-taken' }),
  ];
}

export const patientOperations: PatientsOperations<
  'createPatient' | 'getPatient' | 'replacePatient' | 'searchPatients'
> = {
  createPatient: async (request) => {
    const born = bornAlready(request.body, await request.today());
    if (!born.ok) return born;
    const id = request.newId('patient');
    const patient: StoredPatient = { ...request.body, id, version: 1, coverageRevision: 0 };
    const key = entityKey(request.principal.tenantId, 'PATIENT', id);
    const item = entityItem(key, 'patient', patient);
    return ok({
      body: viewOf(patient),
      version: 1,
      writes: [
        { put: item, condition: { absent: true } },
        patientSearchWrite(request.principal.tenantId, patient),
        ...numberWrites(request, id, undefined, request.body),
      ],
      audit: { action: 'patient-created', entityId: id },
    });
  },

  getPatient: async (request, { table }) => {
    const id = request.params.patientId;
    const item = await table.get(entityKey(request.principal.tenantId, 'PATIENT', id));
    if (item === undefined) return fail({ kind: 'not-found' });
    const patient = viewOf(documentOfItem<StoredPatient>(item));
    return ok({ body: patient, version: patient.version, writes: [], audit: readFact(id) });
  },

  replacePatient: async (request, { table }) => {
    const { tenantId } = request.principal;
    const id = request.params.patientId;
    const key = entityKey(tenantId, 'PATIENT', id);
    const item = await table.get(key);
    if (item === undefined) return fail({ kind: 'not-found' });
    const before = documentOfItem<StoredPatient>(item);
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const born = bornAlready(request.body, await request.today());
    if (!born.ok) return born;
    const version = before.version + 1;
    const patient = { ...request.body, id, version };
    const { coverageRevision, authorizationRevision: _kept, accountId, ...replaced } = before;
    const leftOut = Object.keys(replaced).filter((name) => !(name in patient));
    const [former, row] = [patientSearchWrite(tenantId, before), patientSearchWrite(tenantId, patient)];
    const { pk, sk } = former.put;
    const moved: Write<Failure>[] = pk === row.put.pk ? [] : [{ delete: { pk, sk } }, row];
    return ok({
      body: viewOf({ ...patient, coverageRevision, ...present({ accountId }) }),
      version,
      writes: [
        // An update, not a put, because the item also holds the revisions of coverages and authorisations.
        {
          update: key,
          set: patient,
          remove: leftOut,
          condition: { equals: { version: before.version } },
          orElse: { kind: 'version-changed' },
        },
        ...moved,
        ...numberWrites(request, id, before, request.body),
      ],
      audit: { action: 'patient-replaced', entityId: id, facts: { version } },
    });
  },

  searchPatients: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { body, query } = request;
    if (!('lastName' in body)) {
      const id =
        'externalId' in body
          ? await idOfExternalId(table, tenantId, 'PATIENT', body.externalId)
          : await idOfMedicalRecord(table, tenantId, body.medicalRecordNumber);
      const item = id === undefined ? undefined : await table.get(entityKey(tenantId, 'PATIENT', id));
      return shown(request, { items: item === undefined ? [] : [patientOf(item)] });
    }
    const { pk } = patientSearchKey(tenantId, searchTuple(body.lastName, body.birthDate), '');
    // Every patient on the page gets an audit item, and one transaction writes all of them.
    const rows = await listPage(request, table, { partitions: [pk], limit: Math.min(query.limit, 90) }, (row) => row);
    if (!rows.ok) return rows;
    const items = await table.batchGet(rows.value.items.map((row) => entityKey(tenantId, 'PATIENT', row.sk)));
    return shown(request, {
      ...rows.value,
      items: items.flatMap((item) => (item === undefined ? [] : [patientOf(item)])),
    });
  },
};

function patientOf(item: Item): View {
  return viewOf(documentOfItem<StoredPatient>(item));
}

/** A search that shows patients counts as a read of each of them. */
function shown(
  actor: Actor,
  found: ListPage<View>,
): Result<{ readonly body: ListPage<View> } | Change<ListPage<View>>, Failure> {
  const [first, ...others] = found.items;
  if (first === undefined) return ok({ body: found });
  return ok({
    body: found,
    writes: others.map(({ id }) => auditWrite(actor, readFact(id)) as Write<Failure>),
    audit: readFact(first.id),
  });
}
