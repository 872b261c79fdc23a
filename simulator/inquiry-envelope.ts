import type { LocalDate } from '../shared/domain/time/local-date.ts';
import type { InterchangeEnvelope } from '../shared/x12/loops/envelope.ts';
import type { ReadInterchange } from '../shared/x12/loops/transaction-frame.ts';

/**
 * The envelope of the answer to an inquiry: in the opposite direction, on the day of the inquiry. @param index of the
 * inquiry in its interchange: each answer has its own number
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
