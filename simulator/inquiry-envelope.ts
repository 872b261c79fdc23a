import type { LocalDate } from '../shared/domain/time/local-date.ts';
import type { InterchangeEnvelope } from '../shared/x12/loops/envelope.ts';
import type { Guide } from '../shared/x12/loops/guide.ts';
import { readByGuide } from '../shared/x12/loops/read-guide.ts';
import type { ReadInterchange } from '../shared/x12/loops/transaction-frame.ts';
import { writeByGuide } from '../shared/x12/loops/write-guide.ts';

/**
 * The envelope of the answer to an inquiry: sender and receiver are exchanged, and the day is that of the inquiry.
 * @param index of the inquiry in its interchange, which gives each answer its own number
 */
export function answeringEnvelope(
  {
    senderId,
    receiverId,
    controlNumber,
    usage,
  }: Pick<ReadInterchange<unknown>, 'senderId' | 'receiverId' | 'controlNumber' | 'usage'>,
  date: LocalDate,
  index: number,
): InterchangeEnvelope {
  const number = ((Number(controlNumber) || 0) + index * 1_000_000) % 1_000_000_000;
  return {
    senderQualifier: 'ZZ',
    senderId: receiverId,
    receiverQualifier: 'ZZ',
    receiverId: senderId,
    interchangeControlNumber: String(number).padStart(9, '0'),
    usage: usage === 'P' ? 'P' : 'T',
    applicationSender: receiverId,
    applicationReceiver: senderId,
    groupControlNumber: String(number || 1),
    transactionControlNumber: '0001',
    date,
    time: '0900',
  };
}

/** Answers each transaction of a file of inquiries; undefined when none of them can be answered. */
export function answerFile<Inquiry extends { readonly createdOn: LocalDate }, Answer extends object>(
  bytes: Uint8Array,
  [asked, answered]: readonly [Guide<Inquiry>, Guide<Answer>],
  answerTo: (inquiry: Inquiry) => Answer | undefined,
): string | undefined {
  const read = readByGuide(bytes, asked);
  if (!read.ok) return undefined;
  const texts = read.value.interchanges.flatMap(({ transactions, ...interchange }) =>
    transactions.flatMap(({ content }, index) => {
      const answer = content && answerTo(content);
      if (content === undefined || answer === undefined) return [];
      const envelope = answeringEnvelope(interchange, content.createdOn, index);
      const written = writeByGuide(answer, answered, { envelope, strict: false });
      return written.ok ? [written.value] : [];
    }),
  );
  return texts.length === 0 ? undefined : texts.join('');
}
