import type { LatePart } from '../domain/contract/variance.ts';
import { formatAmount } from '../domain/money/cents.ts';
import { claimText, type DisputedClaim, type DisputeLetter, moneyLetter } from './dispute-letter.ts';
import type { Column, Document, Row } from './document.ts';

const columns: readonly Column[] = [
  { label: 'Received', width: 11, align: 'left' },
  { label: 'Due', width: 11, align: 'left' },
  { label: 'Paid on', width: 11, align: 'left' },
  { label: 'Days late', width: 8, align: 'right' },
  { label: 'Paid', width: 12, align: 'right' },
  { label: 'Interest due', width: 12, align: 'right' },
  { label: 'Interest paid', width: 12, align: 'right' },
];

/** Lays out a letter to a payer about interest on late payments. The same facts give the same bytes. */
export function latePaymentLetter(letter: DisputeLetter): Document {
  const { claims, totals } = letter;
  const [expected, allowed] = [totals.expected, totals.allowed].map((text) => text.replace('$', ''));
  return moneyLetter(letter, {
    about: [],
    ...{ expected: 'Interest due', allowed: 'Interest paid', list: 'Claims paid late', columns },
    rows: [
      ...claims.flatMap(rowsOf),
      { cells: ['All claims', '', '', '', '', expected ?? '', allowed ?? ''], tone: 'total' },
    ],
  });
}

function rowsOf(claim: DisputedClaim): Row[] {
  const parts = claim.variance.late ?? [];
  return [{ cells: [claimText(claim), '', '', '', '', '', ''], tone: 'total' }, ...parts.flatMap(partRows)];
}

function partRows(part: LatePart): Row[] {
  const { receivedOn, countedFrom, dueOn, paidOn, daysLate, how } = part;
  const amounts = [part.paidCents, part.owedCents, part.interestPaidCents].map(formatAmount);
  const from = countedFrom === 'receipt' ? '' : '; counted from the day on which we sent it';
  return [
    { cells: [receivedOn, dueOn, paidOn, String(daysLate), ...amounts] },
    { cells: [`${how}${from}`, '', '', '', '', '', ''], tone: 'quiet' },
  ];
}
