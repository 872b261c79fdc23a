import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { afterFilingEvent, type FilingEventFailure } from '../../shared/domain/claim/claim-events.ts';
import { standingFiling, untoldChange } from '../../shared/domain/claim/correction/corrected-claim.ts';
import { currentFiling, hasLeft } from '../../shared/domain/claim/filing.ts';
import type { FilingEvent } from '../../shared/domain/claim/filing-transitions.ts';
import { isAskedAlready } from '../../shared/domain/claim/next-payer/due-share.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { assemblyDue } from '../../shared/filing/open-filing.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { inBulk } from '../../shared/runtime/api/in-bulk.ts';
import { historyWrite } from '../../shared/store/claim-history.ts';
import {
  balanceWrite,
  heldExceptionResolvedWrite,
  heldExceptionWrite,
  readNamedClaim,
  withdrawnExceptionWrite,
} from '../../shared/store/claims.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { ClaimsOperations, ClaimsRequest } from './context.ts';
import { claimView } from './views.ts';

/** What people do with a filing before it is sent. */
export const filingOperations: ClaimsOperations<
  'holdClaim' | 'releaseClaim' | 'withdrawClaim' | 'reassembleClaim' | 'changeManyClaims'
> = {
  holdClaim: async (request, { table }) => {
    const { reason, followUpOn } = request.body;
    const hold = { reason, ...present({ followUpOn }) };
    const step = await nextStep(request, { kind: 'put-on-hold', ...hold }, table);
    if (!step.ok) return step;
    const { tenantId, claimId } = step.value;
    return ok({
      ...answerOf(step.value),
      writes: [
        ...stepWrites(request, step.value, { facts: hold }),
        heldExceptionWrite(tenantId, step.value.before, ['on-hold'], request.at),
      ],
      audit: { action: 'claim-held', entityId: claimId },
    });
  },

  releaseClaim: async (request, { table }) => {
    const step = await nextStep(request, { kind: 'released' }, table);
    if (!step.ok) return step;
    const { tenantId, claimId } = step.value;
    return ok({
      ...answerOf(step.value),
      writes: [...stepWrites(request, step.value), heldExceptionResolvedWrite(tenantId, claimId, request.at)],
      audit: { action: 'claim-released', entityId: claimId },
    });
  },

  withdrawClaim: async (request, { table }) => {
    const { reason } = request.body;
    const step = await nextStep(request, { kind: 'withdrawn' }, table);
    if (!step.ok) return step;
    const { tenantId, claimId } = step.value;
    return ok({
      ...answerOf(step.value),
      writes: [
        ...stepWrites(request, step.value, { facts: { reason } }),
        withdrawnExceptionWrite(
          tenantId,
          { claim: step.value.before, at: request.at },
          isWorkWithdrawn(step.value) ? 'open' : 'ended',
        ),
      ],
      audit: { action: 'claim-withdrawn', entityId: claimId },
    });
  },

  reassembleClaim: async (request, { table }) => {
    const step = await nextStep(request, { kind: 'reassembly-requested' }, table);
    if (!step.ok) return step;
    const { tenantId, claimId, before, after } = step.value;
    const isListed = ['held', 'withdrawn'].includes(currentFiling(before.filings)?.state.kind ?? '');
    return ok({
      ...answerOf(step.value),
      writes: [
        ...stepWrites(request, step.value),
        ...(isListed ? [heldExceptionResolvedWrite(tenantId, claimId, request.at)] : []),
      ],
      audit: { action: 'claim-reassembly-requested', entityId: claimId },
      due: [assemblyDue(tenantId, after)],
    });
  },

  changeManyClaims: (request) =>
    inBulk(request, 'claims', (claimId) => ({
      operation: request.body.action.do === 'release' ? 'releaseClaim' : 'reassembleClaim',
      ...{ params: { claimId }, body: undefined },
    })),
};

/** Whether somebody must work on a withdrawn claim: unless its payer has the claim as it is now, or got it by another way. */
function isWorkWithdrawn({ before, after }: Step): boolean {
  const share = currentFiling(before.filings)?.share ?? 0;
  const isKnown = standingFiling(before.filings, share) !== undefined && untoldChange(after, share) === undefined;
  return !isKnown && !isAskedAlready(before);
}

type FilingRequest = ClaimsRequest<'holdClaim' | 'releaseClaim' | 'withdrawClaim' | 'reassembleClaim'>;

/** A claim before and after an event of its filing. */
interface Step {
  readonly tenantId: TenantId;
  readonly claimId: ClaimId;
  readonly event: FilingEvent;
  readonly before: ClaimBalance;
  readonly after: ClaimBalance;
}

async function nextStep(request: FilingRequest, event: FilingEvent, table: Table): Promise<Result<Step, Failure>> {
  const { tenantId } = request.principal;
  const before = await readNamedClaim(table, tenantId, request.params.claimId);
  if (before === undefined) return fail({ kind: 'not-found' });
  if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  const next = afterFilingEvent(before, event);
  if (!next.ok) return fail(refusalOf(before, next.failure));
  return ok({
    tenantId,
    claimId: before.claimId,
    event,
    before,
    after: { ...next.value, version: before.version + 1 },
  });
}

/** Why a claim's filing cannot be changed in its state. */
function refusalOf(balance: ClaimBalance, { kind }: FilingEventFailure): Failure {
  if (kind === 'claim-being-corrected' || kind === 'claim-void') return { kind };
  if (balance.state.kind === 'cancelled') return { kind: 'claim-cancelled' };
  if (balance.disclosureForbidden === true) return { kind: 'disclosure-forbidden' };
  const filing = currentFiling(balance.filings);
  if (filing === undefined) return { kind: 'claim-without-filing' };
  const facts = { claimState: claimStatus(balance).kind };
  if (filing.state.kind === 'batched' || hasLeft(filing.state)) return { kind: 'claim-has-left', facts };
  if (filing.state.kind === 'preparing') return { kind: 'claim-being-assembled' };
  const isOnHold = filing.state.kind === 'held' && filing.state.hold !== undefined;
  return isOnHold ? { kind: 'claim-on-hold' } : { kind: 'claim-stands-otherwise', facts };
}

function answerOf({ after }: Step) {
  return { body: claimView(after), version: after.version };
}

/** Writes the balance, conditional on the version that was read, and a line of history. */
function stepWrites(
  { principal, at }: FilingRequest,
  { tenantId, claimId, event, before, after }: Step,
  more: { readonly facts?: Readonly<Record<string, string>> } = {},
): Write<Failure>[] {
  const [from, to] = [claimStatus(before).kind, claimStatus(after).kind];
  const facts = present({ facts: more.facts });
  const line = { at, actor: principal.subject, event: event.kind, from, to, ...facts };
  return [
    { ...balanceWrite(tenantId, before, after), orElse: { kind: 'version-changed' } },
    historyWrite(tenantId, claimId, line, String(after.version).padStart(9, '0')),
  ];
}
