import type { ClaimBalance, OpenWork } from '../../shared/domain/claim/balance.ts';
import { withOpenWork } from '../../shared/domain/claim/open-work.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readBalances } from '../../shared/store/claims.ts';
import type { StoredException } from '../../shared/store/exceptions.ts';
import type { Resolution } from '../../shared/store/resolution.ts';
import type { ExceptionsDeps, ExceptionsRequest } from './context.ts';
import { readSeenException } from './seen-exceptions.ts';

type DecisionRequest = Pick<
  ExceptionsRequest<'closeException'>,
  'principal' | 'params' | 'at' | 'today' | 'body' | 'newId' | 'expectedVersion'
>;

/** The exception, if it is open and in the version that the request names. */
export async function openException(
  request: Pick<DecisionRequest, 'principal' | 'params' | 'expectedVersion'>,
  { table }: ExceptionsDeps,
): Promise<Result<StoredException, Failure>> {
  const exception = await readSeenException(table, request.principal, request.params.exceptionId);
  if (exception === undefined) return fail({ kind: 'not-found' });
  if (exception.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  return exception.state === 'open' ? ok(exception) : fail({ kind: 'exception-resolved' });
}

/** A claim that lists an exception as open. */
export interface Listing {
  readonly balance: ClaimBalance;
  readonly work: OpenWork;
  /** The balance without that item of open work. */
  readonly without: ClaimBalance;
}

/** The claim that has an exception in its open work, if any. */
export async function listingClaim(
  tenant: TenantId,
  { id, claimId }: StoredException,
  { table }: ExceptionsDeps,
): Promise<Listing | undefined> {
  const [balance] = claimId === undefined ? [] : await readBalances(table, tenant, [claimId]);
  const work = balance?.openWork?.find((each) => each.id === id);
  if (balance === undefined || work === undefined) return undefined;
  const left = (balance.openWork ?? []).filter((each) => each !== work);
  return { balance, work, without: withOpenWork(balance, left) };
}

/** The decision of a request: who, when and why. */
interface Decision {
  readonly principal: { readonly subject: string };
  readonly at: string;
  readonly body: { readonly reason: string };
}

export function resolutionOf({ principal, at, body }: Decision, kind: string): Resolution {
  return { kind, by: principal.subject, at, reason: body.reason };
}
