/** Why nothing of a payment is posted, in words for a person. A quarantined payment changes no account. */
export const quarantineReasons = {
  'transaction-incomplete': 'The transaction has no trailer: the file may be cut off. Ask for it again.',
  'payment-missing': 'The transaction does not say what was paid (no payment segment).',
  'payment-unreadable': 'The payment’s header cannot be read.',
  'amount-unreadable': 'An amount is no number, has more than two decimals, or is too large.',
  'payment-unbalanced': 'The payment is not the sum of its claims less its provider-level adjustments.',
  'provider-adjustments-too-many':
    'The payment has more provider-level adjustments with references of their own than one booking holds.',
  'notification-with-money':
    'The transaction only announces a payment, yet it has an amount: wait for the payment itself, or ask the payer.',
  'identity-conflict':
    'A payment with the same payee, payer, trace number, amount and date but other content was admitted before.',
  'test-interchange':
    'The payer marks the interchange as a test, so nothing of it enters the books by itself. Reject it; or admit it, when the payer sends what is real under that mark.',
  'other-channel-differs':
    'The same check or EFT of this payer was taken in another way (electronic, paper, portal, card) and says something else. Nothing of this one posts; compare the two.',
} as const;

export type QuarantineReason = keyof typeof quarantineReasons;

/** Why a file is refused as a whole, in words for a person. */
export const refusalReasons = {
  'content-differs': 'The bytes in the bucket are not those that were announced: their SHA-256 differs.',
  'file-unreadable': 'No X12 interchange can be read from the file.',
  'no-remittance': 'The file holds no 835 transaction.',
} as const;

export type RefusalReason = keyof typeof refusalReasons;
