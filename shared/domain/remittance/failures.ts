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
    detail: 'Only a claim’s payment that waits in unapplied payer cash can be matched.',
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
    detail: 'Only a held or quarantined remittance can be rejected, and only a held one admitted.',
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

/** What waits for a person after posting, by code: what it means, and what usually mends it. */
export const exceptionMeanings = {
  'claim-not-found':
    'No claim has this patient control number. The cash is in unapplied payer cash. Look for the claim by patient and date of service, or in the system that billed it.',
  'claim-unbalanced':
    'The claim’s figures do not add up, so none of its adjustments is posted; its cash is in unapplied payer cash. Ask the payer for a corrected remittance; a missing prior-payer amount, or adjustments repeated at claim and line, are the usual causes.',
  'claim-unreadable':
    'An amount of the claim cannot be read, so none of its adjustments is posted; its cash is in unapplied payer cash. Ask the payer for a corrected remittance.',
  'claim-too-large':
    'The claim has more lines and adjustments than one ledger entry holds. The cash is in unapplied payer cash, and cannot be matched. Ask the payer to take the payment back and to split the claim.',
  'claim-not-submitted':
    'The payer answers a claim that was never sent from here. The cash is in unapplied payer cash. See whether the claim was sent another way.',
  'status-unknown':
    'The claim’s status code is not one that says how to post. The cash is in unapplied payer cash. Read the remittance and ask the payer.',
  'payer-unknown':
    'No payer of this office names itself as this remittance does. The cash is in unapplied payer cash. Match it and say which payer speaks (`payerId`); add the identity to that payer, and the next remittance is known.',
  'payer-not-on-claim':
    'This payer is none of the claim’s payers. The cash is in unapplied payer cash. See whether a coverage is missing, or the payer pays through another company.',
  'payee-differs':
    'The payment is to another billing entity than the claim’s. The cash is in unapplied payer cash. See which entity’s account received it; one entity’s books never pay another’s claim. A payment to nobody whom the office knows can be matched all the same.',
  'payer-twice-on-claim':
    'This payer stands on the claim twice, and the answer or reversal fits both of its shares. The cash is in unapplied payer cash. Match it, and name the coverage (`coverageId`) that it speaks of.',
  'payer-position-differs':
    'The payer says that it paid in another order (primary, secondary, tertiary) than the claim has. The cash is in unapplied payer cash. Correct the order of the coverages, or ask the payer.',
  'earlier-payer-unanswered':
    'A later payer answers before an earlier one has. The cash is in unapplied payer cash. Post the earlier payer’s remittance first.',
  'charge-differs':
    'The payer’s charge is not the claim’s. The cash is in unapplied payer cash. The payer may have split or changed the claim; compare the lines.',
  'already-adjudicated':
    'This payer has answered the claim before and has not taken that answer back. The cash is in unapplied payer cash. It may be a duplicate payment, or a correction whose reversal is missing.',
  'predetermination-paid':
    'A predetermination never posts, yet this one has a payment. The cash is in unapplied payer cash. Ask the payer what was paid.',
  'forwarded-with-payment':
    'The payer says that it only forwarded the claim, yet it paid. The cash is in unapplied payer cash. Ask the payer what was paid.',
  'reversal-without-original':
    'The payer takes back an answer that is not in these books. Unapplied payer cash bears it. Find where the first payment was posted.',
  'partial-reversal':
    'The payer takes back other amounts than it gave, for the claim or for a line. Unapplied payer cash bears it. Compare with the first answer and ask the payer for the full reversal.',
  'reversed-in-part':
    'The payer takes back some lines of its answer, and these only are undone. Wait for its correction of these lines; what it says of the others stands.',
  'patient-credit':
    'The patient has paid more than is now owed, because a payer took back or lowered a share. Wait for the correction; then apply the credit elsewhere or refund it.',
  'payment-below-zero':
    'The payer states a payment below zero and does not say that it debits the account. Deposits in transit has it as a credit. See with the bank or the payer whether money left the account.',
  'later-payer-answered':
    'An earlier payer takes its answer back after a later one has answered on that basis. What the later payer did stands. Wait for the correction, then tell the later payer.',
  'adjustment-without-rule':
    'No rule says what this adjustment means. The amount stays with the payer. Decide it, or add a rule for its group and reason.',
  'no-next-payer':
    'The remittance sends an amount to a further payer, and the claim has none. It stays with this payer and is not the patient’s. Add the coverage (Medicaid, for a qualified beneficiary) and bill it.',
  'paid-to-patient':
    'The payer sent its payment to the patient (PR-100), so the patient owes that amount, too. Ask the patient for the money, and the payer for an assignment of benefits.',
  'insured-corrected':
    'The payer states another name or member id of the insured than the claim had (NM1*74). Read it in the remittance and correct the coverage, so that the next claim bears it.',
  'ambiguous-secondary':
    'A secondary payer states an adjustment that adds to what is owed. It is not posted. Compare with what the earlier payers did.',
  'prior-payer-differs':
    'What this payer says that earlier payers did is not what they did in these books. Nothing is held back for it. Look at it when the balance seems wrong.',
  'balance-unexplained':
    'The payer has answered, and an amount stands with it that nothing in its answer explains: a claim that was accepted though it does not add up, for instance. Ask the payer, then settle it: write it off, or move it to the next payer or the patient.',
  'credit-balance': 'More was paid or taken off than was owed. See who paid too much before anybody is refunded.',
  'payment-unposted':
    'A person took this payment off its claim. The cash is in unapplied payer cash. Match it with the right claim.',
  'changed-since-plan':
    'The claim changed after a person had approved what was to be booked for it, so that was not booked. The cash is in unapplied payer cash. Look at the claim as it is now, then apply the cash.',
  'clearing-open':
    'Every claim of the payment is booked and its clearing account is not at zero. This is a fault of the software: report it. Nothing has been plugged.',
  'unresolved-take-back':
    'The payer keeps money for an overpayment that these books do not know, or under a reference that may be several of those that are open (`fitting`). Ask the payer for the claim, then apply it by hand.',
  'provider-adjustment-without-rule':
    'No rule says what this provider-level adjustment means. The amount is in suspense. Decide its account, or add a rule for its code.',
  'provider-adjustment-to-review':
    'This kind of provider-level adjustment says too little to book it for good. See the payer’s letter, then move it where it belongs.',
} as const satisfies Record<string, string>;

export type ExceptionCode = keyof typeof exceptionMeanings;

/** Something for a person to look at. Facts are codes and cents only: never names, numbers of claims or free text. */
export interface PostingException {
  readonly code: ExceptionCode;
  /** The amount at stake. */
  readonly cents: Cents;
  readonly facts: Readonly<Record<string, string | number>>;
}
