import { owedIndex } from '../keys/account.ts';
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
} from '../keys/claim.ts';
import { paperToMailIndex } from '../keys/practice.ts';
import {
  at,
  byId,
  byMonth,
  claimId,
  day,
  type EntityDescription,
  id,
  listedByMonth,
  tenant,
} from './entity-description.ts';

/** Claims, and how they are sent. */
export const claimsEntities: readonly EntityDescription[] = [
  {
    type: 'claim-source',
    purpose: 'A claim that another system made, as it came: its filings are made from it.',
    key: claimSourceKey(tenant, claimId),
    access: ['with the claim'],
    attributes: 'packed (compressed: claimId, claim, share, controlNumber, takenCents, intakeId, record, digests)',
  },
  {
    type: 'balance',
    purpose:
      'The small item of a claim that changes often: who owes what, which is the sum of its entries, and the claim’s state.',
    key: claimBalanceKey(tenant, claimId),
    index: readyIndex(tenant, 'digest-of-the-lane', claimId),
    second: owedIndex(tenant, id('pat'), claimId),
    access: [
      'up to 100 in one read, by the patient control numbers of a remittance',
      'the ready ones of a lane, by the index, in four shards',
      'those that are due to a next payer, by the index under `NEXT-PAYER`, in four shards',
      'those of a patient with a patient balance or credit, by the second index, in eight shards; the row exists while `patientCents` is not 0',
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
    purpose: 'What a person entered as an earlier payer’s answer, for the claim to the next payer.',
    key: priorAnswerKey(tenant, claimId, 0),
    access: ['all of a claim'],
    attributes: 'share, answer (as the claim states it), insteadOf (entries), at, by, why',
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
    ...byMonth('SUBMISSION', 'sub'),
    attributes: 'id, createdAt, state, claims, chargeCents, control number, file',
  },
  {
    type: 'paper-batch',
    purpose: 'Claims that were filed by printing them together for one payer: by whom, when, and the file.',
    ...byMonth('PAPER-BATCH', 'ppr'),
    second: paperToMailIndex(tenant, { id: id('ppr'), createdAt: at }),
    access: [byId, listedByMonth, 'those whose mailing nobody has recorded, by the second index'],
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
