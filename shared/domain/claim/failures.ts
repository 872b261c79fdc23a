import type { FailureMeaning } from '../result.ts';

/** What can be wrong with claim requests. */
export const claimFailures = {
  'claim-has-left': {
    status: 409,
    title: 'The claim was already sent',
    detail:
      'It is in a submission, or at the payer; `claimState` says which. Only a claim that was not sent can be held, withdrawn or assembled again.',
    retryable: false,
  },
  'claim-being-assembled': {
    status: 409,
    title: 'The claim is being assembled',
    detail: 'In a moment it is ready, or held with its reasons. If that does not happen, have it assembled again.',
    retryable: true,
  },
  'claim-has-postings': {
    status: 409,
    title: 'Something is posted on the claim',
    detail:
      'Only a claim that has nothing but its charges can be cancelled. First take off what was posted to it (`unpostLedgerEntry`). Nothing was changed.',
    retryable: false,
  },
  'claim-on-hold': {
    status: 409,
    title: 'A person holds the claim',
    detail:
      'Release it first (`releaseClaim`): assembling it again would end the hold unnoticed. The claim goes out with what is on file then in any case.',
    retryable: false,
  },
  'payer-takes-files': {
    status: 409,
    title: 'The payer takes claims in files',
    detail:
      'Its claims are sent, not printed: POST /v1/submissions. If it takes paper only, say so with the payer: `filesOn`. A claim that was to be printed is assembled for a file again with `reassembleClaim`.',
    retryable: false,
  },
  'no-paper-claims': {
    status: 409,
    title: 'No claim waits to be printed for this payer',
    detail:
      'Claims wait here once they are assembled. One that is held, or was printed before, says so in its `state`. One that was ready before the payer came to take paper is moved here when you name it in `claimIds`.',
    retryable: false,
  },
  'payer-address-missing': {
    status: 409,
    title: 'The vendor who mails the claims gets no address of the payer',
    detail: 'Enter the payer’s `address` (PUT /v1/payers/{payerId}), then print again.',
    retryable: false,
  },
  'printer-unknown': {
    status: 409,
    title: 'The office has no printer of this name',
    detail: 'Name one of GET /v1/paper-settings, or add it there with its offset.',
    retryable: false,
  },
  'claim-without-filing': {
    status: 409,
    title: 'No payer is billed for this claim',
    detail: 'The patient owes all of it: there is nothing to hold, withdraw or assemble.',
    retryable: false,
  },
  'disclosure-forbidden': {
    status: 409,
    title: 'The patient forbade telling a plan about these services',
    detail:
      'The patient paid in full, and the encounter says `disclosureForbidden` (45 CFR 164.522(a)). Nothing of this claim goes to a payer. If the patient allows it again, correct the encounter (`correctEncounter`).',
    retryable: false,
  },
  'void-unanswered': {
    status: 409,
    title: 'The payer has not answered an earlier void',
    detail:
      '`filing` is its number. The payer’s reversal answers it. If the payer has no void, ask for the claim’s status (`createStatusInquiry`): once it says so, another void can be sent. `resendSubmission` sends the same file again.',
    retryable: false,
  },
  'filing-underway': {
    status: 409,
    title: 'A filing of the claim is on its way out',
    detail:
      'It is being assembled, held, ready or in a submission; the last of `filings` says which. Send it or withdraw it first.',
    retryable: false,
  },
  'no-payer-in-turn': {
    status: 409,
    title: 'It is no later payer’s turn',
    detail:
      'Only a payer that is billed after others, once those have answered and left an amount with it, can be passed over.',
    retryable: false,
  },
  'claim-not-sent': {
    status: 409,
    title: 'Nothing of this claim was sent yet',
    detail:
      'Its first filing can be held, withdrawn and assembled again (`reassembleClaim`). Further filings come after it.',
    retryable: false,
  },
  'claim-without-services': {
    status: 409,
    title: 'The services of this claim are not on file',
    detail:
      'The claim was taken over with its balances only, so no claim can be made from it here. Send it from where it was coded.',
    retryable: false,
  },
  'claim-of-encounter': {
    status: 409,
    title: 'The claim was coded here',
    detail:
      'Its services are those of its encounter (`encounterId` of the claim): read, correct or void them there (`getEncounter`, `correctEncounter`, `voidEncounter`).',
    retryable: false,
  },
  'nothing-to-file': {
    status: 409,
    title: 'No payer is to be asked now',
    detail:
      'Every payer whose turn has come was asked. Name `share` and `frequency` to ask one of them again, corrected or voided.',
    retryable: false,
  },
  'nothing-to-correct': {
    status: 409,
    title: 'This payer has no claim to correct',
    detail:
      'It was never billed, or its claim came back rejected, or (for a void) it has not accepted the claim yet. File a rejected claim as `original`. If the payer has the claim all the same, give the payer’s claim number (`payerClaimNumber`).',
    retryable: false,
  },
  'claim-being-corrected': {
    status: 409,
    title: 'The claim is being corrected',
    detail:
      'Its encounter is a draft again. Finalise it first. Then the corrected claim is filed, or the next filing is proposed (`proposeFiling`).',
    retryable: false,
  },
  'claim-void': {
    status: 409,
    title: 'The claim was billed in error',
    detail:
      'It is void, and so is its encounter, if it has one; its charges are taken back. Payers that have the claim can only be told that: open a filing with the frequency `void`.',
    retryable: false,
  },
  'claim-cancelled': {
    status: 409,
    title: 'The claim is cancelled',
    detail:
      'Its encounter was corrected or voided, and its charges are reversed. A corrected encounter has new claims once it is finalised.',
    retryable: false,
  },
  'claim-stands-otherwise': {
    status: 409,
    title: 'The claim’s status does not allow this',
    detail:
      'See `claimState`. A ready claim can be held. A claim that a person holds can be released. A ready or held claim can be withdrawn. A withdrawn claim can be assembled again.',
    retryable: false,
  },
  'control-number-taken': {
    status: 409,
    title: 'Another claim has this patient control number',
    detail:
      'Each patient control number belongs to one claim. `errors` names the place; nothing of the request was saved.',
    retryable: false,
  },
  'claims-not-ready': {
    status: 409,
    title: 'Not every claim that you name is ready',
    detail: 'Only ready claims are sent. `errors` names those that are not; nothing was begun.',
    retryable: false,
  },
  'partner-takes-no-files': {
    status: 409,
    title: 'Files are not sent to this receiver automatically',
    detail:
      'The receiver is not a trading partner on record, or its `delivery` is `by-hand`. Download the file, or set how files are delivered.',
    retryable: false,
  },
  'delivery-underway': {
    status: 409,
    title: 'The file is on its way already',
    detail: 'A delivery of it is still running. Watch its state; send the file again once it has ended.',
    retryable: true,
  },
  'delivery-not-waiting': {
    status: 409,
    title: 'Nothing of the file waits to be delivered',
    detail: 'Only a file that waits for its next attempt, or is held while its connection is off, can be stopped.',
    retryable: false,
  },
  'delivery-not-uncertain': {
    status: 409,
    title: 'The delivery is not in doubt',
    detail: 'Only a failed delivery, or one whose arrival is not known, can be confirmed.',
    retryable: false,
  },
  'claims-of-other-receiver': {
    status: 422,
    title: 'Claims that you name go to another receiver',
    detail: 'Leave `receiverId` out, or name claims of that receiver. `errors` names the others; nothing was begun.',
    retryable: false,
  },
  'submissions-too-many': {
    status: 422,
    title: 'The claims that you name go into too many files',
    detail: 'One request begins at most 40 files. Name the claims of fewer receivers; nothing was begun.',
    retryable: false,
  },
  'acknowledgement-settled': {
    status: 409,
    title: 'It is certain which filing this is about',
    detail: 'Somebody has named the filing. Read the acknowledgements of the claim: they say which, and what it did.',
    retryable: false,
  },
  'submission-turned-away': {
    status: 409,
    title: 'The receiver turned this file away',
    detail:
      'Its claims are rejected, and the same bytes would be rejected again, or arrive in addition to claims that were filed again. Correct what the acknowledgement names, then file the claims again.',
    retryable: false,
  },
  'submission-not-written': {
    status: 409,
    title: 'The submission has no file',
    detail: 'The file is still being written, or there was no claim to send. Read the submission for its state.',
    retryable: true,
  },
} as const satisfies Record<string, FailureMeaning>;
