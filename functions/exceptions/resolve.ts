import { isIdleCredit } from '../../shared/domain/claim/open-work.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { quarantineReasons } from '../../shared/domain/remittance/post/quarantine.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { type MatchOrder, matchAnswer, readHeldAnswer, rebookingOf } from '../../shared/posting/rebooking.ts';
import { readStatedClaim } from '../../shared/posting/remittance-source.ts';
import { readStandingMoney } from '../../shared/posting/standing-money.ts';
import type { Change } from '../../shared/runtime/api/operation.ts';
import { balanceWrite } from '../../shared/store/claims.ts';
import { decidedException, exceptionDecidedWrite, type StoredException } from '../../shared/store/exceptions.ts';
import { claimIdOfControlNumber } from '../../shared/store/keys/claim.ts';
import type { exceptionsApi } from './api.ts';
import { waitingClaimOf } from './candidates.ts';
import { claimOnceSeen, isNoticeCancelled } from './claim-once-seen.ts';
import type { ExceptionsDeps, ExceptionsOperations, ExceptionsRequest } from './context.ts';
import { matchedChange } from './matched-change.ts';
import { type Listing, listingClaim, openException, resolutionOf } from './open-exception.ts';
import { readSeenException } from './seen-exceptions.ts';
import { exceptionBody } from './views.ts';

type Matched = AnswerOf<(typeof exceptionsApi)['matchException']>;
type MatchRequest = ExceptionsRequest<'matchException'>;
type AcceptRequest = ExceptionsRequest<'acceptException'>;

/** Exceptions that close together with their cause; a person cannot close them. */
const closeOtherwise: readonly string[] = [
  'claim-held',
  'claim-withdrawn',
  'claim-rejected',
  'delivery-uncertain',
  'deposit-without-remittance',
  ...Object.keys(quarantineReasons),
];

export const resolveOperations: ExceptionsOperations<
  'getException' | 'matchException' | 'acceptException' | 'closeException'
> = {
  getException: async (request, deps) => {
    const { tenantId } = request.principal;
    const exception = await readSeenException(deps.table, request.principal, request.params.exceptionId);
    if (exception === undefined) return fail({ kind: 'not-found' });
    const waiting = await waitingClaimOf(tenantId, exception, deps);
    return ok({ body: { ...exceptionBody(exception), ...waiting }, version: exception.version });
  },

  matchException: async (request, deps) => {
    const waiting = await waitingAnswer(request, deps);
    if (!waiting.ok) return waiting;
    const { claimId, payerId, coverageId, filing, accept } = request.body;
    const order = { claimId, payerId, coverageId, filing, isAccepted: accept === true };
    return match(request, waiting.value, order, deps);
  },

  acceptException: async (request, deps) => {
    const waiting = await waitingAnswer(request, deps);
    if (!waiting.ok) return waiting;
    const { payerId, coverageId, filing } = request.body;
    const claimId = request.body.claimId ?? (await namedClaim(request, waiting.value.held, deps));
    if (claimId === undefined) {
      const detail = 'the control number that the payer returned matches none of your claims: name the claim';
      return invalid('/claimId', detail);
    }
    return match(request, waiting.value, { claimId, payerId, coverageId, filing, isAccepted: true }, deps);
  },

  closeException: async (request, deps) => {
    const { tenantId } = request.principal;
    const found = await openException(request, deps);
    if (!found.ok) return found;
    const exception = found.value;
    // Closing an exception does not move money. Money in the account of its kind may stay there.
    const money = await readStandingMoney({ tenant: tenantId }, exception, deps.table);
    const isPlaced = exception.code === 'provider-adjustment-to-review' && exception.facts.account !== 'plb-suspense';
    const holdsCash = money !== undefined && !isPlaced;
    const listing = await listingClaim(tenantId, exception, deps);
    // Closing does not settle an amount in a payer's balance either.
    const holdsOwed = listing !== undefined && isOwed(listing);
    if (closeOtherwise.includes(exception.code) || holdsCash || holdsOwed) {
      return fail({ kind: 'exception-closes-otherwise' });
    }
    const seen = await claimOnceSeen(tenantId, exception, deps);
    if (exception.code === 'notice-to-file' && seen !== undefined && isNoticeCancelled(seen.before)) {
      return fail({ kind: 'exception-closes-otherwise' });
    }
    const decision = { state: 'closed', resolution: resolutionOf(request, 'closed') } as const;
    const decided = decidedException(exception, decision);
    return ok({
      body: exceptionBody(decided),
      version: decided.version,
      writes: [
        exceptionDecidedWrite(tenantId, exception, decision),
        ...(listing === undefined ? [] : [balanceWrite(tenantId, listing.balance, listing.without)]),
        ...(seen === undefined ? [] : [balanceWrite(tenantId, seen.before, seen.after)]),
      ],
      audit: { action: 'exception-closed', entityId: exception.id, facts: { code: exception.code } },
    });
  },
};

/**
 * Whether an amount in a payer's balance needs a decision. It does not while a person has settled it and the payer's
 * new answer is awaited. A payer that is not billed, and has a credit of it, will not answer.
 */
function isOwed({ balance, work: { cents, share, settledAs } }: Listing): boolean {
  const payer = balance.payers[share ?? -1];
  const isIdle = payer !== undefined && isIdleCredit(payer);
  const isAwaited = settledAs !== undefined && payer?.status !== 'answered' && !isIdle;
  return cents !== 0 && !isAwaited;
}

/** An exception with the entry that holds its answer. */
interface WaitingAnswer {
  readonly exception: StoredException;
  readonly held: LedgerEntry;
}

async function waitingAnswer(
  request: Pick<MatchRequest, 'principal' | 'params' | 'expectedVersion'>,
  deps: ExceptionsDeps,
): Promise<Result<WaitingAnswer, Failure>> {
  const exception = await openException(request, deps);
  if (!exception.ok) return exception;
  const held = await readHeldAnswer(request.principal.tenantId, exception.value, deps.table);
  return held === undefined ? fail({ kind: 'exception-holds-no-cash' }) : ok({ exception: exception.value, held });
}

/** Our claim with the number that the payer returned. */
async function namedClaim(
  { principal }: AcceptRequest,
  held: LedgerEntry,
  deps: ExceptionsDeps,
): Promise<string | undefined> {
  if (held.claimId !== undefined) return held.claimId;
  const stated = await readStatedClaim(principal.tenantId, held, deps);
  return stated === undefined ? undefined : claimIdOfControlNumber(stated.claim.patientControlNumber);
}

async function match(
  request: MatchRequest | AcceptRequest,
  { exception, held }: WaitingAnswer,
  order: MatchOrder,
  deps: ExceptionsDeps,
): Promise<Result<Change<Matched>, Failure>> {
  const matched = await matchAnswer(
    order,
    { held, heldId: exception.ledgerEntryId as string },
    await rebookingOf(request),
    deps,
  );
  if (!matched.ok) return matched;
  return ok(matchedChange(request, exception, matched.value, order.isAccepted ? 'accepted' : 'matched'));
}
