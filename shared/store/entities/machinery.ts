import { auditKey, deedIndex, dueKey, idempotencyKey, officeSecretKey } from '../keys/work.ts';
import { at, type EntityDescription, id, tenant } from './entity-description.ts';

/** Audit, repeated requests and messages. */
export const machineryEntities: readonly EntityDescription[] = [
  {
    type: 'audit',
    purpose:
      'Who did what to which record, and who read which patient. Written in the transaction of the change itself.',
    key: auditKey(tenant, id('enc'), at, 'request-id'),
    index: deedIndex(tenant, { entityId: id('cor'), at, requestId: 'request-id' }),
    access: [
      'all of one record, oldest first',
      'those that reports count as work, by month, by the index, in four shards',
    ],
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
    key: officeSecretKey(tenant, 'page-token'),
    access: ['by the office'],
    attributes: 'secret',
  },
  {
    type: 'link-token-secret',
    purpose: 'The office’s secret from which the tokens of notices follow.',
    key: officeSecretKey(tenant, 'link-token'),
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
