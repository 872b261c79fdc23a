import { type Account, isClient } from '../../shared/domain/account/account.ts';
import { withHold, withoutHold } from '../../shared/domain/account/hold.ts';
import type { AssistanceApplication } from '../../shared/domain/assistance/assistance.ts';
import { bandOf, regionOf } from '../../shared/domain/assistance/band.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, invariant, ok, type Result } from '../../shared/domain/result.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { accountWrite, readAccount } from '../../shared/store/accounts.ts';
import { assistanceOfItem, assistanceWrite, readAssistance } from '../../shared/store/assistance.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { accountAssistancePartition, openAssistancePartition } from '../../shared/store/keys/assistance.ts';
import { monthPartition } from '../../shared/store/keys/entity.ts';
import type { StoredPatient } from '../../shared/store/patients.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { assistanceRoutes } from './assistance-routes.ts';
import type { AdjustmentsDeps, AdjustmentsOperations, AdjustmentsRequest } from './context.ts';
import { giveUp } from './give-up.ts';

type AssistanceView = AnswerOf<(typeof assistanceRoutes)['getAssistanceApplication']>;
type SeenRequest = Pick<AdjustmentsRequest<'denyAssistance'>, 'principal' | 'params' | 'expectedVersion'>;
type ActRequest = Pick<AdjustmentsRequest<'denyAssistance'>, 'principal' | 'at' | 'body' | 'today'>;

/** The API shows what is stored. The types differ only in `readonly`. */
const viewOf = (application: AssistanceApplication): AssistanceView => application as unknown as AssistanceView;

export const assistanceOperations: AdjustmentsOperations<keyof typeof assistanceRoutes> = {
  createAssistanceApplication: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { accountId, appliedOn, household, documents } = request.body;
    const today = await request.today();
    if (appliedOn > today) return invalid('/appliedOn', 'is in the future');
    const account = await readAccount(table, tenantId, accountId);
    if (account === undefined) return invalid('/accountId', 'no such account');
    if (isClient(account)) return fail({ kind: 'account-of-a-client' });
    const open = await openOf(table, tenantId, accountId);
    if (open !== undefined) return fail({ kind: 'assistance-open-already', facts: { applicationId: open.id } });
    const act = { reason: 'Applied for financial assistance', by: subject, at: request.at, today };
    const holds = withHold(account.holds, { kind: 'assistance-pending' }, act);
    if (!holds.ok) return fail({ kind: holds.failure });
    const application: AssistanceApplication = {
      ...{ id: request.newId('assistance'), version: 1, accountId, state: 'open', appliedOn, household, documents },
      ...{ entered: { by: subject, at: request.at }, holdNumber: holds.value.at(-1)?.number ?? 0, given: [] },
    };
    return ok({
      body: viewOf(application),
      version: 1,
      writes: [
        assistanceWrite(tenantId, application),
        accountWrite(tenantId, { ...account, holds: holds.value, version: account.version + 1 }),
      ],
      audit: { action: 'assistance-applied', entityId: application.id, facts: { accountId } },
    });
  },

  listAssistanceApplications: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { state, accountId, month = request.at.slice(0, 7), limit } = request.query;
    const marks = askedMarks(request);
    const open = openAssistancePartition(tenantId);
    const decided = monthPartition(tenantId, 'ASSISTANCE', month);
    const partitions = state === 'open' ? [open] : state === undefined ? [open, decided] : [decided];
    const list =
      accountId === undefined
        ? { partitions, index: true as const }
        : { partitions: [accountAssistancePartition(tenantId, accountId)], index: 'second' as const };
    const page = await listPage(request, table, { ...list, limit, marks }, (item, mark) => {
      const application = assistanceOfItem(item);
      const isAsked = state === undefined || application.state === state;
      return isAsked ? { ...viewOf(application), ...present({ mark }) } : undefined;
    });
    return asRead(page, { action: 'assistance-list-read', entityId: 'assistance-applications' }, () => []);
  },

  getAssistanceApplication: async (request, { table }) => {
    const application = await readAssistance(table, request.principal.tenantId, request.params.assistanceId);
    if (application === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'assistance-read', entityId: application.id } as const;
    return ok({ body: viewOf(application), version: application.version, writes: [], audit });
  },

  amendAssistanceApplication: async (request, deps) => {
    const found = await seen(request, deps, 'open');
    if (!found.ok) return found;
    const { household, documents } = request.body;
    const amended = { by: request.principal.subject, at: request.at };
    const after = next({ ...found.value, household, documents, amended });
    return ok({
      body: viewOf(after),
      version: after.version,
      writes: [assistanceWrite(request.principal.tenantId, after)],
      audit: { action: 'assistance-amended', entityId: after.id },
    });
  },

  approveAssistance: async (request, deps) => {
    const found = await seen(request, deps, 'open');
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    const before = found.value;
    if ([before.entered.by, before.amended?.by].includes(subject)) return fail({ kind: 'decided-by-oneself' });
    const account = await readAccount(deps.table, tenantId, before.accountId);
    invariant(account !== undefined, 'an application’s account exists');
    const { assistance } = await readBillingSettings(deps.table, tenantId);
    const state = await stateOf(deps.table, tenantId, account);
    const { appliedOn } = before;
    const band = bandOf(assistance, before.household, { appliedOn, state });
    if (!band.ok) {
      const facts = { year: Number(appliedOn.slice(0, 4)), region: regionOf(state) };
      return fail({ kind: band.failure, ...(band.failure === 'guideline-missing' ? { facts } : {}) });
    }
    const approved: AssistanceApplication = {
      ...before,
      state: 'approved',
      decision: { ...decidedBy(request), ...band.value },
      from: addDays(appliedOn, -assistance.lookBackDays),
      until: addDays(appliedOn, assistance.validDays),
    };
    const given = await giveUp(request, deps, { application: approved, account });
    if (!given.ok) return given;
    const after = next(given.value.application);
    return ok({
      body: viewOf(after),
      version: after.version,
      writes: [assistanceWrite(tenantId, after), ...(await unheld(request, account, before)), ...given.value.writes],
      audit: {
        action: 'assistance-approved',
        entityId: after.id,
        facts: { ...band.value, claims: after.given.length },
      },
    });
  },

  denyAssistance: async (request, deps) => {
    const found = await seen(request, deps, 'open');
    if (!found.ok) return found;
    const after = next({ ...found.value, state: 'denied', decision: decidedBy(request) });
    return over(request, deps, after, 'assistance-denied');
  },

  applyAssistance: async (request, deps) => {
    const found = await seen(request, deps, 'approved');
    if (!found.ok) return found;
    const { tenantId } = request.principal;
    const account = await readAccount(deps.table, tenantId, found.value.accountId);
    invariant(account !== undefined, 'an application’s account exists');
    if ((found.value.until ?? '') < (await request.today())) return fail({ kind: 'assistance-not-approved' });
    const given = await giveUp(request, deps, { application: found.value, account });
    if (!given.ok) return given;
    const after = next(given.value.application);
    return ok({
      body: viewOf(after),
      version: after.version,
      writes: [assistanceWrite(tenantId, after), ...given.value.writes],
      audit: { action: 'assistance-extended', entityId: after.id, facts: { claims: after.given.length } },
    });
  },

  endAssistance: async (request, deps) => {
    const found = await seen(request, deps, 'approved', 'open');
    if (!found.ok) return found;
    const state = found.value.state === 'open' ? 'withdrawn' : 'ended';
    return over(request, deps, next({ ...found.value, state, ended: decidedBy(request) }), 'assistance-ended');
  },
};

const next = (application: AssistanceApplication): AssistanceApplication => ({
  ...application,
  version: application.version + 1,
});

const decidedBy = ({ principal, at, body }: ActRequest) => ({ by: principal.subject, at, reason: body.reason });

/** An application in the version that the request names, and in a state that allows the action. */
async function seen(
  request: SeenRequest,
  { table }: AdjustmentsDeps,
  ...states: readonly ('open' | 'approved')[]
): Promise<Result<AssistanceApplication, Failure>> {
  const application = await readAssistance(table, request.principal.tenantId, request.params.assistanceId);
  if (application === undefined) return fail({ kind: 'not-found' });
  if (application.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  if (states.some((state) => state === application.state)) return ok(application);
  return fail({ kind: states.includes('approved') ? 'assistance-not-approved' : 'assistance-not-open' });
}

/** Ends what depends on an application: the account's hold, unless it has been ended already. */
async function over(
  request: ActRequest,
  { table }: AdjustmentsDeps,
  after: AssistanceApplication,
  action: 'assistance-denied' | 'assistance-ended',
) {
  const { tenantId } = request.principal;
  const account = await readAccount(table, tenantId, after.accountId);
  invariant(account !== undefined, 'an application’s account exists');
  return ok({
    body: viewOf(after),
    version: after.version,
    writes: [assistanceWrite(tenantId, after), ...(await unheld(request, account, after))],
    audit: { action, entityId: after.id },
  });
}

async function unheld(
  request: ActRequest,
  account: Account,
  { holdNumber }: AssistanceApplication,
): Promise<Write<Failure>[]> {
  const act = { ...decidedBy(request), today: await request.today() };
  const holds = withoutHold(account.holds, holdNumber, act);
  if (!holds.ok) return [];
  return [accountWrite(request.principal.tenantId, { ...account, holds: holds.value, version: account.version + 1 })];
}

async function openOf(table: Table, tenant: TenantId, accountId: string): Promise<AssistanceApplication | undefined> {
  const partition = accountAssistancePartition(tenant, accountId);
  const rows = await table.queryAll({ partition, index: 'second' });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  return items
    .flatMap((item) => (item === undefined ? [] : [assistanceOfItem(item)]))
    .find(({ state }) => state === 'open');
}

/** The state in which the guarantor lives. */
async function stateOf(table: Table, tenant: TenantId, { guarantor }: Account): Promise<string | undefined> {
  if (guarantor.kind !== 'patient') return guarantor.address.state;
  const { patientId } = guarantor;
  return (await readDocuments<StoredPatient>(table, tenant, 'PATIENT', [patientId])).get(patientId)?.address?.state;
}
