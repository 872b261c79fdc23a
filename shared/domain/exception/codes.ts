import { quarantineReasons } from '../remittance/post/quarantine.ts';

/** What waits for a person: what it means with what usually mends it, and the operations of the API that end it. */
export interface ExceptionMeaning {
  readonly meaning: string;
  readonly endedBy: readonly [string, ...string[]];
}

/** What posting opens. */
const postingExceptions = {
  'claim-not-found': {
    meaning:
      'No claim has this patient control number. The cash is in unapplied payer cash. Look for the claim by patient and date of service, or in the system that billed it.',
    endedBy: ['matchException', 'retryExceptions', 'applyException', 'offsetException', 'bookException'],
  },
  'claim-unbalanced': {
    meaning:
      'The claim’s figures do not add up, so none of its adjustments is posted; its cash is in unapplied payer cash. Ask the payer for a corrected remittance; a missing prior-payer amount, or adjustments repeated at claim and line, are the usual causes.',
    endedBy: ['matchException', 'acceptException', 'applyException', 'offsetException', 'bookException'],
  },
  'claim-unreadable': {
    meaning:
      'An amount of the claim cannot be read, so none of its adjustments is posted; its cash is in unapplied payer cash. Ask the payer for a corrected remittance; or apply the cash to the claim as it is.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'claim-too-large': {
    meaning:
      'The claim has more lines and adjustments than one ledger entry holds. The cash is in unapplied payer cash, and cannot be matched. Apply the cash to the claim as it is, and write off what the payer reduces; or ask the payer to take it back and to split the claim.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'claim-not-submitted': {
    meaning:
      'The payer answers a claim that was never sent from here. The cash is in unapplied payer cash. See whether the claim was sent another way.',
    endedBy: ['matchException', 'retryExceptions', 'applyException', 'offsetException', 'bookException'],
  },
  'status-unknown': {
    meaning:
      'The claim’s status code is not one that says how to post. The cash is in unapplied payer cash. Read the remittance and ask the payer; then apply the cash to the claim, or book it as to be refunded.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'payer-unknown': {
    meaning:
      'No payer of this office names itself as this remittance does. The cash is in unapplied payer cash. Add the identity to your payer and have what waited tried again (`exception-retries`); or match it and say which payer speaks (`payerId`).',
    endedBy: ['matchException', 'retryExceptions', 'applyException', 'offsetException', 'bookException'],
  },
  'payer-not-on-claim': {
    meaning:
      'This payer is none of the claim’s payers. The cash is in unapplied payer cash. See whether a coverage is missing, or the payer pays through another company.',
    endedBy: ['matchException', 'retryExceptions', 'applyException', 'offsetException', 'bookException'],
  },
  'payee-differs': {
    meaning:
      'The payment is to another billing entity than the claim’s. The cash is in unapplied payer cash. See which entity’s account received it; one entity’s books never pay another’s claim. A payment to nobody whom the office knows can be matched all the same.',
    endedBy: ['matchException', 'retryExceptions', 'applyException', 'offsetException', 'bookException'],
  },
  'payer-twice-on-claim': {
    meaning:
      'This payer stands on the claim twice, and the answer or reversal fits both of its shares. The cash is in unapplied payer cash. Match it, and name the coverage (`coverageId`) that it speaks of.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'payer-position-differs': {
    meaning:
      'The payer says that it paid in another order (primary, secondary, tertiary) than the claim has. The cash is in unapplied payer cash. Correct the order of the coverages, or ask the payer.',
    endedBy: ['matchException', 'acceptException', 'applyException', 'offsetException', 'bookException'],
  },
  'earlier-payer-unanswered': {
    meaning:
      'A later payer answers before an earlier one has. The cash is in unapplied payer cash. Post the earlier payer’s remittance first.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'charge-differs': {
    meaning:
      'The payer’s charge is not the claim’s. The cash is in unapplied payer cash. The payer may have split or changed the claim; compare the lines.',
    endedBy: ['matchException', 'acceptException', 'applyException', 'offsetException', 'bookException'],
  },
  'already-adjudicated': {
    meaning:
      'This payer has answered the claim before and has not taken that answer back. The cash is in unapplied payer cash. When it is one more payment, apply it to the claim; when it is the same payment twice, set it off against what the payer takes back, or book it as to be refunded; when it is a correction, unpost the first answer and match this one.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'predetermination-paid': {
    meaning:
      'A predetermination never posts, yet this one has a payment. The cash is in unapplied payer cash. Ask the payer what was paid; then apply the cash to the claim, or book it as to be refunded.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'forwarded-with-payment': {
    meaning:
      'The payer says that it only forwarded the claim, yet it paid. The cash is in unapplied payer cash. Ask the payer what was paid; then apply the cash to the claim, or book it as to be refunded.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'reversal-without-original': {
    meaning:
      'The payer takes back an answer that is not in these books. Unapplied payer cash bears it. Set it off against the payment that it takes back, where that waits; else apply it to its claim.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'partial-reversal': {
    meaning:
      'The payer takes back other amounts than it gave, for the claim or for a line. Unapplied payer cash bears it. Ask the payer for the full reversal; or unpost the first answer and set the two off; or apply it to the claim as it is.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'reversed-in-part': {
    meaning:
      'The payer takes back some lines of its answer, and these only are undone. It ends when the payer answers these lines again; what it says of the others stands. Close it when no answer is to come.',
    endedBy: ['closeException'],
  },
  'patient-credit': {
    meaning:
      'The patient has paid more than is now owed, because a payer took back or lowered a share. It ends when the correction comes; else close it once the credit is applied elsewhere or refunded.',
    endedBy: ['closeException'],
  },
  'payment-below-zero': {
    meaning:
      'The payer states a payment below zero and does not say that it debits the account. Deposits in transit has it as a credit. See with the bank or the payer whether money left the account.',
    endedBy: ['closeException'],
  },
  'later-payer-answered': {
    meaning:
      'An earlier payer takes its answer back after a later one has answered on that basis. What the later payer did stands, and this is what it stands at. Wait for the correction; or move the credit to refunds payable.',
    endedBy: ['moveException', 'writeOffException', 'closeException'],
  },
  'adjustment-without-rule': {
    meaning:
      'No rule says what this adjustment means. The amount stays with the payer. Write it off (as contractual, or otherwise) or move it to the next payer or the patient; add a rule for its group and reason, and the next one is decided by that.',
    endedBy: ['moveException', 'writeOffException'],
  },
  'no-next-payer': {
    meaning:
      'The remittance sends an amount to a further payer, and the claim has none. It stays with this payer and is not the patient’s. Add the coverage (Medicaid, for a qualified beneficiary) and move it to that payer; or write it off.',
    endedBy: ['moveException', 'writeOffException'],
  },
  'paid-to-patient': {
    meaning:
      'The payer sent its payment to the patient (PR-100), so the patient owes that amount, too. Ask the patient for the money, and the payer for an assignment of benefits.',
    endedBy: ['closeException'],
  },
  'insured-corrected': {
    meaning:
      'The payer states another name or member id of the insured than the claim had (NM1*74). Read it in the remittance and correct the coverage, so that the next claim bears it.',
    endedBy: ['closeException'],
  },
  'ambiguous-secondary': {
    meaning:
      'A secondary payer states an adjustment that adds to what is owed. It is not posted. Compare with what the earlier payers did. Close it when nothing stands with the payer; else move or write off what does.',
    endedBy: ['moveException', 'writeOffException', 'closeException'],
  },
  'prior-payer-differs': {
    meaning:
      'What this payer says that earlier payers did is not what they did in these books. Nothing is held back for it. Look at it when the balance seems wrong.',
    endedBy: ['closeException'],
  },
  'balance-unexplained': {
    meaning:
      'The payer has answered, and an amount stands with it that nothing in its answer explains: a claim that was accepted though it does not add up, for instance. Ask the payer, then settle it: write it off, or move it to the next payer or the patient.',
    endedBy: ['moveException', 'writeOffException'],
  },
  'credit-balance': {
    meaning:
      'More was paid or taken off than was owed. See who paid too much. The credit goes when the payer takes it back; or move it to refunds payable, to the patient, or write it off.',
    endedBy: ['moveException', 'writeOffException', 'closeException'],
  },
  'payment-unposted': {
    meaning:
      'A person took this payment off its claim. The cash is in unapplied payer cash. Match it with the right claim, apply it as it is, or set it off against what the payer takes back.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'changed-since-plan': {
    meaning:
      'The claim changed after a person had approved what was to be booked for it, so that was not booked. The cash is in unapplied payer cash. Look at the claim as it is now, then apply the cash.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'clearing-open': {
    meaning:
      'Every claim of the payment is booked and its clearing account is not at zero. This is a fault of the software: report it, then close this. Nothing has been plugged.',
    endedBy: ['closeException'],
  },
  'unresolved-take-back': {
    meaning:
      'The payer keeps money for an overpayment that these books do not know. Ask the payer for the claim and apply it there, set it off against the reversal that waits, or book it to an account.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'provider-adjustment-without-rule': {
    meaning:
      'No rule says what this provider-level adjustment means. The amount is in suspense. Book it to its account, or apply it to its claim; add a rule for its code, and the next one goes there.',
    endedBy: ['bookException', 'applyException'],
  },
  'provider-adjustment-to-review': {
    meaning:
      'This kind of provider-level adjustment says too little to book it for good. See the payer’s letter; then book it to its account, apply it to its claim, or close this when it stands where it should.',
    endedBy: ['bookException', 'applyException', 'closeException'],
  },
} as const satisfies Record<string, ExceptionMeaning>;

/** What opens beside posting: of claims, connections and deposits. */
const otherExceptions = {
  'claim-held': {
    meaning:
      'The claim cannot be sent as it is. Mend what its reasons name, then have it assembled again; one that a person holds back (`on-hold`) is released.',
    endedBy: ['reassembleClaim', 'releaseClaim'],
  },
  'claim-withdrawn': {
    meaning:
      'The claim was withdrawn before it left: its charges stay open, and nobody is asked. Have it assembled again when it can be sent.',
    endedBy: ['reassembleClaim'],
  },
  'connection-quiet': {
    meaning:
      'A connection has brought no new file for longer than you expect. See its runs; then ask the payer or clearinghouse whether they sent any. It is closed by the next file.',
    endedBy: ['closeException'],
  },
  'connection-failing': {
    meaning:
      'A connection cannot be used; the fact `failure` says why. Remittances wait at the payer until it is mended. It is closed by the next run that succeeds.',
    endedBy: ['closeException'],
  },
  'deposit-without-remittance': {
    meaning:
      'Money is at the bank and no remittance explains it. It stands in unidentified receipts. It matches by itself when the remittance arrives with the same number and amount; otherwise ask the payer for the remittance, or enter it from paper, or match the deposit yourself. Void it when it was entered by mistake.',
    endedBy: ['matchDeposit', 'voidDeposit'],
  },
} as const satisfies Record<string, ExceptionMeaning>;

/** Why nothing of a payment posts: it is rejected, or (held as another payment, or as a test) admitted. */
const admissible: readonly string[] = ['identity-conflict', 'test-interchange'];

const quarantines = Object.fromEntries(
  Object.entries(quarantineReasons).map(([code, meaning]): [string, ExceptionMeaning] => [
    code,
    { meaning, endedBy: admissible.includes(code) ? ['admitRemittance', 'rejectRemittance'] : ['rejectRemittance'] },
  ]),
) as Readonly<Record<keyof typeof quarantineReasons, ExceptionMeaning>>;

/** Every exception that there is: nothing opens under another code. */
export const exceptionCodes = { ...postingExceptions, ...otherExceptions, ...quarantines } as const;

export type PostingExceptionCode = keyof typeof postingExceptions;
export type AnyExceptionCode = keyof typeof exceptionCodes;
