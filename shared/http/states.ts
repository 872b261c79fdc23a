/* What ends each state. `docs/states.md` is made from this table, and a test finds a state without a way out. */

/** How a state ends. */
export interface WayOut {
  /** What ends it without a person: an answer comes, or a worker continues. */
  readonly byItself?: string;
  /** Why nothing needs to end it. */
  readonly isOver?: string;
  /** The operations that end it. For a final state, the operations that undo it or begin again. */
  readonly by: readonly string[];
}

const by = (...operations: readonly string[]): WayOut => ({ by: operations });
const byItself = (how: string, ...operations: readonly string[]): WayOut => ({ byItself: how, by: operations });
const over = (why = 'it is over', ...operations: readonly string[]): WayOut => ({ isOver: why, by: operations });

/** A message that fails comes again; one that fails for good is on the dead-letter queue, with an alarm. */
const working = (...operations: readonly string[]): WayOut => byItself('a worker continues', ...operations);

const asks = 'a worker asks; after four days without an answer it is listed';
const files = 'it goes into the next file; after four days in the queue it is listed';

const inquiry = {
  planned: byItself('it is sent on its planned day', 'cancelEligibilityCheck'),
  asking: byItself(asks, 'createEligibilityCheck', 'dismissEligibilityCheck'),
  queued: byItself(files, 'cancelEligibilityCheck', 'createEligibilityCheck', 'dismissEligibilityCheck'),
  sent: byItself(
    'the payer answers; after four days without an answer it needs attention, unless somebody dismisses it',
    'createInquiryAnswer',
  ),
  answered: over(),
  failed: over('its fault says why; send a new one', 'createEligibilityCheck'),
  cancelled: over(),
};

const decidedBySecond = (approve: string, decline: string, reverse: string) => ({
  waiting: by(approve, decline),
  booked: over('it is in the books', reverse),
  declined: over(),
  reversed: over(),
});

/** Things with states, by the name of their schema in the API’s description. */
export const waysOut: Readonly<Record<string, Readonly<Record<string, WayOut>>>> = {
  Encounter: {
    draft: by('finalizeEncounter', 'mergeEncounters', 'voidEncounter'),
    final: over('its charges are in the books', 'correctEncounter', 'voidEncounter'),
    void: over(),
  },
  ClaimState: {
    charged: working('reassembleClaim'),
    'self-pay': over(
      'no payer is billed; what is owed is on the patient’s account',
      'correctEncounter',
      'voidEncounter',
    ),
    held: by('reassembleClaim', 'releaseClaim', 'withdrawClaim', 'correctEncounter', 'voidEncounter'),
    ready: by('createSubmissions', 'createPaperBatch', 'holdClaim', 'withdrawClaim', 'reassembleClaim'),
    withdrawn: by('reassembleClaim', 'correctEncounter', 'voidEncounter'),
    batched: working('resumeSubmission'),
    submitted: byItself(
      'the payer answers; without an answer the claim is listed',
      ...['createPaperRemittance', 'createStatusInquiry', 'resendSubmission', 'openFiling'],
    ),
    accepted: byItself(
      'the payer answers; without an answer the claim is listed',
      ...['createPaperRemittance', 'createStatusInquiry', 'openFiling'],
    ),
    rejected: by('correctEncounter', 'openFiling', 'fileSubmissionAgain', 'voidEncounter'),
    adjudicated: over(
      'the rest is a denial, an exception, due to the next payer, or owed by the patient',
      ...['openFiling', 'unpostLedgerEntry'],
    ),
    predetermined: over('nothing is owed; the services are billed once they are given', 'billPredetermination'),
    voided: over(),
    reversed: byItself('the payer answers again', 'createPaperRemittance', 'openFiling', 'passOverPayer'),
    cancelled: over(),
  },
  Filing: {
    preparing: working('reassembleClaim'),
    held: by('reassembleClaim', 'releaseClaim', 'withdrawClaim', 'correctEncounter'),
    ready: by('createSubmissions', 'createPaperBatch', 'holdClaim', 'withdrawClaim'),
    batched: working('resumeSubmission'),
    submitted: byItself('the payer answers', 'resendSubmission', 'openFiling'),
    accepted: byItself('the payer answers', 'openFiling'),
    rejected: by('openFiling', 'fileSubmissionAgain', 'correctEncounter'),
    answered: over(),
    reversed: byItself('the payer answers again', 'openFiling'),
    withdrawn: over('no payer is billed by it', 'reassembleClaim'),
    cancelled: over(),
  },
  'Claim.payers': {
    waiting: byItself('the payers before it answer'),
    open: byItself('the payer answers', 'openFiling', 'passOverPayer'),
    answered: over(),
  },
  WaitingClaim: {
    waiting: by('retryClaimIntake', 'dismissWaitingClaim'),
    taken: over(),
    known: over(),
    dismissed: over(),
  },
  ClaimIntake: {
    reading: working(),
    done: over(),
    refused: over('correct the file and send it', 'createClaimIntake'),
  },
  Intake: {
    reading: working(),
    done: over(),
    refused: over('correct the file and send it', 'createIntake'),
  },
  IntakeFailure: {
    open: by('retryIntakeFailure', 'takeIntakeFailure', 'dismissIntakeFailure'),
    taken: over(),
    dismissed: over(),
  },
  Submission: {
    gathering: working('resumeSubmission'),
    closed: working('resumeSubmission'),
    sealed: working('resumeSubmission'),
    submitted: over('its file is written; each of its claims is followed', 'resendSubmission', 'fileSubmissionAgain'),
    empty: over(),
  },
  Delivery: {
    waiting: working('stopDelivery'),
    held: by('replaceConnection', 'stopDelivery'),
    sending: working(),
    placing: working(),
    sent: over('the receiver has it', 'resendSubmission'),
    failed: by('resendSubmission', 'confirmDelivery'),
    uncertain: by('confirmDelivery', 'resendSubmission'),
  },
  AcknowledgementFile: { received: working('importAcknowledgementFile'), applied: over() },
  RemittanceFile: {
    received: working('importRemittanceFile'),
    posting: working('importRemittanceFile'),
    done: over(),
    refused: over('correct the file and send it', 'importRemittanceFile'),
  },
  Remittance: {
    planned: by('postRemittance', 'rejectRemittance'),
    posting: working('importRemittanceFile'),
    posted: over('it is in the books; one entered by hand can be voided', 'unpostLedgerEntry', 'voidRemittance'),
    'already-posted': over(),
    held: by('admitRemittance', 'rejectRemittance'),
    admitting: working('importRemittanceFile'),
    quarantined: by('rejectRemittance'),
    rejected: over(),
    voided: over(),
    'clearing-open': over('a software fault; its exception says so', 'closeException'),
  },
  Exception: {
    open: by(
      ...[
        'matchException',
        'applyException',
        'acceptException',
        'offsetException',
        'moveException',
        'writeOffException',
      ],
      ...['bookException', 'closeException', 'retryExceptions'],
    ),
    closed: over(),
    resolved: over(),
  },
  Denial: {
    open: by('answerDenial', 'decideAppeal', 'writeOffDenial', 'moveDenial'),
    closed: over(),
  },
  Deposit: {
    unmatched: byItself('its remittance posts', 'matchDeposit', 'voidDeposit'),
    matched: over('it pays the remittances that it names', 'unmatchDeposit'),
    voided: over(),
  },
  BankStatement: {
    received: working('importBankStatement'),
    done: over(),
    refused: over('correct it and send it', 'importBankStatement'),
  },
  LockboxFile: { posting: working('importLockboxFile'), done: over() },
  PaymentPlan: {
    current: byItself('it is paid', 'endPaymentPlan'),
    behind: byItself('the missed amount is paid', 'endPaymentPlan'),
    completed: over(),
    cancelled: over(),
    broken: over(),
  },
  'PaymentPlan.instalments': {
    coming: byItself('its day comes'),
    due: byItself('it is paid, or missed'),
    missed: byItself('it is paid', 'endPaymentPlan'),
    paid: over(),
  },
  CardOnFile: {
    waiting: byItself('a card is entered, or the page closes', 'removeCard'),
    active: over('it can be charged', 'removeCard'),
    removed: over(),
    lapsed: over('create another one', 'createCard'),
  },
  CardCharge: {
    announced: byItself('its day comes', 'withdrawCardCharge'),
    started: byItself('the processor answers, or the page closes', 'retryCardCharge'),
    paid: over(),
    declined: by('retryCardCharge', 'withdrawCardCharge'),
    withdrawn: over(),
    lapsed: over(),
  },
  'CardCharge.disputes': {
    inquiry: byItself('the card’s bank continues, or drops it'),
    open: byItself('the card’s bank decides', 'bearDispute'),
    closed: over(),
    won: over(),
    lost: over(),
  },
  Refund: {
    requested: by('approveRefund', 'declineRefund'),
    approved: by('sendRefundChecks', 'creditCard', 'declineRefund', 'reportUnclaimedRefunds'),
    crediting: byItself('the processor answers', 'creditCard'),
    sent: byItself(
      'the bank shows the check',
      'clearRefund',
      'stopRefund',
      'acknowledgeRefund',
      'reportUnclaimedRefunds',
    ),
    cleared: over(),
    unclaimed: by('remitRefund', 'stopRefund', 'clearRefund'),
    remitted: over(),
    declined: over(),
  },
  Adjustment: decidedBySecond('approveAdjustment', 'declineAdjustment', 'reverseAdjustment'),
  ManualEntry: decidedBySecond('approveManualEntry', 'declineManualEntry', 'reverseManualEntry'),
  SmallBalanceRun: { running: working(), done: over(), 'broke-off': over('run it again', 'runSmallBalances') },
  AssistanceApplication: {
    open: by('approveAssistance', 'denyAssistance', 'endAssistance', 'amendAssistanceApplication'),
    approved: byItself('its window ends', 'endAssistance', 'applyAssistance'),
    denied: over(),
    withdrawn: over(),
    ended: over(),
  },
  StatementRun: { running: working(), done: over(), 'broke-off': over('run it again', 'createStatementRun') },
  'Statement.notice': {
    waiting: working(),
    sent: over('it left', 'sendStatementNotice'),
    'not-sent': over('the statement says why; create another one', 'sendStatementNotice', 'createStatement'),
  },
  StatementLink: {
    usable: byItself('it expires', 'revokeStatementLink', 'sendStatementNotice'),
    locked: byItself('each wrong date stops counting after a year', 'sendStatementNotice'),
    expired: over('send another one', 'sendStatementNotice'),
    revoked: over('send another one', 'sendStatementNotice'),
    superseded: over('the later statement has its own'),
    closed: over('`because` says what closed it; it opens again when that has ended'),
  },
  Invoice: {
    open: byItself('it is paid', 'createPatientPayment', 'withdrawInvoice'),
    settled: over(),
    withdrawn: over(),
  },
  Account: {
    active: over(),
    ...Object.fromEntries(
      [
        ...['bankruptcy', 'deceased', 'legal-hold', 'returned', 'assistance-pending', 'dispute', 'bad-address'],
        'pre-collect',
      ].map((state) => [state, by('endAccountHold')]),
    ),
    agency: byItself('it is paid', 'recallCase', 'returnCase', 'changeManyCases'),
  },
  CollectionCase: {
    placed: byItself('it is paid', 'recallCase', 'returnCase', 'changeManyCases'),
    returned: by('recallCase', 'changeManyCases'),
    closed: over(),
    recalled: over(),
  },
  AgencyRemit: { posting: working(), posted: over() },
  AgencyRemitLine: { waiting: by('matchRemitLine'), posted: over() },
  PaymentVariance: {
    open: by('decidePaymentVariance', 'disputePayments'),
    disputed: by('decidePaymentDispute'),
    won: byItself('the payer pays', 'decidePaymentVariance'),
    closed: over(),
  },
  Task: {
    open: by('changeTask', 'changeManyTasks'),
    done: over('it was done', 'changeTask'),
    dropped: over('nobody needs it', 'changeTask'),
  },
  Thread: { open: by('closeThread'), closed: over('its conversation has ended', 'postMessage') },
  CorrespondenceSending: {
    waiting: byItself('it leaves at its time', 'changeSending'),
    'handed-over': by('changeSending'),
    sent: over('it left', 'changeSending'),
    'not-sent': over(),
    returned: over('it came back'),
  },
  ReceivedDocument: {
    waiting: by('fileReceivedDocument', 'discardReceivedDocument'),
    filed: over('it is with its claim or account', 'strikeCorrespondence'),
    discarded: over('it was discarded', 'restoreReceivedDocument'),
  },
  CodingWork: {
    draft: by('finalizeEncounter', 'voidEncounter'),
    final: over('its charges are in the books', 'correctEncounter'),
    void: over(),
  },
  CodingReview: {
    asked: by('decideCodingReview'),
    returned: by('requestCodingReview'),
    agreed: over(),
    corrected: over(),
    waived: over(),
  },
  PhysicianQuery: { open: by('answerPhysicianQuery', 'withdrawPhysicianQuery'), answered: over(), withdrawn: over() },
  SelfAudit: {
    reading: working(),
    judging: working(),
    done: over(),
    refused: over('ask for another one', 'createSelfAudit'),
  },
  AuditCase: {
    open: by('changeAuditCase'),
    'under-review': by('changeAuditCase'),
    dismissed: over('nothing is wrong', 'changeAuditCase'),
    confirmed: over('something was done', 'changeAuditCase'),
  },
  ConditionGap: {
    open: by('decideConditionGap'),
    coded: over(),
    linked: over('an encounter codes it', 'decideConditionGap'),
    dismissed: over('somebody stated the reason', 'decideConditionGap'),
  },
  EligibilityCheck: inquiry,
  StatusInquiry: {
    asking: byItself(asks, 'createStatusInquiry', 'dismissStatusInquiry'),
    queued: byItself(files, 'createStatusInquiry', 'dismissStatusInquiry'),
    sent: byItself(
      'the payer answers; after four days without an answer it is listed, unless somebody dismisses it',
      ...['createInquiryAnswer', 'createStatusInquiry', 'dismissStatusInquiry'],
    ),
    answered: over(),
    failed: by('createStatusInquiry', 'dismissStatusInquiry'),
  },
  InquiryFile: { collected: working(), written: over('each of its questions is followed', 'resendSubmission') },
  InquiryAnswer: { received: working('createInquiryAnswer'), read: over(), 'broke-off': by('createInquiryAnswer') },
  Authorization: {
    draft: by('requestAuthorization', 'replaceAuthorization'),
    requested: byItself('the payer answers; until then it is listed', 'replaceAuthorization'),
    pended: byItself('the payer decides', 'requestAuthorization', 'replaceAuthorization'),
    refused: by('requestAuthorization', 'replaceAuthorization'),
    approved: over('claims use it up', 'replaceAuthorization'),
    'partly-approved': over('claims use it up', 'replaceAuthorization'),
    denied: over('the payer denied it', 'replaceAuthorization'),
    'not-needed': over(),
    cancelled: over(),
  },
  AuthorizationRequest: {
    asking: byItself(asks, 'requestAuthorization'),
    queued: byItself(files, 'requestAuthorization'),
    sent: byItself('the payer answers; its authorisation is listed until then', 'createInquiryAnswer'),
    answered: over(),
    failed: over('its authorisation is listed with the fault; request it again', 'requestAuthorization'),
  },
  AttachmentRequest: { open: by('sendAttachments', 'dismissAttachmentRequest'), answered: over(), dismissed: over() },
  AttachmentSending: { requested: working(), written: over(), failed: over('send them again', 'sendAttachments') },
  Enrollment: {
    requested: by('replaceProvider'),
    active: over('it is in force', 'replaceProvider'),
    refused: by('replaceProvider'),
    ended: over('it ended', 'replaceProvider'),
  },
  AccountingPeriod: {
    open: by('closeAccountingPeriod'),
    asked: by('closeAccountingPeriod', 'reopenAccountingPeriod'),
    closed: over('nothing is booked into it', 'reopenAccountingPeriod'),
  },
  Journal: { writing: working(), written: over() },
  ReportRun: { asked: working(), made: over(), failed: by('repeatReportRun') },
  ConnectionRun: {
    running: working(),
    done: over(),
    failed: over('the next run takes the files that are there', 'runConnection'),
    interrupted: over('the next run takes the files that are there', 'runConnection'),
  },
  CodeSet: {
    'in-force': over('lookups use it', 'withdrawCodeSetRelease'),
    'not-in-force': byItself('its day comes', 'createCodeSetLoad'),
    'not-loaded': by('createCodeSetLoad'),
  },
  CodeSetLoad: {
    waiting: working(),
    loading: working(),
    loaded: over(),
    refused: over('correct the files and load them', 'createCodeSetLoad'),
  },
};
