import type { Account } from '../domain/account/account.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { DateTries } from '../domain/statement/date-tries.ts';
import type { Statement, StatementContent } from '../domain/statement/statement.ts';
import { type LinkStanding, linkStanding, type StatementLink } from '../domain/statement/statement-link.ts';
import type { OfficeTime } from '../domain/time/local-date.ts';
import { readAccount } from '../store/accounts.ts';
import { readBalancesById } from '../store/claims.ts';
import { readDateTries } from '../store/statement-links.ts';
import { readLastStatements, readStatement } from '../store/statements.ts';
import type { Table } from '../store/table.ts';

/** A statement's link with all that decides whether it opens the statement now. */
export interface ReadLink {
  readonly link: StatementLink;
  readonly standing: LinkStanding;
  readonly statement: Statement;
  readonly content: StatementContent;
  readonly account: Account;
  readonly tries: DateTries;
}

/** Reads whether a link opens its statement now; undefined when its statement or its account does not exist. */
export async function readLinkStanding(
  table: Table,
  tenant: TenantId,
  link: StatementLink,
  when: OfficeTime,
): Promise<ReadLink | undefined> {
  const { accountId, statementId } = link;
  const [read, account, lasts, tries] = await Promise.all([
    readStatement(table, tenant, statementId),
    readAccount(table, tenant, accountId),
    readLastStatements(table, tenant, [accountId]),
    readDateTries(table, tenant, accountId),
  ]);
  if (read === undefined || account === undefined) return undefined;
  const claimIds = read.content.visits.map(({ claimId }) => claimId);
  const claims = [...(await readBalancesById(table, tenant, claimIds)).values()];
  const facts = { account, claims, latestId: lasts.get(accountId)?.statementId, tries };
  return { link, standing: linkStanding(link, facts, when), ...read, account, tries };
}
