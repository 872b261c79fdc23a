import type { Account } from '../../shared/domain/account/account.ts';
import { ownAccountId } from '../../shared/domain/account/account.ts';
import { withHold, withoutHold } from '../../shared/domain/account/hold.ts';
import { disputeAnswerBy } from '../../shared/domain/estimate/due.ts';
import type { Estimate, EstimateDispute } from '../../shared/domain/estimate/estimate.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { accountIdsOfPatients, accountWrite, readAccount } from '../../shared/store/accounts.ts';
import type { AuditFact } from '../../shared/store/change.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { estimateWrite, readEstimate } from '../../shared/store/estimates.ts';
import { patientClaims } from '../../shared/store/patient-claims.ts';
import type { Table } from '../../shared/store/table.ts';
import { compared } from './comparison.ts';
import type { EstimatesOperations, EstimatesRequest } from './context.ts';
import { estimateView } from './views.ts';

type DisputeRequest = EstimatesRequest<'disputeEstimate' | 'answerEstimateDispute' | 'endEstimateDispute'>;

/**
 * Disputes of bills above their estimate. During a dispute its claims are held: nobody presses the patient for payment,
 * and no agency gets the claims.
 */
export const disputeOperations: EstimatesOperations<
  'disputeEstimate' | 'answerEstimateDispute' | 'endEstimateDispute'
> = {
  disputeEstimate: async (request, { table }) => {
    const found = await seenEstimate(request, table);
    if (!found.ok) return found;
    const estimate = found.value;
    const { subject } = request.principal;
    const { reference, noticeOn } = request.body;
    const today = await request.today();
    if (estimate.kind !== 'self-pay') return fail({ kind: 'estimate-not-disputable' });
    if (noticeOn > today) return invalid('/noticeOn', 'is in the future');
    if (openDispute(estimate) !== undefined) return fail({ kind: 'estimate-disputed-already' });
    const claimIds = await disputedClaims(request, table, estimate);
    if (!claimIds.ok) return claimIds;
    const account = await accountOf(request, table, estimate);
    const hold = { kind: 'dispute', claimIds: claimIds.value, estimateId: estimate.id } as const;
    const reason = `Federal dispute process, ${reference}`;
    const holds = withHold(account.holds, hold, { reason, by: subject, at: request.at, today });
    if (!holds.ok) return fail({ kind: holds.failure });
    const dispute: EstimateDispute = {
      ...{ reference, noticeOn, answerBy: disputeAnswerBy(noticeOn), claimIds: claimIds.value, accountId: account.id },
      ...{ holdNumber: holds.value.at(-1)?.number ?? 0, begun: { by: subject, at: request.at } },
    };
    const after = { ...estimate, disputes: [...(estimate.disputes ?? []), dispute] };
    const facts = { claims: claimIds.value.length };
    return changed(request, {
      estimate: after,
      account: { ...account, holds: holds.value },
      audit: { action: 'estimate-disputed', entityId: estimate.id, facts },
    });
  },

  answerEstimateDispute: async (request, { table }) => {
    const found = await seenEstimate(request, table);
    if (!found.ok) return found;
    const estimate = found.value;
    const { tenantId, subject } = request.principal;
    const today = await request.today();
    const { on = today, reason } = request.body;
    const open = openDispute(estimate);
    if (open === undefined) return fail({ kind: 'estimate-not-disputed' });
    if (open.answered !== undefined) return fail({ kind: 'estimate-dispute-answered' });
    if (on > today || on < open.noticeOn) {
      return invalid('/on', on > today ? 'is in the future' : 'is before the day on which the notice came');
    }
    const answered = { on, by: subject, at: request.at, reason };
    const disputes = (estimate.disputes ?? []).map((each) => (each === open ? { ...open, answered } : each));
    const after = { ...estimate, disputes, version: estimate.version + 1 };
    return ok({
      body: estimateView(after, today),
      version: after.version,
      writes: [estimateWrite(tenantId, after)],
      audit: { action: 'estimate-dispute-answered', entityId: estimate.id, facts: { on } },
      due: [deadlinesEnded(tenantId, request.at)],
    });
  },

  endEstimateDispute: async (request, { table }) => {
    const found = await seenEstimate(request, table);
    if (!found.ok) return found;
    const estimate = found.value;
    const { tenantId, subject } = request.principal;
    const { as, on, reason, payableCents } = request.body;
    const today = await request.today();
    const open = openDispute(estimate);
    if (open === undefined) return fail({ kind: 'estimate-not-disputed' });
    if (on > today || on < open.noticeOn) {
      return invalid('/on', on > today ? 'is in the future' : 'is before the day on which the notice came');
    }
    if ((as === 'decided') !== (payableCents !== undefined) && as !== 'settled') {
      return invalid(
        '/payableCents',
        as === 'decided' ? 'required of a decision' : 'only a decision or a settlement has it',
      );
    }
    const account = await readAccount(table, tenantId, open.accountId);
    invariant(account !== undefined, 'a disputed account exists');
    const act = { reason, by: subject, at: request.at, today };
    const holds = withoutHold(account.holds, open.holdNumber, act);
    if (!holds.ok) return fail({ kind: holds.failure });
    const ended = {
      as,
      on,
      by: subject,
      at: request.at,
      reason,
      ...present({ payableCents }),
    };
    const disputes = (estimate.disputes ?? []).map((each) => (each === open ? { ...open, ended } : each));
    return changed(request, {
      estimate: { ...estimate, disputes },
      account: { ...account, holds: holds.value },
      audit: { action: 'estimate-dispute-ended', entityId: estimate.id, facts: { as } },
    });
  },
};

const openDispute = ({ disputes = [] }: Estimate) => disputes.find(({ ended }) => ended === undefined);

async function seenEstimate(
  { principal, params, expectedVersion }: Pick<DisputeRequest, 'principal' | 'params' | 'expectedVersion'>,
  table: Table,
): Promise<Result<Estimate, Failure>> {
  const estimate = await readEstimate(table, principal.tenantId, params.estimateId);
  if (estimate === undefined) return fail({ kind: 'not-found' });
  return estimate.version === expectedVersion ? ok(estimate) : fail({ kind: 'version-changed' });
}

/**
 * The claims that the notice is about: as named, or those of each provider that billed 400.00 or more above the
 * estimate.
 */
async function disputedClaims(
  { principal: { tenantId }, body: { claimIds } }: EstimatesRequest<'disputeEstimate'>,
  table: Table,
  estimate: Estimate,
): Promise<Result<readonly ClaimId[], Failure>> {
  if (claimIds === undefined) {
    const { providers } = await compared(table, tenantId, estimate, {});
    const above = providers.filter(({ mayBeDisputed }) => mayBeDisputed).flatMap((each) => each.claimIds);
    const none = 'nothing was billed 400.00 or more above the estimate: name the claims of the notice';
    return above.length === 0 ? invalid('/claimIds', none) : ok(above as ClaimId[]);
  }
  const own = new Set((await patientClaims(table, tenantId, estimate.patientId)).map(({ claimId }) => claimId));
  const errors = claimIds.flatMap((id, index) =>
    own.has(id as ClaimId) ? [] : [{ pointer: `/claimIds/${index}`, detail: 'is not a claim of the patient' }],
  );
  return errors.length > 0 ? fail({ kind: 'request-invalid', errors }) : ok(claimIds as ClaimId[]);
}

async function accountOf(
  { principal: { tenantId } }: Pick<DisputeRequest, 'principal'>,
  table: Table,
  { patientId }: Estimate,
): Promise<Account> {
  const accountId =
    (await accountIdsOfPatients(table, tenantId, [patientId])).get(patientId) ?? ownAccountId(patientId);
  const account = await readAccount(table, tenantId, accountId);
  invariant(account !== undefined, 'a patient has an account');
  return account;
}

interface Changed {
  readonly estimate: Estimate;
  readonly account: Account;
  readonly audit: AuditFact;
}

async function changed(
  request: Pick<DisputeRequest, 'principal' | 'today' | 'at'>,
  { estimate, account, audit }: Changed,
) {
  const { tenantId } = request.principal;
  const after = { ...estimate, version: estimate.version + 1 };
  return ok({
    body: estimateView(after, await request.today()),
    version: after.version,
    writes: [estimateWrite(tenantId, after), accountWrite(tenantId, { ...account, version: account.version + 1 })],
    audit,
    due: [deadlinesEnded(tenantId, request.at)],
  });
}
