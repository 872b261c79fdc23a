import type { AuditActionMeaning } from './meaning.ts';

/** What the audit trail says of accounts, and of what is given up of a claim or given back. */
export const billingActions = {
  'account-created': { trail: 'account', meaning: 'An account of a guarantor, an employer or a facility was made.' },
  'account-read': { trail: 'account', meaning: 'An account, its balance or its timeline was read.' },
  'accounts-read': {
    trail: '`accounts`',
    meaning: 'Accounts were searched for; the facts name those that were shown.',
  },
  'account-replaced': { trail: 'account', meaning: 'The guarantor or the preferences of an account were changed.' },
  'account-patient-moved': { trail: 'account', meaning: 'A patient was moved to this account, a family’s or his own.' },
  'account-hold-opened': {
    trail: 'account',
    meaning: 'An account was held: bad address, dispute, bankruptcy, agency, ...',
  },
  'account-hold-ended': { trail: 'account', meaning: 'A hold of an account was ended.' },
  'account-charged': { trail: 'account', meaning: 'An employer or a facility was charged for items without a code.' },
  'account-share-moved': {
    trail: 'account',
    meaning: 'What a patient owed of a claim was moved to an employer or a facility.',
  },
  'account-charge-reversed': { trail: 'account', meaning: 'Such a charge was taken back, or the share given back.' },
  'account-charges-read': { trail: 'account', meaning: 'The charges of an employer or a facility were read.' },
  'credits-read': { trail: '`credits`', meaning: 'A list of what the office owes patients and clients was read.' },
  'refund-requested': { trail: 'refund', meaning: 'Somebody asked that a credit be given back.' },
  'refund-approved': { trail: 'refund', meaning: 'A second person agreed to it.' },
  'refund-declined': { trail: 'refund', meaning: 'It was declined or withdrawn.' },
  'refunds-issued': { trail: '`refund-checks`', meaning: 'Checks of refunds were numbered and sent.' },
  'refund-cleared': { trail: 'refund', meaning: 'The bank paid the check.' },
  'refunds-unclaimed': { trail: '`refunds`', meaning: 'Checks that nobody cashed were reported as the state’s.' },
  'refund-remitted': { trail: 'refund', meaning: 'Such money was handed to the state.' },
  'refund-stopped': { trail: 'refund', meaning: 'The check was stopped.' },
  'refund-read': { trail: 'refund', meaning: 'A refund or its letter was read.' },
  'refunds-read': { trail: '`refunds`', meaning: 'A list of refunds was read.' },
  'adjustment-booked': {
    trail: 'adjustment',
    meaning: 'An amount of a claim was written off or moved by one person alone.',
  },
  'adjustment-requested': { trail: 'adjustment', meaning: 'The same was asked for, and waits for a second person.' },
  'adjustment-approved': { trail: 'adjustment', meaning: 'A second person agreed to it.' },
  'adjustment-declined': { trail: 'adjustment', meaning: 'It was declined or withdrawn.' },
  'adjustment-reversed': { trail: 'adjustment', meaning: 'It was taken back.' },
  'adjustment-read': { trail: 'adjustment', meaning: 'An adjustment was read.' },
  'adjustments-read': { trail: '`adjustments`', meaning: 'A list of adjustments was read.' },
  'billing-settings-replaced': {
    trail: '`billing-settings`',
    meaning: 'What the office decides about billing patients, employers and facilities was changed.',
  },
} as const satisfies Readonly<Record<string, AuditActionMeaning>>;
