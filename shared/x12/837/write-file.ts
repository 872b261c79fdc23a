import { fail, ok, type Result } from '../../domain/result.ts';
import { compactDate, type LocalDate, parseLocalDate } from '../../domain/time/local-date.ts';
import type { ClaimForm } from './claim-form.ts';
import type { ProblemKind } from './element-rules.ts';
import { problemLimit, SegmentWriter, type WriteDelimiters, type WriteProblem } from './write-loops.ts';

/** The envelope of a claim file. The caller gives all of it, so that writing again gives the same bytes. */
export interface ClaimFileEnvelope {
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

export interface WriteClaimFileOptions {
  readonly envelope: ClaimFileEnvelope;
  /** `*`, `:`, `^` and `~` by default. */
  readonly delimiters?: WriteDelimiters;
  /** Puts a line end after each segment, for people. */
  readonly lineEnds?: boolean;
  /** False allows what the guide forbids but X12 can carry: to write other people's files again. */
  readonly strict?: boolean;
}

export type WriteClaimFileProblem<Kind extends string = string> = WriteProblem<ProblemKind | Kind | 'envelope-invalid'>;

/** Why a file was not written: every problem with its place, at most {@link problemLimit}. Places are JSON pointers into the
 * claim file, or begin with `/envelope` or `/delimiters`; they hold no values. */
export interface WriteClaimFileFailure<Kind extends string = string> {
  readonly kind: 'claim-file-unwritable';
  readonly problems: readonly WriteClaimFileProblem<Kind>[];
}

const defaultDelimiters: WriteDelimiters = { element: '*', component: ':', repetition: '^', segment: '~' };

/**
 * Writes claims of one form as one 837 transaction in its own envelope. The file is ASCII text, so that characters are
 * bytes. The same arguments give the same text. Amounts are written without superfluous zeros (`100`, `100.5`, `.05`).
 * Neighbouring claims with equal billing provider, and equal subscriber and payer, share a level (HL); sort by them for the
 * smallest file.
 *
 * It refuses what X12 cannot carry (characters, delimiters inside data, lengths, missing values, impossible dates, too many of
 * something), what the guide forbids (unless `strict` is false) and what the form's writer does not support yet.
 */
export function writeClaimFile<File, Kind extends string>(
  file: File,
  form: ClaimForm<File, Kind>,
  options: WriteClaimFileOptions,
): Result<string, WriteClaimFileFailure<Kind>> {
  const { envelope, delimiters = defaultDelimiters, lineEnds = false, strict = true } = options;
  const unusable = checkDelimiters(delimiters);
  if (unusable.length > 0) return fail({ kind: 'claim-file-unwritable', problems: unusable });
  const contentProblems = [...form.checkSupport(file), ...(strict ? form.checkContent(file) : [])];
  const { tree, places } = form.toTree(file);
  const writer = new SegmentWriter(delimiters, strict, places);
  writer.loop(form.transactionLoop, tree, '');
  const problems: WriteClaimFileProblem<Kind>[] = [
    ...checkEnvelope(envelope, delimiters),
    ...writer.problems,
    ...contentProblems,
  ];
  if (problems.length > 0) {
    return fail({ kind: 'claim-file-unwritable', problems: problems.slice(0, problemLimit) });
  }
  return ok(wrap(writer.segments.slice(1), form.writtenGuide, { envelope, delimiters, lineEnds }));
}

/** Puts the transaction's segments (from BHT on) into ST, GS and ISA. */
function wrap(
  body: readonly string[],
  guide: string,
  { envelope, delimiters, lineEnds }: Required<Omit<WriteClaimFileOptions, 'strict'>>,
): string {
  const { element, component, repetition, segment } = delimiters;
  const day = compactDate(envelope.date);
  const { interchangeControlNumber, groupControlNumber, transactionControlNumber } = envelope;
  const lines = [
    [
      ...['ISA', '00', ' '.repeat(10), '00', ' '.repeat(10)],
      ...[envelope.senderQualifier, envelope.senderId.padEnd(15)],
      ...[envelope.receiverQualifier, envelope.receiverId.padEnd(15)],
      ...[day.slice(2), envelope.time, repetition, '00501', interchangeControlNumber],
      ...[envelope.acknowledgmentRequested === true ? '1' : '0', envelope.usage, component],
    ],
    [
      ...['GS', 'HC', envelope.applicationSender, envelope.applicationReceiver],
      ...[day, envelope.time, groupControlNumber, 'X', guide],
    ],
    ['ST', '837', transactionControlNumber, guide],
    ...body.map((text) => [text]),
    ['SE', String(body.length + 2), transactionControlNumber],
    ['GE', '1', groupControlNumber],
    ['IEA', '1', interchangeControlNumber],
  ];
  const end = lineEnds && segment !== '\n' ? `${segment}\n` : segment;
  return lines.map((texts) => texts.join(element) + end).join('');
}

function checkDelimiters(delimiters: WriteDelimiters): WriteClaimFileProblem<never>[] {
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
const envelopeShapes: { readonly [Field in keyof ClaimFileEnvelope]-?: RegExp } = {
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

function checkEnvelope(envelope: ClaimFileEnvelope, delimiters: WriteDelimiters): WriteClaimFileProblem<never>[] {
  const forbidden = Object.values(delimiters) as string[];
  const fields = Object.keys(envelopeShapes) as (keyof ClaimFileEnvelope)[];
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
