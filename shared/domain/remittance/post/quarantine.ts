import { addDays, type LocalDate } from '../../time/local-date.ts';

/** Why a payment is quarantined, in words for a person. A quarantined payment changes no account. */
export const quarantineReasons = {
  'transaction-incomplete':
    'The transaction has no trailer, so the file may be cut off. Ask the payer to send it again.',
  'payment-missing': 'The transaction has no payment segment (BPR). Ask the payer for a corrected file.',
  'payment-unreadable': 'The payment’s header cannot be read. Ask the payer for a corrected file.',
  'amount-unreadable':
    'An amount is not a number, has more than two decimals, or is too large. Ask the payer for a corrected file.',
  'payment-unbalanced':
    'The payment is not the sum of its claims less its provider-level adjustments. Ask the payer for a corrected file.',
  'provider-adjustments-too-many':
    'The payment has more provider-level adjustments with separate references than one booking can hold. Ask the payer to split it.',
  'notification-with-money':
    'The transaction only announces a payment, or names no way in which its amount is paid. Wait for the payment itself, or ask the payer. Admit it if you have the payer’s virtual card, or the money came otherwise.',
  'identity-conflict':
    'A payment with the same payee, payer, trace number, amount and date but with other content was admitted before. Compare the two: reject this one, or admit it as another payment.',
  'test-interchange':
    'The payer marked the interchange as a test, so it is not booked automatically. Reject it, or admit it if the payer sends real payments with that mark.',
  'payment-date-far-ahead':
    'The payment is dated more than a year ahead, which is more likely a mistake than a plan: its entries would be in a period that nobody looks at. Ask the payer. Reject it, or admit it as it is.',
  'other-channel-differs':
    'The same check or EFT of this payer was entered from another source (electronic, paper, portal, card) with other content. This one is not posted. Compare the two.',
} as const;

export type QuarantineReason = keyof typeof quarantineReasons;

/** Why a whole file is refused, in words for a person. */
export const refusalReasons = {
  'content-differs': 'The uploaded bytes are not the announced ones: their SHA-256 differs. Upload the file again.',
  'file-unreadable':
    'The file contains no readable X12 interchange. Check that it is an 835, and unpack it first if it is a ZIP or gzip file.',
  'no-remittance':
    'The file contains no 835 transaction. Check that it is the right file: claims (837) go to `claim-intakes`, payers’ answers to questions (271, 277, 278) to `inquiry-answers`.',
} as const;

export type RefusalReason = keyof typeof refusalReasons;

/** How many days ahead of the office's own day a payment may be dated before a person looks. */
const mostDaysAhead = 366;

/** Whether a payment is dated so far ahead that it is probably a mistake. */
export function isDatedFarAhead(paymentDate: LocalDate | undefined, today: LocalDate): boolean {
  return paymentDate !== undefined && paymentDate > addDays(today, mostDaysAhead);
}
