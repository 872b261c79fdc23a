import type { Estimate } from '../../shared/domain/estimate/estimate.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { AuditFact } from '../../shared/store/change.ts';
import { estimateWrite, readEstimate } from '../../shared/store/estimates.ts';
import type { Table } from '../../shared/store/table.ts';
import type { EstimatesOperations, EstimatesRequest } from './context.ts';
import { estimateView } from './views.ts';

type StepRequest = Pick<EstimatesRequest<'deliverEstimate'>, 'principal' | 'params' | 'expectedVersion' | 'today'>;

export const stepOperations: EstimatesOperations<'deliverEstimate' | 'withdrawEstimate'> = {
  deliverEstimate: async (request, { table }) => {
    const before = await openEstimate(request, table);
    if (!before.ok) return before;
    const { edition, madeOn, deliveries } = before.value;
    const today = await request.today();
    const { on } = request.body;
    if (on > today || on < madeOn) {
      const detail = on > today ? 'is in the future' : 'is before the day on which this edition was made';
      return invalid('/on', detail);
    }
    const delivery = { edition, ...request.body, by: request.principal.subject, at: request.at };
    const facts = { edition, how: delivery.how };
    return stepped(
      request,
      { ...before.value, deliveries: [...deliveries, delivery] },
      { action: 'estimate-delivered', entityId: before.value.id, facts },
    );
  },

  withdrawEstimate: async (request, { table }) => {
    const before = await openEstimate(request, table);
    if (!before.ok) return before;
    const withdrawn = { at: request.at, by: request.principal.subject, reason: request.body.reason };
    return stepped(
      request,
      { ...before.value, withdrawn },
      { action: 'estimate-withdrawn', entityId: before.value.id },
    );
  },
};

/** The estimate in the version that the request names, if it was not withdrawn. */
async function openEstimate(request: StepRequest, table: Table): Promise<Result<Estimate, Failure>> {
  const estimate = await readEstimate(table, request.principal.tenantId, request.params.estimateId);
  if (estimate === undefined) return fail({ kind: 'not-found' });
  if (estimate.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  return estimate.withdrawn === undefined ? ok(estimate) : fail({ kind: 'estimate-withdrawn' });
}

async function stepped(request: StepRequest, estimate: Estimate, audit: AuditFact) {
  const after = { ...estimate, version: estimate.version + 1 };
  return ok({
    body: estimateView(after, await request.today()),
    version: after.version,
    writes: [estimateWrite(request.principal.tenantId, after)],
    audit,
  });
}
