import {
  contractRatesKey,
  contractVersionKey,
  openVarianceIndex,
  payerContractsKey,
  variancesThroughKey,
} from '../keys/contract.ts';
import { entityKey } from '../keys/entity.ts';
import { disputesOfClaimIndex, federalDisputeIndex } from '../keys/federal-dispute.ts';
import { feeBlockKey, feeSchedulesKey, feeScheduleVersionKey } from '../keys/practice.ts';
import { at, byMonth, claimId, type EntityDescription, id, tenant } from './entity-description.ts';

/** Prices of services, and contracts with payers. */
export const pricesEntities: readonly EntityDescription[] = [
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
    purpose:
      'The difference of a claim’s payment from the contract, in one direction; or the interest that is missing because it came late. PHI.',
    key: entityKey(tenant, 'PAYMENT-VARIANCE', id('var')),
    index: openVarianceIndex(tenant, at, id('var')),
    access: [
      'by its id, which follows from the claim',
      'open ones, by the index, in four shards; ended ones, by the month of their end',
    ],
    attributes:
      'id, version, claimId, direction, state, outcome, payerId, billingProviderId, providerId, entityId, contractId, contractVersion, contractName, serviceFrom, answeredOn, expectedCents, allowedCents, cents, recoveredCents, lines, late, disputeBy, disputeIds, decision, foundAt, closedAt',
  },
  {
    type: 'payment-dispute',
    purpose: 'A letter to a payer about its underpayments, and what became of it.',
    ...byMonth('PAYMENT-DISPUTE', 'pdp'),
    attributes:
      'id, version, payerId, billingProviderId, varianceIds, template, letter (sha256, sizeBytes), expectedCents, allowedCents, cents, disputeBy, createdAt, createdBy, outcome',
  },
  {
    type: 'federal-dispute',
    purpose: 'Federal dispute resolution with a health plan about one of its answers, step by step. PHI.',
    key: entityKey(tenant, 'FEDERAL-DISPUTE', id('fdr')),
    index: federalDisputeIndex(tenant, { id: id('fdr'), noticeOn: '2026-11-23', isOver: false }),
    second: disputesOfClaimIndex(tenant, claimId, id('fdr')),
    access: ['by its id', 'open ones; the others by the month in which they ended', 'all of a claim'],
    attributes:
      'id, version, of, claimId, payerId, payerPosition, entityId, billingProviderId, serviceFrom, procedures, cents, firstAnswerOn, noticeOn, answeredOn, initiated, decider, offer, end, closed, fees, begun, steps',
  },
  {
    type: 'variances-through',
    purpose: 'The day up to which payers’ answers were compared with the contracts.',
    key: variancesThroughKey(tenant),
    access: ['the office’s own'],
    attributes: 'through',
  },
];
