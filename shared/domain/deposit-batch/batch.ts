import { type Cents, subtractCents, sumCents } from '../money/cents.ts';
import { type PatientPayment, type PaymentMethod, paymentMethods, transitCents } from '../patient-payment/payment.ts';
import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/**
 * A deposit by the office at the bank: payments of patients, employers and facilities that add up to the deposit slip.
 * It is in transit until a deposit of the bank is matched with it, as a remittance is.
 */
export interface DepositBatch {
  readonly id: string;
  readonly version: number;
  readonly entityId: string;
  readonly depositedOn: LocalDate;
  readonly totalCents: Cents;
  /** The number of the deposit slip, if the bank shows one: it matches the bank's deposit. */
  readonly reference?: string;
  readonly payments: readonly BatchedPayment[];
  readonly madeAt: Instant;
  readonly madeBy: string;
  /** Absent unless it was undone. */
  readonly undone?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

/** A payment on the slip: for a card, less the processor's fee. */
export interface BatchedPayment {
  readonly paymentId: string;
  readonly method: PaymentMethod;
  readonly cents: Cents;
  readonly reference?: string;
}

/** At most this many payments in one batch: all of it is one transaction. */
export const mostBatched = 90;

/**
 * Methods that are taken to the bank. Others arrive there directly, and are batched by name, with the processor's
 * payout.
 */
export const methodsOnPaper: readonly PaymentMethod[] = paymentMethods.filter(
  (method) => method === 'cash' || method === 'check',
);

/** The payments of a slip, if they equal its total; otherwise their sum, and the excess. */
export function slipOf(
  totalCents: Cents,
  payments: readonly PatientPayment[],
): Result<readonly BatchedPayment[], { readonly countedCents: Cents; readonly differenceCents: Cents }> {
  const countedCents = sumCents(payments.map(transitCents));
  const differenceCents = subtractCents(countedCents, totalCents);
  if (differenceCents !== 0) return fail({ countedCents, differenceCents });
  return ok(
    payments.map((payment) => ({
      ...{ paymentId: payment.id, method: payment.method, cents: transitCents(payment) },
      ...present({ reference: payment.reference }),
    })),
  );
}
