import { codesOfVisit } from '../../shared/domain/encounter/evaluation/evaluation-codes.ts';
import {
  levelOfVisit,
  type VisitFailure,
  type VisitWorksheet,
} from '../../shared/domain/encounter/evaluation/level.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { FieldError } from '../../shared/domain/result.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readEncounter } from '../../shared/store/encounters.ts';
import {
  evaluationWrite,
  type KeptEvaluation,
  readEvaluationCodes,
  readEvaluations,
} from '../../shared/store/evaluations.ts';
import type { Table } from '../../shared/store/table.ts';
import type { EvaluationView, WorksheetBody } from './api.ts';
import type { CodeEntryOperations } from './context.ts';

/** At most this many worksheets per encounter, so that one query reads them. */
const mostEvaluations = 100;

/** The API shows what is stored; the types differ in brands and in `readonly`. */
const viewOf = (evaluation: KeptEvaluation): EvaluationView => evaluation as unknown as EvaluationView;

export const evaluationOperations: CodeEntryOperations<
  'recordEvaluation' | 'dryRunEvaluation' | 'listEvaluations' | 'getEvaluation'
> = {
  recordEvaluation: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { encounterId } = request.params;
    const encounter = await readEncounter(table, tenantId, encounterId);
    if (encounter === undefined) return fail({ kind: 'not-found' });
    const worksheet = worksheetOf(request.body);
    const result = await leveled(table, tenantId, worksheet);
    if (!result.ok) return result;
    const before = await readEvaluations(table, tenantId, encounterId);
    if (before.length >= mostEvaluations) return fail({ kind: 'documents-too-many' });
    const id = request.newId('evaluation');
    const evaluation: KeptEvaluation = {
      ...{ id, encounterId, encounterVersion: encounter.version, at: request.at, by: subject },
      ...{ worksheet, result: result.value },
    };
    return ok({
      body: viewOf(evaluation),
      writes: [evaluationWrite(tenantId, evaluation)],
      audit: { action: 'evaluation-recorded', entityId: encounterId, facts: { evaluationId: id } },
    });
  },

  dryRunEvaluation: async (request, { table }) => {
    const { tenantId } = request.principal;
    if ((await readEncounter(table, tenantId, request.params.encounterId)) === undefined) {
      return fail({ kind: 'not-found' });
    }
    const result = await leveled(table, tenantId, worksheetOf(request.body));
    return result.ok ? ok({ body: result.value }) : result;
  },

  listEvaluations: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { encounterId } = request.params;
    const encounter = await readEncounter(table, tenantId, encounterId);
    if (encounter === undefined) return fail({ kind: 'not-found' });
    const items = (await readEvaluations(table, tenantId, encounterId)).map(viewOf);
    return ok({ body: { items }, writes: [], audit: readFact(encounter.patientId, encounterId) });
  },

  getEvaluation: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { encounterId, evaluationId } = request.params;
    const encounter = await readEncounter(table, tenantId, encounterId);
    const kept = await readEvaluations(table, tenantId, encounterId);
    const found = kept.find(({ id }) => id === evaluationId);
    if (encounter === undefined || found === undefined) return fail({ kind: 'not-found' });
    return ok({ body: viewOf(found), writes: [], audit: readFact(encounter.patientId, encounterId) });
  },
};

const readFact = (patientId: string, encounterId: string) =>
  ({ action: 'evaluation-read', entityId: patientId, facts: { encounterId } }) as const;

/** The body in the domain's type; the types differ only in optional counts. */
const worksheetOf = (body: WorksheetBody): VisitWorksheet => body as VisitWorksheet;

async function leveled(
  table: Table,
  tenant: TenantId,
  worksheet: VisitWorksheet,
): Promise<Result<KeptEvaluation['result'], Failure>> {
  const result = levelOfVisit(worksheet);
  if (!result.ok) return fail({ kind: 'visit-not-leveled', errors: errorsOf(result.failure) });
  const codes = await readEvaluationCodes(table, tenant);
  return ok({ ...result.value, ...codesOfVisit(codes, worksheet, result.value) });
}

function errorsOf(failure: VisitFailure): FieldError[] {
  switch (failure.kind) {
    case 'no-rule':
      return [
        {
          pointer: '/serviceOn',
          detail: 'no rule of this category is in force on this day: office visits since 2021, others since 2023',
        },
      ];
    case 'not-counted-yet':
      return [{ pointer: '', detail: `these count since 2023 only: ${failure.names.join(', ')}` }];
    case 'nothing-decides':
      return [
        { pointer: '', detail: 'give two of problems, data and risk, or enough minutes, depending on the category' },
      ];
  }
}
