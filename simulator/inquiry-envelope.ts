import type { LocalDate } from '../shared/domain/time/local-date.ts';
import type { InterchangeEnvelope } from '../shared/x12/loops/envelope.ts';
import type { ReadInterchange } from '../shared/x12/loops/transaction-frame.ts';

/** The envelope of the answer to an inquiry: it goes the other way, on the day of the inquiry. */
export function answeringEnvelope(
  { senderId, receiverId, controlNumber, usage }: Omit<ReadInterchange<unknown>, 'transactions'>,
  date: LocalDate,
): InterchangeEnvelope {
  return {
    senderQualifier: 'ZZ',
    senderId: receiverId,
    receiverQualifier: 'ZZ',
    receiverId: senderId,
    interchangeControlNumber: controlNumber.padStart(9, '0').slice(-9),
    usage: usage === 'P' ? 'P' : 'T',
    applicationSender: receiverId,
    applicationReceiver: senderId,
    groupControlNumber: String(Number(controlNumber) || 1),
    transactionControlNumber: '0001',
    date,
    time: '0900',
  };
}
