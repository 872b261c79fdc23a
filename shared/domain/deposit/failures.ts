import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about deposits and bank statements. */
export const depositFailures = {
  'deposit-differs': {
    status: 409,
    title: 'This deposit was entered with other details',
    detail:
      'The books already have a deposit with this account, day, amount, reference and sequence, but with other details. Read that deposit. If the bank lists two that look alike, send another `sequence`.',
    retryable: false,
  },
  'deposit-on-statement': {
    status: 409,
    title: 'A bank statement already has this deposit',
    detail:
      'A statement has a deposit of the same account and amount, at most five days apart: `depositId`. Match that one. If there were two, send `isAnother`.',
    retryable: false,
  },
  'deposit-slip-differs': {
    status: 422,
    title: 'The slip does not add up to the deposit',
    detail: 'The checks of a slip must add up to the deposit, to the cent. `differenceCents` is the difference.',
    retryable: false,
  },
  'deposit-sum-differs': {
    status: 422,
    title: 'The remittances do not add up to the deposit',
    detail:
      'The deposit and its fee must equal the remittances, to the cent. `differenceCents` is what is left over (above zero) or missing. Give a fee only if one was kept.',
    retryable: false,
  },
  'deposit-matched': {
    status: 409,
    title: 'The deposit is matched',
    detail: 'Unmatch it first (`unmatchDeposit`).',
    retryable: false,
  },
  'deposit-voided': {
    status: 409,
    title: 'The deposit is void',
    detail: 'It was entered by mistake and voided. Enter the right one; if it looks the same, with another `sequence`.',
    retryable: false,
  },
  'deposit-not-matched': {
    status: 409,
    title: 'The deposit is not matched',
    detail: 'There is no match to undo.',
    retryable: false,
  },
  'remittance-not-in-transit': {
    status: 409,
    title: 'A remittance is not in transit',
    detail:
      'Its money is already matched with a deposit, it has no money, or it has not posted. `errors` names the place.',
    retryable: false,
  },
  'remittance-of-other-books': {
    status: 422,
    title: 'A remittance belongs to other books',
    detail:
      'A deposit can only be matched with remittances of the legal entity that owns the account. `errors` names the place.',
    retryable: false,
  },
  'virtual-card-differs': {
    status: 422,
    title: 'The charge is not the amount of the remittance',
    detail:
      'A virtual card is charged for exactly what its remittance says. The charge is `differenceCents` more (less, if below zero). Charge the rest at the terminal, or ask the payer for a corrected remittance.',
    retryable: false,
  },
  'virtual-card-deposited': {
    status: 409,
    title: 'The bank shows the money of the charge',
    detail: 'A deposit is matched with it. Unmatch that one first (`unmatchDeposit`).',
    retryable: false,
  },
  'virtual-card-reversed-already': {
    status: 409,
    title: 'The charge was taken back',
    detail: 'Its remittance is in transit again. Charge the card again.',
    retryable: false,
  },
  'statement-not-uploaded': {
    status: 409,
    title: 'The statement has not been uploaded',
    detail: 'Ask for an upload URL at /v1/bank-statements/uploads, PUT the bytes there, then import the statement.',
    retryable: true,
  },
} as const satisfies Record<string, FailureMeaning>;

/** Why a bank statement is refused as a whole, in words for a person. Nothing of a refused statement is booked. */
export const statementRefusals = {
  'content-differs': 'The bytes in the bucket are not those that were announced: their SHA-256 differs.',
  'too-large': 'The file has more deposits, or longer lines, than one statement may have. Split it.',
  'not-a-statement': 'The file does not begin as a statement of this format does.',
  'record-malformed': 'A record is cut off, is in the wrong place, or has too few fields.',
  'amount-malformed': 'An amount is no number, is negative, or is too large.',
  'date-malformed': 'A date does not exist or is not written as the format has it.',
  'date-in-future': 'A date is still to come, by the office’s own calendar.',
  'currency-unknown': 'An account is not kept in US dollars.',
  'control-total-differs': 'A control total is not the sum of what stands before it: the file may be incomplete.',
  'record-count-differs': 'A count of records, accounts or groups is not what the file holds: it may be incomplete.',
  'column-missing': 'A column that every statement needs is missing, or is there twice.',
  'column-unknown': 'A column has a name that is not one of those documented.',
  'kind-unknown': 'A kind of deposit is not one of eft, check, lockbox, card and other.',
  'slip-malformed': 'A slip is not written as number=amount, separated by semicolons, or does not sum to its deposit.',
} as const;

export type StatementRefusal = keyof typeof statementRefusals;
