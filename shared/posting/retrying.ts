import { exceptionCodes } from '../domain/exception/codes.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { fail, type Result } from '../domain/result.ts';
import { digestOf } from '../store/digest.ts';
import type { StoredException } from '../store/exceptions.ts';
import { claimIdOfControlNumber } from '../store/keys/claim.ts';
import { findParties, type Parties } from './parties.ts';
import { readPayments } from './read-payment.ts';
import {
  matchAnswer,
  type Rebooked,
  type Rebooking,
  type RebookingDeps,
  type RebookingFailure,
  readHeldAnswer,
} from './rebooking.ts';
import { readStatedClaim } from './remittance-source.ts';

/**
 * Exceptions that may post once the office has set up what was missing: a payer's identity, a tax id, a claim, a
 * coverage.
 */
export const retriedCodes = Object.entries(exceptionCodes).flatMap(([code, { endedBy }]) =>
  (endedBy as readonly string[]).includes('retryExceptions') ? [code] : [],
);

/** Which exceptions are tried again. When it is empty, all that can be. */
export interface RetryScope {
  readonly code?: string | undefined;
  readonly payerId?: string | undefined;
}

/** Who retries. Repeating the same retry makes the same entries. */
export type Retry = Omit<Rebooking, 'newEntryId'>;

/**
 * The result of a retry: the writes that post it, or the exception that posting gives. Undefined when the exception
 * cannot be retried.
 */
export type Tried = Result<Rebooked, RebookingFailure> | undefined;

/**
 * Tries the answer that waits under an exception again with the office's current set-up, by the number that the payer
 * stated.
 */
export async function tryAgain(
  exception: StoredException,
  scope: RetryScope,
  retry: Retry,
  deps: RebookingDeps,
): Promise<Tried> {
  const { tenant } = retry;
  const isMeant = scope.code === undefined || scope.code === exception.code;
  if (exception.state !== 'open' || !isMeant || !retriedCodes.includes(exception.code)) return undefined;
  const held = await readHeldAnswer(tenant, exception, deps.table);
  const stated = held === undefined ? undefined : await readStatedClaim(tenant, held, deps);
  if (held === undefined || stated === undefined) return undefined;
  const { payerIds, entityId } = await partiesNow(tenant, stated, deps);
  if (scope.payerId !== undefined && !payerIds.includes(scope.payerId)) return undefined;
  const [payerId, ...others] = payerIds;
  if (payerId === undefined || others.length > 0)
    return fail({ kind: 'claim-does-not-fit', facts: reasonFacts('payer-unknown') });
  const claimId = claimIdOfControlNumber(stated.claim.patientControlNumber);
  const order = { claimId, payerId, paidEntityId: entityId, isAccepted: false };
  let entries = 0;
  const newEntryId = () => {
    entries += 1;
    return idFromDigest('ledgerEntry', digestOf('retried', tenant, exception.id, String(entries)));
  };
  return matchAnswer(order, { held, heldId: exception.ledgerEntryId as string }, { ...retry, newEntryId }, deps);
}

function reasonFacts(code: 'payer-unknown') {
  return { exceptionCode: code, exceptionDetail: exceptionCodes[code].meaning };
}

/**
 * The payer and payee by the office's present identities. For a paper remittance, or when these identities give no
 * payer, the payer that was found when the remittance came.
 */
async function partiesNow(
  tenant: TenantId,
  { remittance, planned }: Exclude<Awaited<ReturnType<typeof readStatedClaim>>, undefined>,
  { table, files }: RebookingDeps,
): Promise<Parties> {
  const { payerIds, entityId } = remittance;
  const [payment] = await readPayments(tenant, remittance.fileSha256, [planned], files);
  if (payment?.ok !== true) return { payerIds, entityId };
  const now = await findParties(table, tenant, payment.value);
  return now.payerIds.length > 0 ? now : { ...now, payerIds };
}

/** The result of a retry, for a person to check beforehand. */
export function triedView(exception: StoredException, tried: Exclude<Tried, undefined>) {
  const { id, code, cents } = exception;
  const shown = { exceptionId: id, code, ...present({ cents }) };
  if (tried.ok) return { ...shown, outcome: 'posts' as const, claimId: tried.value.claimId };
  const why = tried.failure.facts?.exceptionCode ?? 'claim-not-found';
  return { ...shown, outcome: 'stays' as const, why: String(why) };
}
