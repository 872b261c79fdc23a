import { correspondenceIndex, correspondenceListIndex, followUpIndex, wordingKey } from '../keys/correspondence.ts';
import { entityKey } from '../keys/entity.ts';
import { receivedDocumentIndex, taskIndex, threadAboutIndex, threadIndex } from '../keys/task.ts';
import { at, byId, day, type EntityDescription, id, tenant } from './entity-description.ts';

/** Correspondence, and notes on work. */
export const correspondenceEntities: readonly EntityDescription[] = [
  {
    type: 'work-mark',
    purpose: 'What people note about work on any list: notes, tags, who works on it, a day to look again.',
    key: entityKey(tenant, 'WORK-MARK', id('den')),
    index: followUpIndex(tenant, day, id('den')),
    access: ['by the id of the work, with the list that shows it', 'those with a follow-up day, by the index'],
    attributes: 'id, version, notes, tags, assignedTo, followUpOn',
  },
  {
    type: 'correspondence',
    purpose: 'A call or a message with a payer, a patient, a physician or a facility.',
    key: entityKey(tenant, 'CORRESPONDENCE', id('cor')),
    index: correspondenceIndex(tenant, id('pat'), at, id('cor')),
    second: correspondenceListIndex(tenant, { id: id('cor'), at, list: undefined }),
    access: [
      byId,
      'those about a patient, or about an account that has none, by the index',
      'those that wait to be sent, those with a fax service, and the others of a month, by the second index',
    ],
    attributes:
      'id, version, channel, direction, with, about (accountId, patientId, claimId), at, recordedAt, recordedBy, person, referenceNumber, summary, outcome, script, template, file, sending, consent, against, notes, struck',
  },
  {
    type: 'task',
    purpose: 'A task that somebody has to do by a day.',
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
    purpose: 'A fax or a letter that came, until it is filed or discarded.',
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
    type: 'dunning-letter',
    purpose: 'A version of a dunning letter’s texts that the office wrote.',
    key: wordingKey(tenant, 'LETTER', 'final-notice', 1),
    access: ['all of the office; the versions of one name, the latest first'],
    attributes: 'name, version, texts (title and paragraphs, by language)',
  },
];
