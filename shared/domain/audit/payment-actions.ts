import type { AuditActionMeaning } from './meaning.ts';

/** The actions about patients' payments, their deposits, and payment plans. */
export const paymentActions = {
  'patient-payment-entered': {
    trail: 'patient payment',
    meaning: 'A payment of a patient, an employer or a facility was entered.',
  },
  'patient-payment-read': { trail: 'patient payment', meaning: 'A payment of an account was read.' },
  'patient-payments-read': { trail: '`patient-payments`', meaning: 'A list of payments was read.' },
  'patient-payment-allocated': { trail: 'patient payment', meaning: 'Cash of a payment was applied to claims.' },
  'patient-payment-removed': { trail: 'patient payment', meaning: 'Cash of a payment was taken off claims again.' },
  'patient-payment-reversed': {
    trail: 'patient payment',
    meaning: 'A payment was voided, returned by the bank, or charged back.',
  },
  'patient-payment-transferred': {
    trail: 'patient payment',
    meaning: 'Unapplied cash of a payment went to another account.',
  },
  'deposit-batch-created': {
    trail: 'deposit batch',
    meaning: 'A batch of payments was made up for deposit at the bank.',
  },
  'virtual-card-charged': { trail: 'virtual card charge', meaning: 'A payer’s virtual card was charged.' },
  'virtual-card-reversed': { trail: 'virtual card charge', meaning: 'The charge of a virtual card was taken back.' },
  'lockbox-file-received': { trail: 'lockbox file', meaning: 'A lockbox file was imported.' },
  'deposit-batch-reversed': { trail: 'deposit batch', meaning: 'A deposit batch was undone.' },
  'payment-plan-agreed': { trail: 'payment plan', meaning: 'A guarantor agreed to pay in instalments.' },
  'payment-plan-read': { trail: 'payment plan', meaning: 'A payment plan was read.' },
  'payment-plans-read': { trail: '`payment-plans`', meaning: 'A list of payment plans was read.' },
  'payment-plan-card-added': { trail: 'payment plan', meaning: 'A card on file pays the instalments from then on.' },
  'payment-plan-card-removed': { trail: 'payment plan', meaning: 'No card pays the instalments any more.' },
  'payment-plan-ended': { trail: 'payment plan', meaning: 'A payment plan was completed, cancelled or broken.' },
} as const satisfies Readonly<Record<string, AuditActionMeaning>>;
