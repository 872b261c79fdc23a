import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invariant, ok } from '../../shared/domain/result.ts';
import { forgivenTries, triesLeft } from '../../shared/domain/statement/date-tries.ts';
import { firstSent } from '../../shared/domain/statement/statement.ts';
import type { StatementLink } from '../../shared/domain/statement/statement-link.ts';
import type { OfficeTime } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { readLinkStanding } from '../../shared/statements/read-link.ts';
import {
  dateTriesWrite,
  noticeMessage,
  readDateTries,
  readStatementLink,
  statementLinkId,
  statementLinkWrite,
} from '../../shared/store/statement-links.ts';
import { readLastStatements, readStatement, statementChange } from '../../shared/store/statements.ts';
import type { Table } from '../../shared/store/table.ts';
import type { StatementsOperations, StatementsRequest } from './context.ts';
import type { linkRoutes } from './link-routes.ts';
import { viewOf } from './statements.ts';

type LinkView = AnswerOf<(typeof linkRoutes)['getStatementLink']>;

export const linkOperations: StatementsOperations<keyof typeof linkRoutes> = {
  getStatementLink: async (request, { table }) => {
    const link = await linkOf(request, table);
    if (link === undefined) return noLink(request, table);
    const { accountId, statementId, version } = link;
    const body = await viewOfLink(table, request.principal.tenantId, link, await whenOf(request));
    const audit = { action: 'statement-link-read', entityId: accountId, facts: { statementId } } as const;
    return ok({ body, version, writes: [], audit });
  },

  revokeStatementLink: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const before = await linkOf(request, table);
    if (before === undefined) return noLink(request, table);
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const revoked = before.revoked ?? { by: subject, at: request.at, reason: request.body.reason };
    const link = { ...before, version: before.version + 1, revoked };
    const { accountId, statementId, version } = link;
    return ok({
      body: await viewOfLink(table, tenantId, link, await whenOf(request)),
      version,
      writes: [statementLinkWrite(tenantId, link)],
      audit: { action: 'statement-link-revoked', entityId: accountId, facts: { statementId } },
    });
  },

  sendStatementNotice: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const read = await announced(request, table);
    if (!read.ok) return read;
    const { statement, link } = read.value;
    const { id, accountId, revision, notice: before } = statement;
    const notice = { state: 'waiting', at: request.at, ...present({ firstSentAt: firstSent(before) }) } as const;
    const revoked = { by: subject, at: request.at, reason: request.body.reason };
    const replaced = link && { ...link, version: link.version + 1, revoked: link.revoked ?? revoked };
    const tries = await readDateTries(table, tenantId, accountId);
    return ok({
      body: viewOf({ ...statement, notice }),
      writes: [
        statementChange(tenantId, statement, { notice }),
        dateTriesWrite(tenantId, forgivenTries(tries)),
        ...(replaced === undefined ? [] : [statementLinkWrite(tenantId, replaced)]),
      ],
      audit: { action: 'statement-notice-requested', entityId: accountId, facts: { statementId: id } },
      due: [noticeMessage(tenantId, { id, revision: revision + 1 })],
    });
  },
};

type LinkRequest = StatementsRequest<keyof typeof linkRoutes>;

function linkOf({ principal: { tenantId }, params }: LinkRequest, table: Table): Promise<StatementLink | undefined> {
  return readStatementLink(table, tenantId, statementLinkId(tenantId, params.patientStatementId));
}

/** A statement without a link is not the same as a statement that does not exist. */
async function noLink({ principal: { tenantId }, params }: LinkRequest, table: Table) {
  const read = await readStatement(table, tenantId, params.patientStatementId);
  return fail({ kind: read === undefined ? ('not-found' as const) : ('statement-link-missing' as const) });
}

async function whenOf({ at, today }: LinkRequest): Promise<OfficeTime> {
  return { at, today: await today() };
}

/** The statement whose notice may be sent again, with its present link, which the new one replaces. */
async function announced(request: StatementsRequest<'sendStatementNotice'>, table: Table) {
  const { tenantId } = request.principal;
  const read = await readStatement(table, tenantId, request.params.patientStatementId);
  if (read === undefined) return fail({ kind: 'not-found' as const });
  const { statement } = read;
  if (statement.delivery === 'paper') return fail({ kind: 'statement-not-announced' as const });
  if (statement.notice === undefined || statement.notice.state === 'waiting')
    return fail({ kind: 'notice-under-way' as const });
  const { accountId, id } = statement;
  const latest = (await readLastStatements(table, tenantId, [accountId])).get(accountId);
  if (latest?.statementId !== id) return fail({ kind: 'statement-superseded' as const });
  return ok({ statement, link: await linkOf(request, table) });
}

/** A link as the API shows it: with its present standing, and without its digest. */
async function viewOfLink(table: Table, tenant: TenantId, link: StatementLink, when: OfficeTime): Promise<LinkView> {
  const read = await readLinkStanding(table, tenant, link, when);
  invariant(read !== undefined, 'a link’s statement and account are kept');
  const { tokenHash: _hash, revoked, opened, ...shown } = link;
  const left = Math.max(0, triesLeft(read.tries, when.at));
  return { ...shown, ...read.standing, triesLeft: left, ...present({ revoked, opened }) };
}
