import { quarantineReasons } from '../remittance/post/quarantine.ts';

/** The meaning of an exception with its usual resolution, and the API operations that end it. */
export interface ExceptionMeaning {
  readonly meaning: string;
  readonly endedBy: readonly [string, ...string[]];
}

/** Exceptions that posting opens. */
const postingExceptions = {
  'claim-not-found': {
    meaning:
      'No claim has this patient control number. The cash is in unapplied payer cash. Look for the claim by patient and date of service, or in the system that billed it.',
    endedBy: ['matchException', 'retryExceptions', 'applyException', 'offsetException', 'bookException'],
  },
  'claim-unbalanced': {
    meaning:
      'The claim’s figures do not add up, so none of its adjustments is posted; its cash is in unapplied payer cash. The usual causes are a missing prior-payer amount, or adjustments repeated at claim and line. Ask the payer for a corrected remittance.',
    endedBy: ['matchException', 'acceptException', 'applyException', 'offsetException', 'bookException'],
  },
  'claim-unreadable': {
    meaning:
      'An amount of the claim cannot be read, so none of its adjustments is posted; its cash is in unapplied payer cash. Ask the payer for a corrected remittance, or apply the cash to the claim without adjustments.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'claim-too-large': {
    meaning:
      'The claim has more lines and adjustments than one ledger entry can hold. The cash is in unapplied payer cash and cannot be matched. Apply the cash to the claim and write off the payer’s reductions, or ask the payer to take it back and split the claim.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'claim-not-submitted': {
    meaning:
      'The payer answers a claim that was never sent from here. The cash is in unapplied payer cash. Find out whether the claim was sent another way.',
    endedBy: ['matchException', 'retryExceptions', 'applyException', 'offsetException', 'bookException'],
  },
  'status-unknown': {
    meaning:
      'The claim’s status code does not say how to post it. The cash is in unapplied payer cash. Read the remittance and ask the payer. Then apply the cash to the claim, or book it to refunds payable.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'payer-unknown': {
    meaning:
      'No payer of this office has the payer identity in this remittance. The cash is in unapplied payer cash. Add the identity to your payer and retry what waited (`exception-retries`), or match it and name the payer (`payerId`).',
    endedBy: ['matchException', 'retryExceptions', 'applyException', 'offsetException', 'bookException'],
  },
  'payer-not-on-claim': {
    meaning:
      'This payer is not on the claim. The cash is in unapplied payer cash. Check whether the payer pays through another company: give its identity to the payer that is on the claim, and retry. A claim keeps the coverages with which it was made. If this payer’s coverage was missing then, apply the cash to the claim without adjustments.',
    endedBy: ['matchException', 'retryExceptions', 'applyException', 'offsetException', 'bookException'],
  },
  'payee-differs': {
    meaning:
      'The payment was made to another billing entity than the claim’s. The cash is in unapplied payer cash. Check which entity’s account received it: one entity’s books never pay another’s claim. A payment to an unknown payee can still be matched.',
    endedBy: ['matchException', 'retryExceptions', 'applyException', 'offsetException', 'bookException'],
  },
  'answered-filing-unclear': {
    meaning:
      'This payer was asked more than once, and the answer fits several of the claim’s filings: its number, frequency and day do not show which. The cash is in unapplied payer cash. Look at the remittance, match it, and name the filing (`filing`) that it answers.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'payer-twice-on-claim': {
    meaning:
      'This payer is on the claim twice, and the answer or reversal fits both of its shares. The cash is in unapplied payer cash. Match it and name the coverage (`coverageId`) that it is for.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'payer-position-differs': {
    meaning:
      'The payer paid in another place of the order (primary, secondary, tertiary) than it has on the claim. The cash is in unapplied payer cash. Correct the order of the coverages, or ask the payer.',
    endedBy: ['matchException', 'acceptException', 'applyException', 'offsetException', 'bookException'],
  },
  'earlier-payer-unanswered': {
    meaning:
      'A later payer answered before an earlier one. The cash is in unapplied payer cash. Post the earlier payer’s remittance first.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'charge-differs': {
    meaning:
      'The charge that the payer states is not the claim’s charge. The cash is in unapplied payer cash. The payer may have split or changed the claim: compare the lines.',
    endedBy: ['matchException', 'acceptException', 'applyException', 'offsetException', 'bookException'],
  },
  'already-adjudicated': {
    meaning:
      'This payer has answered the claim before and has not taken that answer back. The cash is in unapplied payer cash. If it is an additional payment, apply it to the claim. If it is the same payment twice, set it off against what the payer takes back, or book it to refunds payable. If it is a correction, unpost the first answer and match this one.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'predetermination-paid': {
    meaning:
      'A predetermination never posts, but this one has a payment. The cash is in unapplied payer cash. Ask the payer what was paid. Then apply the cash to the claim, or book it to refunds payable.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'forwarded-with-payment': {
    meaning:
      'The payer says that it only forwarded the claim, but it paid. The cash is in unapplied payer cash. Ask the payer what was paid. Then apply the cash to the claim, or book it to refunds payable.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'reversal-without-original': {
    meaning:
      'The payer takes back an answer that is not in these books. The amount is in unapplied payer cash. Set it off against the payment that it takes back, if that waits; otherwise apply it to its claim.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'partial-reversal': {
    meaning:
      'The payer takes back other amounts than its answer posted, for the claim or for a line. The amount is in unapplied payer cash. Ask the payer for the full reversal; or unpost the first answer and set the two off; or apply it to the claim without adjustments.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'reversed-in-part': {
    meaning:
      'The payer took back some lines of its answer, and only these are undone; its answer for the other lines stays posted. This closes automatically when the payer answers these lines again. Close it when no answer is expected.',
    endedBy: ['closeException'],
  },
  'patient-credit': {
    meaning:
      'The patient has paid more than is now owed, because a payer took back or lowered the patient’s share. This closes automatically when the correction comes. Otherwise move the credit to refunds payable (`refund`), which is what the office owes the patient, or write it off.',
    endedBy: ['moveException', 'writeOffException'],
  },
  'payment-below-zero': {
    meaning:
      'The payer states a negative payment without saying that it debits the account. It is in deposits in transit as a credit. Ask the bank or the payer whether money left the account, then close this.',
    endedBy: ['closeException'],
  },
  'later-payer-answered': {
    meaning:
      'An earlier payer took its answer back after a later one had answered on that basis. The later payer’s answer stays posted, and this is its balance now. Wait for the correction, or move the credit to refunds payable. What it owes after the correction, ask it for with a corrected claim, or settle it.',
    endedBy: ['moveException', 'writeOffException', 'closeException'],
  },
  'adjustment-without-rule': {
    meaning:
      'No rule says what this adjustment means. The amount stays in the payer’s balance. Write it off (as contractual or otherwise), or move it to the next payer or the patient. Add a rule for its group and reason to decide the next ones.',
    endedBy: ['moveException', 'writeOffException'],
  },
  'no-next-payer': {
    meaning:
      'The remittance moves an amount to a further payer, but the claim has none. It stays in this payer’s balance; the patient does not owe it. Add the coverage (Medicaid, for a qualified beneficiary) and move it to that payer; or write it off.',
    endedBy: ['moveException', 'writeOffException'],
  },
  'paid-to-patient': {
    meaning:
      'The payer sent its payment to the patient (PR-100), so the patient owes that amount too. Bill the patient, check the assignment of benefits with the payer, then close this.',
    endedBy: ['closeException'],
  },
  'insured-corrected': {
    meaning:
      'The payer corrects the name or member id of the insured (NM1*74). Read it in the remittance and correct the coverage, so that the next claim has it. Then close this.',
    endedBy: ['closeException'],
  },
  'ambiguous-secondary': {
    meaning:
      'A secondary payer states an adjustment that would add to what is owed. It is not posted. Compare it with the answers of the earlier payers. Move or write off the amount in the payer’s balance; if there is none, close this.',
    endedBy: ['moveException', 'writeOffException', 'closeException'],
  },
  'prior-payer-differs': {
    meaning:
      'This payer states other amounts for the earlier payers than these books have. The answer is posted all the same. Check the earlier answers if the balance seems wrong, then close this.',
    endedBy: ['closeException'],
  },
  'balance-unexplained': {
    meaning:
      'The payer has answered, and its balance has an amount that its answer does not explain, for example because the claim was accepted although it does not add up. Ask the payer. Then write it off, or move it to the next payer or the patient.',
    endedBy: ['moveException', 'writeOffException'],
  },
  'credit-balance': {
    meaning:
      'More was paid or written off than was owed. Find out who paid too much. This closes automatically when the payer takes the credit back. Otherwise move the credit to refunds payable or to the patient, or write it off.',
    endedBy: ['moveException', 'writeOffException', 'closeException'],
  },
  'settled-denial-taken-back': {
    meaning:
      'You wrote off or moved this amount because the payer had refused it (`settledAs`; `lines`). Since then the payer has taken the refusal back, or answered without it. What you did is still booked, so the amount is counted twice. Undo it: move or write off this amount in the same way, and it goes back to the payer’s share. While the payer’s new answer is awaited you may also wait: the same refusal closes this automatically. If the payer will not answer again, close it.',
    endedBy: ['moveException', 'writeOffException', 'closeException'],
  },
  'correction-awaited': {
    meaning:
      'The claim was corrected or voided after its payer had answered it. Its charges changed by this amount, and the payer has not answered the change yet. If the amount is below zero, the payer will take it back. This closes automatically when the payer answers again. If the payer accepts no corrected claim (`way`), ask it for a reopening. If no answer comes, move the amount, refund it or write it off.',
    endedBy: ['moveException', 'writeOffException', 'closeException'],
  },
  'payment-unposted': {
    meaning:
      'A person took this payment off its claim. The cash is in unapplied payer cash. Match it with the right claim, apply it without adjustments, or set it off against what the payer takes back.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'changed-since-plan': {
    meaning:
      'The claim changed after a person had approved its posting, so it was not posted. The cash is in unapplied payer cash. Look at the claim as it is now, then match or apply the cash.',
    endedBy: ['matchException', 'applyException', 'offsetException', 'bookException'],
  },
  'clearing-open': {
    meaning:
      'Every claim of the payment is booked, but its clearing account is not at zero. This is a software fault: report it, then close this. No amount was changed to hide it.',
    endedBy: ['closeException'],
  },
  'unresolved-take-back': {
    meaning:
      'The payer took money back for an overpayment that these books do not have. It closes automatically when a later payment states that debt, or gives the money back, under the same reference; when the payer reverses the answer instead, it becomes `taken-back-twice`. Otherwise ask the payer which claim it is for and apply it there, set it off against the reversal that waits, or book it to an account.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'taken-back-twice': {
    meaning:
      'The payer took money back by a provider-level adjustment, and took it once more by reversing the answer that it was for, without giving anything back. Ask the payer for it. This closes automatically when the payer gives it back, or states the debt, under the same reference. Otherwise apply it to its claim, set it off, or book it to an account.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'provider-adjustment-without-rule': {
    meaning:
      'No rule says what this provider-level adjustment means. The amount is in suspense. Book it to its account, or apply it to its claim. Add a rule for its code to decide the next ones.',
    endedBy: ['bookException', 'applyException'],
  },
  'provider-adjustment-to-review': {
    meaning:
      'The code of this provider-level adjustment alone does not decide its account. Read the payer’s letter. Then book it to its account, apply it to its claim, or close this if it is already right.',
    endedBy: ['bookException', 'applyException', 'closeException'],
  },
} as const satisfies Record<string, ExceptionMeaning>;

/** Exceptions of claims, connections and deposits. */
const otherExceptions = {
  'claim-held': {
    meaning:
      'The claim cannot be sent as it is. Correct what its reasons name, then have it assembled again. Release a claim that a person holds (`on-hold`).',
    endedBy: ['reassembleClaim', 'releaseClaim'],
  },
  'claim-withdrawn': {
    meaning:
      'The claim was withdrawn before it was sent, so its payer does not have it in this form. Its charges stay open. Have it assembled again when it can be sent, or file it in another way.',
    endedBy: ['reassembleClaim', 'openFiling', 'passOverPayer'],
  },
  'claim-rejected': {
    meaning:
      'The claim was rejected before any payer decided it; its acknowledgements say why, and which field. Correct the encounter, or the record that they name, and file the claim again; all claims of a file that was rejected at once (`fileSubmissionAgain`).',
    endedBy: ['openFiling', 'fileSubmissionAgain', 'correctEncounter', 'passOverPayer'],
  },
  'claim-status-problem': {
    meaning:
      'The payer’s answer about the claim’s status needs somebody to act; the facts have the status (`standing`) and the payer’s codes. `not-found`: find out whether the claim arrived, and send it again. `not-accepted`: correct it and send it again. `waits-for-documents`: send what the payer wants, then close this. `error`: correct what the payer could not read, ask again, then close this. This closes automatically when the payer decides the claim, accepts it or turns it away, or says that it is being decided; and when the claim is filed again.',
    endedBy: ['openFiling', 'correctEncounter', 'passOverPayer', 'closeException'],
  },
  'notice-to-file': {
    meaning:
      'A notice of admission or election, or of its end, was corrected after its payer had it, and the payer was not told. Medicare needs to know only if a day or the patient changed. Then file what is proposed: first the cancellation and, once that is accepted, the new notice. A new notice after the five days costs payment. Otherwise close this, before the cancellation is filed.',
    endedBy: ['openFiling', 'closeException'],
  },
  'delivery-failing': {
    meaning:
      'A file (claims, pages for a vendor, statements, questions to payers) does not reach its receiver; the fact `failure` says why. Superbill tries again for about two days. Mend the connection or the trading partner; if Superbill has given up, or a person stopped the file (`stopped`), send it again, or confirm the delivery once the receiver has it in another way. Its arrival closes this.',
    endedBy: ['resendSubmission', 'confirmDelivery', 'closeException'],
  },
  'delivery-uncertain': {
    meaning:
      'The connection broke while a file got its final name at the receiver’s host, and the file is not there now: the receiver took it, or it is lost. Nothing is sent again automatically. Ask the receiver, then confirm the delivery, or send the file again.',
    endedBy: ['resendSubmission', 'confirmDelivery'],
  },
  'acknowledgement-missing': {
    meaning:
      'The receiver has said nothing about a file that was sent, or about some of its claims, for longer than agreed or usual. Ask whether they arrived, and send the file again if not. The acknowledgement closes this. If the receiver never acknowledges, set `expects` of its trading partner to `{}`.',
    endedBy: ['closeException'],
  },
  'acknowledgement-unapplied': {
    meaning:
      'A file of acknowledgements cannot be read, or names files or claims that were never sent from here. Nothing was changed for them. Look at the answers of the file (`fileId`) and ask who sent it, then close this.',
    endedBy: ['closeException'],
  },
  'acknowledged-filing-unclear': {
    meaning:
      'A payer accepted or rejected a claim that was sent more than once, and nothing shows which of its filings the payer means. Nothing was changed. Compare what it says with the filings of the claim, or ask the payer; then name the filing. Close this when it no longer matters.',
    endedBy: ['nameAcknowledgedFiling', 'closeException'],
  },
  'acknowledgement-contradicts': {
    meaning:
      'One acknowledgement accepts what another one rejects: a claim (`claimId`), or a file (`submissionId`) some of whose claims were accepted. What was rejected stays rejected, and what was accepted stays accepted. Ask the payer whether it has the claims before any is filed again, then close this.',
    endedBy: ['closeException'],
  },
  'inquiry-file-rejected': {
    meaning:
      'A receiver rejected a file of inquiries or of documents (TA1 or 999; the fact `codes` says why): its questions failed, and its documents were not sent. Correct what is named, ask or send again, then close this.',
    endedBy: ['closeException'],
  },
  'inquiry-answers-broken-off': {
    meaning:
      'Reading a file of answers to questions broke off several times, because of a fault of Superbill; some of its answers may not be recorded. Tell whoever runs Superbill. Then import the file (`answerFileId` names it) again, which closes this once it is read; or ask the questions again and close this.',
    endedBy: ['createInquiryAnswer', 'closeException'],
  },
  'deadline-near': {
    meaning:
      'Something must be done within days: the facts say what (`kind`) and by when (`on`). File the claim or its correction, send the appeal, dispute what was paid too little, claim from the estate, or give back what was paid too much. It closes automatically when that is done; when the day passes, it becomes `deadline-missed`.',
    endedBy: [
      'createSubmissions',
      'createPaperBatch',
      'finalizeEncounter',
      'openFiling',
      'correctEncounter',
      'passOverPayer',
      'answerDenial',
      ...(['disputePayments', 'decidePaymentVariance', 'describeEstate', 'changeAuditCase'] as const),
      'moveException',
      'closeException',
    ],
  },
  'deadline-missed': {
    meaning:
      'The last day for something has passed: the facts say for what (`kind`) and, for a claim, which of its lines are still in time. Find out whether the payer had it in time (the proof of timely filing), or grants an exception. Then send it all the same, appeal, or write it off; or close this.',
    endedBy: [
      'createSubmissions',
      'createPaperBatch',
      'finalizeEncounter',
      'openFiling',
      'passOverPayer',
      'answerDenial',
      'writeOffDenial',
      'moveDenial',
      ...(['disputePayments', 'decidePaymentVariance', 'describeEstate', 'changeAuditCase'] as const),
      'moveException',
      'writeOffException',
      'closeException',
    ],
  },
  'card-refund-not-booked': {
    meaning:
      'The card processor refunded (`processorRefundId`) more money than its payment still has here (`paymentId`): the rest went to another account, or was refunded in another way. Bring it back to the payment (take back the transfer, stop the check). The refund is then booked within a day, which closes this. If it was given back twice, enter the loss as a manual entry and close this.',
    endedBy: ['closeException'],
  },
  'report-not-made': {
    meaning:
      'A report that was asked for could not be made; the fact `fault` says why, and the run (`reportRunId`) what to do. Mend that and repeat the run, which closes this; or close it where nobody needs the report.',
    endedBy: ['repeatReportRun', 'closeException'],
  },
  'connection-quiet': {
    meaning:
      'A connection has brought no new file for longer than expected. Look at its runs, then ask the payer or clearinghouse whether they sent any. The next file closes this.',
    endedBy: ['closeException'],
  },
  'connection-failing': {
    meaning:
      'A connection does not work; the fact `failure` says why. Remittances wait at the payer until it is fixed. The next successful run closes this.',
    endedBy: ['closeException'],
  },
  'refund-of-cash-declined': {
    meaning:
      'A payer’s cash that belongs to no claim was to be refunded, but was not. It is in unapplied payer cash again. Apply it to a claim, set it off against its counterpart, or book it.',
    endedBy: ['applyException', 'offsetException', 'bookException'],
  },
  'deposit-without-remittance': {
    meaning:
      'Money is at the bank, but no remittance explains it. It is in unidentified receipts. It is matched automatically when a remittance arrives with the same number and amount. Otherwise ask the payer for the remittance, enter it from paper, or match the deposit yourself. Void a deposit that was entered by mistake.',
    endedBy: ['matchDeposit', 'voidDeposit'],
  },
} as const satisfies Record<string, ExceptionMeaning>;

/**
 * Payments that a person may admit: a conflict of identity, a test, a distant date, an unknown payment method. Any
 * other can only be rejected.
 */
const admissible: readonly string[] = [
  ...['identity-conflict', 'test-interchange', 'payment-date-far-ahead', 'notification-with-money'],
];

const quarantines = Object.fromEntries(
  Object.entries(quarantineReasons).map(([code, meaning]): [string, ExceptionMeaning] => [
    code,
    { meaning, endedBy: admissible.includes(code) ? ['admitRemittance', 'rejectRemittance'] : ['rejectRemittance'] },
  ]),
) as Readonly<Record<keyof typeof quarantineReasons, ExceptionMeaning>>;

/** All exceptions. Nothing opens under another code. */
export const exceptionCodes = { ...postingExceptions, ...otherExceptions, ...quarantines } as const;

export type PostingExceptionCode = keyof typeof postingExceptions;
export type AnyExceptionCode = keyof typeof exceptionCodes;
