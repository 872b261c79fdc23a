import { type Cents, subtractCents, sumCents } from '../money/cents.ts';
import { type PatientPayment, type PaymentMethod, paymentMethods, transitCents } from '../patient-payment/payment.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/**
 * What the office brings to the bank at once: payments of patients, employers and facilities that equal the total of the deposit slip. It is
 * in transit until a deposit of the bank is matched with it, as a remittance is.
 */
export interface DepositBatch {
  readonly id: string;
  readonly version: number;
  readonly entityId: string;
  readonly depositedOn: LocalDate;
  readonly totalCents: Cents;
  /** The number of the deposit slip, if the bank shows one: by it the bank's deposit is matched. */
  readonly reference?: string;
  readonly payments: readonly BatchedPayment[];
  readonly madeAt: Instant;
  readonly madeBy: string;
  /** Absent while it stands. */
  readonly undone?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

/** A payment as the slip lists it: of a card, less what the processor keeps. */
export interface BatchedPayment {
  readonly paymentId: string;
  readonly method: PaymentMethod;
  readonly cents: Cents;
  readonly reference?: string;
}

/** At most this many payments in one batch: all of it is one transaction. */
export const mostBatched = 90;

/** What is taken to the bank. The others arrive there by themselves, and are batched by name, with the processor's payout. */
export const methodsOnPaper: readonly PaymentMethod[] = paymentMethods.filter(
  (method) => method === 'cash' || method === 'check',
);

/** The payments as a slip lists them, if they equal its total; otherwise what they come to, and by how much that is more. */
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
      ...(payment.reference === undefined ? {} : { reference: payment.reference }),
    })),
  );
}
