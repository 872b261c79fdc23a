import type { AnswerOf } from '../../shared/http/api.ts';
import { type Rebooked, writesOf } from '../../shared/posting/rebooking.ts';
import type { Change } from '../../shared/runtime/api/operation.ts';
import { decidedException, exceptionDecidedWrite, type StoredException } from '../../shared/store/exceptions.ts';
import type { exceptionsApi } from './api.ts';
import type { ExceptionsRequest } from './context.ts';
import { resolutionOf } from './open-exception.ts';
import { exceptionBody } from './views.ts';

type Matched = AnswerOf<(typeof exceptionsApi)['matchException']>;

/** The ways in which an exception's money came onto a claim, with their audit actions. */
const actions = {
  applied: 'exception-applied',
  accepted: 'exception-accepted',
  matched: 'exception-matched',
} as const;

/** Ends an exception whose money was put onto a claim. */
export function matchedChange(
  request: Pick<ExceptionsRequest<'matchException'>, 'principal' | 'at'> & {
    readonly body: { readonly reason: string };
  },
  exception: StoredException,
  rebooked: Rebooked,
  how: keyof typeof actions,
): Change<Matched> {
  const { tenantId } = request.principal;
  const { ledgerEntryId, claimId, effects } = rebooked;
  const resolution = resolutionOf(request, how);
  const decision = { state: 'resolved', resolution, resolvedBy: ledgerEntryId } as const;
  const decided = decidedException(exception, decision);
  return {
    body: {
      exception: exceptionBody(decided),
      ledgerEntryId,
      claimId,
      exceptionIds: effects.exceptions.map(({ id }) => id),
      denialIds: effects.denials.map(({ id }) => id),
    },
    version: decided.version,
    writes: [exceptionDecidedWrite(tenantId, exception, decision), ...writesOf(tenantId, [rebooked])],
    audit: { action: actions[how], entityId: exception.id, facts: { code: exception.code, claimId, ledgerEntryId } },
  };
}
