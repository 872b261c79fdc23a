import type { CardCharge } from '../domain/card/charge.ts';
import { installation, type TenantId } from '../domain/identity/ids.ts';
import { cents } from '../domain/money/cents.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import {
  accountPaymentsIndex,
  accountPlanKey,
  billingSettingsKey,
  clientBalanceKey,
  clientChargeKey,
  foreignClaimsIndex,
  heldIndex,
  owedIndex,
  paymentListIndex,
  paymentPlanIndex,
} from './keys/account.ts';
import {
  acknowledgementFileKey,
  claimAcknowledgementKey,
  controlNumberKey,
  deliveryKey,
  fileAnswerKey,
  submissionAcknowledgementKey,
} from './keys/acknowledgement.ts';
import { adjustmentIndex, claimAdjustmentsIndex } from './keys/adjustment.ts';
import { accountAssistanceIndex, assistanceIndex } from './keys/assistance.ts';
import { attachmentRequestKey, attachmentSendingKey, openAttachmentRequestIndex } from './keys/attachment.ts';
import {
  batchingKey,
  depositClueKey,
  depositSumKey,
  inTransitIndex,
  inTransitKey,
  openDepositIndex,
  openDepositKey,
  waitingPaymentIndex,
} from './keys/bank.ts';
import {
  accountCardsIndex,
  accountChargesIndex,
  accountLinksIndex,
  cardChargeIndex,
  cardEventKey,
} from './keys/card.ts';
import {
  claimBalanceKey,
  claimHistoryKey,
  claimLookupIndex,
  claimSourceKey,
  counterKey,
  filingKey,
  joinedClaimsKey,
  payerClaimNumberKey,
  priorAnswerKey,
  readyIndex,
  receiverKey,
} from './keys/claim.ts';
import { loadedReleaseKey, withdrawnReleaseKey } from './keys/code-set.ts';
import { evaluationCodesKey, evaluationKey, favoritesKey, favoriteUsesKey } from './keys/coding-aids.ts';
import {
  codingCountsKey,
  codingSettingsKey,
  codingWorkIndex,
  codingWorkKey,
  oldestDraftsKey,
  openQueryIndex,
  physicianQueryKey,
} from './keys/coding-work.ts';
import {
  agencyCaseIndex,
  agencyFeesKey,
  agencyFileIndex,
  agencyNoticeKey,
  agencyOutboxKey,
  caseIndex,
  claimInterestIndex,
  remitLineIndex,
  remitLineKey,
  waitingLineIndex,
} from './keys/collection.ts';
import {
  connectionDownloadKey,
  connectionFileIndex,
  connectionFileKey,
  connectionRunKey,
  connectionStateKey,
} from './keys/connection.ts';
import {
  contractRatesKey,
  contractVersionKey,
  openVarianceIndex,
  payerContractsKey,
  variancesThroughKey,
} from './keys/contract.ts';
import { correspondenceIndex, correspondenceListIndex, followUpIndex, wordingKey } from './keys/correspondence.ts';
import { amendmentKey, documentKey, noteKey } from './keys/documentation.ts';
import { entityKey, externalIdKey, listIndex, monthIndex } from './keys/entity.ts';
import { estimateEditionKey, estimatesToGiveIndex, patientEstimatesIndex } from './keys/estimate.ts';
import {
  claimInquiryKey,
  coverageCheckKey,
  inquiryChannelKey,
  inquirySettingsKey,
  queuedInquiryKey,
} from './keys/inquiry.ts';
import { intakeFailureKey, intakeMappingKey, intakeQueueIndex, waitingClaimKey } from './keys/intake.ts';
import {
  ageingKey,
  dayFactsKey,
  keptReportsKey,
  keptThroughKey,
  ledgerDayIndex,
  ledgerEntryKey,
  periodKey,
  totalsKey,
} from './keys/ledger.ts';
import { manualEntryIndex } from './keys/manual-entry.ts';
import {
  authorizationKey,
  billedServicesKey,
  codeChoicesKey,
  codingRulesKey,
  codingRulesVersionKey,
  coverageKey,
  feeBlockKey,
  feeSchedulesKey,
  feeScheduleVersionKey,
  medicalRecordKey,
  memberSearchKey,
  officeKey,
  paperSettingsKey,
  partnerOfReceiverKey,
  patientSearchKey,
  payeeIdentityKey,
  payerIdentityKey,
  postingRulesKey,
  postingRulesVersionKey,
  providerIdentityKey,
} from './keys/practice.ts';
import { refundIndex } from './keys/refund.ts';
import {
  chunkKey,
  paymentChannelKey,
  paymentKey,
  plannedKey,
  recoupmentKey,
  remittanceFileKey,
  remittanceKey,
  waitingKey,
} from './keys/remittance.ts';
import {
  auditFlagKey,
  auditSettingsKey,
  auditSliceKey,
  conditionGapIndex,
  specialtyLevelsKey,
} from './keys/self-audit.ts';
import {
  accountInvoicesIndex,
  accountStatementsIndex,
  invoicedChargeKey,
  lastStatementKey,
  runSliceKey,
} from './keys/statement.ts';
import type { IndexKey, Key, SecondIndexKey } from './keys/table.ts';
import { receivedDocumentIndex, taskIndex, threadAboutIndex, threadIndex } from './keys/task.ts';
import {
  auditKey,
  deedIndex,
  dueKey,
  idempotencyKey,
  openDenialIndex,
  openExceptionIndex,
  pageTokenSecretKey,
} from './keys/work.ts';

/** The items of the table, as data: `docs/data-model.md` is generated from it, with keys made by the real builders. */
export interface EntityDescription {
  /** The `type` attribute of the item. */
  readonly type: string;
  readonly purpose: string;
  readonly key: Key;
  readonly index?: IndexKey;
  readonly second?: SecondIndexKey;
  /** How it is read. */
  readonly access: readonly string[];
  /** Its attributes besides the key, in short. */
  readonly attributes: string;
}

const tenant = 'example-office' as TenantId;
const ulid = '01JD0EXAMP1E00000000000000';
const claimId = 'S0123456789ABCD9';
const at = '2026-11-23T14:05:06.789Z';
const day = '2026-11-23' as LocalDate;
const id = (prefix: string): string => `${prefix}_${ulid}`;

const exampleCharge: CardCharge = {
  ...{ id: id('cch'), version: 1, connectionId: id('ccn'), entityId: id('ent'), accountId: id('acc'), way: 'on-file' },
  ...{ state: 'announced', cents: cents(12500), createdAt: at, createdBy: 'user', claimIds: [claimId], attempt: 1 },
};

const byId = 'one, by its id';
const listed = 'all of the office, by the index';
const listedByMonth = 'those of a month, by the index, newest first';

/** What people set up: the practice and its patients. */
const practice: readonly EntityDescription[] = [
  {
    type: 'payer',
    purpose: 'Who pays, with its identities in each transaction.',
    key: entityKey(tenant, 'PAYER', id('pay')),
    index: listIndex(tenant, 'PAYER', id('pay')),
    access: [byId, listed],
    attributes:
      'id, version, externalId, name, claimPayerId, filingIndicator, receiver, remittanceIdentities, address, filesOn',
  },
  {
    type: 'trading-partner',
    purpose: 'With whom claim files are exchanged: identifiers, limits, what is expected, how files leave.',
    key: entityKey(tenant, 'TRADING-PARTNER', id('tpa')),
    index: listIndex(tenant, 'TRADING-PARTNER', id('tpa')),
    access: [byId, listed],
    attributes:
      'id, version, name, receiverId, envelope, separators, submitter, usage, claimsPerFile, answersFrom, expects, delivery',
  },
  {
    type: 'partner-of-receiver',
    purpose: 'The trading partner of a receiver; only one can be it.',
    key: partnerOfReceiverKey(tenant, 'EXAMPLECLEAR'),
    access: ['by the receiver, when a submission begins'],
    attributes: 'entityId',
  },
  {
    type: 'payer-identity',
    purpose: 'One identity that a payer uses in remittances; it belongs to one payer.',
    key: payerIdentityKey(tenant, 'payer-id', '99999'),
    access: ['the payer of a payment, by an identity in the remittance'],
    attributes: 'payerId',
  },
  {
    type: 'provider',
    purpose: 'Who treats, refers or bills.',
    key: entityKey(tenant, 'PROVIDER', id('prv')),
    index: listIndex(tenant, 'PROVIDER', id('prv')),
    access: [byId, listed],
    attributes:
      'id, version, externalId, npi, taxonomyCode, name, activeFrom, activeTo, billing (tax id, address, submitter), entityId',
  },
  {
    type: 'legal-entity',
    purpose:
      'The owner of a tax id: one set of books, shared by its billing providers. Its id does not contain the tax id.',
    key: entityKey(tenant, 'LEGAL-ENTITY', id('ent')),
    index: listIndex(tenant, 'LEGAL-ENTITY', id('ent')),
    access: [byId, listed],
    attributes: 'id, version, name, taxId, billingProviderIds (the current ones)',
  },
  {
    type: 'payee-identity',
    purpose:
      'A tax id, which always belongs to one legal entity; or the NPI of one billing provider, which leads to its current legal entity.',
    key: payeeIdentityKey(tenant, 'npi', '1234567893'),
    access: ['the books of a payment, by the payee that the remittance names'],
    attributes: 'entityId, providerId (of an NPI)',
  },
  {
    type: 'provider-identity',
    purpose: 'Keeps an NPI with a taxonomy code for one provider.',
    key: providerIdentityKey(tenant, '1234567893', '207Q00000X'),
    access: ['whether the provider is there already'],
    attributes: 'providerId',
  },
  {
    type: 'facility',
    purpose: 'Where care is given.',
    key: entityKey(tenant, 'FACILITY', id('fac')),
    index: listIndex(tenant, 'FACILITY', id('fac')),
    access: [byId, listed],
    attributes: 'id, version, externalId, name, npi, address, placeOfService',
  },
  {
    type: 'office',
    purpose: 'The settings of an office.',
    key: officeKey(tenant),
    access: ['the office’s own'],
    attributes: 'version, timeZone, submitterName, billNextPayer, deadlineNoticeDays',
  },
  {
    type: 'paper-settings',
    purpose: 'The office’s printers, and how text is moved to meet their paper.',
    key: paperSettingsKey(tenant),
    access: ['the office’s own'],
    attributes: 'version, printers (name, right, down)',
  },
  {
    type: 'coding-settings',
    purpose: 'What an office decides about coding as work: days, reviews, reminders.',
    key: codingSettingsKey(tenant),
    access: ['the office’s own'],
    attributes:
      'version, codingDays, reviewPercent, reviewRates, reviewTags, remindAfterDays, escalateAfterDays, escalateTo',
  },
  {
    type: 'oldest-drafts',
    purpose: 'The month from which on an office may have drafts: lists of work do not look at earlier ones.',
    key: oldestDraftsKey(tenant),
    access: ['the office’s own'],
    attributes: 'month',
  },
  {
    type: 'fee-schedules',
    purpose: 'Every fee schedule of the office without its rows, which a price reads first.',
    key: feeSchedulesKey(tenant),
    access: ['the office’s own'],
    attributes:
      'revision, schedules (id, version, externalId, name, effectiveFrom, effectiveTo, appliesTo, anesthesia, rows: where they are)',
  },
  {
    type: 'fee-schedule-version',
    purpose: 'One version of a fee schedule without its rows, and who made it. It never changes.',
    key: feeScheduleVersionKey(tenant, id('fee'), 1),
    access: ['all of a schedule, by their partition', 'one, by its number'],
    attributes: 'as in the directory, and at, by, change, counts',
  },
  {
    type: 'fees',
    purpose: 'A block of the rows that a version of a fee schedule brought, by the digest of their code.',
    key: feeBlockKey(tenant, id('fee'), 1, 0),
    access: ['the block of a code, by schedule and version', 'all of a version, at most 64'],
    attributes: 'fees: a row a line, of procedure, modifiers, place, cents and base units',
  },
  {
    type: 'payer-contracts',
    purpose: 'Every contract with payers without its rates, which an expected payment reads first.',
    key: payerContractsKey(tenant),
    access: ['the office’s own'],
    attributes:
      'revision, contracts (id, version, name, payerIds, groupNumbers, billingProviderIds, entityIds, effectiveFrom, effectiveTo, lesserOf, rounding, medicare, reduction, modifierRules, keptBack, threshold, disputeDays, rows: where they are)',
  },
  {
    type: 'payer-contract-version',
    purpose: 'One version of a contract with payers without its rates, and who made it. It never changes.',
    key: contractVersionKey(tenant, id('ctr'), 1),
    access: ['all of a contract, by their partition', 'one, by its number'],
    attributes: 'as in the directory, and at, by, change, counts',
  },
  {
    type: 'payer-contract-rates',
    purpose: 'The rates that a version of a contract brought. They never change.',
    key: contractRatesKey(tenant, id('ctr'), 1),
    access: ['by contract and version'],
    attributes:
      'packed (compressed JSON): rows (number, kind, code, revenue, drg, modifiers, place, cents, basisPoints, …)',
  },
  {
    type: 'payment-variance',
    purpose: 'What a payment of a claim differs by from what the contract says, in one direction. PHI.',
    key: entityKey(tenant, 'PAYMENT-VARIANCE', id('var')),
    index: openVarianceIndex(tenant, at, id('var')),
    access: [
      'by its id, which follows from the claim',
      'those that stand, by the index, in four shards; those that are over, by the month of their end',
    ],
    attributes:
      'id, version, claimId, direction, state, outcome, payerId, billingProviderId, providerId, entityId, contractId, contractVersion, contractName, answeredOn, expectedCents, allowedCents, cents, recoveredCents, lines, disputeBy, disputeIds, decision, foundAt, closedAt',
  },
  {
    type: 'payment-dispute',
    purpose: 'A letter to a payer about what it paid too little, and what became of it.',
    key: entityKey(tenant, 'PAYMENT-DISPUTE', id('pdp')),
    index: monthIndex(tenant, 'PAYMENT-DISPUTE', at, id('pdp')),
    access: [byId, listedByMonth],
    attributes:
      'id, version, payerId, billingProviderId, varianceIds, template, letter (sha256, sizeBytes), expectedCents, allowedCents, cents, disputeBy, createdAt, createdBy, outcome',
  },
  {
    type: 'variances-through',
    purpose: 'The day up to which payers’ answers were held against the contracts.',
    key: variancesThroughKey(tenant),
    access: ['the office’s own'],
    attributes: 'through',
  },
  {
    type: 'patient',
    purpose: 'A patient. All of it is PHI.',
    key: entityKey(tenant, 'PATIENT', id('pat')),
    access: [byId, 'with all coverages, in one query'],
    attributes:
      'id, version, externalId, name, birthDate, sex, address, coverageRevision (goes up with each change to a coverage)',
  },
  {
    type: 'coverage',
    purpose: 'One insurance of a patient.',
    key: coverageKey(tenant, id('pat'), id('cov')),
    access: ['all of a patient, at most 50'],
    attributes:
      'id, version, patientId, payerId, order, memberId, groupNumber, groupName, relationship, subscriber, activeFrom, activeTo',
  },
  {
    type: 'billed-services',
    purpose:
      'What a final encounter billed, for the edits of the patient’s next encounters. Made again from the encounter; expires after five years.',
    key: billedServicesKey(tenant, id('pat'), id('enc')),
    access: ['all of a patient, in the query that reads the patient'],
    attributes: 'billingProviderId, services (a short text for each line)',
  },
  {
    type: 'patient-search',
    purpose: 'Finds patients by last name and birth date; the key has only their digest.',
    key: patientSearchKey(tenant, ['EXAMPLE', '1980-01-31'], id('pat')),
    access: ['all patients with the name and birth date'],
    attributes: 'patientId',
  },
  {
    type: 'member-search',
    purpose: 'Finds patients by a coverage’s member id and the birth date; the key has only their digest.',
    key: memberSearchKey(tenant, 'EXAMPLE1', '1980-01-31', id('pat')),
    access: ['patients, by member id and birth date'],
    attributes: 'patientId',
  },
  {
    type: 'medical-record',
    purpose: 'Keeps a medical record number for one patient; the key has only its digest.',
    key: medicalRecordKey(tenant, 'EXAMPLE-1'),
    access: ['the patient, by the medical record number'],
    attributes: 'entityId',
  },
  {
    type: 'external-id',
    purpose:
      'A caller’s own id for a payer, provider, facility, fee schedule, patient or encounter; unique within each kind.',
    key: externalIdKey(tenant, 'PATIENT', 'EXAMPLE-1'),
    access: ['the record itself, by the caller’s own id for it'],
    attributes:
      'entityId; of an encounter that a program sent: intakeId, heard (digests of what was said of it), mergedInto',
  },
];

/** From the visit to the file that is sent. */
const outgoing: readonly EntityDescription[] = [
  {
    type: 'encounter',
    purpose: 'A visit as documented and coded. Final once its charges are posted.',
    key: entityKey(tenant, 'ENCOUNTER', id('enc')),
    index: monthIndex(tenant, 'ENCOUNTER', at, id('enc')),
    access: [byId, listedByMonth],
    attributes:
      'id, version, kind, createdAt, state (draft; final with its claim ids), patientId, billingProviderId, externalId, packed (all else, as compressed JSON)',
  },
  {
    type: 'evaluation',
    purpose:
      'A worksheet of the level of a visit: what was found in the record, what follows, and who says so. It never changes.',
    key: evaluationKey(tenant, id('enc'), id('evl')),
    access: ['all of an encounter, at most 100'],
    attributes:
      'id, encounterId, encounterVersion, at, by, worksheet, result (level, basis, decision, prolonged units, codes)',
  },
  {
    type: 'evaluation-codes',
    purpose: 'The office’s codes of visits by category and level.',
    key: evaluationCodesKey(tenant),
    access: ['the office’s own'],
    attributes: 'version, levels (category, level, code), prolonged (category, by, code)',
  },
  {
    type: 'favorites',
    purpose: 'The favourite codes of a provider, in groups.',
    key: favoritesKey(tenant, id('prv')),
    access: ['by the provider'],
    attributes: 'providerId, version, groups (name, favorites: kind, code, modifiers, label)',
  },
  {
    type: 'favorite-uses',
    purpose: 'How often each favourite of a provider was used.',
    key: favoriteUsesKey(tenant, id('prv')),
    access: ['by the provider, with the favourites'],
    attributes: 'a counter for each favourite, by its code and modifiers',
  },
  {
    type: 'encounter-note',
    purpose: 'What was documented of an encounter. It is never changed; the encounter’s codes stand apart from it.',
    key: noteKey(tenant, id('enc'), id('not')),
    access: ['all of an encounter with their amendments, in one query', byId],
    attributes: 'id, encounterId, kind, packedText (compressed), procedures, at, by',
  },
  {
    type: 'encounter-amendment',
    purpose: 'What was added to a note later.',
    key: amendmentKey(tenant, id('enc'), { noteId: id('not'), number: 1 }),
    access: ['with its note'],
    attributes: 'noteId, number, packedText, at, by',
  },
  {
    type: 'encounter-document',
    purpose: 'A document attached to an encounter; its bytes are a file of the bucket.',
    key: documentKey(tenant, id('enc'), id('doc')),
    access: ['all of an encounter', byId],
    attributes: 'id, encounterId, mediaType, title, sha256, sizeBytes, at, by',
  },
  {
    type: 'coding-work',
    purpose:
      'What people said of the coding of an encounter: who does it, by when, what it waits for. A plain draft has none.',
    key: codingWorkKey(tenant, id('enc')),
    index: codingWorkIndex(tenant, id('enc')),
    access: ['with its encounter', 'those that are not done, by the index, in four shards'],
    attributes: 'encounterId, version, assignedTo, dueOn, tags, hold, review, openQueries, reopened, confirmed',
  },
  {
    type: 'physician-query',
    purpose: 'A question to a physician about the record of an encounter, and its answer.',
    key: physicianQueryKey(tenant, id('enc'), id('qry')),
    index: openQueryIndex(tenant, day, id('qry')),
    access: [
      byId,
      'all of an encounter',
      'the open ones by the day of their escalation, by the index, in four shards; the ended ones, by the month of their end',
    ],
    attributes:
      'id, version, state, encounterId, patientId, billingProviderId, facilityId, to, indicators, question, form, askedBy, askedAt, dueOn, reminders, answer, withdrawal',
  },
  {
    type: 'coding-counts',
    purpose: 'How the reviews and queries of a coder went on a day.',
    key: codingCountsKey(tenant, day, 'user-coder'),
    access: ['those of a day, by prefix'],
    attributes:
      'coder, agreed, returned, corrected, waived, queriesRaised, queriesAnswered, queriesWithdrawn, queriesEscalated, answerMinutes',
  },
  {
    type: 'self-audit',
    purpose: 'A look at the office’s own billing: its period, how far it is, what it found.',
    key: entityKey(tenant, 'SELF-AUDIT', id('sau')),
    index: monthIndex(tenant, 'SELF-AUDIT', at, id('sau')),
    access: [byId, listedByMonth],
    attributes:
      'id, kind, from, to, year, settings, requestedAt, requestedBy, state, month, after, slices, read, counted, found, notJudged, refusal, endedAt',
  },
  {
    type: 'self-audit-slice',
    purpose: 'What a self-audit read of some 200 encounters: ids, codes, days and units. It expires after a week.',
    key: auditSliceKey(tenant, id('sau'), 1),
    access: ['all of a self-audit, by their partition'],
    attributes: 'packed (compressed JSON), expiresAt',
  },
  {
    type: 'self-audit-flag',
    purpose: 'Something in a provider’s billing that a payer may ask about, with its figures and encounters.',
    key: auditFlagKey(tenant, id('sau'), 1),
    access: ['all of a self-audit, by their partition', 'one, by its number'],
    attributes:
      'number, rule, providerId, subject, reasons, own, peers, specialty, threshold, parts, encounters, flagged, encounterIds, citation',
  },
  {
    type: 'self-audit-settings',
    purpose: 'What an office decides about looking at its own billing.',
    key: auditSettingsKey(tenant),
    access: ['the office’s own'],
    attributes:
      'version, leastEncounters, pointsAbove, mueNearPercent, mueNearSharePercent, pairSharePercent, dayMinutes, typicalMinutes',
  },
  {
    type: 'specialty-levels',
    purpose: 'How often specialties bill each level of visits, as the office loaded it.',
    key: specialtyLevelsKey(tenant),
    access: ['the office’s own'],
    attributes: 'version, source, rows (taxonomyCode, category, level, visits)',
  },
  {
    type: 'audit-case',
    purpose: 'What may be fraud or overbilling, and what became of it. For managers and whom it names.',
    key: entityKey(tenant, 'AUDIT-CASE', id('cas')),
    index: listIndex(tenant, 'AUDIT-CASE', id('cas')),
    access: [byId, listed],
    attributes:
      'id, version, source, selfAuditId, from, to, flag, referral, named, excluded, state, openedAt, openedBy, reviewer, notes, evidence, clock, disclosures, decisions',
  },
  {
    type: 'condition-gap',
    purpose: 'A condition category of a patient that earlier years coded and a year does not. PHI.',
    key: entityKey(tenant, 'CONDITION-GAP', id('gap')),
    index: conditionGapIndex(tenant, 2026, id('pat'), id('gap')),
    access: [byId, 'those of a year, or of a patient in it, by the index'],
    attributes:
      'id, version, year, patientId, model, category, diagnoses, encounterIds, providerIds, lastOn, foundAt, state, encounterId, decision',
  },
  {
    type: 'account',
    purpose:
      'Who answers for what patients owe, and for whom; or an employer or a facility. Written when somebody says something of it. PHI.',
    key: entityKey(tenant, 'ACCOUNT', id('acc')),
    index: listIndex(tenant, 'ACCOUNT', id('acc')),
    second: heldIndex(tenant, id('acc')),
    access: [
      'by its id, which a patient names, or which follows from the patient’s',
      'employers and facilities by the index; other guarantors who are no patients by the digest of their last name',
      'those that are held, by the second index',
    ],
    attributes: 'id, version, guarantor, memberIds, preferences, holds',
  },
  {
    type: 'patient-payment',
    purpose:
      'What a patient, an employer or a facility paid: what of it stands with which claim, and what with the account.',
    key: entityKey(tenant, 'PATIENT-PAYMENT', id('pmt')),
    index: accountPaymentsIndex(tenant, id('acc'), day, id('pmt')),
    second: paymentListIndex(tenant, { id: id('pmt'), receivedOn: day, unappliedCents: 2500 }),
    access: [
      'one, by its id',
      'those of an account by the day on which they were received, by the index',
      'those with unapplied cash, and the others of a month, by the second index',
    ],
    attributes:
      'id, version, accountId, entityId, method, cents, receivedOn, reference, enteredAt, enteredBy, encounterId, planId, allocations, chargesCents, unappliedCents, refundedCents, card (charge, brand, last four digits), feeCents, chargedBack, reversed',
  },
  {
    type: 'payment-batching',
    purpose: 'Whether a payment waits for a deposit batch, or which one it is in.',
    key: batchingKey(tenant, id('pmt')),
    index: waitingPaymentIndex(tenant, { id: id('pmt'), receivedOn: day, cents: 2500 }),
    access: ['by its payment', 'those that wait, by the index'],
    attributes: 'paymentId, batchId; heldFor while a lockbox file is taken in',
  },
  {
    type: 'virtual-card-charge',
    purpose:
      'A payer’s virtual card that was charged at the terminal: for which remittance, and what the terminal keeps.',
    key: entityKey(tenant, 'VIRTUAL-CARD-CHARGE', id('vcc')),
    index: monthIndex(tenant, 'VIRTUAL-CARD-CHARGE', at, id('vcc')),
    access: [byId, listedByMonth],
    attributes:
      'id, version, remittanceId, entityId, payerId, payerName, cents, feeCents, chargedOn, reference, at, by, ledgerEntryId, reversed',
  },
  {
    type: 'lockbox-file',
    purpose: 'What came to a lockbox: its batches and sums, and how far they are booked. The checks are in the file.',
    key: entityKey(tenant, 'LOCKBOX-FILE', id('lbx')),
    index: monthIndex(tenant, 'LOCKBOX-FILE', at, id('lbx')),
    access: [byId, listedByMonth],
    attributes:
      'id, sha256, sizeBytes, format, entityId, lockbox, depositedOn, receivedAt, receivedBy, state, batches (number, items, totalCents, depositBatchId), items, totalCents, unidentified',
  },
  {
    type: 'deposit-batch',
    purpose: 'Payments that are brought to the bank at once; in transit until a deposit is matched with it.',
    key: entityKey(tenant, 'DEPOSIT-BATCH', id('dbt')),
    index: monthIndex(tenant, 'DEPOSIT-BATCH', at, id('dbt')),
    access: [byId, listedByMonth],
    attributes: 'id, version, entityId, depositedOn, totalCents, reference, payments, madeAt, madeBy, undone',
  },
  {
    type: 'payment-plan',
    purpose: 'What a guarantor agreed to pay in instalments. How it stands follows from what is owed of its claims.',
    key: entityKey(tenant, 'PAYMENT-PLAN', id('pln')),
    index: paymentPlanIndex(tenant, { id: id('pln'), agreedOn: day }),
    access: [byId, 'those that nobody has ended, and those that ended in a month, by the index'],
    attributes:
      'id, version, accountId, claimIds, totalCents, every, instalments, agreedOn, agreedBy, disclosedOn, ended',
  },
  {
    type: 'account-plan',
    purpose: 'Which payment plan is an account’s latest, so that it has one at a time.',
    key: accountPlanKey(tenant, id('acc')),
    access: ['by its account'],
    attributes: 'planId',
  },
  {
    type: 'estimate',
    purpose: 'What a patient is told beforehand that care will cost, and how and when it was given. PHI.',
    key: entityKey(tenant, 'ESTIMATE', id('est')),
    index: patientEstimatesIndex(tenant, id('pat'), at, id('est')),
    second: estimatesToGiveIndex(tenant, day, id('est')),
    access: [
      byId,
      'those of a patient, by the index',
      'those that the patient has not got, by the last day for it, by the second index',
    ],
    attributes:
      'id, version, patientId, kind, asked, serviceOn, recurrence, primaryService, diagnoses, billingProviderId, services, coProviders, separately, coverageId, edition, madeOn, patient, contact, providers, totalCents, share, dueOn, deliveries, createdAt, createdBy, withdrawn',
  },
  {
    type: 'estimate-edition',
    purpose: 'An earlier edition of an estimate, as it was. PHI.',
    key: estimateEditionKey(tenant, id('est'), 1),
    access: ['all of an estimate, by their partition', 'one, by its number'],
    attributes: 'as of an estimate, without version, dueOn, deliveries and who made it',
  },
  {
    type: 'billing-settings',
    purpose: 'What the office decides about billing patients, employers and facilities.',
    key: billingSettingsKey(tenant),
    access: ['the one of the office'],
    attributes: 'version, and a field for each area: statements, limits, unclaimed, books, denials, cards',
  },
  {
    type: 'client-charge',
    purpose: 'What an employer or a facility was charged: an item without a code, or a patient’s share of a claim.',
    key: clientChargeKey(tenant, id('acc'), id('chg')),
    access: ['all of an account, in the order of their ids', 'one, by account and id'],
    attributes: 'id, accountId, version, of, cents, serviceOn, postedOn, at, by, entityId, ledgerEntryId, reversed',
  },
  {
    type: 'card-connection',
    purpose: 'The account of a legal entity at a card processor; its secret is elsewhere.',
    key: entityKey(tenant, 'CARD-CONNECTION', id('ccn')),
    index: listIndex(tenant, 'CARD-CONNECTION', id('ccn')),
    access: [byId, listed],
    attributes: 'id, version, name, entityId, processor, mode, secretName, isOn',
  },
  {
    type: 'card',
    purpose:
      'A card on file: the processor’s tokens, brand, last four digits and last month, and what the guarantor agreed to.',
    key: entityKey(tenant, 'CARD', id('crd')),
    index: accountCardsIndex(tenant, id('acc'), id('crd')),
    access: [byId, 'all of an account'],
    attributes:
      'id, version, accountId, connectionId, state, consent, createdAt, createdBy, customerToken, cardToken, pageId, pageUrl, face, expires, removed',
  },
  {
    type: 'card-charge',
    purpose: 'Money that a card is charged with: how far it is, and its payment; in the second index by account.',
    key: entityKey(tenant, 'CARD-CHARGE', id('cch')),
    index: cardChargeIndex(tenant, exampleCharge),
    second: accountChargesIndex(tenant, exampleCharge),
    access: [byId, 'those with something to do, by list; the others by month', 'all of an account'],
    attributes:
      'id, version, connectionId, entityId, accountId, way, state, cents, createdAt, createdBy, claimIds, linkId, cardId, planId, chargeOn, announced, attempt, orderedAt, pageId, processorPaymentId, card, paymentId, decline, ended, disputes',
  },
  {
    type: 'pay-link',
    purpose: 'An address at which somebody can pay: the digest of its token, what it asks for, until when.',
    key: entityKey(tenant, 'PAY-LINK', id('plk')),
    index: accountLinksIndex(tenant, id('acc'), id('plk')),
    access: [byId, 'all of an account'],
    attributes: 'id, version, accountId, of, tokenHash, expiresOn, createdAt, createdBy, revoked, chargeId',
  },
  {
    type: 'card-event',
    purpose:
      'An event of a card processor that was taken, so that it is recognised when it comes again; kept for 40 days.',
    key: cardEventKey(tenant, id('ccn'), 'evt_1'),
    access: ['by connection and the processor’s id'],
    attributes: 'at, expiresAt',
  },
  {
    type: 'refund',
    purpose: 'Money that the office gives back: asked for, agreed to, sent by check, paid by the bank.',
    key: entityKey(tenant, 'REFUND', id('rfd')),
    index: refundIndex(tenant, { id: id('rfd'), state: 'requested', requested: { at } }),
    access: ['by its id', 'open ones by state, by the index; the others by the month in which they were asked for'],
    attributes:
      'id, version, state, of, accountId, entityId, cents, payee, requested, ledgerEntryId, approved, sent, stopped, cleared, unclaimed, remitted, declined',
  },
  {
    type: 'collection-agency',
    purpose: 'Who collects in the office’s place: licences, fees by day, how files go there.',
    key: entityKey(tenant, 'COLLECTION-AGENCY', id('cag')),
    index: listIndex(tenant, 'COLLECTION-AGENCY', id('cag')),
    access: [byId, listed],
    attributes: 'id, version, name, address, contact, licences, fees, remits, receiverId, isClosed',
  },
  {
    type: 'collection-case',
    purpose: 'What an account owes to one legal entity, placed with an agency, and what came of it.',
    key: entityKey(tenant, 'COLLECTION-CASE', id('col')),
    index: caseIndex(tenant, { id: id('col'), state: 'placed', placedOn: day }),
    second: agencyCaseIndex(tenant, { id: id('col'), agencyId: id('cag'), placedOn: day }),
    access: [byId, 'by state, by the index', 'all of an agency by month, by the second index'],
    attributes:
      'id, version, state, accountId, agencyId, entityId, placedOn, placedCents, claims, holdNumber, told, toldToStop, creditReporting, firstStatementOn, limitationOn, collectedCents, feeCents, returned, events',
  },
  {
    type: 'agency-outbox',
    purpose: 'How far an agency was told: the last number that was given, and the last one that stands in a file.',
    key: agencyOutboxKey(tenant, id('cag')),
    access: ['by agency'],
    attributes: 'agencyId, version, notices, filed, files, lookedThrough',
  },
  {
    type: 'agency-fees',
    purpose: 'What a legal entity owes to an agency of its fees.',
    key: agencyFeesKey(tenant, id('cag'), id('ent')),
    access: ['by agency and legal entity', 'all of an agency'],
    attributes: 'agencyId, entityId, owedCents',
  },
  {
    type: 'agency-notice',
    purpose: 'What an agency is told of a placement, as it was when it was written down. PHI.',
    key: agencyNoticeKey(tenant, id('cag'), 1),
    access: ['those of a file, by their numbers'],
    attributes:
      'record, caseId, accountId, creditor, consumer, phone, language, itemization, firstServiceOn, lastServiceOn, creditReporting, firstStatementOn, limitationOn, reason',
  },
  {
    type: 'agency-file',
    purpose: 'A file to an agency: all notices from one number to another.',
    key: entityKey(tenant, 'AGENCY-FILE', id('agf')),
    index: agencyFileIndex(tenant, id('cag'), 1),
    access: [byId, 'all of an agency, by number'],
    attributes:
      'id, agencyId, number, on, createdAt, createdBy, placements, updates, recalls, fileName, fileKey, sha256, sizeBytes',
  },
  {
    type: 'agency-remit',
    purpose: 'A file of payments from an agency: its sums, and how far it is booked.',
    key: entityKey(tenant, 'AGENCY-REMIT', id('agr')),
    index: monthIndex(tenant, 'AGENCY-REMIT', at, id('agr')),
    access: [byId, listedByMonth],
    attributes:
      'id, version, agencyId, entityId, receivedOn, reference, takenAt, takenBy, state, remits, sums, done, fileKey, sha256, sizeBytes',
  },
  {
    type: 'agency-remit-line',
    purpose: 'A payment or its reversal as an agency told it, by the agency’s own number.',
    key: remitLineKey(tenant, id('cag'), 'payment', 'A-1001'),
    index: remitLineIndex(tenant, id('agr'), 2),
    second: waitingLineIndex(tenant, id('agr'), 2),
    access: ['by agency and number', 'all of a file, by the index', 'those that wait, by the second index'],
    attributes:
      'line, record, reference, caseId, paidOn, paidTo, collectedCents, feeCents, netCents, remitId, agencyId, entityId, version, state, because, paymentId, parts, agreedFeeCents, matched',
  },
  {
    type: 'interest-charge',
    purpose: 'Interest that a patient was charged of a claim, and whether it was taken back.',
    key: entityKey(tenant, 'INTEREST-CHARGE', id('ich')),
    index: claimInterestIndex(tenant, claimId, at, id('ich')),
    access: [byId, 'all of a claim, by the index'],
    attributes:
      'id, version, claimId, patientId, entityId, from, through, principalCents, basisPoints, cents, charged, ledgerEntryId, reversed',
  },
  {
    type: 'adjustment',
    purpose: 'What a person gave up of a claim, or moved, without a denial: asked for, agreed to, booked, taken back.',
    key: entityKey(tenant, 'ADJUSTMENT', id('adj')),
    index: adjustmentIndex(tenant, { id: id('adj'), state: 'waiting', requested: { at } }),
    second: claimAdjustmentsIndex(tenant, { id: id('adj'), claimId, requested: { at } }),
    access: [
      'by its id',
      'those that wait for a second person, by the index; the others by the month in which they were asked for',
      'those of a claim, by the second index',
    ],
    attributes:
      'id, version, state, claimId, patientId, payerPosition, as, why, cents, requested, decided, ledgerEntryId, reversed, passedOver, madeBy',
  },
  {
    type: 'assistance',
    purpose: 'An application for financial assistance: what was said and shown, who decided, what was given up.',
    key: entityKey(tenant, 'ASSISTANCE', id('fap')),
    index: assistanceIndex(tenant, { id: id('fap'), state: 'open', entered: { at } }),
    second: accountAssistanceIndex(tenant, { id: id('fap'), accountId: id('acc'), entered: { at } }),
    access: [
      'by its id',
      'those that are open, by the index; the others by the month in which they were entered',
      'those of an account, by the second index',
    ],
    attributes:
      'id, version, accountId, state, appliedOn, household, documents, entered, holdNumber, decision, from, until, given, ended',
  },
  {
    type: 'small-balance-run',
    purpose: 'A run that writes off what is not worth a statement: how far it is, its counts and sums.',
    key: entityKey(tenant, 'SMALL-BALANCE-RUN', id('sbr')),
    index: monthIndex(tenant, 'SMALL-BALANCE-RUN', at, id('sbr')),
    access: [byId, listedByMonth],
    attributes:
      'id, requestedAt, requestedBy, reason, on, settings, state, steps, position, owed, credits, skips, endedAt',
  },
  {
    type: 'manual-entry',
    purpose: 'An entry that a manager posts by hand: asked for, agreed to, booked, taken back.',
    key: entityKey(tenant, 'MANUAL-ENTRY', id('mje')),
    index: manualEntryIndex(tenant, { id: id('mje'), state: 'waiting', requested: { at } }),
    access: ['by its id', 'those that wait for a second person, by the index; the others by month'],
    attributes: 'id, version, state, entityId, postedOn, lines, cents, requested, decided, ledgerEntryId, reversed',
  },
  {
    type: 'client-balance',
    purpose: 'What an employer or a facility owes, by legal entity. The sum of the account’s entries.',
    key: clientBalanceKey(tenant, id('acc')),
    second: owedIndex(tenant, id('acc')),
    access: ['one, by its account', 'those that owe, by the second index, among the patients who do'],
    attributes: 'accountId, version, receivables (legal entity and cents)',
  },
  {
    type: 'claim-source',
    purpose: 'A claim that another system made, as it stands: its filings are made of it.',
    key: claimSourceKey(tenant, claimId),
    access: ['with the claim'],
    attributes: 'packed (compressed: claimId, claim, share, controlNumber, takenCents, intakeId, record, digests)',
  },
  {
    type: 'balance',
    purpose:
      'The small item of a claim that changes often: who owes what, and the claim’s state. The sum of its entries.',
    key: claimBalanceKey(tenant, claimId),
    index: readyIndex(tenant, 'digest-of-the-lane', claimId),
    second: owedIndex(tenant, id('pat'), claimId),
    access: [
      'up to 100 in one read, by the patient control numbers of a remittance',
      'the ready ones of a lane, by the index, in four shards',
      'those that are due to a next payer, by the index under `NEXT-PAYER`, in four shards',
      'those of a patient that the patient owes or has a credit of, by the second index, in eight shards; the row is there while `patientCents` is not 0',
    ],
    attributes:
      'claimId, version, state, entityId, patientId, encounterId, providerId, facilityId, serviceFrom, chargeCents, lineCount, payers (the shares), filings (number, share, frequency and state, compact), patientCents, waiting (entries whose cash waits)',
  },
  {
    type: 'filing',
    purpose: 'The large item of a filing: one claim as sent to one payer. Written when it is assembled.',
    key: filingKey(tenant, claimId, 1),
    index: claimLookupIndex(tenant, 'EXAMPLE', day, claimId),
    access: [
      'by claim and number, which the claim’s balance names',
      'by member id and day of service (the key has only their digest), when a remittance has no claim number of ours',
    ],
    attributes:
      'packed: number, serviceFrom, assembledAt, assembledFrom (records and versions), claim, submitter, receiver, lane',
  },
  {
    type: 'prior-answer',
    purpose: 'What a person entered of an earlier payer’s answer, for the claim to the next payer.',
    key: priorAnswerKey(tenant, claimId, 0),
    access: ['all of a claim'],
    attributes: 'share, answer (as the claim tells it), insteadOf (entries), at, by, why',
  },
  {
    type: 'claim-history',
    purpose:
      'One line of a claim’s history, for steps that no other item shows. The first line is the claim’s first entry; submissions and postings show theirs.',
    key: claimHistoryKey(tenant, claimId, at, '000000003'),
    access: ['all of a claim, oldest first'],
    attributes: 'at, actor, event, from, to, facts',
  },
  {
    type: 'payer-claim-number',
    purpose: 'Finds a claim by the payer’s own number for it; only for claims whose number that payer has altered.',
    key: payerClaimNumberKey(tenant, id('pay'), 'EXAMPLE-NUMBER'),
    access: ['by payer and number'],
    attributes: 'claimId',
  },
  {
    type: 'receiver',
    purpose:
      'A lane of claim files from one submitter to one receiver, or of claims to be printed, that has had ready claims.',
    key: receiverKey(tenant, 'digest-of-the-lane'),
    access: ['all of the office'],
    attributes: 'lane, receiverId, submitterId',
  },
  {
    type: 'submission',
    purpose: 'One 837P file: its claims, control number and time.',
    key: entityKey(tenant, 'SUBMISSION', id('sub')),
    index: monthIndex(tenant, 'SUBMISSION', at, id('sub')),
    access: [byId, listedByMonth],
    attributes: 'id, createdAt, state, claims, chargeCents, control number, file',
  },
  {
    type: 'statement',
    purpose: 'A statement or dunning letter as it was sent: everything that stood on it, and where its pages are.',
    key: entityKey(tenant, 'STATEMENT', id('stm')),
    index: accountStatementsIndex(tenant, id('acc'), at, id('stm')),
    access: [byId, 'all of an account, by when they were made'],
    attributes:
      'id, accountId, runId, createdAt, createdBy, statementOn, dueOn, dueCents, letter, level, language, delivery, file (fileKey, offset, sizeBytes, sha256, pages), payToken (its digest), revision, notice, returned, content (compressed JSON)',
  },
  {
    type: 'last-statement',
    purpose: 'The latest statement of an account: when the next one is due, and how far dunning is.',
    key: lastStatementKey(tenant, id('acc')),
    access: ['by account'],
    attributes: 'accountId, count, statementId, runId, at, on, dueCents, level, unpaidSince',
  },
  {
    type: 'statement-run',
    purpose: 'A run that makes the statements that are due: how far it is, its counts and sums.',
    key: entityKey(tenant, 'STATEMENT-RUN', id('srn')),
    index: monthIndex(tenant, 'STATEMENT-RUN', at, id('srn')),
    access: [byId, listedByMonth],
    attributes:
      'id, requestedAt, requestedBy, on, state, settings, position, slices, statements, pages, dueCents, letters, deliveries, skipped, skips, endedAt',
  },
  {
    type: 'statement-run-slice',
    purpose:
      'What a run did with some forty accounts: their statements, those that it skipped and why, the file for printing.',
    key: runSliceKey(tenant, id('srn'), 1),
    access: ['all of a run, by their partition', 'one, by its number'],
    attributes: 'number, packed (compressed JSON)',
  },
  {
    type: 'invoice',
    purpose: 'An invoice to an employer or a facility as it was sent: its charges, and where its pages are.',
    key: entityKey(tenant, 'INVOICE', id('inv')),
    index: accountInvoicesIndex(tenant, id('acc'), 'INV-000001'),
    access: [byId, 'all of an account, by number'],
    attributes:
      'id, number, accountId, entityId, version, createdAt, createdBy, invoiceOn, dueOn, billTo, sender, lines, totalCents, file, withdrawn',
  },
  {
    type: 'invoiced-charge',
    purpose: 'That a charge stands on an invoice: it is there once.',
    key: invoicedChargeKey(tenant, id('acc'), id('chg')),
    access: ['all of an account, by their prefix'],
    attributes: 'chargeId, invoiceId',
  },
  {
    type: 'paper-batch',
    purpose: 'Claims that were printed together for one payer, which filed them: by whom, when, and the file.',
    key: entityKey(tenant, 'PAPER-BATCH', id('ppr')),
    index: monthIndex(tenant, 'PAPER-BATCH', at, id('ppr')),
    access: [byId, listedByMonth],
    attributes:
      'id, createdAt, createdBy, payerId, stock, printer, claims (claimId, filing, form, pages, findings), pages, chargeCents, file, manifest, mailTo, mailings',
  },
  {
    type: 'submission-claims',
    purpose: 'Claims that joined a submission in one transaction.',
    key: joinedClaimsKey(tenant, id('sub'), claimId),
    access: ['all of a submission', 'the one that has a claim: nearly always the last that begins before it'],
    attributes: 'joinedAt, claims (claim, filing and cents, packed)',
  },
  {
    type: 'counter',
    purpose: 'The last interchange control number.',
    key: counterKey(tenant, 'interchange'),
    access: ['by its name'],
    attributes: 'last',
  },
];

/** From the payer's file to the books. */
const incoming: readonly EntityDescription[] = [
  {
    type: 'remittance-file',
    purpose: 'One 835 file, stored once under the digest of its bytes.',
    key: remittanceFileKey(tenant, id('fil')),
    index: monthIndex(tenant, 'REMITTANCE-FILE', at, id('fil')),
    access: [byId, listedByMonth],
    attributes: 'id, sha256, sizeBytes, receivedAt, state, refusal, manifest, payments, paymentsDone, findings',
  },
  {
    type: 'payment',
    purpose: 'The identity of a payment (payee, payer, trace, amount, date), admitted once.',
    key: paymentKey(tenant, 'digest-of-the-identity'),
    access: ['by the digest of its identity'],
    attributes: 'remittanceId, contentDigest, identity, admittedAt, voided (once its payment was)',
  },
  {
    type: 'remittance',
    purpose: 'One payment of a file, and the progress of its posting.',
    key: remittanceKey(tenant, id('rem')),
    index: monthIndex(tenant, 'REMITTANCE', at, id('rem')),
    access: [byId, listedByMonth],
    attributes:
      'id, fileId, state, version, reason, payer and payee, traceNumber, paymentCents, counts and cents of what is done',
  },
  {
    type: 'chunk',
    purpose: 'A chunk of a remittance that is posted; written once, so that it is counted once.',
    key: chunkKey(tenant, id('rem'), 7),
    access: ['all of a remittance'],
    attributes: 'claims, clearingCents, entries (their keys, packed)',
  },
  {
    type: 'entry',
    purpose: 'A ledger entry with all its legs, balanced. Its key has the control number in its document.',
    key: ledgerEntryKey(tenant, claimId, id('led')),
    index: ledgerDayIndex(tenant, day, id('led')),
    second: foreignClaimsIndex(tenant, id('pat'), claimId),
    access: [
      'all of a claim',
      'the first entries of a patient’s claims that another system made, by the second index',
      'all of a remittance’s payment, a deposit, a patient’s payment, an account (entries without a claim are under it)',
      'all of a day, by the index, in eight shards',
      'the claims of a month by their first entries, by the index (`example-office#CLAIMS#2026-11`), newest first',
    ],
    attributes:
      'hash, kind, effectiveOn, postedOn, period, entity, claim, patient, provider, facility, remittance, deposit, account, payment, invoice, source, notes, payers, legs (compact); at, by, from and to, which are a line of the claim’s history',
  },
  {
    type: 'waiting',
    purpose:
      'A claim of a remittance whose cash waits in unapplied payer cash until something else of the claim posts: a reversal before its original, a correction before its reversal, a second payer before the first.',
    key: waitingKey(tenant, claimId, id('led')),
    access: ['by the entry that holds its cash, which the claim’s balance names'],
    attributes: 'claim (as the payer stated it), payerIds, paymentDate, exceptionId',
  },
  {
    type: 'posting-rules-head',
    purpose: 'How often an office changed its posting rules, and the heading of each version.',
    key: postingRulesKey(tenant),
    access: ['by the office'],
    attributes: 'revision, headings (revision, day of effect and scope of each version, packed)',
  },
  {
    type: 'posting-rules-version',
    purpose: 'One version of the posting rules of the office, a payer or a facility. Never changed.',
    key: postingRulesVersionKey(tenant, 7),
    access: ['by its revision', 'all of the office, newest first'],
    attributes:
      'revision, scope, effectiveFrom, adjustmentRules, providerAdjustments, autoPost, reason, createdAt, createdBy',
  },
  {
    type: 'coding-rules-head',
    purpose: 'How often an office changed its coding rules, and the heading of each version.',
    key: codingRulesKey(tenant),
    access: ['by the office'],
    attributes: 'revision, headings (revision and day of effect of each version, packed)',
  },
  {
    type: 'coding-rules-version',
    purpose: 'One version of the coding rules of the office. Never changed.',
    key: codingRulesVersionKey(tenant, 7),
    access: ['by its revision', 'all of the office, newest first'],
    attributes: 'revision, effectiveFrom, rules, reason, createdAt, createdBy',
  },
  {
    type: 'code-choices',
    purpose:
      'How often codes were chosen from search and suggestions, by a provider or in the whole office: what was chosen ranks first.',
    key: codeChoicesKey(tenant, 'prv_01JD0EXAMP1E00000000000000'),
    access: ['one, of the office or of a provider'],
    attributes: 'an attribute for each code, such as `icd-10-cm E119`, with how often it was chosen',
  },
  {
    type: 'totals',
    purpose: 'Cents per account, for a day and a set of books; in eight shards.',
    key: totalsKey(tenant, day, id('prv'), claimId),
    access: ['of a month, and from a month on up to a day: the trial balance'],
    attributes: 'one number for each account, by its code; posting (remittances of the day that are not settled)',
  },
  {
    type: 'period',
    purpose:
      'A month of one legal entity’s books: whether it is closed, and its totals once nothing can be booked into it any more.',
    key: periodKey(tenant, '2026-11', id('ent')),
    access: ['by month and legal entity', 'all up to a month: the trial balance'],
    attributes: 'version (from the first decision on), state, closing, reopened, totals (by account code), days',
  },
  {
    type: 'day-facts',
    purpose:
      'What was booked on a day, added up for day sheets and reports, once nothing can be booked on it any more.',
    key: dayFactsKey(tenant, day),
    access: ['by day'],
    attributes: 'packed (sums of legs, counts), revision (rises with each later booking)',
  },
  {
    type: 'ageing',
    purpose:
      'What was owed at the end of a day, in columns of age: of the last day that is over, and of the ends of months.',
    key: ageingKey(tenant, day, 0),
    access: ['all parts of a day'],
    attributes:
      'parts, openKey (the file with what stood open claim by claim), packed (rows by legal entity, account, payer, provider and facility; credits apart)',
  },
  {
    type: 'kept-reports',
    purpose: 'Up to which day reports are made, and the file with what stood open then.',
    key: keptReportsKey(tenant),
    access: ['by the office'],
    attributes: 'through, openKey',
  },
  {
    type: 'journal',
    purpose: 'A journal of some days for an accounting package; a worker writes its files.',
    key: entityKey(tenant, 'JOURNAL', id('jnl')),
    index: monthIndex(tenant, 'JOURNAL', at, id('jnl')),
    access: [byId, listedByMonth],
    attributes:
      'id, form, from, to, entityId, state, nextDay, files, lines, debitCents, creditCents, totals, differences',
  },
  {
    type: 'report-run',
    purpose:
      'A report that was asked for, by a person or a schedule; once it is made, its files are kept and never change.',
    key: entityKey(tenant, 'REPORT-RUN', id('rpr')),
    index: monthIndex(tenant, 'REPORT-RUN', at, id('rpr')),
    access: [byId, listedByMonth],
    attributes:
      'id, report, by, from, to, asOf, entityId, requestedAt, requestedBy, state, attempt, scheduleId, target, forms, waitsUntil, fault, madeAt, trueUpTo, rows, files',
  },
  {
    type: 'report-schedule',
    purpose: 'A report that is made by itself each day, week or month.',
    key: entityKey(tenant, 'REPORT-SCHEDULE', id('rps')),
    index: listIndex(tenant, 'REPORT-SCHEDULE', id('rps')),
    access: [byId, 'those of an office, by the index'],
    attributes: 'id, version, name, isOn, report, by, entityId, every, weekday, hour, target, forms, nextRunAt',
  },
  {
    type: 'kept-through',
    purpose: 'Up to which month the totals of an office are kept by month.',
    key: keptThroughKey(tenant),
    access: ['by the office'],
    attributes: 'through',
  },
  {
    type: 'recoupment',
    purpose: 'The amount that a payer is owed, or holds back, under one reference.',
    key: recoupmentKey(tenant, id('pay'), 'EXAMPLE-REFERENCE'),
    access: [
      'by payer and reference',
      'all of a payer, because payers do not always write a reference in the same way',
    ],
    attributes: 'payer, reference, cents, version, unresolved (the exceptions of unknown take-backs)',
  },
  {
    type: 'connection',
    purpose: 'A source that brings remittances automatically. The secret is kept elsewhere; here is only its name.',
    key: entityKey(tenant, 'CONNECTION', id('con')),
    index: listIndex(tenant, 'CONNECTION', id('con')),
    access: [byId, listed],
    attributes: 'id, version, name, isOn, origin (SFTP host or drop folder), schedule, claimFiles, quietAfterHours',
  },
  {
    type: 'connection-state',
    purpose: 'The data that every run of a connection changes; its lease allows one run at a time.',
    key: connectionStateKey(tenant, id('con')),
    access: ['with its connection'],
    attributes:
      'nextRunAt, leaseUntil, leaseRunId, lastRunAt, lastRunState, lastFailure, failuresInARow, lastNewsAt, quietExceptionId, failingExceptionId',
  },
  {
    type: 'connection-run',
    purpose: 'One run of a connection: the files that it found, and how it ended.',
    key: connectionRunKey(tenant, id('con'), at, id('run')),
    access: ['those of a connection, newest first'],
    attributes: 'id, runAt, asked, startedAt, endedAt, state, failure, counts, fileFailures, hasMore',
  },
  {
    type: 'connection-file',
    purpose: 'One state (name, size, time) of a file at the other side that a run has handled.',
    key: connectionFileKey(tenant, id('con'), { name: 'example.835', sizeBytes: 1, modifiedAt: at }),
    index: connectionFileIndex(tenant, id('con'), at, { name: 'example.835', sizeBytes: 1, modifiedAt: at }),
    access: ['up to 100 in one read, for a page of a listing', 'those of a connection, by the index, newest first'],
    attributes: 'name, sizeBytes, modifiedAt, seenAt, outcome, sha256, fileId, reason',
  },
  {
    type: 'connection-download',
    purpose: 'The progress of the download of a large file, until it is complete.',
    key: connectionDownloadKey(tenant, id('con'), { name: 'example.835', sizeBytes: 1, modifiedAt: at }),
    access: ['by the file'],
    attributes: 'partBytes, parts (the digest of each)',
  },
  {
    type: 'acknowledgement-file',
    purpose: 'A file of acknowledgements (TA1, 997, 999, 277CA), or a payer’s report in its own form.',
    key: acknowledgementFileKey(tenant, id('ack')),
    index: monthIndex(tenant, 'ACKNOWLEDGEMENT-FILE', at, id('ack')),
    access: [byId, listedByMonth],
    attributes:
      'id, sha256, sizeBytes, receivedAt, name, connectionId, transactions, object, state, steps, counts, submissionIds, findings',
  },
  {
    type: 'acknowledgement-answer',
    purpose: 'What one part of such a file came to, or why it led to nothing.',
    key: fileAnswerKey(tenant, id('ack'), 0),
    access: ['those of a file, in file order'],
    attributes: 'kind, about, submissionId, claimId, verdict, claims, isRepeated, isOutOfDate, reason',
  },
  {
    type: 'claim-acknowledgement',
    purpose: 'What a payer or clearinghouse said of a filing, and whether that changed it.',
    key: claimAcknowledgementKey(tenant, claimId, `${day}T1200`, 'EXAMPLE-DIGEST'),
    access: ['those of a claim, in the order in which they were said'],
    attributes:
      'kind, fileId, filing (or `id`, until somebody has `named` it), submissionId, verdict, effect, statuses, errors, payerClaimNumber, by',
  },
  {
    type: 'submission-acknowledgement',
    purpose: 'What a receiver said of the file of a submission, or of a batch in it.',
    key: submissionAcknowledgementKey(tenant, id('sub'), `${day}T1200`, 'EXAMPLE-DIGEST'),
    access: ['those of a submission, in the order in which they were said'],
    attributes: 'kind, fileId, verdict, codes, errors, statuses, by',
  },
  {
    type: 'delivery',
    purpose:
      'A file on its way to its receiver, and the proof that it has it: of a submission, of claims on paper, of inquiries or documents.',
    key: deliveryKey(tenant, id('sub'), 1),
    access: ['those of a submission, in the order in which they were asked for'],
    attributes:
      'number, receiverId, requestedAt, requestedBy, reason, method, place, fileName, sha256, sizeBytes, state, attempts, faults, leaseUntil, lastFailure, sentAt, answer, host',
  },
  {
    type: 'control-number',
    purpose:
      'The submission, the file of inquiries or the documents whose file has a control number: so an acknowledgement finds it.',
    key: controlNumberKey(tenant, '000000042'),
    access: ['by the control number'],
    attributes: 'submissionId, claimId',
  },
  {
    type: 'payment-channel',
    purpose:
      'The first source of a payment (ERA, paper, portal, card): the same payer, number and amount are one payment.',
    key: paymentChannelKey(tenant, id('pay'), 'EXAMPLE-CHECK', 12500),
    access: ['by payer, check or EFT number and amount'],
    attributes: 'remittanceId, channel',
  },
  {
    type: 'exception',
    purpose: 'Something that waits for a person.',
    key: entityKey(tenant, 'EXCEPTION', id('exc')),
    index: openExceptionIndex(tenant, id('exc')),
    access: [byId, 'the open ones, by the index, in four shards; the ended ones, by the month of their end'],
    attributes:
      'id, version, code, openedAt, state, remittanceId, claimId, ledgerEntryId, cents, facts, readyAt, resolution (what, who, when, why), investigation',
  },
  {
    type: 'denial',
    purpose: 'The part of a claim that a payer denied, as work with a deadline.',
    key: entityKey(tenant, 'DENIAL', id('den')),
    index: openDenialIndex(tenant, day, id('den')),
    access: [
      byId,
      'the open ones by deadline, by the index, in four shards; the ended ones, by the month of their end',
    ],
    attributes:
      'id, version, state, claimId, payerId, category, reasons, remarkCodes, lines, deniedCents, deadlines, openedAt, resolution, appeals (level, what was sent, outcome), refusedAppeal, appealAnswer',
  },
  {
    type: 'work-mark',
    purpose: 'What people note beside work of any list: notes, tags, who works on it, a day to look again.',
    key: entityKey(tenant, 'WORK-MARK', id('den')),
    index: followUpIndex(tenant, day, id('den')),
    access: ['by the id of the work, with the list that shows it', 'those with a day to look again, by the index'],
    attributes: 'id, version, notes, tags, assignedTo, followUpOn',
  },
  {
    type: 'correspondence',
    purpose: 'A call or a message with a payer, a patient, a physician or a facility.',
    key: entityKey(tenant, 'CORRESPONDENCE', id('cor')),
    index: correspondenceIndex(tenant, id('pat'), at, id('cor')),
    second: correspondenceListIndex(tenant, { id: id('cor'), at, isWaiting: false }),
    access: [
      byId,
      'those about a patient, or about an account that has none, by the index',
      'what waits to leave, and the others of a month, by the second index',
    ],
    attributes:
      'id, version, channel, direction, with, about (accountId, patientId, claimId), at, recordedAt, recordedBy, person, referenceNumber, summary, outcome, script, template, file, sending, consent, against, notes, struck',
  },
  {
    type: 'task',
    purpose: 'Something that somebody is to do by a day.',
    key: entityKey(tenant, 'TASK', id('tsk')),
    index: taskIndex(tenant, { id: id('tsk'), dueOn: day }),
    access: [byId, 'the open ones by their day, by the index; the others by the month of their end'],
    attributes:
      'id, version, title, details, about, owner, team, dueOn, priority, state, createdAt, createdBy, escalated, deeds',
  },
  {
    type: 'thread',
    purpose: 'A conversation between coder, biller and physician about an encounter or a claim.',
    key: entityKey(tenant, 'THREAD', id('thr')),
    index: threadIndex(tenant, { id: id('thr'), lastAt: at }),
    second: threadAboutIndex(tenant, id('enc'), id('thr')),
    access: [
      byId,
      'the open ones by their last message, by the index; the others by the month in which they were closed',
      'those about an encounter or a claim, by the second index',
    ],
    attributes: 'id, version, about, title, state, participants, messages, readThrough, startedAt, closed',
  },
  {
    type: 'received-document',
    purpose: 'A fax or a letter that came, until it is filed or thrown away.',
    key: entityKey(tenant, 'RECEIVED-DOCUMENT', id('rdc')),
    index: receivedDocumentIndex(tenant, { id: id('rdc'), state: 'waiting', receivedAt: at }),
    access: [byId, 'those that wait, the oldest first, by the index; the others by the month in which they came'],
    attributes: 'id, version, state, channel, receivedAt, from, name, file, filed, discarded',
  },
  {
    type: 'message-template',
    purpose: 'A version of a template that the office wrote.',
    key: wordingKey(tenant, 'TEMPLATE', 'records-request', 1),
    access: ['all of the office; the versions of one name, the latest first'],
    attributes: 'name, version, channels, purpose, language, title, paragraphs, attachments, isRetired',
  },
  {
    type: 'call-script',
    purpose: 'A version of a call script that the office wrote.',
    key: wordingKey(tenant, 'SCRIPT', 'claim-status', 1),
    access: ['all of the office; the versions of one name, the latest first'],
    attributes: 'name, version, title, questions, isRetired',
  },
  {
    type: 'planned-payment',
    purpose:
      'A payment that posts only after a person has approved its plan; the row is deleted when the plan is approved.',
    key: plannedKey(tenant, id('rem')),
    access: ['all of an office, by their partition'],
    attributes: 'none; they are on the remittance',
  },
];

/** What the bank shows. */
const bank: readonly EntityDescription[] = [
  {
    type: 'in-transit',
    purpose:
      'A remittance, or a deposit batch, whose money is in transit; removed from the list once a deposit has paid it.',
    key: inTransitKey(tenant, 'EXAMPLE-CHECK', 12500, id('rem')),
    index: inTransitIndex(tenant, day, 12500, id('rem')),
    access: ['by check or EFT number and amount', 'those in transit, by the index, in four shards, oldest first'],
    attributes:
      'remittanceId, entityId, payerId, payerName, traceNumber, traceOriginator, method, paidOn, cents, depositId',
  },
  {
    type: 'deposit',
    purpose: 'One deposit, entered once under its identifying facts. Its ledger entries are under it.',
    key: entityKey(tenant, 'DEPOSIT', id('dep')),
    index: monthIndex(tenant, 'DEPOSIT', at, id('dep')),
    access: [byId, listedByMonth],
    attributes:
      'id, version, entityId, bankAccount, depositedOn, cents, feeCents, kind, reference, sequence, traceNumber, payerId, slip, statementId, state, remittanceIds',
  },
  {
    type: 'deposit-open',
    purpose: 'A row that exists while a deposit waits for its remittance.',
    key: openDepositKey(tenant, id('dep')),
    index: openDepositIndex(tenant, day, id('dep')),
    access: ['those that wait, by the index, in four shards, oldest first'],
    attributes: 'depositId',
  },
  {
    type: 'deposit-clue',
    purpose: 'A number and amount of a waiting deposit: its own, or those of a check on its slip.',
    key: depositClueKey(tenant, 'EXAMPLE-CHECK', 12500, id('dep')),
    access: ['by check or EFT number and amount, when a remittance is admitted'],
    attributes: 'none',
  },
  {
    type: 'deposit-sum',
    purpose:
      'The deposits with one account and amount in a month, so that the same deposit is not entered by a person and by a statement.',
    key: depositSumKey(tenant, 'operating', 12500, '2026-11'),
    access: ['by account, amount and month, when a deposit is entered'],
    attributes: 'version, told (depositId, depositedOn, kind, reference, traceNumber, statedAs)',
  },
  {
    type: 'bank-statement',
    purpose: 'A statement file, imported once for the accounts that were named.',
    key: entityKey(tenant, 'BANK-STATEMENT', id('bst')),
    index: monthIndex(tenant, 'BANK-STATEMENT', at, id('bst')),
    access: [byId, listedByMonth],
    attributes: 'id, sha256, sizeBytes, format, accounts, receivedAt, state, refusal with its place, counts',
  },
];

/** The official code sets. Their releases belong to the installation (`_`), or to an office whose licence they need. */
const codeSets: readonly EntityDescription[] = [
  {
    type: 'code-set-release',
    purpose: 'A release of a code set that is loaded; one for a day of beginning.',
    key: loadedReleaseKey(installation, 'hcpcs', day),
    access: ['all of an owner: the catalogue', 'one, by set and day'],
    attributes:
      'kind, release, effectiveFrom, effectiveTo, artifact (SHA-256, size, layout), sources (name, SHA-256, size), rows, loadId, loadedAt, loadedBy, licence',
  },
  {
    type: 'code-set-withdrawn',
    purpose: 'A release that was withdrawn: kept, and not looked up.',
    key: withdrawnReleaseKey(installation, 'hcpcs', day, at),
    access: ['those of an owner'],
    attributes: 'as of a release, withdrawn (by, at, reason)',
  },
  {
    type: 'intake',
    purpose: 'A file of encounters that a program sent, how far it is read, and what became of its encounters.',
    key: entityKey(tenant, 'INTAKE', id('itk')),
    index: monthIndex(tenant, 'INTAKE', at, id('itk')),
    access: [byId, listedByMonth],
    attributes:
      'id, format, sha256, sizeBytes, mapping (as it was), defaults, requestedAt, requestedBy, state, nextByte, nextLine, records, taken, known, open, dismissed, refusal, endedAt',
  },
  {
    type: 'intake-failure',
    purpose: 'An encounter of such a file that could not be taken in: its place and what is wrong, never its content.',
    key: intakeFailureKey(tenant, id('itk'), 7),
    index: intakeQueueIndex(tenant, { since: at, intakeId: id('itk'), record: 7 }),
    access: ['those of an intake', 'those of all files that wait, the oldest first, by the index'],
    attributes:
      'intakeId, format, record, line, byteOffset, byteLength, since, at, errors, state, conflict (encounterId, version, state, canBeTaken, said), encounterId, dismissed',
  },
  {
    type: 'intake-mapping',
    purpose: 'How the columns of an office’s CSV become fields of encounters.',
    key: intakeMappingKey(tenant, 'practice-system'),
    access: ['those of an office', 'by name'],
    attributes: 'name, version, columns, dates',
  },
  {
    type: 'claim-intake',
    purpose: 'A file of another system’s claims, how far it is read, and what became of its claims and their charges.',
    key: entityKey(tenant, 'CLAIM-INTAKE', id('cin')),
    index: monthIndex(tenant, 'CLAIM-INTAKE', at, id('cin')),
    access: [byId, listedByMonth],
    attributes:
      'id, purpose, sha256, sizeBytes, name, connectionId, receivedAt, receivedBy, state, records, chargeCents, and of taken, known, waiting and dismissed claims the number and the charges, refusal, remarks, endedAt',
  },
  {
    type: 'waiting-claim',
    purpose: 'A claim of such a file that could not be taken in: why, and its numbers. What it says stays in the file.',
    key: waitingClaimKey(tenant, id('cin'), 7),
    access: ['those of an intake, in the order of the file'],
    attributes: 'intakeId, record, controlNumber, chargeCents, at, state, reasons, claimId, dismissed',
  },
  {
    type: 'attachment-request',
    purpose: 'Documents that a payer wants to a claim; in the index while nobody has sent or dismissed them.',
    key: attachmentRequestKey(tenant, id('atr')),
    index: openAttachmentRequestIndex(tenant, day, id('atr')),
    access: [byId, 'the open ones, by their day'],
    attributes: 'id, claimId, trace, payerName, payerClaimNumber, wanted, dueOn, receivedAt, state, ended',
  },
  {
    type: 'attachment-sending',
    purpose: 'Documents that go to a payer for a claim, in one file.',
    key: attachmentSendingKey(tenant, claimId, id('ats')),
    access: ['those of a claim'],
    attributes:
      'id, claimId, encounterId, receiverId, payerId, coverageId, release, documents, requestId, requestedAt, requestedBy, state, fault, writtenAt, controlNumber, sha256, sizeBytes, senderId, interchangeAnswer, functionalAnswer',
  },
  {
    type: 'authorization',
    purpose:
      'A prior authorisation of a patient. What is used up of it is the sum of what was billed under its number.',
    key: authorizationKey(tenant, id('pat'), id('aut')),
    access: ['with the patient'],
    attributes:
      'id, version, patientId, coverageId, payerId, status, number, services (procedures, units), from, to, billingProviderId, renderingProviderId, diagnoses, placeOfService, note, decision',
  },
  {
    type: 'inquiry',
    purpose: 'A question to a payer: about a coverage on a day, or about a claim. It finds its answer by its id.',
    key: entityKey(tenant, 'INQUIRY', id('inq')),
    index: monthIndex(tenant, 'ELIGIBILITY-CHECK', at, id('inq')),
    access: [byId, listedByMonth],
    attributes:
      'id, version, kind, receiverId, payerId, providerId, requestedAt, requestedBy, state with its facts, patientId, coverageId, serviceOn, serviceTypes or claimId, share; result (packed), changes',
  },
  {
    type: 'claim-inquiry',
    purpose: 'An inquiry about a claim, beside the claim.',
    key: claimInquiryKey(tenant, claimId, id('inq')),
    access: ['those of a claim'],
    attributes: 'inquiryId',
  },
  {
    type: 'queued-inquiry',
    purpose:
      'An inquiry that waits for the next file of its receiver, or a file that was collected and is not written yet.',
    key: queuedInquiryKey(tenant, 'EXCLEAR', id('inq')),
    access: ['those of a receiver'],
    attributes: 'inquiryId or fileId',
  },
  {
    type: 'inquiry-file',
    purpose: 'A file of inquiries to a receiver.',
    key: entityKey(tenant, 'INQUIRY-FILE', id('iqf')),
    index: monthIndex(tenant, 'INQUIRY-FILE', at, id('iqf')),
    access: [byId, listedByMonth],
    attributes:
      'id, receiverId, kind, createdAt, controlNumber, inquiryIds, state, sha256, sizeBytes, senderId, interchangeAnswer, functionalAnswer',
  },
  {
    type: 'inquiry-answer',
    purpose: 'A file of answers to inquiries, and how many of them found their question.',
    key: entityKey(tenant, 'INQUIRY-ANSWER', id('iqa')),
    index: monthIndex(tenant, 'INQUIRY-ANSWER', at, id('iqa')),
    access: [byId, listedByMonth],
    attributes:
      'id, sha256, sizeBytes, receivedAt, connectionId, name, transactions, state, answered, unmatched, findings',
  },
  {
    type: 'inquiry-channel',
    purpose: 'How a receiver is asked: in real time, or in files.',
    key: inquiryChannelKey(tenant, 'EXCLEAR'),
    access: ['those of an office', 'by receiver'],
    attributes: 'receiverId, version, senderId, usage, via',
  },
  {
    type: 'inquiry-settings',
    purpose: 'When payers are asked about claims without an answer.',
    key: inquirySettingsKey(tenant),
    access: ['that of an office'],
    attributes: 'version, statusAfterDays',
  },
  {
    type: 'coverage-check',
    purpose: 'The last check of a coverage that was answered, with which the next answer is compared.',
    key: coverageCheckKey(tenant, id('cov')),
    access: ['that of a coverage'],
    attributes: 'inquiryId, answeredAt',
  },
  {
    type: 'code-set-load',
    purpose: 'A request to load the files of a release, and how far it is.',
    key: entityKey(tenant, 'CODE-SET-LOAD', id('csl')),
    index: monthIndex(tenant, 'CODE-SET-LOAD', at, id('csl')),
    access: [byId, listedByMonth],
    attributes:
      'id, kind, files, said (release and dates that a person gave), licence, requestedAt, requestedBy, state, bytesRead, rows, release, refusal',
  },
];

/** Audit, repeated requests and messages. */
const machinery: readonly EntityDescription[] = [
  {
    type: 'audit',
    purpose: 'Who did what to which record, and who read which patient; in the transaction of the write itself.',
    key: auditKey(tenant, id('enc'), at, 'request-id'),
    index: deedIndex(tenant, { entityId: id('cor'), at, requestId: 'request-id' }),
    access: ['all of one record, oldest first', 'what reports count as work, by month, by the index, in four shards'],
    attributes: 'action, entityId, subject, at, requestId, facts (codes and ids)',
  },
  {
    type: 'idempotency',
    purpose: 'The answer to a request with an Idempotency-Key; kept for 30 days.',
    key: idempotencyKey(tenant, 'subject createEncounter', 'example-key'),
    access: ['by principal, route and key'],
    attributes: 'requestHash, result, expiresAt',
  },
  {
    type: 'page-token-secret',
    purpose: 'The office’s secret that authenticates page tokens.',
    key: pageTokenSecretKey(tenant),
    access: ['by the office'],
    attributes: 'secret',
  },
  {
    type: 'due',
    purpose:
      'A message to be sent at or after an instant; written in the transaction that causes it, sent by a ticker.',
    key: dueKey(at, id('enc')),
    access: ['those due, in four shards'],
    attributes: 'queue, body',
  },
];

/** Every entity of the table, by part of the work. */
export const entities = [
  { title: 'The practice and its patients', entities: practice },
  { title: 'From the encounter to the claim file', entities: outgoing },
  { title: 'From the remittance to the books', entities: incoming },
  { title: 'From the bank to the books', entities: bank },
  { title: 'The official code sets', entities: codeSets },
  { title: 'Audit, repeated requests and messages', entities: machinery },
] as const;
