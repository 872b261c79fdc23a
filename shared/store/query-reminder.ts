import type { PhysicianQuery } from '../domain/coding-work/query.ts';
import type { CodingSettings } from '../domain/coding-work/settings.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';

const dayMilliseconds = 24 * 3600 * 1000;

/** Whether a query is due for escalation, by the office's current settings. */
export function isOverdue({ askedAt }: PhysicianQuery, { escalateAfterDays }: CodingSettings, at: Instant): boolean {
  return Date.parse(at) >= Date.parse(askedAt) + escalateAfterDays * dayMilliseconds;
}

/** The message that brings an open query up again, as a reminder or for its escalation, whichever is sooner. */
export function nextReminder(tenant: TenantId, query: PhysicianQuery, settings: CodingSettings): DueMessage {
  const { id: queryId, encounterId, reminders, askedAt, remindedAt } = query;
  const reminder = Date.parse(remindedAt ?? askedAt) + settings.remindAfterDays * dayMilliseconds;
  const escalation = Date.parse(askedAt) + settings.escalateAfterDays * dayMilliseconds;
  return {
    queue: 'remind-coding',
    id: `${queryId}.${reminders}`,
    body: { schemaVersion: 1, tenantId: tenant, encounterId, queryId, reminders },
    dueAt: new Date(Math.min(reminder, escalation)).toISOString(),
  };
}
