import type { DocumentGroup, DocumentInterchange, DocumentTransaction } from './claim-document.ts';

/*
 * The form of each part of an envelope. Other people's control numbers are accepted unchanged, if X12 can carry them.
 */

interface EnvelopeProblem {
  readonly kind: 'envelope-invalid' | 'delimiter-in-text';
  readonly place: string;
}

type Shapes<Of> = { readonly [Field in keyof Of]?: RegExp };

const name = /^(?! )[\x20-\x7e]{1,15}(?<! )$/;

const ofInterchange: Shapes<DocumentInterchange> = {
  senderQualifier: /^[0-9A-Z]{2}$/,
  senderId: name,
  receiverQualifier: /^[0-9A-Z]{2}$/,
  receiverId: name,
  controlNumber: /^\d{9}$/,
  date: /^\d{6}$/,
  time: /^(?:[01]\d|2[0-3])[0-5]\d$/,
  usage: /^[PT]$/,
};

const ofGroup: Shapes<DocumentGroup> = {
  applicationSender: name,
  applicationReceiver: name,
  date: /^(?:\d{6}|\d{8})$/,
  time: /^\d{4,8}$/,
  controlNumber: /^\d{1,9}$/,
  version: /^[0-9A-Z]{1,12}$/,
};

const ofTransaction: Shapes<DocumentTransaction> = { controlNumber: /^[0-9A-Za-z]{1,9}$/, guide: /^[0-9A-Z]{1,35}$/ };

function problemsOf<Of extends object>(
  header: Of,
  shapes: Shapes<Of>,
  delimiters: readonly string[],
): EnvelopeProblem[] {
  const problems: EnvelopeProblem[] = [];
  for (const [field, shape] of Object.entries(shapes) as [keyof Of & string, RegExp][]) {
    const value: unknown = header[field];
    if (typeof value !== 'string' || !shape.test(value))
      problems.push({ kind: 'envelope-invalid', place: `/${field}` });
    else if (delimiters.some((delimiter) => value.includes(delimiter))) {
      problems.push({ kind: 'delimiter-in-text', place: `/${field}` });
    }
  }
  return problems;
}

const delimitersOf = (header: DocumentInterchange | undefined): string[] =>
  header === undefined ? [] : Object.values(header.delimiters);

export function interchangeProblems(header: DocumentInterchange): readonly EnvelopeProblem[] {
  const problems = problemsOf(header, ofInterchange, delimitersOf(header));
  for (const field of ['authorization', 'security'] as const) {
    const pair = header[field];
    if (pair === undefined) continue;
    const isRight = /^[0-9A-Z]{2}$/.test(pair.qualifier) && /^[\x20-\x7e]{0,10}$/.test(pair.text);
    if (!isRight) problems.push({ kind: 'envelope-invalid', place: `/${field}` });
  }
  return problems;
}

export function groupProblems(
  header: DocumentGroup,
  around: DocumentInterchange | undefined,
): readonly EnvelopeProblem[] {
  return problemsOf(header, ofGroup, delimitersOf(around));
}

export function transactionProblems(header: DocumentTransaction): readonly EnvelopeProblem[] {
  return problemsOf(header, ofTransaction, []);
}
