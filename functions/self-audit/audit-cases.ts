import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { type AuditCase, afterCaseAction, type CaseAction } from '../../shared/domain/self-audit/audit-case.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { auditCaseWrite, caseIdOf, caseOfItem, readAuditCases } from '../../shared/store/audit-cases.ts';
import { documentKey, noteKey } from '../../shared/store/keys/documentation.ts';
import { listPartition } from '../../shared/store/keys/entity.ts';
import { readAuditFlag, readSelfAudit } from '../../shared/store/self-audits.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { SelfAuditOperations } from './context.ts';
import { auditCaseView } from './views.ts';

export const auditCaseOperations: SelfAuditOperations<
  'openAuditCase' | 'listAuditCases' | 'getAuditCase' | 'changeAuditCase'
> = {
  openAuditCase: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const audit = await readSelfAudit(table, tenantId, request.params.selfAuditId);
    if (audit === undefined) return fail({ kind: 'not-found' });
    if (audit.state !== 'done') return fail({ kind: 'self-audit-unended' });
    const number = Number(request.params.number);
    const found = Number.isSafeInteger(number) ? await readAuditFlag(table, tenantId, audit.id, number) : undefined;
    if (found === undefined) return fail({ kind: 'not-found' });
    const { number: _number, ...flag } = found;
    const id = caseIdOf(tenantId, flag, audit);
    const [known] = await readAuditCases(table, tenantId, [id]);
    if (known !== undefined) return ok({ body: auditCaseView(known), status: 200, version: known.version });
    const opened: AuditCase = {
      ...{ id, version: 1, selfAuditId: audit.id, from: audit.from, to: audit.to, flag, state: 'open' },
      ...{ openedAt: request.at, openedBy: subject, notes: [], evidence: [], decisions: [] },
    };
    return ok({
      body: auditCaseView(opened),
      version: 1,
      writes: [auditCaseWrite(tenantId, opened)],
      audit: { action: 'audit-case-opened', entityId: id, facts: { selfAuditId: audit.id, rule: flag.rule } },
    });
  },

  listAuditCases: async (request, { table }) => {
    const { limit, state, providerId } = request.query;
    const partitions = [listPartition(request.principal.tenantId, 'AUDIT-CASE')];
    const viewOf = (item: Item) => {
      const found = caseOfItem(item);
      const isAsked = state === undefined || found.state === state;
      return isAsked && (providerId === undefined || found.flag.providerId === providerId)
        ? auditCaseView(found)
        : undefined;
    };
    const page = await listPage(request, table, { partitions, index: true, limit }, viewOf);
    return asRead(page, { action: 'audit-cases-read', entityId: 'audit-cases' }, () => []);
  },

  getAuditCase: async (request, { table }) => {
    const { auditCaseId } = request.params;
    const [found] = await readAuditCases(table, request.principal.tenantId, [auditCaseId]);
    if (found === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'audit-case-read', entityId: auditCaseId } as const;
    return ok({ body: auditCaseView(found), version: found.version, writes: [], audit });
  },

  changeAuditCase: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const [before] = await readAuditCases(table, tenantId, [request.params.auditCaseId]);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    // Parsed with either a document or a note.
    const action = request.body as CaseAction;
    const there = await evidenceIsThere(table, tenantId, action);
    if (!there.ok) return there;
    const after = afterCaseAction(before, action, { subject, at: request.at, today: await request.today() });
    if (!after.ok) return fail({ kind: after.failure });
    return ok({
      body: auditCaseView(after.value),
      version: after.value.version,
      writes: [auditCaseWrite(tenantId, after.value)],
      audit: { action: 'audit-case-changed', entityId: before.id, facts: { do: action.do } },
    });
  },
};

async function evidenceIsThere(
  table: Table,
  tenant: TenantId,
  action: CaseAction,
): Promise<Result<undefined, Failure>> {
  if (action.do !== 'add-evidence') return ok(undefined);
  const { encounterId, documentId, noteId = '' } = action;
  const key =
    documentId === undefined ? noteKey(tenant, encounterId, noteId) : documentKey(tenant, encounterId, documentId);
  return (await table.get(key)) === undefined ? fail({ kind: 'evidence-missing' }) : ok(undefined);
}
