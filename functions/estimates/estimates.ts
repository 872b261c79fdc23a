import { changedDueOn, firstDueOn } from '../../shared/domain/estimate/due.ts';
import {
  type Edition,
  type Estimate,
  type EstimateFacts,
  isDelivered,
  standingOf,
} from '../../shared/domain/estimate/estimate.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import { valueText } from '../../shared/domain/text/value-text.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import {
  estimateOfItem,
  estimateWrite,
  formerEstimateWrite,
  formerOfItem,
  readEstimate,
} from '../../shared/store/estimates.ts';
import {
  estimateEditionKey,
  estimateEditionPrefix,
  estimatesToGivePartition,
  patientEstimatesPartition,
} from '../../shared/store/keys/estimate.ts';
import type { EstimatesOperations } from './context.ts';
import { makeEdition } from './make-edition.ts';
import { editionView, estimateView } from './views.ts';

export const estimateOperations: EstimatesOperations<
  'createEstimate' | 'listEstimates' | 'getEstimate' | 'replaceEstimate' | 'listEstimateEditions'
> = {
  createEstimate: async (request, deps) => {
    const { tenantId, subject } = request.principal;
    const today = await request.today();
    if (request.body.asked.on > today) {
      return invalid('/asked/on', 'is in the future');
    }
    const edition = await makeEdition(deps, tenantId, request.body, { edition: 1, today });
    if (!edition.ok) return edition;
    const estimate: Estimate = {
      ...{ id: request.newId('estimate'), version: 1, ...request.body, ...edition.value },
      ...{ createdAt: request.at, createdBy: subject, deliveries: [] },
      ...present({ dueOn: firstDueOn(request.body) }),
    };
    return ok({
      body: estimateView(estimate, today),
      version: 1,
      writes: [estimateWrite(tenantId, estimate)],
      audit: { action: 'estimate-created', entityId: estimate.id, facts: { patientId: estimate.patientId } },
    });
  },

  listEstimates: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { patientId, standing, limit } = request.query;
    const marks = askedMarks(request);
    const today = await request.today();
    const list =
      patientId === undefined
        ? { partitions: [estimatesToGivePartition(tenantId)], index: 'second' as const }
        : { partitions: [patientEstimatesPartition(tenantId, patientId)], index: true as const, newestFirst: true };
    const page = await listPage(request, table, { ...list, limit, marks }, (item, mark) => {
      const estimate = estimateOfItem(item);
      const isAsked = standing === undefined || standingOf(estimate, today) === standing;
      return isAsked ? { ...estimateView(estimate, today), ...present({ mark }) } : undefined;
    });
    return asRead(page, { action: 'estimates-read', entityId: patientId ?? 'estimates' }, () => []);
  },

  getEstimate: async (request, { table }) => {
    const estimate = await readEstimate(table, request.principal.tenantId, request.params.estimateId);
    if (estimate === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'estimate-read', entityId: estimate.id } as const;
    return ok({ body: estimateView(estimate, await request.today()), version: estimate.version, writes: [], audit });
  },

  replaceEstimate: async (request, deps) => {
    const { tenantId } = request.principal;
    const before = await readEstimate(deps.table, tenantId, request.params.estimateId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    if (before.withdrawn !== undefined) return fail({ kind: 'estimate-withdrawn' });
    if (before.patientId !== request.body.patientId) {
      const detail = 'an estimate stays with its patient: make another one';
      return invalid('/patientId', detail);
    }
    const today = await request.today();
    const edition = await makeEdition(deps, tenantId, request.body, { edition: before.edition + 1, today });
    if (!edition.ok) return edition;
    const after = replaced(before, request.body, edition.value);
    const former = after.edition === before.edition ? [] : [formerEstimateWrite(tenantId, before)];
    return ok({
      body: estimateView(after, today),
      version: after.version,
      writes: [estimateWrite(tenantId, after), ...former],
      audit: { action: 'estimate-replaced', entityId: before.id, facts: { edition: after.edition } },
    });
  },

  listEstimateEditions: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { estimateId } = request.params;
    if ((await readEstimate(table, tenantId, estimateId)) === undefined) return fail({ kind: 'not-found' });
    const { pk: partition } = estimateEditionKey(tenantId, estimateId, 1);
    const query = { partitions: [{ partition, prefix: estimateEditionPrefix }], newestFirst: true };
    const page = await listPage(request, table, { ...query, limit: request.query.limit }, (item) =>
      editionView(formerOfItem(item)),
    );
    return asRead(page, { action: 'estimate-read', entityId: estimateId }, () => []);
  },
};

/** The estimate with changed expectations. If nothing changes, no new edition is sent to the patient. */
function replaced(before: Estimate, facts: EstimateFacts, made: Edition): Estimate {
  const { id, version, createdAt, createdBy, deliveries, disputes } = before;
  const own = { id, version: version + 1, createdAt, createdBy, deliveries, ...present({ disputes }) };
  const { edition, madeOn, dueOn } = before;
  const unchanged = { ...own, ...facts, ...made, edition, madeOn, ...present({ dueOn }) };
  if (valueText(unchanged) === valueText({ ...before, version: version + 1 })) return unchanged;
  const openDueOn = isDelivered(before) ? undefined : dueOn;
  return { ...own, ...facts, ...made, ...present({ dueOn: changedDueOn(facts, openDueOn) }) };
}
