import {
  coolingOffUntil,
  disputeClock,
  type FederalDispute,
  standingOf,
} from '../../shared/domain/federal-dispute/dispute.ts';
import { batchFaults, type DisputeStep, stepped } from '../../shared/domain/federal-dispute/steps.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import {
  disputesLately,
  federalDisputeOfItem,
  federalDisputeWrite,
  readFederalDispute,
} from '../../shared/store/federal-disputes.ts';
import { endedDisputesPartition, openDisputesPartition } from '../../shared/store/keys/federal-dispute.ts';
import type { Table } from '../../shared/store/table.ts';
import type { denialsApi } from './api.ts';
import type { DenialsOperations } from './context.ts';

type DisputeView = AnswerOf<(typeof denialsApi)['getFederalDispute']>;

/** Takes a dispute with a health plan from the notice to the payment. It changes nothing of what is owed. */
export const federalDisputeOperations: DenialsOperations<
  'listFederalDisputes' | 'getFederalDispute' | 'stepFederalDispute'
> = {
  listFederalDisputes: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { month, reference, limit } = request.query;
    const marks = askedMarks(request);
    const lately = await disputesLately(table, tenantId, await request.today());
    const partitions = [
      month === undefined ? openDisputesPartition(tenantId) : endedDisputesPartition(tenantId, month),
    ];
    const page = await listPage(request, table, { partitions, index: true, limit, marks }, (item, mark) => {
      const dispute = federalDisputeOfItem(item);
      if (reference !== undefined && dispute.initiated?.reference !== reference) return undefined;
      return { ...viewAmong(dispute, lately), ...present({ mark }) };
    });
    return asRead(page, { action: 'federal-disputes-read', entityId: 'federal-disputes' }, ({ items }) =>
      items.map(({ claimId }) => claimId),
    );
  },

  getFederalDispute: async (request, { table }) => {
    const { tenantId } = request.principal;
    const dispute = await readFederalDispute(table, tenantId, request.params.federalDisputeId);
    if (dispute === undefined) return fail({ kind: 'not-found' });
    return ok({
      body: await disputeView(dispute, table, tenantId, await request.today()),
      version: dispute.version,
      writes: [],
      audit: { action: 'federal-disputes-read', entityId: dispute.id, facts: { claimIds: dispute.claimId } },
    });
  },

  stepFederalDispute: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const before = await readFederalDispute(table, tenantId, request.params.federalDisputeId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const { reason, ...body } = request.body;
    const step = body as DisputeStep;
    const today = await request.today();
    if (step.on > today) return invalid('/on', 'is in the future');
    const lately = await disputesLately(table, tenantId, today);
    const next = stepped(before, step, coolingOffUntil(before, lately));
    if (!next.ok) {
      if (next.failure.kind === 'day') return invalid('/on', next.failure.detail);
      if (next.failure.kind === 'out-of-order') return fail({ kind: 'dispute-step-out-of-order' });
      return fail({ kind: 'dispute-cooling-off', facts: { until: next.failure.until } });
    }
    if (step.do === 'initiate') {
      const faults = batchFaults(
        before,
        lately.filter(({ initiated }) => initiated?.reference === step.reference),
      );
      if (faults.length > 0) return fail({ kind: 'dispute-batch-differs', facts: { faults: faults.join(', ') } });
    }
    const extended = step.do === 'initiate' ? present({ extendedUntil: step.extendedUntil }) : {};
    const noted = { do: step.do, on: step.on, by: subject, at: request.at, reason, ...extended };
    const after = { ...before, ...next.value, version: before.version + 1, steps: [...before.steps, noted] };
    return ok({
      body: viewAmong(after, lately),
      version: after.version,
      writes: [federalDisputeWrite(tenantId, after)],
      audit: { action: 'federal-dispute-stepped', entityId: after.id, facts: { step: step.do, on: step.on } },
      due: [deadlinesEnded(tenantId, request.at)],
    });
  },
};

/** A dispute as the API shows it, with its next deadline. */
export async function disputeView(
  dispute: FederalDispute,
  table: Table,
  tenant: TenantId,
  today: LocalDate,
): Promise<DisputeView> {
  return viewAmong(dispute, await disputesLately(table, tenant, today));
}

function viewAmong(dispute: FederalDispute, lately: readonly FederalDispute[]): DisputeView {
  const clock = disputeClock(dispute, coolingOffUntil(dispute, lately));
  // The API shows what is stored. The types differ only in `readonly`.
  return { ...dispute, standing: standingOf(dispute), ...present({ clock }) } as unknown as DisputeView;
}
