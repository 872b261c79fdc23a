import type { PostingExceptionCode } from '../exception/codes.ts';
import type { Cents } from '../money/cents.ts';
import type { FailureMeaning } from '../result.ts';

/** What can be wrong with remittance requests. */
export const remittanceFailures = {
  'claim-does-not-fit': {
    status: 409,
    title: 'The payment does not post to this claim',
    detail:
      '`exceptionCode` and `exceptionDetail` say why. A claim that does not add up, or states another charge or order of payers, can be accepted with a reason; anything else belongs elsewhere.',
    retryable: false,
  },
  'exception-resolved': {
    status: 409,
    title: 'The exception is resolved',
    detail: 'Somebody has dealt with it. Read it for how.',
    retryable: false,
  },
  'exception-holds-no-cash': {
    status: 409,
    title: 'The exception holds no payment of a claim',
    detail:
      'Only money that waits can be matched, applied, booked or set off: a claim’s payment in unapplied payer cash, or a provider-level adjustment.',
    retryable: false,
  },
  'money-does-not-offset': {
    status: 409,
    title: 'The amounts do not come to nothing together',
    detail: 'What is set off sums to zero, in the books of one legal entity. Name all exceptions that belong together.',
    retryable: false,
  },
  'exception-holds-nothing-owed': {
    status: 409,
    title: 'The exception is about nothing that stands with a payer',
    detail:
      'Only an amount that stands with a payer is written off or moved. Read what the exception says usually mends it.',
    retryable: false,
  },
  'exception-closes-otherwise': {
    status: 409,
    title: 'This exception is not closed by hand',
    detail:
      'It goes when its cause does: match, accept or apply a payment that waits, settle an amount that stands with a payer, admit or reject a held or quarantined one, mend a held claim and have it assembled again.',
    retryable: false,
  },
  'entry-not-unpostable': {
    status: 409,
    title: 'The entry is no payment that stands on a claim',
    detail:
      'Only a payer’s answer that is booked on a claim and has not been taken back, not even in part, can be unposted or moved.',
    retryable: false,
  },
  'remittance-not-held': {
    status: 409,
    title: 'The remittance does not wait for a decision',
    detail: 'Only a held, quarantined or planned remittance can be rejected, and only a held one admitted.',
    retryable: false,
  },
  'remittance-not-comparable': {
    status: 409,
    title: 'There is nothing to compare',
    detail: 'Only a payment that has the identity of another one, and could be read, is compared with that one.',
    retryable: false,
  },
  'denial-closed': {
    status: 409,
    title: 'The denial is closed',
    detail: 'Somebody has dealt with it, or the payer took it back. Read it for how.',
    retryable: false,
  },
  'settlement-exceeds-work': {
    status: 409,
    title: 'The amount is more than is open',
    detail: 'Settle at most what the denial or exception still answers for: its `openCents`, or its `cents`.',
    retryable: false,
  },
  'settlement-does-not-fit': {
    status: 409,
    title: 'The amount cannot go there',
    detail:
      'Only a credit is refunded, only a debit goes to the next payer, and only when the claim has one that has not answered. Add the coverage first, or choose another way.',
    retryable: false,
  },
  'remittance-too-large-to-lay-out': {
    status: 422,
    title: 'The remittance is too large to lay out',
    detail:
      'A document takes 2000 claims in 8 MB. Read the claims page by page, or use `superbill remittance` with the file.',
    retryable: false,
  },
  'remittance-unbalanced': {
    status: 422,
    title: 'The remittance does not add up',
    detail:
      'Each line, each claim and the payment add up to the cent, or nothing is stored. `errors` names each equation that fails, with its numbers.',
    retryable: false,
  },
  'remittance-not-planned': {
    status: 409,
    title: 'The remittance does not wait for a person',
    detail: 'Only a payment that waits for a person has a posting plan. Read the remittance for where it stands.',
    retryable: false,
  },
  'plan-changed': {
    status: 412,
    title: 'The posting plan is another one by now',
    detail:
      'A claim, a rule or an account has changed since the plan was made. Read the plan again, look at it, and send its hash.',
    retryable: false,
  },
  'posting-rules-invalid': {
    status: 422,
    title: 'The rules cannot come into force as they are',
    detail: 'See `errors` for each rule, and what is wrong with it. Nothing was changed.',
    retryable: false,
  },
  'posting-rules-too-many': {
    status: 409,
    title: 'The office has as many versions of its posting rules as it can have',
    detail: 'An office can have 2,000 versions over all scopes. Ask for help to move the oldest ones away.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;

/** The codes that posting itself opens. */
export type ExceptionCode = PostingExceptionCode;

/** Something for a person to look at. Facts are codes and cents only: never names, numbers of claims or free text. */
export interface PostingException {
  readonly code: ExceptionCode;
  /** The amount at stake. */
  readonly cents: Cents;
  readonly facts: Readonly<Record<string, string | number>>;
}
