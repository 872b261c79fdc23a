import type { AuditActionMeaning } from './meaning.ts';

/** The actions about contracts with payers and expected payments. */
export const contractActions = {
  'payer-contract-created': { trail: 'payer contract', meaning: 'A contract with payers was entered.' },
  'payer-contract-replaced': {
    trail: 'payer contract',
    meaning: 'What a contract with payers says besides its rates was changed.',
  },
  'payer-contract-loaded': { trail: 'payer contract', meaning: 'Rates were loaded into a contract with payers.' },
  'expected-payment-read': {
    trail: 'claim or encounter',
    meaning: 'The amounts that a payer was expected to allow, and that it allowed, were read.',
  },
  'payment-variances-read': {
    trail: '`payment-variances`',
    meaning: 'A list of payments that differ from what contracts say was read.',
  },
  'payment-variance-read': { trail: 'claim', meaning: 'How a payment of a claim differs from the contract was read.' },
  'payment-variance-decided': {
    trail: 'claim',
    meaning: 'A person accepted a difference, opened it again, or noted the payer’s answer to it.',
  },
  'payment-variances-updated': {
    trail: '`payment-variances`',
    meaning: 'A person asked for what was booked on some days to be compared with the contracts.',
  },
  'payment-dispute-written': {
    trail: 'payment dispute',
    meaning: 'A letter to a payer about its payments was written.',
  },
  'payment-dispute-read': { trail: 'payment dispute', meaning: 'Such a letter was read.' },
  'payment-dispute-decided': { trail: 'payment dispute', meaning: 'The outcome of such a letter was noted.' },
} as const satisfies Readonly<Record<string, AuditActionMeaning>>;
