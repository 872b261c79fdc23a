import { plainSegment } from '../plain-segment.ts';
import { type AnswerEnvelope, answerFile } from './answer-file.ts';
import type {
  AcknowledgedTransaction,
  ElementError,
  FunctionalAcknowledgement,
  FunctionalOutcome,
  SegmentError,
} from './functional-acknowledgement.ts';
import type { InterchangeAcknowledgement } from './interchange-acknowledgement.ts';

const outcomeCodes: Readonly<Record<FunctionalOutcome, string>> = {
  accepted: 'A',
  'accepted-with-errors': 'E',
  'partly-accepted': 'P',
  rejected: 'R',
};

/** A 999 to write: the answer about one group, whose claims follow a guide. */
export interface WrittenFunctionalAcknowledgement extends Omit<FunctionalAcknowledgement, 'kind'> {
  /** The guide of the acknowledged group and its transactions, such as `005010X222A1`. */
  readonly guide: string;
}

/**
 * Writes a file with only TA1s: a receiver's answers about whole interchanges. The same answers give the same bytes;
 * counts and control numbers are right. Separators in texts become blanks.
 */
export function writeInterchangeAcknowledgements(
  answers: readonly InterchangeAcknowledgement[],
  envelope: AnswerEnvelope,
): string {
  return answerFile(envelope, answers.map(interchangeSegment));
}

/** Writes a file of 999s (005010X231A1), a transaction for each group, after the TA1s, if any. */
export function writeFunctionalAcknowledgements(
  groups: readonly WrittenFunctionalAcknowledgement[],
  envelope: AnswerEnvelope,
  interchanges: readonly InterchangeAcknowledgement[] = [],
): string {
  return answerFile(envelope, interchanges.map(interchangeSegment), {
    functionalGroup: 'FA',
    type: '999',
    guide: '005010X231A1',
    transactions: groups.map(functionalSegments),
  });
}

function interchangeSegment({ controlNumber, date, time, outcome, note }: InterchangeAcknowledgement): string {
  return plainSegment('TA1', controlNumber, date, time, outcome === undefined ? '' : outcomeCodes[outcome], note);
}

function functionalSegments(group: WrittenFunctionalAcknowledgement): string[] {
  const { groupCode, groupControlNumber, guide, outcome, codes, transactions } = group;
  const counts = [group.included, group.received, group.accepted].map((count) => String(count ?? 0));
  return [
    plainSegment('AK1', groupCode, groupControlNumber, guide),
    ...transactions.flatMap((transaction) => transactionSegments(transaction, guide)),
    plainSegment('AK9', codeOf(outcome), ...counts, ...codes.slice(0, 5)),
  ];
}

function transactionSegments(
  { type, controlNumber, outcome, codes, errors }: AcknowledgedTransaction,
  guide: string,
): string[] {
  return [
    plainSegment('AK2', type, controlNumber, guide),
    ...errors.flatMap(errorSegments),
    plainSegment('IK5', codeOf(outcome), ...codes.slice(0, 5)),
  ];
}

function errorSegments({ segment, position, loop, code, patientControlNumber, elements }: SegmentError): string[] {
  return [
    plainSegment('IK3', segment, String(position), loop ?? '', code ?? ''),
    ...(patientControlNumber === undefined ? [] : [plainSegment('CTX', ['CLM01', patientControlNumber])]),
    ...elements.map(elementSegment),
  ];
}

function elementSegment({ element, component, repetition, reference, code, value }: ElementError): string {
  const place = [element, component, repetition].map((number) => (number === undefined ? '' : String(number)));
  return plainSegment('IK4', place, reference ?? '', code, value ?? '');
}

function codeOf(outcome: FunctionalOutcome | undefined): string {
  return outcome === undefined ? '' : outcomeCodes[outcome];
}
