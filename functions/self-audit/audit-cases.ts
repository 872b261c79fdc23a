import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Principal } from '../../shared/domain/identity/principal.ts';
import { present } from '../../shared/domain/present.ts';
import { type FieldError, fail, ok } from '../../shared/domain/result.ts';
import {
  type AuditCase,
  afterCaseAction,
  type CaseAction,
  maySeeCase,
} from '../../shared/domain/self-audit/audit-case.ts';
import { listPage } from '../../shared/runtime/api/list-page.ts';
import { auditCaseWrite, caseIdOf, caseOfItem, readAuditCases } from '../../shared/store/audit-cases.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { entityKey, listPartition } from '../../shared/store/keys/entity.ts';
import { readAuditFlag, readSelfAudit } from '../../shared/store/self-audits.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { evidenceKey } from './case-evidence.ts';
import type { SelfAuditOperations } from './context.ts';
import { auditCaseView } from './views.ts';

export const auditCaseOperations: SelfAuditOperations<
  'openAuditCase' | 'reportAuditCase' | 'listAuditCases' | 'getAuditCase' | 'changeAuditCase'
> = {
  openAuditCase: async (request, { table }) => {
    const { tenantId } = request.principal;
    const audit = await readSelfAudit(table, tenantId, request.params.selfAuditId);
    if (audit === undefined) return fail({ kind: 'not-found' });
    if (audit.state !== 'done') return fail({ kind: 'self-audit-unended' });
    const number = Number(request.params.number);
    const found = Number.isSafeInteger(number) ? await readAuditFlag(table, tenantId, audit.id, number) : undefined;
    if (found === undefined) return fail({ kind: 'not-found' });
    const { number: _number, ...flag } = found;
    const id = caseIdOf(tenantId, flag, audit);
    const [known] = await readAuditCases(table, tenantId, [id]);
    if (known !== undefined) {
      if (!maySeeCase(known, request.principal)) return fail({ kind: 'not-found' });
      return ok({ body: auditCaseView(known, request.principal), status: 200, version: known.version });
    }
    const period = { selfAuditId: audit.id, from: audit.from, to: audit.to, flag };
    const opened: AuditCase = { ...newCase(request, id), source: 'self-audit', ...period };
    return ok({
      body: auditCaseView(opened, request.principal),
      version: 1,
      writes: [auditCaseWrite(tenantId, opened)],
      audit: { action: 'audit-case-opened', entityId: id, facts: { selfAuditId: audit.id, rule: flag.rule } },
    });
  },

  reportAuditCase: async (request, { table }) => {
    const { principal, body } = request;
    const { tenantId } = principal;
    const errors = await referralFaults(table, tenantId, body, await request.today());
    if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
    const { source, receivedOn, summary, reporter, providerId, claimIds, concerns = [] } = body;
    const id = request.newId('auditCase');
    const referral = { source, receivedOn, summary, ...present({ reporter, providerId, claimIds }) };
    const opened: AuditCase = { ...newCase(request, id), source, referral, excluded: concerns };
    return ok({
      body: auditCaseView(opened, principal),
      version: 1,
      writes: [auditCaseWrite(tenantId, opened)],
      audit: { action: 'audit-case-opened', entityId: id, facts: { source } },
    });
  },

  listAuditCases: async (request, { table }) => {
    const { principal, query } = request;
    const { limit, state, providerId } = query;
    const partitions = [listPartition(principal.tenantId, 'AUDIT-CASE')];
    const page = await listPage(request, table, { partitions, index: true, limit }, (item: Item) => {
      const found = caseOfItem(item);
      const about = found.flag?.providerId ?? found.referral?.providerId;
      const isAsked =
        (state === undefined || found.state === state) && (providerId === undefined || about === providerId);
      return isAsked && maySeeCase(found, principal) ? auditCaseView(found, principal) : undefined;
    });
    if (!page.ok || page.value.items.length === 0) return page.ok ? ok({ body: page.value }) : page;
    // The audit trail records each case that a person has seen, by its id.
    const facts = { cases: page.value.items.map(({ id }) => id).join(' ') };
    const audit = { action: 'audit-cases-read', entityId: 'audit-cases', facts } as const;
    return ok({ body: page.value, writes: [], audit });
  },

  getAuditCase: async (request, { table }) => {
    const found = await seenCase(request, table);
    if (found === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'audit-case-read', entityId: found.id } as const;
    return ok({ body: auditCaseView(found, request.principal), version: found.version, writes: [], audit });
  },

  changeAuditCase: async (request, { table }) => {
    const { tenantId, subject, roles } = request.principal;
    const before = await seenCase(request, table);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    // The schema has checked the fields that each kind of action needs.
    const action = request.body as CaseAction;
    if ('who' in action && !roles.includes('manager'))
      return fail({ kind: 'not-permitted', facts: { neededRoles: 'manager' } });
    if (action.do === 'add-evidence' && (await table.get(evidenceKey(tenantId, action))) === undefined) {
      return fail({ kind: 'evidence-missing' });
    }
    const today = await request.today();
    const errors = dayFaults(action, today);
    if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
    const after = afterCaseAction(before, action, { subject, at: request.at, today });
    if (!after.ok) return fail({ kind: after.failure });
    return ok({
      body: auditCaseView(after.value, request.principal),
      version: after.value.version,
      writes: [auditCaseWrite(tenantId, after.value)],
      audit: { action: 'audit-case-changed', entityId: before.id, facts: { do: action.do } },
      due: after.value.clock === undefined ? [] : [deadlinesEnded(tenantId, request.at)],
    });
  },
};

/** A new case. The person who opens it may see it. */
function newCase(
  { principal, at }: { readonly principal: Principal; readonly at: string },
  id: string,
): Omit<AuditCase, 'source'> {
  const { subject } = principal;
  const none = { excluded: [], notes: [], evidence: [], decisions: [], disclosures: [] };
  return { id, version: 1, state: 'open', openedAt: at, openedBy: subject, named: [subject], ...none };
}

/** The case, if the caller may see it; otherwise it is not found. */
async function seenCase(
  { principal, params }: { readonly principal: Principal; readonly params: { readonly auditCaseId: string } },
  table: Table,
): Promise<AuditCase | undefined> {
  const [found] = await readAuditCases(table, principal.tenantId, [params.auditCaseId]);
  return found !== undefined && maySeeCase(found, principal) ? found : undefined;
}

interface Referred {
  readonly receivedOn: string;
  readonly providerId?: string;
  readonly claimIds?: readonly string[];
}

async function referralFaults(
  table: Table,
  tenant: TenantId,
  { receivedOn, providerId, claimIds = [] }: Referred,
  today: string,
): Promise<FieldError[]> {
  const [provider, claims] = await Promise.all([
    providerId === undefined ? undefined : table.get(entityKey(tenant, 'PROVIDER', providerId)),
    readBalances(table, tenant, claimIds),
  ]);
  return [
    ...(receivedOn > today ? [{ pointer: '/receivedOn', detail: 'is in the future' }] : []),
    ...(providerId !== undefined && provider === undefined
      ? [{ pointer: '/providerId', detail: 'no such provider' }]
      : []),
    ...claims.flatMap((claim, index) =>
      claim === undefined ? [{ pointer: `/claimIds/${index}`, detail: 'no such claim' }] : [],
    ),
  ];
}

/** Days in the future cannot have happened, and an investigation ends after it began. */
function dayFaults(action: CaseAction, today: string): FieldError[] {
  const future = (pointer: string, day: string | undefined): FieldError[] =>
    day !== undefined && day > today ? [{ pointer, detail: 'is in the future' }] : [];
  switch (action.do) {
    case 'identify':
    case 'disclose':
      return future('/on', action.on);
    case 'investigate':
      return [
        ...future('/from', action.from),
        ...(action.to !== undefined && action.to < action.from ? [{ pointer: '/to', detail: 'is before from' }] : []),
        ...future('/to', action.to),
      ];
    default:
      return [];
  }
}
