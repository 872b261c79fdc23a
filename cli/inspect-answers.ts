import { statusWords } from '../shared/domain/acknowledgement/status-words.ts';
import { syntaxWords } from '../shared/domain/acknowledgement/syntax-words.ts';
import { type Verdict, verdictOf } from '../shared/domain/acknowledgement/verdict.ts';
import type {
  ScannedClaimStatus,
  StatedLevel,
  StatedStatus,
} from '../shared/x12/acknowledgement/claim-acknowledgement.ts';
import type {
  ElementError,
  FunctionalAcknowledgement,
  FunctionalOutcome,
  SegmentError,
} from '../shared/x12/acknowledgement/functional-acknowledgement.ts';
import type { InterchangeAcknowledgement } from '../shared/x12/acknowledgement/interchange-acknowledgement.ts';
import type { ScannedInterchange, ScannedTransactionEnd } from '../shared/x12/scanned-interchange.ts';
import { counted } from './counted.ts';
import { eligibilityAnswers, reviewAnswers, statusAnswers } from './inspect-payer-answers.ts';
import type { InspectedAnswer } from './inspected-answer.ts';

/** At most this many answers of a transaction are listed. */
export const answerLimit = 500;

const outcomeWords: Readonly<Record<FunctionalOutcome, string>> = {
  accepted: 'accepted',
  'accepted-with-errors': 'accepted, with errors',
  'partly-accepted': 'accepted in part',
  rejected: 'rejected',
};

const wordsOf = (outcome: FunctionalOutcome | undefined): string =>
  outcome === undefined ? 'an outcome that is not in the guide' : outcomeWords[outcome];

/** The outcome that a TA1 states. */
export function interchangeAnswer({
  controlNumber,
  date,
  time,
  outcome,
  note,
}: InterchangeAcknowledgement): InspectedAnswer {
  const details = note === '000' || note === '' ? [] : [`${syntaxWords('interchange', note)} [${note}]`];
  return { about: `interchange ${controlNumber} of ${date} ${time}`, outcome: wordsOf(outcome), details };
}

/** What the answers of a transaction are read from: its claims, or its bytes. */
export interface AnswerSource {
  readonly transaction: ScannedTransactionEnd;
  /** The claims of a 277CA. */
  readonly statuses: readonly ScannedClaimStatus[];
  /** The transaction's bytes; undefined when they are no longer there. */
  readonly bytes: () => Uint8Array | undefined;
}

/**
 * The readers of whole transactions, by transaction. Each gets the bytes with the interchange's header before them, because readers start
 * at ISA.
 */
const wholeAnswers: Readonly<Record<string, ((bytes: Uint8Array) => readonly InspectedAnswer[]) | undefined>> = {
  '271': eligibilityAnswers,
  '277': statusAnswers,
  '278': reviewAnswers,
};

export function answersOf({ transaction, statuses, bytes }: AnswerSource): readonly InspectedAnswer[] {
  const { content, type, interchange } = transaction;
  if (content.kind === 'functional-acknowledgement') return groupAnswers(content);
  if (content.kind === 'claim-acknowledgement') {
    const levels = content.batches.flatMap((batch) => [
      ...levelAnswers('batch', batch),
      ...batch.providers.flatMap((provider) => levelAnswers('provider', provider)),
    ]);
    return [...levels, ...statuses.map(claimAnswer)];
  }
  const read = content.kind === 'other' ? wholeAnswers[type] : undefined;
  if (read === undefined) return [];
  const own = bytes();
  if (own === undefined) {
    return [{ about: 'this transaction', outcome: 'not read: it begins too late in the file', details: [] }];
  }
  return read(Buffer.concat([Buffer.from(headerOf(interchange), 'latin1'), own]));
}

/** The header of an interchange, with the delimiters that its transactions use. */
function headerOf({ elements, delimiters }: ScannedInterchange): string {
  return elements.slice(0, 17).join(String.fromCharCode(delimiters.element)) + String.fromCharCode(delimiters.segment);
}

function groupAnswers(content: FunctionalAcknowledgement): InspectedAnswer[] {
  const { groupCode, groupControlNumber, outcome, codes, received, accepted, transactions } = content;
  const counts =
    received === undefined
      ? []
      : [`${accepted ?? 'an unknown number'} of ${counted(received, 'transaction')} accepted`];
  return [
    {
      about: `group ${groupCode} ${groupControlNumber}`,
      outcome: wordsOf(outcome),
      details: [...counts, ...codes.map((code) => `${syntaxWords('group', code)} [${code}]`)],
    },
    ...transactions.map((transaction) => ({
      about: `transaction ${transaction.type} ${transaction.controlNumber}`,
      outcome: wordsOf(transaction.outcome),
      details: [
        ...transaction.codes.map((code) => `${syntaxWords('transaction', code)} [${code}]`),
        ...transaction.errors.flatMap(errorDetails),
      ],
    })),
  ];
}

/** An error with its segment, and one line for each element. The element's value may name a person, and is left out. */
function errorDetails({ segment, position, loop, code, patientControlNumber, elements }: SegmentError): string[] {
  const where = [
    `segment ${position} (${segment})`,
    ...(loop === undefined ? [] : [`loop ${loop}`]),
    ...(patientControlNumber === undefined ? [] : [`claim ${patientControlNumber}`]),
  ].join(', ');
  const own = code === undefined ? [] : [`${where}: ${syntaxWords('segment', code)} [${code}]`];
  return [...own, ...elements.map((error) => `${where}, ${elementPlace(error)}: ${elementWords(error)}`)];
}

function elementPlace({ element, component, repetition }: ElementError): string {
  return [
    `element ${element}`,
    ...(component === undefined ? [] : [`component ${component}`]),
    ...(repetition === undefined ? [] : [`repetition ${repetition}`]),
  ].join(', ');
}

const elementWords = ({ code }: ElementError): string => `${syntaxWords('element', code)} [${code}]`;

function levelAnswers(
  kind: 'batch' | 'provider',
  { party, trace, statuses, acceptedClaims, rejectedClaims }: StatedLevel,
): InspectedAnswer[] {
  const counts = [
    ...(acceptedClaims === undefined ? [] : [`${counted(acceptedClaims, 'claim')} accepted`]),
    ...(rejectedClaims === undefined ? [] : [`${counted(rejectedClaims, 'claim')} rejected`]),
  ];
  if (statuses.length === 0 && counts.length === 0) return [];
  // A trace of 0 stands for none.
  const number = trace === '0' ? '' : trace;
  const name = party === undefined ? '' : `${number === '' ? '' : 'of '}${party.name}`;
  const about = [kind, number, name].filter((part) => part !== '').join(' ');
  const outcome = statuses.length === 0 ? 'its claims are counted' : outcomeOf(statuses);
  return [{ about, outcome, details: [...counts, ...statuses.map(statusDetail)] }];
}

function claimAnswer({ patientControlNumber, payerClaimNumber, statuses, lines }: ScannedClaimStatus): InspectedAnswer {
  const number = payerClaimNumber === undefined ? [] : [`the payer’s number is ${payerClaimNumber}`];
  const ofLines = lines.flatMap(({ controlNumber, procedure, statuses: said }) =>
    said.map((status) => `line ${[controlNumber, procedure].filter(Boolean).join(' ')}: ${statusDetail(status)}`),
  );
  return {
    about: `claim ${patientControlNumber}`,
    outcome: outcomeOf(statuses),
    details: [...number, ...statuses.map(statusDetail), ...ofLines],
  };
}

const verdictWords: Readonly<Record<Verdict, string>> = {
  accepted: 'accepted',
  rejected: 'rejected',
  'passed-on': 'received',
  unclear: 'unclear: it contradicts itself',
};

function outcomeOf(statuses: readonly StatedStatus[]): string {
  return statuses.length === 0 ? 'nothing is said' : verdictWords[verdictOf(statuses)];
}

function statusDetail(status: StatedStatus): string {
  const { category, code, entity, message } = status;
  const codes = [category, code, ...(entity === undefined ? [] : [entity])].join(':');
  return `${statusWords(status).detail}${message === undefined ? '' : ` “${message}”`} [${codes}]`;
}
