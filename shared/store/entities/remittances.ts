import { entityKey, monthIndex } from '../keys/entity.ts';
import { postingRulesKey, postingRulesVersionKey } from '../keys/practice.ts';
import {
  chunkKey,
  paymentKey,
  plannedKey,
  recoupmentKey,
  remittanceFileKey,
  remittanceKey,
  waitingKey,
} from '../keys/remittance.ts';
import { openDenialIndex, openExceptionIndex } from '../keys/work.ts';
import { at, byId, claimId, day, type EntityDescription, id, listedByMonth, tenant } from './entity-description.ts';

/** From the payer’s file to its answers, and the parts that wait for people. */
export const remittancesEntities: readonly EntityDescription[] = [
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
    type: 'planned-payment',
    purpose:
      'A payment that posts only after a person has approved its plan; the row is deleted when the plan is approved.',
    key: plannedKey(tenant, id('rem')),
    access: ['all of an office, by their partition'],
    attributes: 'none; they are on the remittance',
  },
  {
    type: 'exception',
    purpose: 'An exception: something that waits for a person.',
    key: entityKey(tenant, 'EXCEPTION', id('exc')),
    index: openExceptionIndex(tenant, id('exc')),
    access: [byId, 'the open ones, by the index, in four shards; the ended ones, by the month of their end'],
    attributes:
      'id, version, code, openedAt, state, remittanceId, claimId, ledgerEntryId, cents, facts, readyAt, resolution (what, who, when, why), decisions (the last 20 of these), investigation',
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
];
