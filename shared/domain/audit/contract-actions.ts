import type { AuditActionMeaning } from './meaning.ts';

/** What the audit trail says of contracts with payers and what they let expect. */
export const contractActions = {
  'payer-contract-created': { trail: 'payer contract', meaning: 'A contract with payers was entered.' },
  'payer-contract-replaced': {
    trail: 'payer contract',
    meaning: 'What a contract with payers says besides its rates was changed.',
  },
  'payer-contract-loaded': { trail: 'payer contract', meaning: 'Rates were loaded into a contract with payers.' },
  'expected-payment-read': {
    trail: 'claim or encounter',
    meaning: 'It was read what a payer is expected to allow, and what it allowed.',
  },
} as const satisfies Readonly<Record<string, AuditActionMeaning>>;
