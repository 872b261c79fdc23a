import type { Authorization, AuthorizationDecision } from '../../shared/domain/authorization/authorization.ts';
import { isBilledUnder, usageOf } from '../../shared/domain/authorization/usage.ts';
import type { PastService } from '../../shared/domain/edits/history.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { AuthorizationRequest } from '../../shared/domain/inquiry/inquiry.ts';
import { present } from '../../shared/domain/present.ts';
import { type FieldError, fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { authorizationWrites, newAuthorizationWrites } from '../../shared/store/authorizations.ts';
import { readEncounters } from '../../shared/store/encounters.ts';
import { firstState, newInquiry, readPayerChannel } from '../../shared/store/inquiries.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { type PatientRecord, readPatientRecord } from '../../shared/store/patients.ts';
import type { Table } from '../../shared/store/table.ts';
import type { AuthorizationBody, AuthorizationView } from './authorization-schema.ts';
import type { PatientsOperations } from './context.ts';
import { readFact } from './patients.ts';

/** At most this many per patient, so that one query reads a patient with all of them. */
const authorizationsPerPatient = 100;

export const authorizationOperations: PatientsOperations<
  'createAuthorization' | 'listAuthorizations' | 'getAuthorization' | 'replaceAuthorization' | 'requestAuthorization'
> = {
  createAuthorization: async (request, { table }) => {
    const { tenantId } = request.principal;
    const record = await readPatientRecord(table, tenantId, request.params.patientId);
    if (record === undefined) return fail({ kind: 'not-found' });
    if (record.authorizations.length >= authorizationsPerPatient) return fail({ kind: 'authorizations-too-many' });
    const named = await namedIn(request.body, record, { table, tenantId });
    if (!named.ok) return named;
    const own = { id: request.newId('authorization'), version: 1, patientId: record.patient.id, payerId: named.value };
    const authorization: Authorization = { ...request.body, ...own };
    return ok({
      body: await shown(authorization, record, { table, tenantId }),
      version: 1,
      writes: newAuthorizationWrites(tenantId, authorization),
      audit: { action: 'authorization-recorded', entityId: record.patient.id, facts: { authorizationId: own.id } },
    });
  },

  listAuthorizations: async (request, { table }) => {
    const { tenantId } = request.principal;
    const record = await readPatientRecord(table, tenantId, request.params.patientId);
    if (record === undefined) return fail({ kind: 'not-found' });
    const billed = await billedIn(record, record.authorizations, { table, tenantId });
    const items = [...record.authorizations]
      .sort((left, right) => (left.to < right.to ? 1 : -1))
      .map((authorization) => viewOf(authorization, { billed, all: record.authorizations }));
    return ok({ body: { items }, writes: [], audit: readFact(record.patient.id) });
  },

  getAuthorization: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { patientId, authorizationId } = request.params;
    const record = await readPatientRecord(table, tenantId, patientId);
    const authorization = record?.authorizations.find(({ id }) => id === authorizationId);
    if (record === undefined || authorization === undefined) return fail({ kind: 'not-found' });
    const body = await shown(authorization, record, { table, tenantId });
    return ok({ body, version: authorization.version, writes: [], audit: readFact(patientId) });
  },

  replaceAuthorization: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { patientId, authorizationId } = request.params;
    const record = await readPatientRecord(table, tenantId, patientId);
    const before = record?.authorizations.find(({ id }) => id === authorizationId);
    if (record === undefined || before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const named = await namedIn(request.body, record, { table, tenantId });
    if (!named.ok) return named;
    const { id, decision, requestId } = before;
    const kept = present({ decision, requestId });
    const own = { id, patientId, payerId: named.value, version: before.version + 1, ...kept };
    const after: Authorization = { ...request.body, ...own };
    return ok({
      body: await shown(after, record, { table, tenantId }),
      version: after.version,
      writes: authorizationWrites<Failure>(tenantId, before, after, { kind: 'version-changed' }),
      audit: {
        action: 'authorization-replaced',
        entityId: patientId,
        facts: { authorizationId: id, version: after.version },
      },
    });
  },

  requestAuthorization: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { patientId, authorizationId } = request.params;
    const record = await readPatientRecord(table, tenantId, patientId);
    const before = record?.authorizations.find(({ id }) => id === authorizationId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    if (before.services.some(({ procedures }) => procedures.some((text) => text.length !== 5))) {
      return fail({ kind: 'authorization-not-askable' });
    }
    const { payerId, billingProviderId: providerId } = before;
    const { channel } = await readPayerChannel(table, tenantId, payerId);
    if (channel === undefined) return fail({ kind: 'inquiry-channel-missing' });
    const inquiry: AuthorizationRequest = {
      ...{ kind: 'prior-authorization', id: request.newId('inquiry'), version: 1, receiverId: channel.receiverId },
      ...{ payerId, providerId, patientId, authorizationId, state: firstState(channel, 'prior-authorization') },
      ...{ requestedAt: request.at, requestedBy: subject },
    };
    const after: Authorization = { ...before, status: 'requested', requestId: inquiry.id };
    const { writes, due } = newInquiry(tenantId, inquiry, channel);
    const state = inquiry.state.kind === 'asking' ? 'asking' : 'queued';
    return ok({
      body: { id: inquiry.id, authorizationId, requestedAt: request.at, state },
      version: before.version + 1,
      writes: [...writes, ...authorizationWrites<Failure>(tenantId, before, after, { kind: 'version-changed' })],
      audit: { action: 'authorization-requested', entityId: patientId, facts: { authorizationId } },
      due,
    });
  },
};

interface Office {
  readonly table: Table;
  readonly tenantId: TenantId;
}

/** Checks that the records named by an authorisation exist. @returns the payer of its coverage */
async function namedIn(
  body: AuthorizationBody,
  { coverages }: PatientRecord,
  { table, tenantId }: Office,
): Promise<Result<string, Failure>> {
  const coverage = coverages.find(({ id }) => id === body.coverageId);
  const providers = [
    { pointer: '/billingProviderId', id: body.billingProviderId },
    ...(body.renderingProviderId === undefined
      ? []
      : [{ pointer: '/renderingProviderId', id: body.renderingProviderId }]),
  ];
  const found = await table.batchGet(providers.map(({ id }) => entityKey(tenantId, 'PROVIDER', id)));
  const detail = 'nothing here has this id';
  const errors = providers.flatMap(({ pointer }, index): FieldError[] =>
    found[index] === undefined ? [{ pointer, detail }] : [],
  );
  if (coverage === undefined) errors.push({ pointer: '/coverageId', detail: 'the patient has no such coverage' });
  return coverage === undefined || errors.length > 0 ? fail({ kind: 'not-found', errors }) : ok(coverage.payerId);
}

/** An authorisation of the patient, as it is now, with what is used of it. */
async function shown(authorization: Authorization, record: PatientRecord, office: Office): Promise<AuthorizationView> {
  const all = [...record.authorizations.filter(({ id }) => id !== authorization.id), authorization];
  return viewOf(authorization, { billed: await billedIn(record, all, office), all });
}

/**
 * Services billed under authorisations. A record may belong to an encounter that did not become final, so the
 * encounters themselves are read.
 */
async function billedIn(
  { history, patient }: PatientRecord,
  all: readonly Authorization[],
  { table, tenantId }: Office,
): Promise<readonly PastService[]> {
  const under = history.filter((service) => all.some((each) => isBilledUnder(each, service, all)));
  const ids = under.map(({ encounterId }) => encounterId);
  const encounters = await readEncounters(table, tenantId, ids);
  return under.filter(({ encounterId }) => {
    const encounter = encounters.get(encounterId);
    return encounter?.state.kind === 'final' && encounter.patientId === patient.id;
  });
}

/** What final encounters billed, and the patient's authorisations. */
interface Billed {
  readonly billed: readonly PastService[];
  readonly all: readonly Authorization[];
}

function viewOf(authorization: Authorization, { billed, all }: Billed): AuthorizationView {
  const usage = usageOf(authorization, billed, all);
  const { services, decision, diagnoses, requestId: _, ...rest } = authorization;
  return {
    ...rest,
    ...present({ diagnoses: diagnoses && [...diagnoses] }),
    services: services.map(({ procedures, units, isDenied }, index) => {
      const { usedThousandths = 0, leftThousandths, encounterIds = [] } = usage[index] ?? {};
      return {
        procedures: [...procedures],
        ...present({ units, isDenied }),
        used: String(usedThousandths / 1000),
        ...present({ left: leftThousandths === undefined ? undefined : String(leftThousandths / 1000) }),
        encounterIds: [...encounterIds],
      };
    }),
    ...present({
      decision: decision && decisionView(decision),
    }),
  };
}

/** A payer's decision, without the values that the authorisation has taken from it. */
export function decisionView({ status, decidedOn, number, reasons, messages }: AuthorizationDecision) {
  return { status, decidedOn, ...present({ number }), reasons: [...reasons], messages: [...messages] };
}
