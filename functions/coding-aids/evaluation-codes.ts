import type { EvaluationCodes } from '../../shared/domain/encounter/evaluation/evaluation-codes.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { evaluationCodesWrite, readEvaluationCodes } from '../../shared/store/evaluations.ts';
import type { EvaluationCodesView } from './api.ts';
import type { CodingAidsOperations } from './context.ts';

/** The API shows what is stored; the types differ in `readonly` only. */
const viewOf = (codes: EvaluationCodes): EvaluationCodesView => codes as EvaluationCodesView;

export const evaluationCodeOperations: CodingAidsOperations<'getEvaluationCodes' | 'replaceEvaluationCodes'> = {
  getEvaluationCodes: async (request, { table }) => {
    const codes = await readEvaluationCodes(table, request.principal.tenantId);
    return ok({ body: viewOf(codes), version: codes.version });
  },

  replaceEvaluationCodes: async (request, { table }) => {
    const { tenantId } = request.principal;
    const before = await readEvaluationCodes(table, tenantId);
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const next: EvaluationCodes = { ...request.body, version: before.version + 1 };
    return ok({
      body: viewOf(next),
      version: next.version,
      writes: [{ ...evaluationCodesWrite(tenantId, next), orElse: { kind: 'version-changed' } }],
      audit: { action: 'evaluation-codes-replaced', entityId: 'evaluation-codes', facts: { version: next.version } },
    });
  },
};
