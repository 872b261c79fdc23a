import { foreignClaimsIndex } from '../keys/account.ts';
import { entityKey, listIndex } from '../keys/entity.ts';
import {
  ageingKey,
  dayFactsKey,
  keptReportsKey,
  keptThroughKey,
  ledgerDayIndex,
  ledgerEntryKey,
  periodKey,
  totalsKey,
} from '../keys/ledger.ts';
import { byId, byMonth, claimId, day, type EntityDescription, id, tenant } from './entity-description.ts';

/** Ledger entries, and their totals. */
export const booksEntities: readonly EntityDescription[] = [
  {
    type: 'entry',
    purpose: 'A ledger entry with all its legs, balanced. Its key has the control number in its document.',
    key: ledgerEntryKey(tenant, claimId, id('led')),
    index: ledgerDayIndex(tenant, day, id('led')),
    second: foreignClaimsIndex(tenant, id('pat'), claimId),
    access: [
      'all of a claim',
      'the first entries of a patient’s claims that another system made, by the second index',
      'all of a remittance’s payment, a deposit, a patient’s payment or an account; entries without a claim are stored under it',
      'all of a day, by the index, in eight shards',
      'the claims of a month by their first entries, by the index (`example-office#CLAIMS#2026-11`), newest first',
    ],
    attributes:
      'hash, kind, effectiveOn, postedOn, period, entity, claim, patient, provider, facility, remittance, deposit, account, payment, invoice, source, notes, payers, legs (compact); at, by, from and to, which are a line of the claim’s history',
  },
  {
    type: 'totals',
    purpose: 'Cents per account, for a day and a set of books; in eight shards.',
    key: totalsKey(tenant, day, id('prv'), claimId),
    access: ['those of a month, and those from a month up to a day, for the trial balance'],
    attributes: 'one number for each account, by its code; posting (remittances of the day that are not settled)',
  },
  {
    type: 'period',
    purpose:
      'A month of one legal entity’s books: whether it is closed, and its totals once nothing more can be booked into it.',
    key: periodKey(tenant, '2026-11', id('ent')),
    access: ['by month and legal entity', 'all up to a month: the trial balance'],
    attributes: 'version (from the first decision on), state, closing, reopened, totals (by account code), days',
  },
  {
    type: 'day-facts',
    purpose: 'A day’s bookings, added up for day sheets and reports once nothing more can be booked on the day.',
    key: dayFactsKey(tenant, day),
    access: ['by day'],
    attributes: 'packed (sums of legs, counts), revision (rises with each later booking)',
  },
  {
    type: 'ageing',
    purpose: 'What was owed at the end of a day, by age: for the last final day and for the last day of each month.',
    key: ageingKey(tenant, day, 0),
    access: ['all parts of a day'],
    attributes:
      'parts, openKey (the file with the open balances claim by claim), packed (rows by legal entity, account, payer, provider and facility; credits apart)',
  },
  {
    type: 'kept-reports',
    purpose: 'Up to which day reports are made, and the file with the open balances of that day.',
    key: keptReportsKey(tenant),
    access: ['by the office'],
    attributes: 'through, openKey, differingDays',
  },
  {
    type: 'journal',
    purpose: 'A journal of some days for an accounting package; a worker writes its files.',
    ...byMonth('JOURNAL', 'jnl'),
    attributes:
      'id, form, from, to, entityId, state, nextDay, files, lines, debitCents, creditCents, totals, differences',
  },
  {
    type: 'report-run',
    purpose: 'A report that a person or a schedule requested. Once it is made, its files are kept and never change.',
    ...byMonth('REPORT-RUN', 'rpr'),
    attributes:
      'id, report, by, from, to, asOf, entityId, requestedAt, requestedBy, state, attempt, scheduleId, target, forms, waitsUntil, fault, madeAt, trueUpTo, rows, files',
  },
  {
    type: 'report-schedule',
    purpose: 'A scheduled report each day, week or month.',
    key: entityKey(tenant, 'REPORT-SCHEDULE', id('rps')),
    index: listIndex(tenant, 'REPORT-SCHEDULE', id('rps')),
    access: [byId, 'those of an office, by the index'],
    attributes: 'id, version, name, isOn, report, by, entityId, every, weekday, hour, target, forms, nextRunAt',
  },
  {
    type: 'kept-through',
    purpose: 'Up to which month an office’s totals are stored by month.',
    key: keptThroughKey(tenant),
    access: ['by the office'],
    attributes: 'through',
  },
];
