import { randomBytes } from 'node:crypto';
import { isClient } from '../../shared/domain/account/account.ts';
import { mayDo } from '../../shared/domain/account/may-do.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import { statementContent } from '../../shared/domain/statement/content.ts';
import { latestStatement, saysTheSame } from '../../shared/domain/statement/latest.ts';
import type { Statement } from '../../shared/domain/statement/statement.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { listPage } from '../../shared/runtime/api/list-page.ts';
import { signedStatement } from '../../shared/runtime/api/signed-statement.ts';
import { type AskedAccount, askedAccounts, statementFacts } from '../../shared/statements/asked-accounts.ts';
import { type DraftStatement, makeStatements } from '../../shared/statements/make-statements.ts';
import { payOffer, withPayLink } from '../../shared/statements/pay-links.ts';
import { readAccount, returnedMailWrites } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { accountStatementsPartition } from '../../shared/store/keys/statement.ts';
import { owingAccount } from '../../shared/store/owing-account.ts';
import {
  lastStatementWrite,
  newStatementWrite,
  readStatement,
  statementChange,
  statementOfItem,
} from '../../shared/store/statements.ts';
import type { Write } from '../../shared/store/table.ts';
import type { statementsApi } from './api.ts';
import type { StatementsDeps, StatementsOperations, StatementsRequest } from './context.ts';

type StatementView = AnswerOf<(typeof statementsApi)['listStatements']>['items'][number];
type FullView = AnswerOf<(typeof statementsApi)['getStatement']>;

export function viewOf({
  file,
  revision: _revision,
  payToken: _token,
  notice,
  ...statement
}: Statement): StatementView {
  const told = notice && {
    state: notice.state,
    at: notice.at,
    ...present({ because: notice.because, firstSentAt: notice.firstSentAt, isLocked: notice.isLocked }),
  };
  return { ...statement, ...present({ notice: told }), pages: file.pages, sha256: file.sha256 } as StatementView;
}

export const statementOperations: StatementsOperations<
  'createStatement' | 'listStatements' | 'getStatement' | 'getStatementFile' | 'recordReturnedStatement'
> = {
  createStatement: async (request, deps) => {
    const { tenantId } = request.principal;
    const draft = await draftNow(request, deps);
    if (!draft.ok) return draft;
    const offered = withPayLink(draft.value, await payOffer(deps.table, tenantId), randomBytes(17));
    const made = (await makeStatements(deps.files, tenantId, [offered]))?.made[0];
    if (made === undefined) throw new Error('broken invariant: a draft becomes a statement');
    const { statement, content, latest } = made;
    const { id, accountId, dueCents } = statement;
    return ok({
      body: viewOf(statement),
      writes: [newStatementWrite(tenantId, statement, content), lastStatementWrite(tenantId, latest)],
      audit: { action: 'statement-created', entityId: accountId, facts: { statementId: id, dueCents } },
    });
  },

  listStatements: async (request, { table }) => {
    const { accountId, limit } = request.query;
    const partitions = [accountStatementsPartition(request.principal.tenantId, accountId)];
    const page = await listPage(request, table, { partitions, index: true, newestFirst: true, limit }, (item) =>
      viewOf(statementOfItem(item)),
    );
    if (!page.ok) return page;
    return ok({ body: page.value, writes: [], audit: { action: 'statement-read', entityId: accountId } });
  },

  getStatement: async (request, { table }) => {
    const read = await readStatement(table, request.principal.tenantId, request.params.patientStatementId);
    if (read === undefined) return fail({ kind: 'not-found' });
    const { statement, content } = read;
    const { statementId: _id, aid: _aid, state: _state, ...shown } = content;
    // The stored statement. The cast only drops `readonly`.
    const body = { ...shown, ...viewOf(statement) } as unknown as FullView;
    return ok({ body, writes: [], audit: readingOf(statement) });
  },

  getStatementFile: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const read = await readStatement(table, tenantId, request.params.patientStatementId);
    if (read === undefined) return fail({ kind: 'not-found' });
    const body = await signedStatement(files, tenantId, read.statement);
    return ok({ body, writes: [], audit: readingOf(read.statement) });
  },

  recordReturnedStatement: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const read = await readStatement(table, tenantId, request.params.patientStatementId);
    if (read === undefined) return fail({ kind: 'not-found' });
    const { statement } = read;
    if (statement.delivery !== 'paper') return fail({ kind: 'statement-not-mailed' });
    if (statement.returned !== undefined) return fail({ kind: 'statement-returned-already' });
    const { on } = request.body;
    const today = await request.today();
    if (on > today || on < statement.statementOn) {
      const detail = on > today ? 'is in the future' : 'is before the day of the statement';
      return invalid('/on', detail);
    }
    const held = await heldForAddress(request, { table }, statement);
    if (!held.ok) return held;
    const returned = { on, by: subject, at: request.at };
    return ok({
      body: viewOf({ ...statement, returned }),
      writes: [statementChange(tenantId, statement, { returned }), ...held.value],
      audit: { action: 'statement-returned', entityId: statement.accountId, facts: { statementId: statement.id } },
    });
  },
};

const readingOf = ({ id, accountId }: Statement) =>
  ({ action: 'statement-read', entityId: accountId, facts: { statementId: id } }) as const;

/**
 * The account's statement as of now. It ignores minimum amounts and includes credits; but a hold or the law can forbid
 * it.
 */
async function draftNow(
  request: StatementsRequest<'createStatement'>,
  { table }: StatementsDeps,
): Promise<Result<DraftStatement, Failure>> {
  const { tenantId, subject } = request.principal;
  const { accountId } = request.body;
  const account = await readAccount(table, tenantId, accountId);
  if (account === undefined) return fail({ kind: 'not-found' });
  if (isClient(account)) return fail({ kind: 'statement-of-client' });
  const [{ statements: settings }, today, owing] = await Promise.all([
    readBillingSettings(table, tenantId),
    request.today(),
    owingAccount(table, tenantId, accountId),
  ]);
  const asked = await askedAccounts({ table, tenant: tenantId, settings, today }, owing === undefined ? [] : [owing]);
  const one = asked.get(accountId);
  if (one === undefined) return fail({ kind: 'not-found' });
  const forbidden = forbiddenOf(one, today);
  if (forbidden !== undefined) return fail({ kind: 'statement-forbidden', facts: { because: forbidden } });
  if (one.addressee.address === undefined) return fail({ kind: 'no-address' });
  const id = request.newId('statement');
  const content = statementContent({ ...one, statementId: id, letter: 'statement' }, settings, today);
  const { last } = one;
  if (request.body.isAnother === undefined && last?.on === today) {
    const made = await readStatement(table, tenantId, last.statementId);
    const isSame = made?.statement.delivery === 'paper' && saysTheSame(made.content, content);
    if (isSame) return fail({ kind: 'statement-made-today', facts: { statementId: last.statementId } });
  }
  const { hasPaid } = statementFacts(one);
  const isFresh = last === undefined || hasPaid;
  const facts: Omit<Statement, 'file'> = {
    ...{ id, accountId, createdAt: request.at, createdBy: subject, statementOn: today, dueOn: content.dueOn },
    ...{ dueCents: content.dueCents, letter: 'statement', level: isFresh ? 0 : last.level },
    ...{ language: content.language, delivery: 'paper' as const, revision: 0 },
  };
  return ok({ facts, content, latest: latestStatement(facts, isFresh ? today : last.unpaidSince, last) });
}

/** What forbids a requested statement; it is printed, so a bad address counts. */
function forbiddenOf({ account, balance }: AskedAccount, today: Statement['statementOn']): string | undefined {
  const { holds, preferences } = account;
  const mailed = { holds, preferences: { ...preferences, delivery: 'paper' } } as const;
  const may = mayDo(mailed, undefined, 'statement', today);
  return may.ok ? balance.allForbidden : may.failure.because;
}

/** Puts the account on hold because mail was returned, unless it already is. */
async function heldForAddress(
  request: StatementsRequest<'recordReturnedStatement'>,
  { table }: Pick<StatementsDeps, 'table'>,
  { accountId, id }: Statement,
): Promise<Result<Write<Failure>[], Failure>> {
  const { tenantId, subject } = request.principal;
  const account = await readAccount(table, tenantId, accountId);
  if (account === undefined) return ok([]);
  const act = { reason: `Statement ${id} came back.`, by: subject, at: request.at, today: await request.today() };
  const writes = returnedMailWrites(tenantId, account, act);
  return writes.ok ? writes : fail({ kind: writes.failure });
}
