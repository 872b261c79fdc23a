import { compactDate, type LocalDate } from '../../domain/time/local-date.ts';
import { plainSegment, plainText } from '../plain-segment.ts';

/** The envelope of a file of acknowledgements: who answers whom, and when. The caller gives all of it, so that the same answers give the same bytes. */
export interface AnswerEnvelope {
  /** Up to nine digits. */
  readonly controlNumber: string;
  readonly senderId: string;
  readonly receiverId: string;
  /** The kinds of the two ids: `ZZ` unless given. */
  readonly senderQualifier?: string;
  readonly receiverQualifier?: string;
  /** The sender's and the receiver's names in the group's header; by default, their ids. */
  readonly applicationSender?: string;
  readonly applicationReceiver?: string;
  readonly createdOn: LocalDate;
  /** `HHMM` */
  readonly createdTime: string;
  /** `T` unless given. */
  readonly usage?: 'P' | 'T';
}

/** The transactions of a file: each the segments from after ST to before SE. */
export interface AnswerGroup {
  /** `FA`, `HN` */
  readonly functionalGroup: string;
  readonly type: string;
  readonly guide: string;
  readonly transactions: readonly (readonly string[])[];
}

/** An interchange with the segments outside groups (TA1), and at most one group. One segment per line. */
export function answerFile(envelope: AnswerEnvelope, outside: readonly string[], group?: AnswerGroup): string {
  const { createdOn, createdTime, senderQualifier = 'ZZ', receiverQualifier = 'ZZ', usage = 'T' } = envelope;
  const control = plainText(envelope.controlNumber).padStart(9, '0').slice(-9);
  const date = compactDate(createdOn);
  const ids = [
    [senderQualifier, plainText(envelope.senderId).slice(0, 15).padEnd(15)],
    [receiverQualifier, plainText(envelope.receiverId).slice(0, 15).padEnd(15)],
  ].flat();
  const header = `ISA*00*          *00*          *${ids.join('*')}*${date.slice(2)}*${createdTime}*^*00501*${control}*0*${usage}*:`;
  const groups = group === undefined ? [] : groupSegments(group, envelope, control);
  const trailer = plainSegment('IEA', group === undefined ? '0' : '1', control);
  return [header, ...outside, ...groups, trailer].map((text) => `${text}~\n`).join('');
}

function groupSegments(
  { functionalGroup, type, guide, transactions }: AnswerGroup,
  envelope: AnswerEnvelope,
  control: string,
): string[] {
  const { senderId, receiverId, applicationSender = senderId, applicationReceiver = receiverId } = envelope;
  const names = [applicationSender, applicationReceiver].map((name) => name.slice(0, 15));
  const made = [compactDate(envelope.createdOn), envelope.createdTime];
  const number = String(Number(control));
  return [
    plainSegment('GS', functionalGroup, ...names, ...made, number, 'X', guide),
    ...transactions.flatMap((segments, index) => {
      const own = String(index + 1).padStart(4, '0');
      return [plainSegment('ST', type, own, guide), ...segments, plainSegment('SE', String(segments.length + 2), own)];
    }),
    plainSegment('GE', String(transactions.length), number),
  ];
}
