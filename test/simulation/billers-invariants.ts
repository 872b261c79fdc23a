import type { Item } from '../../shared/store/table.ts';
import { bookFaults } from '../support/book-faults.ts';
import type { BillersOffice, Done } from './billers-office.ts';
import { twiceFaults, unappliedFaults } from './decision-invariants.ts';
import { brokenBooks, type Plain } from './invariants.ts';
import { accountFaults } from './patients-invariants.ts';

/** What was just done, with what the office had before and has now. */
export interface Look {
  readonly office: BillersOffice;
  readonly before: readonly Item[];
  readonly items: readonly Item[];
  /** How the request was answered, before any worker went on. */
  readonly answer: Done;
  /** What there was right after the answer. */
  readonly answered: readonly Item[];
  /** The first error of a worker, if one failed. */
  readonly failure?: string;
  /** What is wrong with closed months. */
  readonly closedFaults: readonly string[];
}

/** Something that must hold after every deed. */
export interface BillersInvariant {
  readonly name: string;
  /** What must hold, in a sentence. */
  readonly says: string;
  broken(look: Look): readonly string[];
}

/** Sums that are kept to be read again faster. Whoever needs them first keeps them, even if the request is refused. */
const isKept = ({ type }: Item) => type === 'period' || type === 'kept-through';

export const billersInvariants: readonly BillersInvariant[] = [
  {
    name: 'answered',
    says: 'Every request is done or refused with a reason, and every worker ends its work.',
    broken: ({ answer, failure }) => [
      ...(answer.status >= 500 ? [`a request is answered with ${answer.status}: ${JSON.stringify(answer.body)}`] : []),
      ...(failure === undefined ? [] : [`a worker fails: ${failure}`]),
    ],
  },
  {
    name: 'refused',
    says: 'What is refused changes nothing.',
    broken: ({ answer, before, answered }) => {
      if (answer.status < 400 || answer.status >= 500) return [];
      const known = new Set(before);
      const changed = answered.filter((item) => !known.has(item) && !isKept(item));
      const kinds = changed.map(({ type, pk }) => String(type ?? pk));
      return changed.length === 0 ? [] : [`refused with ${answer.status}, and written: ${kinds.join(', ')}`];
    },
  },
  {
    name: 'sums',
    says: 'Entries balance, and accounts, claims, payments and clients are the sums of their entries.',
    broken: ({ items }) => bookFaults(items),
  },
  {
    name: 'in sight',
    says: 'Whatever is owed is with its payer, on its way there, or on a work list with its amount; nothing is half done.',
    broken: ({ items }) => brokenBooks(items as readonly Plain[]),
  },
  {
    name: 'cash',
    says: 'The balance of unapplied payer cash is what open exceptions hold, and no cash or answer is used twice.',
    broken: ({ items }) => {
      const ofType = (wanted: string) => items.filter(({ type }) => type === wanted) as Plain[];
      return [...unappliedFaults(ofType('entry'), ofType('exception')), ...twiceFaults(ofType('entry'))];
    },
  },
  {
    name: 'accounts',
    says: 'Payments, members, employers, placements with agencies and appeals agree with what they are made of.',
    broken: ({ items }) => accountFaults(items),
  },
  {
    name: 'filings',
    says: 'A filing that was sent never goes back, and only one of a claim is on its way out.',
    broken: ({ office }) => office.filingFaults(),
  },
  {
    name: 'closed',
    says: 'No entry is added to a closed month.',
    broken: ({ closedFaults }) => closedFaults,
  },
  {
    name: 'forbidden',
    says: 'A claim whose disclosure the patient forbade is in no file.',
    broken: ({ items, office }) => {
      const forbidden = items.filter(({ type, disclosureForbidden }) => type === 'balance' && disclosureForbidden);
      const sent = [...office.bucket.objects].filter(([key]) => key.includes('/claim-file/'));
      return forbidden.flatMap(({ claimId }) =>
        sent.some(([, bytes]) => Buffer.from(bytes).includes(`CLM*${claimId}*`)) ? [`${claimId} was sent`] : [],
      );
    },
  },
];
