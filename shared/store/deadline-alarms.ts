import { type DeadlineStage, deadlineName } from '../domain/deadline/notice.ts';
import type { OpenDeadline } from '../domain/deadline/open-deadline.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { digestOf } from './digest.ts';
import { exceptionResolvedWrite, exceptionWrite, type StoredException } from './exceptions.ts';
import type { Write } from './table.ts';

/** What people are told of deadlines, and the messages that have them looked at. */

const minute = 60_000;
const day = 24 * 60 * minute;
/** Early morning in the United States: whatever passed on the day before, has passed. */
const roundAfterMidnight = 12 * 60 * minute;

/** The codes of the exceptions that tell of a deadline. */
const alarmCodes = { near: 'deadline-near', missed: 'deadline-missed' } as const;

/** The id of such an exception: one for each filing, denial or overpayment, its clock, and the day. */
export function deadlineAlarmId(tenant: TenantId, stage: DeadlineStage, open: OpenDeadline): string {
  return idFromDigest('exception', digestOf(alarmCodes[stage], tenant, deadlineName(open)));
}

/**
 * Opens the exception, if it is as it was read: not there, or ended by itself because the deed was done that is undone now.
 * @param more what is told besides
 */
export function alarmWrite(
  tenant: TenantId,
  { stage, open, known }: { stage: DeadlineStage; open: OpenDeadline; known: StoredException | undefined },
  openedAt: Instant,
  more: Readonly<Record<string, string | number>>,
): Write {
  const { clock, claimId, cents, stands, share: payerPosition } = open;
  const { payerId, filing, denialId, exceptionId, varianceId, accountId, auditCaseId } = open;
  const facts = {
    ...{ kind: clock.kind, on: clock.on, basis: clock.basis, stands },
    ...present({ payerId, payerPosition, filing, denialId, exceptionId, varianceId, accountId, auditCaseId }),
    ...more,
  };
  const id = deadlineAlarmId(tenant, stage, open);
  const write = exceptionWrite(tenant, {
    id,
    code: alarmCodes[stage],
    openedAt,
    ...present({ claimId }),
    cents,
    facts,
  });
  const asRead = known === undefined ? { absent: true as const } : { equals: { state: 'resolved' } };
  return { ...write, condition: asRead };
}

/** Closes it, unless a person has. */
export function alarmEndedWrite(tenant: TenantId, { id }: StoredException, at: Instant): Write {
  return { ...exceptionResolvedWrite(tenant, id, at), condition: { equals: { state: 'open' } } };
}

/** The next daily round. Its time and id are the office's alone, so that every message that plans it plans the same. */
export function deadlineRound(tenantId: TenantId, at: Instant): DueMessage {
  const days = Math.floor((Date.parse(at) - roundAfterMidnight) / day) + 1;
  return roundAt(tenantId, new Date(days * day + roundAfterMidnight).toISOString());
}

/** A round within a minute, because the office has changed when it is told. */
export function deadlinesChanged(tenantId: TenantId, at: Instant): DueMessage {
  return roundAt(tenantId, nextMinute(at));
}

/** A round at a time: soon, to do again what was overtaken. */
export function roundAt(tenantId: TenantId, dueAt: Instant): DueMessage {
  const body = { schemaVersion: 1, tenantId, work: 'round' } as const;
  return { queue: 'watch-deadlines', id: `deadlines-${tenantId}`, body, dueAt };
}

/** A look within a minute at the alarms whose deeds may be done now; one for all that is done until then. */
export function deadlinesEnded(tenantId: TenantId, at: Instant): DueMessage {
  const body = { schemaVersion: 1, tenantId, work: 'ended' } as const;
  return { queue: 'watch-deadlines', id: `deadlines-ended-${tenantId}`, body, dueAt: nextMinute(at) };
}

function nextMinute(at: Instant): Instant {
  return new Date((Math.floor(Date.parse(at) / minute) + 1) * minute).toISOString();
}
