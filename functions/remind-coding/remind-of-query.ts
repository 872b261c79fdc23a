import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { auditWrite, dueWrite } from '../../shared/store/change.ts';
import { codingCountWrite, readCodingSettings } from '../../shared/store/coding-work.ts';
import { officeDay } from '../../shared/store/office.ts';
import { queryRemindedWrite, readPhysicianQuery } from '../../shared/store/physician-queries.ts';
import { isOverdue, nextReminder } from '../../shared/store/query-reminder.ts';
import type { Write } from '../../shared/store/table.ts';
import type { RemindDeps } from './context.ts';

/**
 * Brings an unanswered query up again: records a reminder and plans the next one, or escalates the query, which is the
 * last step. A repeated message does nothing, because the query has been brought up since, or has ended.
 */
export async function remindOfQuery(
  message: MessageOf<'remind-coding'>,
  { table, logger, now }: RemindDeps,
): Promise<void> {
  const tenant = message.tenantId as TenantId;
  const query = await readPhysicianQuery(table, tenant, message.encounterId, message.queryId);
  if (query === undefined || query.state !== 'open' || query.reminders !== message.reminders) return;
  const at = now().toISOString();
  const settings = await readCodingSettings(table, tenant);
  const isEscalated = isOverdue(query, settings, at);
  const audit = (action: 'physician-query-escalated' | 'physician-query-reminded') =>
    auditWrite(
      { principal: { tenantId: tenant, subject: 'remind-coding' }, at, requestId: `remind-coding.${query.id}` },
      { action, entityId: query.encounterId, facts: { queryId: query.id } },
    );
  const reminded = { ...query, reminders: query.reminders + 1, remindedAt: at };
  const writes: Write[] = isEscalated
    ? [
        queryRemindedWrite(tenant, query, { escalatedAt: at, ...present({ escalatedTo: settings.escalateTo }) }),
        codingCountWrite(tenant, await officeDay(table, tenant, at), query.askedBy, { queriesEscalated: 1 }),
        audit('physician-query-escalated'),
      ]
    : [
        queryRemindedWrite(tenant, query, { remindedAt: at }),
        dueWrite(at, nextReminder(tenant, reminded, settings)),
        audit('physician-query-reminded'),
      ];
  const written = await table.transact(writes);
  // The query was answered or withdrawn at the same moment, or the message is a repetition.
  if (!written.ok) logger.info('reminder-overtaken', { queryId: query.id });
}
