import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { InquiryChannel } from '../../shared/domain/inquiry/channel.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import {
  type PartnerEnvelope,
  type PartnerTerms,
  plainEnvelope,
  usageWith,
} from '../../shared/domain/trading-partner/trading-partner.ts';
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

/** How the office and a receiver address each other: the channel's sender, and the trading partner's terms. */
export interface Addressing {
  readonly channel: InquiryChannel;
  readonly partner?: Pick<PartnerTerms, 'envelope' | 'usage'> | undefined;
}

/**
 * The identifiers of a file: those agreed with the trading partner, as in claim files, with the channel's own sender
 * where it has one. Without a partner the office is the submitter of the billing provider.
 */
export function identifiersOf({ channel, partner }: Addressing, submitterId: string): PartnerEnvelope {
  const { senderId, receiverId } = channel;
  if (partner === undefined) return plainEnvelope(senderId ?? submitterId, receiverId);
  return senderId === undefined ? partner.envelope : { ...partner.envelope, senderId, applicationSender: senderId };
}

interface EnvelopeInput extends Addressing {
  readonly submitterId: string;
  readonly controlNumber: string;
  readonly createdOn: LocalDate;
  readonly createdTime: string;
  /** `T` in every stage but production. */
  readonly usage: 'P' | 'T';
}

export function envelopeOf(input: EnvelopeInput): InterchangeEnvelope {
  const { channel, partner, submitterId, controlNumber, createdOn, createdTime, usage } = input;
  return {
    ...identifiersOf(input, submitterId),
    interchangeControlNumber: controlNumber,
    usage: channel.usage === 'test' ? 'T' : usageWith(partner, usage),
    groupControlNumber: String(Number(controlNumber)),
    transactionControlNumber: '0001',
    date: createdOn,
    time: createdTime,
  };
}
