import type { BillingChoice, Office, Payer } from '../../practice/practice.ts';

/**
 * How a payer is billed after another one: by its own setting, otherwise by the office's; by hand when neither decides.
 */
export function billingChoice(
  office: Pick<Office, 'billNextPayer'>,
  payer: Pick<Payer, 'billNextPayer'> | undefined,
): BillingChoice {
  return payer?.billNextPayer ?? office.billNextPayer ?? 'by-hand';
}
