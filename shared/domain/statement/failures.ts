import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about statements. */
export const statementFailures = {
  'statement-forbidden': {
    status: 409,
    title: 'No statement may be sent to this account',
    detail:
      'A hold of the account, or the law that protects its patients, forbids it: `because` says which. End the hold when it is over; make the person who settles a dead guarantor’s estate the guarantor.',
    retryable: false,
  },
  'statement-made-today': {
    status: 409,
    title: 'The account has the same statement of today',
    detail:
      'The statement `statementId` of today is on paper too, and says the same. Print that one (`getStatementFile`). If another is wanted all the same, say so with `isAnother`.',
    retryable: false,
  },
  'statement-of-client': {
    status: 409,
    title: 'The account is an employer’s or a facility’s',
    detail: 'Employers and facilities are billed by invoice. Make one instead.',
    retryable: false,
  },
  'no-address': {
    status: 409,
    title: 'There is no address to mail it to',
    detail:
      'Enter the recipient’s address: the guarantor’s or the account’s confidential address, the payer’s, or the provider’s.',
    retryable: false,
  },
  'statement-returned-already': {
    status: 409,
    title: 'The statement came back already',
    detail: 'That it came back was recorded before. End the account’s hold once there is another address.',
    retryable: false,
  },
  'statement-not-mailed': {
    status: 409,
    title: 'The statement was not mailed',
    detail: 'It left electronically, so that no mail can have come back.',
    retryable: false,
  },
  'statement-link-missing': {
    status: 404,
    title: 'The statement has no link',
    detail:
      'No link opens it: it left on paper or has not been announced yet, the office has set no `statementPage`, or too many wrong dates of birth were entered when it was announced. `notice` of the statement says what became of its message.',
    retryable: false,
  },
  'statement-not-announced': {
    status: 409,
    title: 'The statement is not announced electronically',
    detail:
      'It left on paper, so that there is no message to send again. Make another statement, or mail this one again.',
    retryable: false,
  },
  'statement-superseded': {
    status: 409,
    title: 'The account has a later statement',
    detail: 'Only the latest statement of an account is announced. Send the notice of that one.',
    retryable: false,
  },
  'notice-under-way': {
    status: 409,
    title: 'Its notice is about to leave',
    detail:
      'It leaves automatically, after the quiet hours if need be. The statement’s `notice` shows what became of it.',
    retryable: false,
  },
  'statement-date-wrong': {
    status: 403,
    title: 'The date of birth opens no statement',
    detail: 'The page says how often another date may be entered, and whom to call.',
    retryable: false,
  },
  'statement-page-locked': {
    status: 403,
    title: 'No more dates may be entered',
    detail:
      'Five wrong dates of birth were entered within a year. The page says whom to call: the office sends a new link.',
    retryable: false,
  },
  'nothing-to-invoice': {
    status: 409,
    title: 'There is nothing to bill',
    detail: 'Every charge of the account is already on an invoice, or was taken back.',
    retryable: false,
  },
  'charges-invoiced': {
    status: 409,
    title: 'Charges are on an invoice already',
    detail: 'Another invoice has taken some of them meanwhile. Ask again: what is left is billed.',
    retryable: true,
  },
  'invoice-withdrawn-already': {
    status: 409,
    title: 'The invoice was withdrawn',
    detail: 'Its charges are owed as before, and can be billed again.',
    retryable: false,
  },
  'nothing-to-bill': {
    status: 409,
    title: 'There are no services in these days',
    detail: 'The account’s patients were charged for nothing in them. Name other days.',
    retryable: false,
  },
  'too-many-claims': {
    status: 409,
    title: 'The bill would be too long',
    detail: 'An itemised bill has at most 200 claims. Choose fewer days.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
