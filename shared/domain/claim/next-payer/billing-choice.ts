import type { BillingChoice, Office, Payer } from '../../practice/practice.ts';

/** How a payer is billed after another one: as its own setting says, otherwise as the office's; by hand where neither says. */
export function billingChoice(
  office: Pick<Office, 'billNextPayer'>,
  payer: Pick<Payer, 'billNextPayer'> | undefined,
): BillingChoice {
  return payer?.billNextPayer ?? office.billNextPayer ?? 'by-hand';
}
