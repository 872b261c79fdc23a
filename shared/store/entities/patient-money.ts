import type { CardCharge } from '../../domain/card/charge.ts';
import { cents } from '../../domain/money/cents.ts';
import {
  accountPaymentsIndex,
  accountPlanKey,
  billingSettingsKey,
  clientBalanceKey,
  clientChargeKey,
  enteredPaymentKey,
  heldIndex,
  owedIndex,
  paymentListIndex,
  paymentPlanIndex,
} from '../keys/account.ts';
import { adjustmentIndex, claimAdjustmentsIndex } from '../keys/adjustment.ts';
import { accountAssistanceIndex, assistanceIndex } from '../keys/assistance.ts';
import { batchingKey, waitingPaymentIndex } from '../keys/bank.ts';
import {
  accountCardsIndex,
  accountChargesIndex,
  accountLinksIndex,
  accountPageKey,
  cardChargeIndex,
  cardEventKey,
} from '../keys/card.ts';
import { entityKey, listIndex } from '../keys/entity.ts';
import { estimateEditionKey, estimatesToGiveIndex, patientEstimatesIndex } from '../keys/estimate.ts';
import { manualEntryIndex } from '../keys/manual-entry.ts';
import { acknowledgedChecksKey, refundCheckKey, refundIndex } from '../keys/refund.ts';
import {
  accountInvoicesIndex,
  accountStatementsIndex,
  dateTriesKey,
  invoicedChargeKey,
  lastStatementKey,
  runSliceKey,
} from '../keys/statement.ts';
import { at, byId, byMonth, claimId, day, type EntityDescription, id, inList, tenant } from './entity-description.ts';

const exampleCharge: CardCharge = {
  ...{ id: id('cch'), version: 1, connectionId: id('ccn'), entityId: id('ent'), accountId: id('acc'), way: 'on-file' },
  ...{ state: 'announced', cents: cents(12500), createdAt: at, createdBy: 'user', claimIds: [claimId], attempt: 1 },
};

/** Charges and payments of patients, employers and facilities. */
export const patientMoneyEntities: readonly EntityDescription[] = [
  {
    type: 'account',
    purpose:
      'Who is responsible for what patients owe, and for which patients; or an employer or a facility. Written when somebody records something about it. PHI.',
    key: entityKey(tenant, 'ACCOUNT', id('acc')),
    index: listIndex(tenant, 'ACCOUNT', id('acc')),
    second: heldIndex(tenant, id('acc')),
    access: [
      'by its id, which a patient names, or which follows from the patient’s',
      'employers and facilities by the index; other guarantors who are not patients by the digest of their last name',
      'those that are held, by the second index',
    ],
    attributes: 'id, version, guarantor, memberIds, preferences, holds',
  },
  {
    type: 'patient-payment',
    purpose:
      'A payment by a patient, an employer or a facility: how much is applied to each claim, and how much is unapplied.',
    key: entityKey(tenant, 'PATIENT-PAYMENT', id('pmt')),
    index: accountPaymentsIndex(tenant, id('acc'), day, id('pmt')),
    second: paymentListIndex(tenant, { id: id('pmt'), receivedOn: day, unappliedCents: 2500 }),
    access: [
      'one, by its id',
      'those of an account by the day on which they were received, by the index',
      'those with unapplied cash, and the others of a month, by the second index',
    ],
    attributes:
      'id, version, accountId, entityId, method, cents, receivedOn, reference, enteredAt, enteredBy, encounterId, planId, allocations, chargesCents, chargesElsewhere, unappliedCents, refundedCents, card (charge, brand, last four digits), feeCents, chargedBack, reversed, lockbox, mayBe, transfers, transferredFrom',
  },
  {
    type: 'entered-payment',
    purpose: 'The latest payment of an account with one method, reference and amount, so that none is entered twice.',
    key: enteredPaymentKey(tenant, id('acc'), 'sha256'),
    access: ['by its account and the digest of method, reference and amount'],
    attributes: 'accountId, digest, version, paymentId',
  },
  {
    type: 'payment-batching',
    purpose: 'Whether a payment waits for a deposit batch, or which one it is in.',
    key: batchingKey(tenant, id('pmt')),
    index: waitingPaymentIndex(tenant, { id: id('pmt'), receivedOn: day, cents: 2500 }),
    access: ['by its payment', 'those that wait, by the index'],
    attributes: 'paymentId, batchId; heldFor while a lockbox file is imported',
  },
  {
    type: 'virtual-card-charge',
    purpose:
      'A payer’s virtual card that was charged at the terminal: its remittance, and the fee that the terminal keeps.',
    ...byMonth('VIRTUAL-CARD-CHARGE', 'vcc'),
    attributes:
      'id, version, remittanceId, entityId, payerId, payerName, cents, feeCents, chargedOn, reference, at, by, ledgerEntryId, reversed',
  },
  {
    type: 'lockbox-file',
    purpose: 'A lockbox file: its batches and sums, and the progress of booking them. The checks are in the file.',
    ...byMonth('LOCKBOX-FILE', 'lbx'),
    attributes:
      'id, sha256, sizeBytes, format, entityId, lockbox, depositedOn, receivedAt, receivedBy, state, batches (number, items, totalCents, depositBatchId), items, totalCents, unidentified',
  },
  {
    type: 'deposit-batch',
    purpose: 'Payments that are deposited together; in transit until a deposit of the bank is matched with the batch.',
    ...byMonth('DEPOSIT-BATCH', 'dbt'),
    attributes: 'id, version, entityId, depositedOn, totalCents, reference, payments, madeAt, madeBy, undone',
  },
  {
    type: 'payment-plan',
    purpose: 'What a guarantor agreed to pay in instalments. Its state follows from what is owed on its claims.',
    key: entityKey(tenant, 'PAYMENT-PLAN', id('pln')),
    index: paymentPlanIndex(tenant, { id: id('pln'), agreedOn: day }),
    access: [byId, 'those that nobody has ended, and those that ended in a month, by the index'],
    attributes:
      'id, version, accountId, claimIds, totalCents, every, instalments, agreedOn, agreedBy, disclosedOn, cardId, cardConsent, cardRound, ended',
  },
  {
    type: 'account-pay-page',
    purpose:
      'The charge that was last started for an account’s balance, so that the balance is not paid in two ways at once.',
    key: accountPageKey(tenant, id('acc')),
    access: ['by its account'],
    attributes: 'chargeId',
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
    purpose: 'An estimate for a patient of what care will cost, and how and when the patient was given it. PHI.',
    key: entityKey(tenant, 'ESTIMATE', id('est')),
    index: patientEstimatesIndex(tenant, id('pat'), at, id('est')),
    second: estimatesToGiveIndex(tenant, day, id('est')),
    access: [
      byId,
      'those of a patient, by the index',
      'those that the patient has not been given, by the last day for it, by the second index',
    ],
    attributes:
      'id, version, patientId, kind, asked, serviceOn, recurrence, primaryService, diagnoses, billingProviderId, services, coProviders, separately, coverageId, edition, madeOn, patient, contact, providers, totalCents, share, dueOn, deliveries, disputes, createdAt, createdBy, withdrawn',
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
    attributes: 'version, and a field for each area: statements, limits, refunds, unclaimed, books, denials, cards',
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
    ...inList('CARD-CONNECTION', 'ccn'),
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
    purpose: 'A charge to a card: its progress, and its payment; in the second index by account.',
    key: entityKey(tenant, 'CARD-CHARGE', id('cch')),
    index: cardChargeIndex(tenant, exampleCharge),
    second: accountChargesIndex(tenant, exampleCharge),
    access: [byId, 'those with something to do, by list; the others by month', 'all of an account'],
    attributes:
      'id, version, connectionId, entityId, accountId, way, state, cents, createdAt, createdBy, claimIds, linkId, cardId, planId, chargeOn, announced, attempt, orderedAt, pageId, processorPaymentId, card, paymentId, decline, ended, disputes, lossInTransit',
  },
  {
    type: 'pay-link',
    purpose: 'A link at which somebody can pay: the digest of its token, what it asks for, and until when it is valid.',
    key: entityKey(tenant, 'PAY-LINK', id('plk')),
    index: accountLinksIndex(tenant, id('acc'), id('plk')),
    access: [byId, 'all of an account'],
    attributes: 'id, version, accountId, of, tokenHash, expiresOn, createdAt, createdBy, revoked, chargeId',
  },
  {
    type: 'card-event',
    purpose: 'An event of a card processor that was received, so that a repetition is recognised. Kept for 40 days.',
    key: cardEventKey(tenant, id('ccn'), 'evt_1'),
    access: ['by connection and the processor’s id'],
    attributes: 'at, expiresAt',
  },
  {
    type: 'refund',
    purpose: 'Money that the office refunds: requested, approved, sent by check, paid by the bank.',
    key: entityKey(tenant, 'REFUND', id('rfd')),
    index: refundIndex(tenant, { id: id('rfd'), state: 'requested', requested: { at } }),
    access: ['by its id', 'open ones by state, by the index; the others by the month of their request'],
    attributes:
      'id, version, state, of, accountId, entityId, cents, payee, requested, creditSince, ledgerEntryId, approved, sent, stopped, cleared, ownerNotices, ownerAnsweredOn, unclaimed, acknowledged, remitted, declined, card, cardFailures',
  },
  {
    type: 'refund-check',
    purpose: 'The number of a refund’s check: a legal entity gives it once.',
    key: refundCheckKey(tenant, id('ent'), '5001'),
    access: ['by its legal entity and number'],
    attributes: 'entityId, checkNumber, refundId',
  },
  {
    type: 'acknowledged-checks',
    purpose: 'How much of what a payer’s remittance credits for refund checks was acknowledged.',
    key: acknowledgedChecksKey(tenant, id('rem')),
    access: ['by its remittance'],
    attributes: 'remittanceId, version, cents',
  },
  {
    type: 'adjustment',
    purpose:
      'An amount of a claim that a person wrote off or moved, without a denial: asked for, agreed to, booked, taken back.',
    key: entityKey(tenant, 'ADJUSTMENT', id('adj')),
    index: adjustmentIndex(tenant, { id: id('adj'), state: 'waiting', requested: { at } }),
    second: claimAdjustmentsIndex(tenant, { id: id('adj'), claimId, requested: { at } }),
    access: [
      'by its id',
      'those that wait for a second person, by the index; the others by the month of their request',
      'those of a claim, by the second index',
    ],
    attributes:
      'id, version, state, claimId, patientId, payerPosition, as, why, cents, requested, decided, ledgerEntryId, reversed, passedOver, madeBy',
  },
  {
    type: 'assistance',
    purpose:
      'An application for financial assistance: the statements and documents, who decided, and what was written off.',
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
    purpose: 'A run that writes off small balances: its progress, counts and sums.',
    ...byMonth('SMALL-BALANCE-RUN', 'sbr'),
    attributes:
      'id, requestedAt, requestedBy, reason, on, settings, state, steps, position, owed, credits, skips, endedAt',
  },
  {
    type: 'manual-entry',
    purpose: 'An entry that a manager posts by hand: requested, approved, booked, reversed.',
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
    type: 'statement',
    purpose: 'A statement or dunning letter as it was sent: everything that it says, and where its pages are.',
    key: entityKey(tenant, 'STATEMENT', id('stm')),
    index: accountStatementsIndex(tenant, id('acc'), at, id('stm')),
    access: [byId, 'all of an account, by when they were made'],
    attributes:
      'id, accountId, runId, createdAt, createdBy, statementOn, dueOn, dueCents, letter, level, language, delivery, file (fileKey, offset, sizeBytes, sha256, pages), payToken (its digest), revision, notice, returned, content (compressed JSON)',
  },
  {
    type: 'last-statement',
    purpose: 'The latest statement of an account: when the next one is due, and the level of dunning.',
    key: lastStatementKey(tenant, id('acc')),
    access: ['by account'],
    attributes: 'accountId, count, statementId, runId, at, on, dueCents, level, unpaidSince',
  },
  {
    type: 'statement-link',
    purpose:
      'The link that opens a statement: the digest of its token, where it was sent, until when it is valid, and how often it was used.',
    key: entityKey(tenant, 'STATEMENT-LINK', id('stl')),
    access: ['by its id, which follows from the statement’s'],
    attributes:
      'id, version, accountId, statementId, channel, sentTo, tokenHash, expiresOn, createdAt, createdBy, revoked, opened',
  },
  {
    type: 'date-tries',
    purpose: 'When wrong dates of birth were entered at the links of an account, so that their number is limited.',
    key: dateTriesKey(tenant, id('acc')),
    access: ['by account'],
    attributes: 'accountId, version, wrongAt',
  },
  {
    type: 'statement-run',
    purpose: 'A run that makes the statements that are due: its progress, counts and sums.',
    ...byMonth('STATEMENT-RUN', 'srn'),
    attributes:
      'id, requestedAt, requestedBy, on, state, settings, position, isThrough, slices, statements, pages, dueCents, letters, deliveries, skipped, skips, endedAt',
  },
  {
    type: 'statement-run-slice',
    purpose:
      'What a run did with about forty accounts: their statements, those that it skipped and why, the file for printing.',
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
    purpose: 'Which invoice a charge is on: only one at a time.',
    key: invoicedChargeKey(tenant, id('acc'), id('chg')),
    access: ['all of an account, by their prefix'],
    attributes: 'chargeId, invoiceId',
  },
];
