import { evaluationCodesKey, evaluationKey, favoritesKey, favoriteUsesKey } from '../keys/coding-aids.ts';
import {
  codingCountsKey,
  codingWorkIndex,
  codingWorkKey,
  noticeDraftIndex,
  openQueryIndex,
  physicianQueryKey,
} from '../keys/coding-work.ts';
import { amendmentKey, documentKey, noteKey } from '../keys/documentation.ts';
import { codeChoicesKey, codingRulesKey, codingRulesVersionKey } from '../keys/practice.ts';
import { byId, byMonth, day, type EntityDescription, id, tenant } from './entity-description.ts';

/** Encounters, and how they are coded. */
export const codingEntities: readonly EntityDescription[] = [
  {
    type: 'encounter',
    purpose: 'A visit as documented and coded. Final once its charges are posted.',
    ...byMonth('ENCOUNTER', 'enc'),
    second: noticeDraftIndex(tenant, id('enc')),
    attributes:
      'id, version, kind, createdAt, state (draft; final with its claim ids), patientId, billingProviderId, externalId, packed (all else, as compressed JSON)',
  },
  {
    type: 'evaluation',
    purpose:
      'A worksheet of the level of a visit: the findings in the record, the result, and its author. It never changes.',
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
    purpose: 'A note of an encounter. It is never changed; the encounter’s codes are kept separately.',
    key: noteKey(tenant, id('enc'), id('not')),
    access: ['all of an encounter with their amendments, in one query', byId],
    attributes: 'id, encounterId, kind, packedText (compressed), procedures, at, by',
  },
  {
    type: 'encounter-amendment',
    purpose: 'A later addition to a note.',
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
      'What people said about the coding of an encounter: who does it, by when, what it waits for. A plain draft has none.',
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
    purpose: 'The results of a coder’s reviews and queries on a day.',
    key: codingCountsKey(tenant, day, 'user-coder'),
    access: ['those of a day, by prefix'],
    attributes:
      'coder, agreed, returned, corrected, waived, queriesRaised, queriesAnswered, queriesWithdrawn, queriesEscalated, answerMinutes',
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
      'How often codes were chosen from search and suggestions, by a provider or in the whole office. Codes that were chosen often rank first.',
    key: codeChoicesKey(tenant, 'prv_01JD0EXAMP1E00000000000000'),
    access: ['one, of the office or of a provider'],
    attributes: 'an attribute for each code, such as `icd-10-cm E119`, with how often it was chosen',
  },
];
