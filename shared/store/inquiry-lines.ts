import type { TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { inquiryLineKey, inquiryLinePrefix } from './keys/inquiry.ts';
import type { Table, Write } from './table.ts';

/** One of the few lines on which a receiver is asked in real time. */
export interface InquiryLine {
  readonly receiverId: string;
  readonly number: number;
  /** The question that is asked, or was asked last. */
  readonly inquiryId: string;
  readonly takenAt: Instant;
  /** Nobody takes the line before. */
  readonly until: Instant;
  /** When the receiver last answered on this line. */
  readonly answeredAt?: Instant;
  /** `resting`: nobody asks. */
  readonly state: 'asking' | 'resting';
}

export async function readLines(table: Table, tenant: TenantId, receiverId: string): Promise<readonly InquiryLine[]> {
  const { pk: partition } = inquiryLineKey(tenant, receiverId, 1);
  const items = await table.queryAll({ partition, prefix: inquiryLinePrefix, consistent: true });
  return items.map((item) => documentOfItem<InquiryLine>(item));
}

/** Replaces a line, if nobody has since it was read. */
export function lineTakenWrite(tenant: TenantId, before: InquiryLine | undefined, after: InquiryLine): Write<never> {
  const key = inquiryLineKey(tenant, after.receiverId, after.number);
  return {
    put: entityItem(key, 'inquiry-line', after),
    condition:
      before === undefined
        ? { absent: true }
        : { equals: { inquiryId: before.inquiryId, takenAt: before.takenAt, state: before.state } },
  };
}
