import type { PostingExceptionCode } from '../exception/codes.ts';
import type { Cents } from '../money/cents.ts';
import type { FailureMeaning } from '../result.ts';

/** What can be wrong with remittance requests. */
export const remittanceFailures = {
  'claim-does-not-fit': {
    status: 409,
    title: 'The payment does not post to this claim',
    detail:
      '`exceptionCode` and `exceptionDetail` say why. A claim that does not add up, or states another charge or another order of payers, can be accepted with a reason. Match any other payment with the claim that it is for.',
    retryable: false,
  },
  'exception-resolved': {
    status: 409,
    title: 'The exception is resolved',
    detail: 'Somebody has already resolved it. Read the exception to see how.',
    retryable: false,
  },
  'exception-holds-no-cash': {
    status: 409,
    title: 'No money waits under this exception',
    detail:
      'Only money that waits can be matched, applied, booked or set off: a claim’s payment in unapplied payer cash, or a provider-level adjustment. See `endedBy` for what resolves this exception.',
    retryable: false,
  },
  'money-does-not-offset': {
    status: 409,
    title: 'The amounts do not add up to zero',
    detail:
      'Amounts that are set off must add up to zero within the books of one legal entity. Name all exceptions that belong together.',
    retryable: false,
  },
  'exception-holds-nothing-owed': {
    status: 409,
    title: 'The exception has no amount that a payer owes',
    detail:
      'Only an amount in a payer’s balance can be written off or moved. The exception’s `detail` says what usually resolves it.',
    retryable: false,
  },
  'overpayment-without-suspension': {
    status: 409,
    title: 'The exception has no refund deadline that can be suspended',
    detail:
      'Only Medicare’s 60 days are suspended while an overpayment is investigated (42 CFR 401.305(b)): the exception must be about an overpayment by Medicare, and the investigation must begin within those days.',
    retryable: false,
  },
  'exception-closes-otherwise': {
    status: 409,
    title: 'This exception cannot be closed by hand',
    detail:
      'It closes when its cause is resolved: match, accept or apply a payment that waits; write off or move an amount in a payer’s balance; admit or reject a held remittance; correct a held claim and have it assembled again; file a cancelled notice anew.',
    retryable: false,
  },
  'entry-not-unpostable': {
    status: 409,
    title: 'The entry is not a payer’s answer that can be unposted',
    detail:
      'Only a payer’s answer that is booked on a claim can be unposted or moved, and only while no part of it has been taken back.',
    retryable: false,
  },
  'remittance-not-held': {
    status: 409,
    title: 'No decision is open for this remittance',
    detail: 'Only a held, quarantined or planned remittance can be rejected, and only a held one admitted.',
    retryable: false,
  },
  'remittance-not-comparable': {
    status: 409,
    title: 'There is nothing to compare',
    detail:
      'Only a payment that could be read and has the same identity as another payment can be compared with that one.',
    retryable: false,
  },
  'denial-closed': {
    status: 409,
    title: 'The denial is closed',
    detail: 'Somebody has resolved it, or the payer took its answer back. Read the denial to see how.',
    retryable: false,
  },
  'appeal-standing': {
    status: 409,
    title: 'An appeal of this denial is pending',
    detail: 'The payer has an appeal, or has said that it will pay. Note the outcome first (`decideAppeal`).',
    retryable: false,
  },
  'appeal-levels-used': {
    status: 409,
    title: 'There is no other level of appeal',
    detail:
      'The last level that this payer has was refused. Move or write off the amount, or add the level to the payer’s `furtherAppeals`.',
    retryable: false,
  },
  'appeal-below-minimum': {
    status: 409,
    title: 'The open amount is below the minimum of this level of appeal',
    detail:
      'The denial’s `nextAppeal` names the amount. If it is appealed together with others that reach it, say so (`isAggregated`); otherwise move or write off the amount.',
    retryable: false,
  },
  'letter-facts-missing': {
    status: 409,
    title: 'A fact of the letter is not on record',
    detail:
      'Enter what `fields` names in the records of the patient, the coverage, the payer or the provider, or use a letter that does not say it.',
    retryable: false,
  },
  'appeal-followed': {
    status: 409,
    title: 'A later appeal was sent',
    detail: 'Only the outcome of the last appeal of a denial can be noted or changed.',
    retryable: false,
  },
  'settlement-exceeds-work': {
    status: 409,
    title: 'The amount is more than is open',
    detail: 'Settle at most the open amount: the `openCents` of a denial, or the `cents` of an exception.',
    retryable: false,
  },
  'settlement-does-not-fit': {
    status: 409,
    title: 'The amount cannot go there',
    detail:
      'Only a credit can be refunded, and nothing to a payer whose new answer is awaited. Only a debit can move to the next payer, and the claim must have one that has not answered: add the coverage first, or choose another way. What was moved to the next payer comes back from it only before it is billed. What an earlier payer must answer for again is settled after its answer. Nothing moves to a patient whom a law protects (a qualified Medicare beneficiary, the No Surprises Act). A payer of whose balance exceptions hold all cannot be passed over: settle them.',
    retryable: false,
  },
  'remittance-too-large-to-lay-out': {
    status: 422,
    title: 'The remittance is too large for one document',
    detail:
      'A document has at most 2000 claims in 8 MB. Read the claims page by page, or use `superbill remittance` with the file.',
    retryable: false,
  },
  'remittance-not-entered': {
    status: 409,
    title: 'Only a posted remittance that was entered by hand can be voided',
    detail:
      'A payer’s own file stays: unpost its answers, and ask the payer for a reversal. A payment that has not posted is rejected (`rejectRemittance`).',
    retryable: false,
  },
  'remittance-arrived': {
    status: 409,
    title: 'A deposit has paid this remittance',
    detail: 'The bank shows its money. Unmatch the deposit first (`unmatchDeposit`), then void the remittance.',
    retryable: false,
  },
  'remittance-settled-otherwise': {
    status: 409,
    title: 'A part of the remittance has been settled since',
    detail:
      'Some of its cash was matched, applied, booked or offset by a person, or a payer has taken an answer back. Unpost such answers first (`unpostLedgerEntry`). What was applied or booked without adjustments cannot be voided: correct it there.',
    retryable: false,
  },
  'remittance-too-large-to-void': {
    status: 409,
    title: 'The remittance is too large to be voided at once',
    detail:
      'One transaction has room for about 15 answers on claims. Unpost the answers first (`unpostLedgerEntry`), then void the remittance: about 40 that wait fit.',
    retryable: false,
  },
  'remittance-unbalanced': {
    status: 422,
    title: 'The remittance does not add up',
    detail:
      'Each line, each claim and the payment must add up to the cent. `errors` names each equation that fails, with its numbers. Nothing was saved.',
    retryable: false,
  },
  'remittance-not-planned': {
    status: 409,
    title: 'The remittance has no posting plan',
    detail: 'Only a payment that waits for a person’s approval has a posting plan. Read the remittance for its state.',
    retryable: false,
  },
  'plan-changed': {
    status: 412,
    title: 'The posting plan has changed',
    detail:
      'A claim, a rule or an account has changed since the plan was made. Read the plan again, review it, and send its new hash.',
    retryable: false,
  },
  'posting-rules-invalid': {
    status: 422,
    title: 'The rules are not valid',
    detail: '`errors` names each rule and what is wrong with it. Nothing was changed.',
    retryable: false,
  },
  'posting-rules-too-many': {
    status: 409,
    title: 'The office has too many versions of its posting rules',
    detail: 'An office can have at most 2,000 versions over all scopes. Ask support to archive the oldest ones.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;

/** The codes that posting itself opens. */
export type ExceptionCode = PostingExceptionCode;

/** Something that a person has to look at. Facts are only codes and cents: never names, claim numbers or free text. */
export interface PostingException {
  readonly code: ExceptionCode;
  /** The amount at stake. */
  readonly cents: Cents;
  readonly facts: Readonly<Record<string, string | number>>;
}
