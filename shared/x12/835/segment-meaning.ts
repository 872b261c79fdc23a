import { formatAmount, negateCents, parseCents } from '../../domain/money/cents.ts';
import {
  adjustmentReasonWords,
  amountWords,
  type CodeWords,
  claimPartyWords,
  claimStatusWords,
  contactFunctionWords,
  dateWords,
  deliveryWords,
  paymentMethodWords,
  providerAdjustmentWords,
  quantityWords,
  referenceWords,
  remarkWords,
  wordsOf,
} from '../../domain/remittance/shown/code-words.ts';
import { parseCompactDate } from '../../domain/time/local-date.ts';
import type { Delimiters } from '../envelope.ts';
import { type Segment, splitComponents } from '../segments.ts';
import { segmentWords } from './segment-words.ts';

/** The loop of a remittance to which a segment belongs. */
export type RemittanceLevel = 'payment' | 'payer' | 'payee' | 'party' | 'claim' | 'line';

const whose: Readonly<Record<RemittanceLevel, string>> = {
  payment: 'Of the payment',
  payer: 'Of the payer',
  payee: 'Of the payee',
  party: 'Of a party that the guide does not know',
  claim: 'Of the claim',
  line: 'Of the line',
};

/** The elements of a segment as texts. Absent elements are empty. */
type Elements = (position: number) => string;

const sentences: Readonly<Record<string, (at: Elements, level: RemittanceLevel, delimiters: Delimiters) => string>> = {
  BPR: (at) => {
    const method = labelled(paymentMethodWords, at(4));
    if (at(4) === 'NON' || at(1) === 'H')
      return `Nothing is paid: this remittance is only for information. Amount ${dollars(at(2))}.`;
    const verb = at(3) === 'D' ? 'is taken from the provider' : 'is paid to the provider';
    return `${dollars(at(2))} ${verb}${on(at(16))}, by ${method}.`;
  },
  TRN: (at) => `The payment’s check or EFT number is ${at(2)}; the bank shows the same.`,
  CUR: (at) => `Amounts are in ${at(2)}.`,
  REF: (at, level) => `${whose[level]}: ${labelled(referenceWords, at(1))} ${at(2)}.`,
  DTM: (at, level) => `${whose[level]}: ${labelled(dateWords, at(1))}, ${day(at(2))}.`,
  N1: (at) => `The ${at(1) === 'PR' ? 'payer' : at(1) === 'PE' ? 'payee' : 'party'} is ${at(2) || 'not named'}.`,
  N3: (at, level) => `${whose[level]}: address ${[at(1), at(2)].filter((line) => line !== '').join(', ')}.`,
  N4: (at, level) => `${whose[level]}: ${[at(1), at(2), at(3), at(4)].filter((part) => part !== '').join(', ')}.`,
  PER: (at, level) =>
    `${whose[level]}: ask the ${labelled(contactFunctionWords, at(1))}${[at(2), at(4), at(6), at(8)]
      .filter((part) => part !== '')
      .map((part) => `, ${part}`)
      .join('')}.`,
  RDM: (at) => `The remittance is delivered ${labelled(deliveryWords, at(1))}.`,
  LX: (at) => `A group of claims begins: number ${at(1)}.`,
  TS3: (at) => `Provider ${at(1)}: ${at(4)} claims over ${dollars(at(5))} of charges.`,
  TS2: (at) => `Over the provider’s inpatient stays: ${dollars(at(1))} by diagnosis related groups.`,
  CLP: (at) =>
    `Claim ${at(1)} (the payer’s ${at(7) || 'number is missing'}): ${labelled(claimStatusWords, at(2))}. Charged ${dollars(at(3))}, paid ${dollars(at(4))}, patient’s share ${dollars(at(5))}.`,
  NM1: (at) => {
    const name = [at(3), [at(4), at(5), at(7)].filter((part) => part !== '').join(' ')]
      .filter((part) => part !== '')
      .join(', ');
    return `The ${labelled(claimPartyWords, at(1))}${name === '' ? '' : ` is ${name}`}${at(9) === '' ? '' : `, number ${at(9)}`}.`;
  },
  MIA: (at) => `Inpatient pricing${remarks([5, 20, 21, 22, 23].map(at))}.`,
  MOA: (at) => `Outpatient pricing${remarks([3, 4, 5, 6, 7].map(at))}.`,
  AMT: (at, level) =>
    `${whose[level]}: ${labelled(amountWords, at(1))} ${dollars(at(2))}; for information, not part of any sum.`,
  QTY: (at, level) => `${whose[level]}: ${labelled(quantityWords, at(1))} ${at(2)}.`,
  SVC: (at, _level, delimiters) => {
    const [, code = '', ...modifiers] = splitComponents(at(1), delimiters);
    const [, submitted = ''] = splitComponents(at(6), delimiters);
    const withModifiers = [code, ...modifiers.slice(0, 4).filter((part) => part !== '')].join('-');
    const recoded = submitted === '' || submitted === code ? '' : `; it was submitted as ${submitted}`;
    return `Line ${withModifiers}: charged ${dollars(at(2))}, paid ${dollars(at(3))}${recoded}.`;
  },
  LQ: (at, level) => {
    const words = remarkWords(at(2));
    return `${whose[level]}: remark ${at(2)}${words === undefined ? '' : ` (${words})`}.`;
  },
  SE: (at) => `The remittance ends; ${at(1)} segments.`,
  ST: (at) => `A remittance begins; control number ${at(2)}.`,
};

/** Says in a sentence what a segment means in its loop. */
export function segmentMeaning(segment: Segment, level: RemittanceLevel, delimiters: Delimiters): string {
  const at: Elements = (position) => segment.elements[position] ?? '';
  if (segment.id === 'CAS') return adjustments(segment, level);
  if (segment.id === 'PLB') return providerAdjustments(segment, delimiters);
  if (!segmentWords.has(segment.id))
    return 'The guide has no such segment. Its bytes are kept, but nothing is read from it.';
  const sentence = Object.hasOwn(sentences, segment.id) ? sentences[segment.id] : undefined;
  return sentence?.(at, level, delimiters) ?? segment.id;
}

function adjustments({ elements }: Segment, level: RemittanceLevel): string {
  const group = elements[1] ?? '';
  const parts: string[] = [];
  for (let position = 2; position < elements.length; position += 3) {
    const [carc = '', amount = '', quantity = ''] = elements.slice(position, position + 3);
    if (carc === '' && amount === '') continue;
    const words = adjustmentReasonWords(carc);
    const reason = words === undefined ? `${group}-${carc}` : `${group}-${carc}, ${words}`;
    const verb = amount.startsWith('-') ? 'put back' : 'taken off';
    parts.push(
      `${verb} ${dollars(amount.replace(/^-/, ''))} (${reason}${quantity === '' ? '' : `; quantity ${quantity}`})`,
    );
  }
  return `${whose[level]}: ${parts.join(', ')}.`;
}

function providerAdjustments({ elements }: Segment, delimiters: Delimiters): string {
  const parts: string[] = [];
  for (let position = 3; position < elements.length; position += 2) {
    const [code = '', reference = ''] = splitComponents(elements[position], delimiters);
    const amount = elements[position + 1] ?? '';
    if (code === '' && amount === '') continue;
    const words = providerAdjustmentWords(code);
    const why = [
      code,
      ...(words === undefined ? [] : [words]),
      ...(reference === '' ? [] : [`refers to ${reference}`]),
    ];
    parts.push(`${whatHappens(amount)} (${why.join(', ')})`);
  }
  return `Beside the claims: ${parts.join('; ')}.`;
}

/** The effect of a provider-level adjustment: a positive amount takes money from the provider. */
function whatHappens(text: string): string {
  const amount = parseCents(text);
  if (!amount.ok) return dollars(text);
  return amount.value < 0
    ? `${formatAmount(negateCents(amount.value))} is paid on top`
    : `${formatAmount(amount.value)} is kept back`;
}

function remarks(codes: readonly string[]): string {
  const found = codes.filter((code) => code !== '');
  return found.length === 0 ? '' : `, with remarks ${found.join(', ')}`;
}

function labelled(words: CodeWords, code: string): string {
  return wordsOf(words, code) ?? (code === '' ? 'no code' : `code ${code}`);
}

/** An amount as people write it; an absent one is zero. */
function dollars(text: string): string {
  if (text === '') return '0.00';
  const amount = parseCents(text);
  return amount.ok ? formatAmount(amount.value) : `${text} (not a readable amount)`;
}

function day(text: string): string {
  const date = parseCompactDate(text);
  return date.ok ? date.value : `${text} (not a readable date)`;
}

function on(text: string): string {
  return text === '' ? '' : ` on ${day(text)}`;
}
