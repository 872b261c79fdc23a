import { idOfToken, isOneOf, isToken } from '../../shared/cards/link-token.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { afterTry, askedPatients, isLocked, triesLeft, typedDate } from '../../shared/domain/statement/date-tries.ts';
import { openedAt } from '../../shared/domain/statement/statement-link.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { failureMeanings } from '../../shared/http/failures.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { signedStatement } from '../../shared/runtime/api/signed-statement.ts';
import { dueNow } from '../../shared/statements/due-now.ts';
import { payAddressBehind } from '../../shared/statements/pay-links.ts';
import { type ReadLink, readLinkStanding } from '../../shared/statements/read-link.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { StoredPatient } from '../../shared/store/patients.ts';
import { dateTriesWrite, readStatementLink, statementLinkWrite } from '../../shared/store/statement-links.ts';
import type { Table } from '../../shared/store/table.ts';
import { taskMessage, taskWrite } from '../../shared/store/tasks.ts';
import type { StatementPagesDeps, StatementPagesOperations, StatementPagesRequest } from './context.ts';
import { askPage, lockedPage, openedPage, type PageFacts } from './pages.ts';

type PageRequest = StatementPagesRequest<'showStatementPage' | 'openStatement'>;

const wrong = failureMeanings['statement-date-wrong'].status;
const locked = failureMeanings['statement-page-locked'].status;
const noDate = failureMeanings['request-invalid'].status;

export const operations: StatementPagesOperations = {
  // E-mail programs open links to scan them. So this page changes nothing, and opening it does not count as a try.
  showStatementPage: async (request, deps) => {
    const asked = await askedLink(request, deps);
    if (!asked.ok) return asked;
    const { facts, standing, whose } = asked.value;
    if (standing.state === 'locked') return ok({ body: lockedPage(facts), status: locked });
    return ok({ body: askPage(facts, whose) });
  },

  openStatement: async (request, deps) => {
    const asked = await askedLink(request, deps);
    if (!asked.ok) return asked;
    const { facts, link, standing, statement, tries, whose, patientIds } = asked.value;
    const { tenantId } = request.principal;
    if (standing.state === 'locked') return ok({ body: lockedPage(facts), status: locked });
    const date = typedDate(request.body);
    if (date === undefined) return ok({ body: askPage(facts, whose, 'no-date'), status: noDate });
    // The file's URL is signed for a wrong date too, so that the response time does not reveal whether the date is
    // right.
    const { url } = await signedStatement(deps.files, tenantId, statement);
    const isRight = isOneOf(date, await birthDates(deps.table, tenantId, patientIds));
    const after = afterTry(tries, isRight, request.at);
    const { accountId, id: statementId } = statement;
    // This write is conditional, so dates that are tried at the same time are judged one after the other.
    const writes = [dateTriesWrite(tenantId, after)];
    if (!isRight) {
      const body = isLocked(after, request.at)
        ? lockedPage(facts)
        : askPage(facts, whose, { triesLeft: triesLeft(after, request.at) });
      const audit = { action: 'statement-refused', entityId: accountId, facts: { statementId } } as const;
      const told = isLocked(after, request.at) ? await lockTask(request, accountId, deps) : { writes: [], due: [] };
      return ok({ body, status: wrong, writes: [...writes, ...told.writes], due: told.due, audit });
    }
    return ok({
      body: openedPage(facts, url),
      writes: [...writes, statementLinkWrite(tenantId, openedAt(link, request.at))],
      audit: { action: 'statement-opened', entityId: accountId, facts: { statementId } },
    });
  },
};

/** The task that has somebody find out who enters wrong dates: until then nobody can open the account's statements. */
async function lockTask(request: PageRequest, accountId: string, { table }: StatementPagesDeps) {
  const { tenantId } = request.principal;
  const [{ correspondence }, { timeZone }, today] = await Promise.all([
    readBillingSettings(table, tenantId),
    readOffice(table, tenantId),
    request.today(),
  ]);
  const task: Task = {
    ...{
      id: request.newId('task'),
      version: 1,
      title: 'Statement page locked: call the guarantor',
      priority: 'normal',
    },
    details:
      'Too many wrong dates of birth were entered at links to the account’s statements. Compare the date on record with what the guarantor says. When you know who it is, announce the latest statement again.',
    ...{ about: { kind: 'account', id: accountId }, dueOn: today, state: 'open', deeds: [] },
    ...{ createdAt: request.at, createdBy: 'statement-pages' },
  };
  const { escalateAfterDays: afterDays } = correspondence;
  return { writes: [taskWrite(tenantId, task)], due: [taskMessage(tenantId, task, { afterDays, timeZone })] };
}

interface AskedLink extends ReadLink, ReturnType<typeof askedPatients> {
  readonly facts: PageFacts;
}

/**
 * The link of a token. A token that was made up gets the same answer as one that has expired, was revoked or is closed:
 * not found.
 */
async function askedLink(
  { principal: { tenantId }, params: { statementToken: token }, at, today }: PageRequest,
  { table }: StatementPagesDeps,
): Promise<Result<AskedLink, Failure>> {
  const nothing = fail({ kind: 'not-found' as const });
  const id = idOfToken(token, 'statementLink');
  const link = id === undefined ? undefined : await readStatementLink(table, tenantId, id);
  if (link === undefined || !isToken(token, link.tokenHash)) return nothing;
  const when = { at, today: await today() };
  const read = await readLinkStanding(table, tenantId, link, when);
  if (read === undefined || !['usable', 'locked'].includes(read.standing.state)) return nothing;
  const payAddress = await payAddressBehind(table, tenantId, read, { token, today: when.today });
  const isPaid = (await dueNow(table, tenantId, link.accountId, when.today)) <= 0;
  return ok({ ...read, ...askedPatients(read.account), facts: { content: read.content, payAddress, isPaid } });
}

async function birthDates(table: Table, tenant: TenantId, patientIds: readonly string[]): Promise<string[]> {
  const patients = await readDocuments<StoredPatient>(table, tenant, 'PATIENT', patientIds);
  return [...patients.values()].map(({ birthDate }) => birthDate);
}
