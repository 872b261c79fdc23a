import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { InquiryChannel } from '../../shared/domain/inquiry/channel.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { controlNumberWrite, lastControlNumber } from '../../shared/store/submissions.ts';
import type { Table } from '../../shared/store/table.ts';
import type { InterchangeEnvelope } from '../../shared/x12/loops/envelope.ts';

/** Takes the office's next interchange control number. Gaps are harmless. */
export async function nextControlNumber(tenant: TenantId, table: Table): Promise<string> {
  for (;;) {
    const last = await lastControlNumber(table, tenant);
    const taken = await table.transact([controlNumberWrite(tenant, last)]);
    if (taken.ok) return String(last + 1).padStart(9, '0');
  }
}

/** The office's identity in a file's envelope, and its control number: their positions are fixed. */
export function interchangeFacts(bytes: Uint8Array): { readonly senderId: string; readonly controlNumber: string } {
  const text = Buffer.from(bytes.subarray(0, 99)).toString('latin1');
  return { senderId: text.slice(35, 50).trim(), controlNumber: text.slice(90, 99) };
}

interface EnvelopeInput {
  readonly channel: InquiryChannel;
  readonly senderId: string;
  readonly controlNumber: string;
  readonly createdOn: LocalDate;
  readonly createdTime: string;
}

export function envelopeOf({
  channel,
  senderId,
  controlNumber,
  createdOn,
  createdTime,
}: EnvelopeInput): InterchangeEnvelope {
  return {
    senderQualifier: 'ZZ',
    senderId,
    receiverQualifier: 'ZZ',
    receiverId: channel.receiverId,
    interchangeControlNumber: controlNumber,
    usage: channel.usage === 'test' ? 'T' : 'P',
    applicationSender: senderId,
    applicationReceiver: channel.receiverId,
    groupControlNumber: String(Number(controlNumber)),
    transactionControlNumber: '0001',
    date: createdOn,
    time: createdTime,
  };
}
