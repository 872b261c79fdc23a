import { negateCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import type { Refund } from '../../shared/domain/refund/refund.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { newRefund } from '../../shared/posting/refund-request.ts';
import {
  applyMoney,
  bookMoney,
  offsetMoney,
  readStandingMoney,
  type StandingMoney,
} from '../../shared/posting/standing-money.ts';
import { decidedException, exceptionDecidedWrite, readException } from '../../shared/store/exceptions.ts';
import { refundWrite } from '../../shared/store/refunds.ts';
import type { ExceptionsDeps, ExceptionsOperations, ExceptionsRequest } from './context.ts';
import { matchedChange } from './matched-change.ts';
import { openException, resolutionOf } from './open-exception.ts';
import { exceptionBody } from './views.ts';

type MoneyRequest =
  | ExceptionsRequest<'applyException'>
  | ExceptionsRequest<'bookException'>
  | ExceptionsRequest<'offsetException'>;

/** What people do with money that is on no claim. */
export const applyOperations: ExceptionsOperations<'applyException' | 'bookException' | 'offsetException'> = {
  applyException: async (request, deps) => {
    const money = await standingMoney(request, deps);
    if (!money.ok) return money;
    const { exception } = money.value;
    const applied = await applyMoney(request.body, money.value, await rebookingOf(request), deps.table);
    if (!applied.ok) return applied;
    return ok(matchedChange(request, exception, applied.value, 'applied'));
  },

  bookException: async (request, deps) => {
    const money = await standingMoney(request, deps);
    if (!money.ok) return money;
    const { tenantId } = request.principal;
    const { exception, cents } = money.value;
    const { account } = request.body;
    const booked = bookMoney(account, money.value, await rebookingOf(request));
    const { ledgerEntryId } = booked;
    const refund = await refundOfCash(request, deps, money.value, ledgerEntryId);
    const resolution = resolutionOf(request, 'booked');
    const decision = { state: 'resolved', resolution, resolvedBy: ledgerEntryId } as const;
    const decided = decidedException(exception, decision);
    return ok({
      body: {
        exception: exceptionBody(decided),
        ledgerEntryId,
        cents,
        ...present({ refundId: refund?.id }),
      },
      version: decided.version,
      writes: [
        exceptionDecidedWrite(tenantId, exception, decision),
        ...booked.writes,
        ...(refund === undefined ? [] : [refundWrite(tenantId, refund)]),
      ],
      audit: {
        action: 'exception-booked',
        entityId: exception.id,
        facts: { code: exception.code, account, ledgerEntryId, cents },
      },
    });
  },

  offsetException: async (request, deps) => {
    const money = await standingMoney(request, deps);
    if (!money.ok) return money;
    const others = await counterparts(request, deps);
    if (!others.ok) return others;
    const { tenantId } = request.principal;
    const moneys = [money.value, ...others.value];
    const booked = offsetMoney(moneys, await rebookingOf(request));
    if (!booked.ok) return fail({ kind: booked.failure });
    const { ledgerEntryId, writes } = booked.value;
    const resolution = resolutionOf(request, 'offset');
    const decision = { state: 'resolved', resolution, resolvedBy: ledgerEntryId } as const;
    const [own] = moneys as [StandingMoney];
    const { exception } = own;
    const decided = decidedException(exception, decision);
    return ok({
      body: {
        exception: exceptionBody(decided),
        ledgerEntryId,
        cents: own.cents,
      },
      version: decided.version,
      writes: [...moneys.map((each) => exceptionDecidedWrite(tenantId, each.exception, decision)), ...writes],
      audit: {
        action: 'exception-balanced',
        entityId: exception.id,
        facts: { with: request.body.with.join(' '), ledgerEntryId },
      },
    });
  },
};

/** Cash in refunds payable continues as a refund: approved, sent, and cleared by the bank. */
async function refundOfCash(
  request: ExceptionsRequest<'bookException'>,
  { table }: ExceptionsDeps,
  { legs, cents, entityId, remittanceId }: StandingMoney,
  ledgerEntryId: string,
): Promise<Refund | undefined> {
  if (request.body.account !== 'refunds-payable' || cents >= 0 || remittanceId === undefined) return undefined;
  const of = { kind: 'cash' as const, remittanceId, ...present({ payerId: legs[0]?.payerId }) };
  const { reason } = request.body;
  const asked = { id: request.newId('refund'), of, entityId, cents: negateCents(cents), reason };
  return { ...(await newRefund(table, request.principal, request.at, asked)), ledgerEntryId };
}

async function standingMoney(request: MoneyRequest, deps: ExceptionsDeps): Promise<Result<StandingMoney, Failure>> {
  const exception = await openException(request, deps);
  if (!exception.ok) return exception;
  const money = await readStandingMoney({ tenant: request.principal.tenantId }, exception.value, deps.table);
  return money === undefined ? fail({ kind: 'exception-holds-no-cash' }) : ok(money);
}

/** The money of the other exceptions, each of which must be open and named once. */
async function counterparts(
  { principal, params, body }: ExceptionsRequest<'offsetException'>,
  { table }: ExceptionsDeps,
): Promise<Result<StandingMoney[], Failure>> {
  const { tenantId } = principal;
  const ids = [...new Set(body.with)].filter((id) => id !== params.exceptionId);
  const moneys: StandingMoney[] = [];
  for (const [index, id] of ids.entries()) {
    const exception = await readException(table, tenantId, id);
    const isOpen = exception?.state === 'open';
    const money = isOpen ? await readStandingMoney({ tenant: tenantId }, exception, table) : undefined;
    if (money === undefined) {
      const detail = 'no open exception of your office that holds money has this id';
      return invalid(`/with/${index}`, detail);
    }
    moneys.push(money);
  }
  return ok(moneys);
}
