import type { PaymentVariance, VarianceLine } from '../domain/contract/variance.ts';
import { formatAmount } from '../domain/money/cents.ts';
import type { Letter } from '../domain/remittance/denial/letter-fields.ts';
import type { Addressee } from '../domain/statement/statement.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { dayText } from './day-text.ts';
import type { Block, Column, Document, Fact, Row } from './document.ts';
import { type LetterSender, partyFacts, senderFacts } from './party-facts.ts';

/** A claim in a letter, with the payer's identifiers. */
export interface DisputedClaim {
  readonly variance: PaymentVariance;
  /** Our claim number, and the patient with the member number. */
  readonly claimNumber: string;
  readonly patient: string;
  readonly memberId: string;
}

/** The content of a letter about payments. */
export interface DisputeLetter {
  readonly letter: Letter;
  readonly today: LocalDate;
  readonly reference: string;
  readonly contracts: readonly string[];
  readonly from: LetterSender;
  readonly to: Addressee;
  readonly claims: readonly DisputedClaim[];
  readonly totals: { readonly expected: string; readonly allowed: string; readonly difference: string };
  readonly deadline?: LocalDate;
}

const columns: readonly Column[] = [
  { label: 'Service', width: 10, align: 'left' },
  { label: 'Line', width: 4, align: 'left' },
  { label: 'Code', width: 13, align: 'left' },
  { label: 'Clause of the contract', width: 19, align: 'left' },
  { label: 'Charge', width: 11, align: 'right' },
  { label: 'By contract', width: 11, align: 'right' },
  { label: 'Allowed', width: 11, align: 'right' },
  { label: 'Missing', width: 11, align: 'right' },
];

/** What differs between the letters to payers about money: the labels of their sums, and the list of claims. */
interface MoneyLetter {
  readonly about: readonly Fact[];
  readonly expected: string;
  readonly allowed: string;
  readonly list: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** Lays out a letter to a payer about underpayments. The same facts give the same bytes. */
export function disputeLetter(letter: DisputeLetter): Document {
  const { contracts, claims, totals } = letter;
  return moneyLetter(letter, {
    about: contracts.map((value, index) => ({ label: index === 0 ? 'Contract' : '', value })),
    ...{ expected: 'By contract', allowed: 'Allowed', list: 'Claims in dispute', columns },
    rows: [...claims.flatMap(rowsOf), totalRow(totals)],
  });
}

/** Lays out a letter about money to a payer. */
export function moneyLetter(letter: DisputeLetter, own: MoneyLetter): Document {
  const { today, reference, from, to, claims, totals, deadline } = letter;
  return {
    name: 'Letter to a payer. Contains protected health information.',
    blocks: [
      { kind: 'title', text: letter.letter.title, right: dayText(today, 'en') },
      { kind: 'facts', columns: [partyFacts('To', to), senderFacts(from)] },
      { kind: 'heading', text: 'About' },
      {
        kind: 'facts',
        columns: [
          [
            { label: 'Our reference', value: reference },
            ...own.about,
            { label: 'Claims', value: String(claims.length) },
            ...(deadline === undefined ? [] : [{ label: 'To be disputed by', value: dayText(deadline, 'en') }]),
          ],
          [
            { label: own.expected, value: totals.expected, isAmount: true },
            { label: own.allowed, value: totals.allowed, isAmount: true },
            { label: 'Missing', value: totals.difference, isAmount: true, tone: 'strong' },
          ],
        ],
      },
      { kind: 'heading', text: 'Our request' },
      ...letter.letter.paragraphs.map((text): Block => ({ kind: 'text', text })),
      ...(letter.letter.attachments.length === 0
        ? []
        : [
            { kind: 'heading', text: 'Enclosed' } as const,
            ...letter.letter.attachments.map((text, index): Block => ({ kind: 'text', text: `${index + 1}. ${text}` })),
          ]),
      { kind: 'heading', text: 'Signed for the provider' },
      { kind: 'text', text: 'Name and signature: ______________________________   Date: ______________' },
      { kind: 'heading', text: own.list },
      { kind: 'table', columns: own.columns, rows: own.rows },
    ],
  };
}

/** A claim: our number, the payer’s number, and the patient. */
export function claimText({ variance, claimNumber, patient, memberId }: DisputedClaim): string {
  const { payerClaimNumber, answeredOn } = variance;
  const yours = payerClaimNumber === '' ? '' : `, yours ${payerClaimNumber}`;
  return `Claim ${claimNumber}${yours}: ${patient}, member ${memberId}, answered ${answeredOn}`;
}

function rowsOf(claim: DisputedClaim): Row[] {
  const { lines } = claim.variance;
  return [{ cells: [claimText(claim), '', '', '', '', '', '', ''], tone: 'total' }, ...lines.flatMap(lineRows)];
}

function lineRows(line: VarianceLine): Row[] {
  const code = [line.procedure ?? line.revenueCode ?? '', ...line.modifiers].filter((part) => part !== '').join(' ');
  const numbers = line.lines.length > 3 ? `${line.lines[0]} ff.` : line.lines.join(', ');
  const amounts = [line.chargeCents, line.expectedCents, line.allowedCents, line.cents].map(formatAmount);
  const cells = [line.serviceOn, numbers, code, line.clause ?? '', ...amounts];
  const elsewhere =
    line.elsewhereCents > 0 ? [`denied, not in dispute here: $${formatAmount(line.elsewhereCents)}`] : [];
  const how = [...line.steps, ...elsewhere].join('; ');
  return [{ cells }, ...(how === '' ? [] : [{ cells: ['', '', how, '', '', '', '', ''], tone: 'quiet' as const }])];
}

function totalRow({ expected, allowed, difference }: DisputeLetter['totals']): Row {
  const amounts = [expected, allowed, difference].map((text) => text.replace('$', ''));
  return { cells: ['All lines', '', '', '', '', ...amounts], tone: 'total' };
}
