import { type DeadlineStage, deadlineName } from '../domain/deadline/notice.ts';
import type { OpenDeadline } from '../domain/deadline/open-deadline.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { digestOf } from './digest.ts';
import { exceptionResolvedWrite, exceptionWrite, type StoredException } from './exceptions.ts';
import type { Write } from './table.ts';

/** Exceptions about deadlines, and the messages that check them. */

const minute = 60_000;
const day = 24 * 60 * minute;
/** Early morning in the United States. The deadlines of the day before have then passed everywhere. */
const roundAfterMidnight = 12 * 60 * minute;

/** The codes of the exceptions about a deadline. */
const alarmCodes = { near: 'deadline-near', missed: 'deadline-missed' } as const;

/** The id of a deadline’s exception. There is one for each filing, denial or overpayment, clock and day. */
export function deadlineAlarmId(tenant: TenantId, stage: DeadlineStage, open: OpenDeadline): string {
  return idFromDigest('exception', digestOf(alarmCodes[stage], tenant, deadlineName(open)));
}

/**
 * Opens the exception, if it is unchanged since it was read: it did not exist, or it had ended automatically by an
 * action that has been undone.
 * @param more further facts
 */
export function alarmWrite(
  tenant: TenantId,
  { stage, open, known }: { stage: DeadlineStage; open: OpenDeadline; known: StoredException | undefined },
  openedAt: Instant,
  more: Readonly<Record<string, string | number>>,
): Write {
  const { clock, claimId, cents, stands, share: payerPosition } = open;
  const { payerId, filing, denialId, exceptionId, varianceId, federalDisputeId, accountId, estimateId, auditCaseId } =
    open;
  const { encounterId } = open;
  const facts = {
    ...{ kind: clock.kind, on: clock.on, basis: clock.basis, stands },
    ...present({ payerId, payerPosition, filing, denialId, exceptionId, varianceId, federalDisputeId }),
    ...present({ accountId, estimateId, auditCaseId, encounterId }),
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

/** The next daily round. Its time and id depend only on the office, so that every message plans the same one. */
export function deadlineRound(tenantId: TenantId, at: Instant): DueMessage {
  const days = Math.floor((Date.parse(at) - roundAfterMidnight) / day) + 1;
  return roundAt(tenantId, new Date(days * day + roundAfterMidnight).toISOString());
}

/** A round within a minute, because the office has changed its notice days. */
export function deadlinesChanged(tenantId: TenantId, at: Instant): DueMessage {
  return roundAt(tenantId, nextMinute(at));
}

/** A round at a given time, for work that an earlier round skipped. */
export function roundAt(tenantId: TenantId, dueAt: Instant): DueMessage {
  const body = { schemaVersion: 1, tenantId, work: 'round' } as const;
  return { queue: 'watch-deadlines', id: `deadlines-${tenantId}`, body, dueAt };
}

/**
 * The message that checks, within a minute, the alarms that a person's action may have ended. All actions until then
 * share one message.
 */
export function deadlinesEnded(tenantId: TenantId, at: Instant): DueMessage {
  const body = { schemaVersion: 1, tenantId, work: 'ended' } as const;
  return { queue: 'watch-deadlines', id: `deadlines-ended-${tenantId}`, body, dueAt: nextMinute(at) };
}

function nextMinute(at: Instant): Instant {
  return new Date((Math.floor(Date.parse(at) / minute) + 1) * minute).toISOString();
}
