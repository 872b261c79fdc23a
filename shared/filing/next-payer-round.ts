import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from '../store/change.ts';

const hour = 3_600_000;

/**
 * The message that bills due claims to next payers automatically, now or at `dueAt`. The id depends only on the office,
 * so that all messages for the same time are one message.
 */
export function nextPayerRound(tenantId: TenantId, dueAt?: Instant): DueMessage {
  return {
    queue: 'assemble-claims',
    id: `next-payers-${tenantId}`,
    body: { schemaVersion: 1, tenantId, work: 'next-payers' },
    ...present({ dueAt }),
  };
}

/** The next full hour: every earlier round plans the same one. */
export function nextFullHour(at: Instant): Instant {
  return new Date((Math.floor(Date.parse(at) / hour) + 1) * hour).toISOString();
}
