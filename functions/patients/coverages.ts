import { coveragesOn, periodsOverlap } from '../../shared/domain/practice/coverage.ts';
import { medicareNumber } from '../../shared/domain/practice/medicare-number.ts';
import { orderOfBenefits, orderReasons } from '../../shared/domain/practice/order-of-benefits.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { Actor } from '../../shared/store/change.ts';
import { documentOfItem, entityItem, readDocuments } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import {
  coverageGuard,
  memberSearchWrites,
  readPatientRecord,
  type StoredCoverage,
} from '../../shared/store/patients.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { CoverageBody } from './api.ts';
import type { PatientsOperations } from './context.ts';
import { readFact } from './patients.ts';

/** At most this many, so that one query reads a patient with all coverages. */
const coveragesPerPatient = 50;

export const coverageOperations: PatientsOperations<
  'createCoverage' | 'listCoverages' | 'getCoverageOrder' | 'getCoverage' | 'replaceCoverage'
> = {
  createCoverage: async (request, { table }) => {
    const { tenantId } = request.principal;
    const patientId = request.params.patientId;
    const record = await readPatientRecord(table, tenantId, patientId);
    if (record === undefined) return fail({ kind: 'not-found' });
    if (record.coverages.length >= coveragesPerPatient) return fail({ kind: 'coverages-too-many' });
    const checked = await checkCoverage(request, table, record.coverages);
    if (!checked.ok) return checked;
    const id = request.newId('coverage');
    const coverage = { ...checked.value, id, patientId, version: 1 };
    const writes: Write<Failure>[] = [
      { put: entityItem(coverageKey(tenantId, patientId, id), 'coverage', coverage), condition: { absent: true } },
      ...memberSearchWrites(tenantId, record.patient, coverage),
      coverageGuard(tenantId, record.patient, { kind: 'write-conflict' }, 'raise'),
    ];
    const audit = { action: 'coverage-created', entityId: patientId, facts: { coverageId: id } } as const;
    return ok({ body: coverage, version: 1, writes, audit });
  },

  listCoverages: async (request, { table }) => {
    const patientId = request.params.patientId;
    const record = await readPatientRecord(table, request.principal.tenantId, patientId);
    if (record === undefined) return fail({ kind: 'not-found' });
    const items = record.coverages.map((coverage) => coverage as CoverageBody & StoredCoverage);
    return ok({ body: { items }, writes: [], audit: readFact(patientId) });
  },

  getCoverageOrder: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { patientId } = request.params;
    const record = await readPatientRecord(table, tenantId, patientId);
    if (record === undefined) return fail({ kind: 'not-found' });
    const on = request.query.on ?? (await request.today());
    const active = coveragesOn(record.coverages, on);
    const payerIds = [...new Set(active.map(({ payerId }) => payerId))];
    const payers = await readDocuments<Payer>(table, tenantId, 'PAYER', payerIds);
    const withPayers = active.map((coverage) => ({ coverage, payer: payers.get(coverage.payerId) }));
    const places = orderOfBenefits(withPayers, record.patient, on);
    const items = places.map(({ reason, missing, ...place }) => {
      const coverage = active.find(({ id }) => id === place.coverageId);
      invariant(coverage !== undefined, 'an ordered coverage is one of the patient’s');
      const { payerId, order } = coverage;
      return {
        ...place,
        missing: [...missing],
        payerId,
        order,
        reason: { code: reason, detail: orderReasons[reason] },
      };
    });
    const isAsEntered = active.every(({ id }, index) => places[index]?.coverageId === id);
    return ok({ body: { on, isAsEntered, items }, writes: [], audit: readFact(patientId) });
  },

  getCoverage: async (request, { table }) => {
    const { patientId, coverageId } = request.params;
    const item = await table.get(coverageKey(request.principal.tenantId, patientId, coverageId));
    if (item === undefined) return fail({ kind: 'not-found' });
    const coverage = documentOfItem<CoverageBody & StoredCoverage>(item);
    return ok({ body: coverage, version: coverage.version, writes: [], audit: readFact(patientId) });
  },

  replaceCoverage: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { patientId, coverageId } = request.params;
    const record = await readPatientRecord(table, tenantId, patientId);
    const before = record?.coverages.find((coverage) => coverage.id === coverageId);
    if (record === undefined || before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const others = record.coverages.filter((coverage) => coverage.id !== coverageId);
    const checked = await checkCoverage(request, table, others);
    if (!checked.ok) return checked;
    const version = before.version + 1;
    const coverage = { ...checked.value, id: coverageId, patientId, version };
    const writes: Write<Failure>[] = [
      {
        put: entityItem(coverageKey(tenantId, patientId, coverageId), 'coverage', coverage),
        condition: { equals: { version: before.version } },
        orElse: { kind: 'version-changed' },
      },
      ...memberSearchWrites(tenantId, record.patient, coverage),
      coverageGuard(tenantId, record.patient, { kind: 'write-conflict' }, 'raise'),
    ];
    const audit = { action: 'coverage-replaced', entityId: patientId, facts: { coverageId, version } } as const;
    return ok({ body: coverage, version, writes, audit });
  },
};

/**
 * Checks that the payer exists, that the subscriber was born, and that no other coverage has the same order on any of
 * its days.
 * @returns the coverage as it is stored: a Medicare number without hyphens
 */
async function checkCoverage(
  request: Actor & { readonly body: CoverageBody; today(): Promise<LocalDate> },
  table: Table,
  others: readonly StoredCoverage[],
): Promise<Result<CoverageBody, Failure>> {
  const { body, principal } = request;
  const { subscriber } = body;
  const birthDate = subscriber !== undefined && 'name' in subscriber ? subscriber.birthDate : undefined;
  if (birthDate !== undefined && birthDate > (await request.today())) {
    const errors = [{ pointer: '/subscriber/birthDate', detail: 'is in the future' }];
    return fail({ kind: 'request-invalid', errors });
  }
  const payer = await table.get(entityKey(principal.tenantId, 'PAYER', body.payerId));
  if (payer === undefined) {
    return fail({ kind: 'not-found', errors: [{ pointer: '/payerId', detail: 'nothing here has this id' }] });
  }
  const taken = others.some((other) => other.order === body.order && periodsOverlap(other, body));
  if (taken) return fail({ kind: 'coverage-order-taken' });
  const isMedicare = payer.filingIndicator === 'MA' || payer.filingIndicator === 'MB';
  const { memberId } = body;
  return ok(isMedicare && memberId !== undefined ? { ...body, memberId: medicareNumber(memberId) } : body);
}
