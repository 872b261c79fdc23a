import type { AuditActionMeaning } from './meaning.ts';

/** The actions about statements. */
export const statementActions = {
  'statement-run-requested': { trail: 'statement run', meaning: 'A person asked for the statements that are due.' },
  'statement-run-started': { trail: 'statement run', meaning: 'A run of statements was started by the schedule.' },
  'statement-run-ended': { trail: 'statement run', meaning: 'A run of statements ended, or could not be finished.' },
  'dunning-letter-replaced': {
    trail: '`dunning-letters`',
    meaning: 'A version of a dunning letter’s texts was written.',
  },
  'statement-created': { trail: 'account', meaning: 'A person had a statement made for one account.' },
  'statement-read': { trail: 'account', meaning: 'A statement, or the list of an account’s statements, was read.' },
  'statement-run-read': {
    trail: 'statement run',
    meaning: 'The statements of a run, the accounts that it skipped, or its printed files were read.',
  },
  'statement-returned': {
    trail: 'account',
    meaning: 'A person recorded that a statement came back; the account is held for its address.',
  },
  'statement-link-read': { trail: 'account', meaning: 'Somebody checked whether a statement was opened by its link.' },
  'statement-link-revoked': { trail: 'account', meaning: 'A person took the link of a statement back.' },
  'statement-notice-requested': {
    trail: 'account',
    meaning: 'A person had a statement announced again: its link was replaced, and wrong dates were forgiven.',
  },
  'statement-opened': { trail: 'account', meaning: 'Somebody with the link and the date of birth opened a statement.' },
  'statement-refused': { trail: 'account', meaning: 'Somebody with the link entered a wrong date of birth.' },
  'invoice-created': { trail: 'account', meaning: 'An employer or a facility was billed.' },
  'invoice-read': { trail: 'account', meaning: 'An invoice, or the list of an account’s invoices, was read.' },
  'invoice-withdrawn': { trail: 'account', meaning: 'A person withdrew an invoice.' },
  'itemized-bill-created': { trail: 'account', meaning: 'A person had an itemised bill made.' },
  'payment-receipt-read': { trail: 'account', meaning: 'The receipt of a payment was read.' },
} as const satisfies Record<string, AuditActionMeaning>;
