import { compactDate, type LocalDate, parseLocalDate } from '../../domain/time/local-date.ts';
import type { WriteDelimiters } from './write-delimiters.ts';

/** The envelope of a file with one transaction. The caller gives all of it, so that writing again gives the same bytes. */
export interface InterchangeEnvelope {
  /** The kind of `senderId`: `ZZ` mutually defined, `30` tax id, `01` D-U-N-S, ... */
  readonly senderQualifier: string;
  readonly senderId: string;
  readonly receiverQualifier: string;
  readonly receiverId: string;
  /** Nine digits. */
  readonly interchangeControlNumber: string;
  /** `P` production, `T` test. */
  readonly usage: 'P' | 'T';
  readonly acknowledgmentRequested?: boolean;
  readonly applicationSender: string;
  readonly applicationReceiver: string;
  /** One to nine digits. */
  readonly groupControlNumber: string;
  /** Four to nine letters or digits. */
  readonly transactionControlNumber: string;
  /** Day and `HHMM` of the interchange and its group. */
  readonly date: LocalDate;
  readonly time: string;
}

/** Why an envelope cannot be written, with the place: it begins with `/envelope` or `/delimiters`. */
export interface EnvelopeProblem {
  readonly kind: 'envelope-invalid';
  readonly place: string;
}

export const defaultDelimiters: WriteDelimiters = { element: '*', component: ':', repetition: '^', segment: '~' };

/** The kind of a transaction in its envelope. */
export interface TransactionKind {
  /** GS01, such as `HC`. */
  readonly functionalGroup: string;
  /** ST01, such as `837`. */
  readonly type: string;
  /** GS08 and ST03. */
  readonly guide: string;
}

export interface WrapOptions {
  readonly envelope: InterchangeEnvelope;
  readonly delimiters: WriteDelimiters;
  /** Puts a line end after each segment, to make the file readable. */
  readonly lineEnds: boolean;
}

/** The segments of a transaction from BHT on, with their terminators. */
export interface TransactionBody {
  readonly text: string;
  readonly segments: number;
}

/** Puts the transaction's segments (from BHT on) into ST, GS and ISA. */
export function wrapTransaction(
  body: TransactionBody,
  { functionalGroup, type, guide }: TransactionKind,
  { envelope, delimiters, lineEnds }: WrapOptions,
): string {
  const { element, component, repetition, segment } = delimiters;
  const day = compactDate(envelope.date);
  const { interchangeControlNumber, groupControlNumber, transactionControlNumber } = envelope;
  const header = [
    [
      ...['ISA', '00', ' '.repeat(10), '00', ' '.repeat(10)],
      ...[envelope.senderQualifier, envelope.senderId.padEnd(15)],
      ...[envelope.receiverQualifier, envelope.receiverId.padEnd(15)],
      ...[day.slice(2), envelope.time, repetition, guide.slice(0, 5), interchangeControlNumber],
      ...[envelope.acknowledgmentRequested === true ? '1' : '0', envelope.usage, component],
    ],
    [
      ...['GS', functionalGroup, envelope.applicationSender, envelope.applicationReceiver],
      ...[day, envelope.time, groupControlNumber, 'X', guide],
    ],
    ['ST', type, transactionControlNumber, guide],
  ];
  const trailer = [
    ['SE', String(body.segments + 2), transactionControlNumber],
    ['GE', '1', groupControlNumber],
    ['IEA', '1', interchangeControlNumber],
  ];
  const end = lineEnds && segment !== '\n' ? `${segment}\n` : segment;
  const written = (segments: readonly (readonly string[])[]) =>
    segments.map((texts) => texts.join(element) + end).join('');
  return written(header) + body.text + written(trailer);
}

/** Why delimiters cannot be used. */
export function checkDelimiters(delimiters: WriteDelimiters): EnvelopeProblem[] {
  const names = ['element', 'component', 'repetition', 'segment'] as const;
  const all = names.map((name) => delimiters[name]);
  return names
    .filter((name, index) => {
      const text = delimiters[name];
      const isUsable = /^[!-/:-@[-`{-~]$/.test(text) || (name === 'segment' && text === '\n');
      return !isUsable || all.indexOf(text) !== index;
    })
    .map((name) => ({ kind: 'envelope-invalid', place: `/delimiters/${name}` }));
}

/** The form of each part of the envelope. */
const envelopeShapes: { readonly [Field in keyof InterchangeEnvelope]-?: RegExp } = {
  senderQualifier: /^[0-9A-Z]{2}$/,
  senderId: /^(?! )[\x20-\x7e]{1,15}(?<! )$/,
  receiverQualifier: /^[0-9A-Z]{2}$/,
  receiverId: /^(?! )[\x20-\x7e]{1,15}(?<! )$/,
  interchangeControlNumber: /^\d{9}$/,
  usage: /^[PT]$/,
  acknowledgmentRequested: /^(?:true|false)$/,
  applicationSender: /^(?! )[\x20-\x7e]{2,15}(?<! )$/,
  applicationReceiver: /^(?! )[\x20-\x7e]{2,15}(?<! )$/,
  groupControlNumber: /^[1-9]\d{0,8}$/,
  transactionControlNumber: /^[0-9A-Za-z]{4,9}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^(?:[01]\d|2[0-3])[0-5]\d$/,
};

/** The faults of an envelope. */
export function checkEnvelope(envelope: InterchangeEnvelope, delimiters: WriteDelimiters): EnvelopeProblem[] {
  const forbidden = Object.values(delimiters) as string[];
  const fields = Object.keys(envelopeShapes) as (keyof InterchangeEnvelope)[];
  return fields
    .filter((field) => {
      const value = envelope[field];
      if (value === undefined) return field !== 'acknowledgmentRequested';
      if (field === 'acknowledgmentRequested') return typeof value !== 'boolean';
      const isText = typeof value === 'string' && envelopeShapes[field].test(value);
      if (!isText || forbidden.some((delimiter) => value.includes(delimiter))) return true;
      return field === 'date' && !parseLocalDate(value).ok;
    })
    .map((field) => ({ kind: 'envelope-invalid', place: `/envelope/${field}` }));
}
