/** Under whose id an action stands, and what it tells. */
interface AuditActionMeaning {
  /** The kind of thing whose id `GET /v1/audit-items/{entityId}` is asked with. */
  readonly trail: string;
  readonly meaning: string;
}

/**
 * Everything that the audit trail can say: `<entity>-<participle>`, who did it and when stand beside it. Ledger entries are their own
 * record; an action here tells of the order or of the reading that led to them.
 */
export const auditActions = {
  'patient-created': { trail: 'patient', meaning: 'A patient was registered.' },
  'patient-read': {
    trail: 'patient',
    meaning: 'A patient, or the patient’s coverages, were read; also as a result of a search.',
  },
  'patient-replaced': { trail: 'patient', meaning: 'A patient’s data were changed.' },
  'coverage-created': { trail: 'patient', meaning: 'A coverage was added to a patient.' },
  'coverage-replaced': { trail: 'patient', meaning: 'A coverage was changed.' },
  'encounter-created': { trail: 'encounter', meaning: 'A draft encounter was saved.' },
  'encounter-read': { trail: 'patient', meaning: 'An encounter was read.' },
  'documentation-added': { trail: 'encounter', meaning: 'A note was added to an encounter.' },
  'documentation-amended': { trail: 'encounter', meaning: 'Something was added to a note.' },
  'documentation-read': {
    trail: 'patient',
    meaning: 'Notes of an encounter, or the list of its documents, were read.',
  },
  'document-attached': { trail: 'encounter', meaning: 'A document was attached to an encounter.' },
  'document-read': { trail: 'patient', meaning: 'A document attached to an encounter was downloaded.' },
  'evaluation-recorded': { trail: 'encounter', meaning: 'A worksheet of the level of a visit was kept.' },
  'evaluation-read': { trail: 'patient', meaning: 'The worksheets of an encounter’s level were read.' },
  'evaluation-codes-replaced': {
    trail: '`evaluation-codes`',
    meaning: 'The office’s codes of visits by category and level were changed.',
  },
  'favorites-replaced': { trail: 'provider', meaning: 'The favourite codes of a provider were changed.' },
  'favorite-used': { trail: 'provider', meaning: 'A favourite code of a provider was used.' },
  'encounter-replaced': { trail: 'encounter', meaning: 'A draft encounter was changed.' },
  'finding-overridden': { trail: 'encounter', meaning: 'A person overrode an error of an edit, with a reason.' },
  'encounter-finalized': { trail: 'encounter', meaning: 'An encounter was finalised and its charges were posted.' },
  'code-picked': {
    trail: '`code-choices`',
    meaning: 'A code was chosen from search or suggestions; its facts name it.',
  },
  'coding-work-changed': {
    trail: 'encounter',
    meaning: 'The coding of an encounter was taken, assigned, released, held, resumed, tagged or closed as work.',
  },
  'coding-work-read': { trail: '`coding-work`', meaning: 'A list of the coding of encounters as work was read.' },
  'coding-review-requested': { trail: 'encounter', meaning: 'A second person was asked to look at an encounter.' },
  'coding-review-decided': {
    trail: 'encounter',
    meaning: 'A second person agreed, returned or corrected an encounter, or a manager waived it.',
  },
  'physician-query-raised': { trail: 'encounter', meaning: 'A physician was asked about an encounter.' },
  'physician-query-read': { trail: 'patient', meaning: 'Queries to physicians about an encounter were read.' },
  'physician-queries-read': { trail: '`physician-queries`', meaning: 'A list of queries to physicians was read.' },
  'physician-query-answered': { trail: 'encounter', meaning: 'A physician answered; the answer amends the record.' },
  'physician-query-withdrawn': { trail: 'encounter', meaning: 'A query was withdrawn, with a reason.' },
  'physician-query-reminded': { trail: 'encounter', meaning: 'A physician was reminded of a query.' },
  'physician-query-escalated': { trail: 'encounter', meaning: 'A query that nobody had answered was escalated.' },
  'coding-settings-replaced': {
    trail: '`coding-settings`',
    meaning: 'What the office decides about coding as work was changed.',
  },
  'self-audit-requested': { trail: 'self-audit', meaning: 'A person asked for a look at the office’s own billing.' },
  'self-audit-ended': {
    trail: 'self-audit',
    meaning: 'A look at the office’s own billing came to its end, or was refused.',
  },
  'self-audit-flags-read': { trail: 'self-audit', meaning: 'Flags of a self-audit were read.' },
  'self-audit-settings-replaced': {
    trail: '`self-audit-settings`',
    meaning: 'What the office decides about looking at its own billing was changed.',
  },
  'specialty-levels-replaced': {
    trail: '`specialty-levels`',
    meaning: 'The table of the levels of specialties was loaded.',
  },
  'audit-case-opened': { trail: 'audit case', meaning: 'A person opened a case from a flag.' },
  'audit-case-read': { trail: 'audit case', meaning: 'A case was read with its notes.' },
  'audit-cases-read': { trail: '`audit-cases`', meaning: 'A list of cases was read.' },
  'audit-case-changed': {
    trail: 'audit case',
    meaning: 'A case was taken up, got a note or evidence, was dismissed, confirmed or opened again.',
  },
  'condition-gaps-read': {
    trail: '`condition-gaps`',
    meaning: 'A list of condition categories that a year lacks was read; its facts name the patients.',
  },
  'condition-gap-read': { trail: 'patient', meaning: 'A condition category that a year lacks was read.' },
  'condition-gap-decided': {
    trail: 'condition gap',
    meaning: 'A person linked a gap to the encounter that codes it, dismissed it, or opened it again.',
  },
  'encounter-reopened': {
    trail: 'encounter',
    meaning: 'A final encounter was opened as a draft again, and its claims cancelled.',
  },
  'encounter-voided': { trail: 'encounter', meaning: 'An encounter was voided, and its claims, if any, cancelled.' },
  'office-replaced': { trail: 'office', meaning: 'The office’s time zone was set.' },
  'payer-created': { trail: 'payer', meaning: 'A payer was set up.' },
  'payer-replaced': { trail: 'payer', meaning: 'A payer was changed.' },
  'provider-created': { trail: 'provider', meaning: 'A provider was set up.' },
  'provider-replaced': { trail: 'provider', meaning: 'A provider was changed.' },
  'facility-created': { trail: 'facility', meaning: 'A facility was set up.' },
  'facility-replaced': { trail: 'facility', meaning: 'A facility was changed.' },
  'fee-schedule-created': { trail: 'fee schedule', meaning: 'A fee schedule was set up.' },
  'fee-schedule-replaced': {
    trail: 'fee schedule',
    meaning: 'What a fee schedule says besides its fees was changed.',
  },
  'fee-schedule-loaded': { trail: 'fee schedule', meaning: 'Fees were loaded into a fee schedule.' },
  'legal-entity-corrected': { trail: 'legal entity', meaning: 'A legal entity’s name or tax id was corrected.' },
  'coding-rules-changed': { trail: 'coding rules version', meaning: 'A new version of the coding rules was made.' },
  'posting-rules-changed': { trail: 'posting rules version', meaning: 'A new version of the posting rules was made.' },
  'claim-read': { trail: 'claim', meaning: 'A claim was read with its content, or its history.' },
  'claims-read': { trail: '`claims`', meaning: 'A list that shows claims was read; its facts name them.' },
  'claim-held': { trail: 'claim', meaning: 'A person holds a claim back.' },
  'claim-released': { trail: 'claim', meaning: 'A person let a claim go that was on hold.' },
  'claim-withdrawn': { trail: 'claim', meaning: 'A person took a claim back before it left.' },
  'claim-filing-opened': {
    trail: 'claim',
    meaning: 'A further filing of a claim was opened: to the next payer, or corrected; its facts say which.',
  },
  'claim-payer-skipped': {
    trail: 'claim',
    meaning:
      'The office decided not to bill a later payer of a claim; the facts name its entry and who is asked instead.',
  },
  'claim-reassembly-requested': { trail: 'claim', meaning: 'A person asked for a claim to be assembled again.' },
  'opening-claims-entered': { trail: 'billing provider', meaning: 'Claims were taken over from another system.' },
  'submission-created': { trail: 'submission', meaning: 'A person asked for a submission.' },
  'submission-gathered': { trail: 'submission', meaning: 'Claims were put into a submission.' },
  'submission-claim-refused': {
    trail: 'submission',
    meaning: 'A claim that the file cannot carry left its submission.',
  },
  'submission-written': { trail: 'submission', meaning: 'The claim file was written.' },
  'submission-claims-submitted': { trail: 'submission', meaning: 'Claims of a written file became submitted.' },
  'submission-resumed': { trail: 'submission', meaning: 'A person had a submission that had stopped go on.' },
  'submission-file-read': { trail: 'submission', meaning: 'A claim file was downloaded.' },
  'remittance-file-received': { trail: 'remittance file', meaning: 'A remittance file was registered for import.' },
  'remittance-file-resumed': { trail: 'remittance file', meaning: 'An import that had not finished was resumed.' },
  'remittance-file-read': { trail: 'remittance file', meaning: 'A remittance file was downloaded.' },
  'remittance-file-planned': {
    trail: 'remittance file',
    meaning: 'A remittance file was read and divided into payments and chunks.',
  },
  'remittance-file-refused': {
    trail: 'remittance file',
    meaning: 'A file was refused: it is no remittance, or not what was announced.',
  },
  'remittance-entered': {
    trail: 'remittance file',
    meaning: 'A remittance from paper or a payer’s portal was entered by hand.',
  },
  'remittance-voided': {
    trail: 'remittance',
    meaning: 'A payment that was entered by mistake was taken out of the books.',
  },
  'remittance-admitted': { trail: 'remittance', meaning: 'A payment of a remittance file was admitted to the books.' },
  'remittance-already-known': {
    trail: 'remittance',
    meaning: 'A payment came again with the same content; nothing was booked.',
  },
  'remittance-held': {
    trail: 'remittance',
    meaning: 'A payment that may be another one’s repetition waits for a person.',
  },
  'remittance-quarantined': {
    trail: 'remittance',
    meaning: 'A payment that does not balance or cannot be read was kept out of the books.',
  },
  'remittance-released': {
    trail: 'remittance',
    meaning: 'A person decided that a held payment is another payment, to be admitted.',
  },
  'remittance-rejected': {
    trail: 'remittance',
    meaning: 'A person decided that a held payment is none of the office’s.',
  },
  'remittance-approved': { trail: 'remittance', meaning: 'A person approved the posting plan of a payment.' },
  'remittance-booked': {
    trail: 'remittance',
    meaning: 'The payment itself was booked as its approved plan says; its claims follow.',
  },
  'remittance-posted': {
    trail: 'remittance',
    meaning: 'Every claim of a payment was posted and its clearing account is at zero.',
  },
  'remittance-left-open': {
    trail: 'remittance',
    meaning: 'A payment’s claims were worked off, and its clearing account is not at zero.',
  },
  'remittance-segments-read': { trail: 'remittance', meaning: 'The segments of a payment or a claim were read.' },
  'remittance-document-read': { trail: 'remittance', meaning: 'A payment or a claim was read as a document.' },
  'exception-matched': { trail: 'exception', meaning: 'A person put cash that waited onto a claim.' },
  'exception-accepted': { trail: 'exception', meaning: 'A person accepted an answer that differs from the claim.' },
  'exception-closed': { trail: 'exception', meaning: 'A person closed an exception without moving money.' },
  'exception-moved': { trail: 'exception', meaning: 'A person said who owes an amount, or that a credit is refunded.' },
  'exception-written-off': { trail: 'exception', meaning: 'A person wrote off an amount that stood with a payer.' },
  'denial-read': { trail: 'claim', meaning: 'A denial of the claim was read.' },
  'denials-read': { trail: '`denials`', meaning: 'A list of denials was read; its facts name their claims.' },
  'exceptions-retried': { trail: 'exception', meaning: 'A person had what waited for set-up tried again.' },
  'exception-applied': { trail: 'exception', meaning: 'A person put money that waited onto a claim as it is.' },
  'exception-booked': { trail: 'exception', meaning: 'A person booked money that is of no claim to an account.' },
  'exception-balanced': { trail: 'exception', meaning: 'A person set money that waited off against its counterpart.' },
  'deposit-voided': { trail: 'deposit', meaning: 'A person took back a deposit that was entered by mistake.' },
  'denial-answered': {
    trail: 'denial',
    meaning: 'A person sent an appeal or a corrected claim, and waits for the payer.',
  },
  'denial-moved': { trail: 'denial', meaning: 'A person said who owes what a payer refused.' },
  'denial-written-off': { trail: 'denial', meaning: 'A person wrote off what a payer refused.' },
  'ledger-entries-read': {
    trail: 'claim, remittance, deposit or day',
    meaning: 'Ledger entries of it were read.',
  },
  'ledger-entry-source-read': { trail: 'claim or remittance', meaning: 'The payer’s bytes behind an entry were read.' },
  'ledger-entry-unposted': { trail: 'ledger entry', meaning: 'A person took a payer’s answer off its claim.' },
  'ledger-entry-moved': { trail: 'ledger entry', meaning: 'A person moved a payer’s answer to another claim.' },
  'deposit-entered': { trail: 'deposit', meaning: 'A deposit was entered.' },
  'deposit-matched': { trail: 'deposit', meaning: 'A person matched a deposit with remittances.' },
  'deposit-unmatched': { trail: 'deposit', meaning: 'A person took a deposit and its remittances apart.' },
  'bank-statement-received': { trail: 'bank statement', meaning: 'A bank statement was registered for import.' },
  'intake-requested': { trail: 'intake', meaning: 'A file of encounters was given to be taken in.' },
  'intake-ended': { trail: 'intake', meaning: 'A file of encounters was read to its end, or refused.' },
  'intake-retried': { trail: 'intake', meaning: 'A person had what failed of a file tried again.' },
  'intake-failure-dismissed': { trail: 'intake', meaning: 'A person dismissed a failure of a file.' },
  'intake-mapping-replaced': { trail: '`intake-mappings`', meaning: 'The mapping of a CSV file was set.' },
  'code-set-load-requested': { trail: 'code set load', meaning: 'A person asked for a load of official files.' },
  'code-set-loaded': { trail: 'code set load', meaning: 'A release of a code set was loaded.' },
  'code-set-load-refused': { trail: 'code set load', meaning: 'Official files were refused; nothing was loaded.' },
  'code-set-withdrawn': { trail: 'code set load', meaning: 'A person withdrew a release of a code set.' },
  'connection-created': { trail: 'connection', meaning: 'A connection was set up.' },
  'connection-replaced': { trail: 'connection', meaning: 'A connection was changed.' },
  'connection-run-requested': { trail: 'connection', meaning: 'A person asked for a run of a connection.' },
  'acknowledgement-file-received': {
    trail: 'acknowledgement file',
    meaning: 'A connection brought an acknowledgement file.',
  },
} as const satisfies Readonly<Record<string, AuditActionMeaning>>;

export type AuditAction = keyof typeof auditActions;
