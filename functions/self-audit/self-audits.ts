import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { periodOfYear, type SelfAudit } from '../../shared/domain/self-audit/run.ts';
import { monthBefore } from '../../shared/domain/time/local-date.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import {
  readAuditSettings,
  readSelfAudit,
  selfAuditItem,
  selfAuditMessage,
  selfAuditOfItem,
} from '../../shared/store/self-audits.ts';
import type { SelfAuditOperations } from './context.ts';
import { selfAuditView } from './views.ts';

export const selfAuditOperations: SelfAuditOperations<'createSelfAudit' | 'listSelfAudits' | 'getSelfAudit'> = {
  createSelfAudit: async (request, { table }) => {
    const { principal, at, body } = request;
    const { tenantId, subject } = principal;
    const year = body.kind === 'billing' ? undefined : body.year;
    const { from, to } = body.kind === 'billing' ? body : periodOfYear(body.year);
    const audit: SelfAudit = {
      id: request.newId('selfAudit'),
      ...{ kind: body.kind, from, to, ...present({ year }) },
      settings: await readAuditSettings(table, tenantId),
      ...{ requestedAt: at, requestedBy: subject, state: 'reading' },
      // Visits may be entered in advance.
      month: monthBefore(from.slice(0, 7)),
      ...{ slices: 0, read: 0, counted: 0, found: 0, notJudged: [] },
    };
    return ok({
      body: selfAuditView(audit),
      writes: [
        { put: selfAuditItem(tenantId, audit), condition: { absent: true }, orElse: { kind: 'write-conflict' } },
      ],
      audit: { action: 'self-audit-requested', entityId: audit.id, facts: { kind: audit.kind, from, to } },
      due: [selfAuditMessage(tenantId, audit.id)],
    });
  },

  listSelfAudits: async (request, { table }) =>
    asAnswer(await listMonth(request, table, { entity: 'SELF-AUDIT' }, (item) => selfAuditView(selfAuditOfItem(item)))),

  getSelfAudit: async (request, { table }) => {
    const audit = await readSelfAudit(table, request.principal.tenantId, request.params.selfAuditId);
    return audit === undefined ? fail({ kind: 'not-found' }) : ok({ body: selfAuditView(audit) });
  },
};
