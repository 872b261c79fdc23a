import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about lockbox files. */
export const lockboxFailures = {
  'lockbox-refused': {
    status: 422,
    title: 'The lockbox file cannot be imported',
    detail:
      'Nothing of it was booked. `code` and `because` say why, `line` where; for a total or a count `stated` is what the file says there, and `found` what it holds (cents, or how many). Ask the bank for the file again.',
    retryable: false,
  },
  'lockbox-not-uploaded': {
    status: 409,
    title: 'The lockbox file has not been uploaded',
    detail: 'Ask for an upload URL at /v1/lockbox-files/uploads, PUT the bytes there, then import the file.',
    retryable: true,
  },
} as const satisfies Record<string, FailureMeaning>;

/** Why a lockbox file is refused as a whole, in words for a person. */
export const lockboxRefusals = {
  'content-differs': 'The bytes in the bucket are not those that were announced: their SHA-256 differs.',
  'not-a-lockbox-file': 'The file does not begin as a lockbox file of this format does.',
  'record-malformed': 'A record is cut off, is of no known kind, or has too few or too many fields.',
  'record-out-of-place': 'A record is in the wrong place: an item after its batch’s total, or a second header.',
  'amount-malformed': 'An amount is not a number of dollars and cents above zero.',
  'amount-too-large': 'A check is above 99,999,999.99.',
  'date-malformed': 'The day of the deposit does not exist, or is not written as the format has it.',
  'date-in-future': 'The day of the deposit is still to come.',
  'item-repeated': 'A batch has two items of the same number, or the file two batches of the same number.',
  'several-lockboxes': 'The file is about several lockboxes: split it, one file a lockbox.',
  'batch-too-large': 'A batch has more than 90 items: a deposit batch holds no more.',
  'too-many-batches': 'The file has more than 50 batches. Split it.',
  'empty-file': 'The file has no item.',
  'batch-count-differs': 'The count of a batch is not the number of its items.',
  'batch-total-differs': 'The total of a batch is not the sum of its items.',
  'file-count-differs': 'The count in the trailer is not the number of items, or of records, that the file has.',
  'file-total-differs': 'The total in the trailer is not the sum of the items.',
  'trailer-missing': 'The file ends without its trailer, or with a batch that has no total: it may be incomplete.',
} as const;

export type LockboxRefusal = keyof typeof lockboxRefusals;
