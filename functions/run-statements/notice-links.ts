import { linkAddress, messageToken } from '../../shared/cards/link-token.ts';
import type { StatementPage } from '../../shared/domain/billing-settings/statements.ts';
import { present } from '../../shared/domain/present.ts';
import { isLocked } from '../../shared/domain/statement/date-tries.ts';
import type { Statement, StatementContent } from '../../shared/domain/statement/statement.ts';
import type { StatementLink } from '../../shared/domain/statement/statement-link.ts';
import { addDays, type Instant, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { noticeLink, payOffer } from '../../shared/statements/pay-links.ts';
import { readOffice } from '../../shared/store/office.ts';
import { officeSecret } from '../../shared/store/office-secret.ts';
import {
  readDateTries,
  readStatementLink,
  statementLinkId,
  statementLinkWrite,
} from '../../shared/store/statement-links.ts';
import { statementUnchanged } from '../../shared/store/statements.ts';
import type { StatementWork } from './context.ts';
import { type NoticeLinks, noticeId } from './notice.ts';

interface Sending {
  readonly page: StatementPage | undefined;
  readonly channel: 'email' | 'text';
  readonly to: string;
  readonly at: Instant;
}

interface Opening extends Sending {
  readonly page: StatementPage;
  readonly today: LocalDate;
  readonly secret: Uint8Array;
}

/**
 * The link of a statement's notice. If the office has a statement page, the link opens the statement, and that page has
 * the pay link. Otherwise it is the pay link itself; also while too many wrong dates of birth keep the page locked, since
 * only a person may forgive them. The tokens follow from the notice, so that another attempt to send it has the same ones.
 * Those of an earlier notice are replaced.
 */
export async function noticeLinks(
  work: Pick<StatementWork, 'table' | 'tenant'>,
  { statement, content }: { readonly statement: Statement; readonly content: StatementContent },
  sending: Sending,
): Promise<NoticeLinks> {
  const { table, tenant } = work;
  const { page, at } = sending;
  const [{ timeZone }, secret, tries] = await Promise.all([
    readOffice(table, tenant),
    officeSecret(table, tenant, 'link-token'),
    readDateTries(table, tenant, statement.accountId),
  ]);
  const today = dayIn(timeZone, at);
  const isShut = page !== undefined && isLocked(tries, at);
  const opens =
    page === undefined || isShut
      ? undefined
      : await statementToken(work, statement, { ...sending, page, today, secret });
  const from = opens === undefined ? { notice: noticeId(statement), secret } : { behind: opens.token };
  const offer = statement.payToken === undefined ? undefined : await payOffer(table, tenant);
  const payLink =
    offer === undefined ? content.payLink : await noticeLink(table, statement, offer, { from, at, today });
  return present({ statementPage: opens?.address, payLink, isLocked: isShut ? (true as const) : undefined });
}

/** Makes the link that opens a statement, or a new one in place of an earlier notice's. */
async function statementToken(
  { table, tenant }: Pick<StatementWork, 'table' | 'tenant'>,
  statement: Statement,
  { page, channel, to, at, today, secret }: Opening,
): Promise<{ readonly token: string; readonly address: string }> {
  const { id: statementId, accountId } = statement;
  const id = statementLinkId(tenant, statementId);
  const before = await readStatementLink(table, tenant, id);
  const { token, tokenHash } = messageToken(id, noticeId(statement), secret);
  const made = { token, address: linkAddress(page.address, tenant, token) };
  if (before?.tokenHash === tokenHash) return made;
  const link: StatementLink = {
    ...{ id, version: (before?.version ?? 0) + 1, accountId, statementId, channel, sentTo: to, tokenHash },
    ...{ expiresOn: addDays(today, page.linkDays), createdAt: at, createdBy: 'run-statements' },
    ...present({ opened: before?.opened }),
  };
  const written = await table.transact([statementLinkWrite(tenant, link), statementUnchanged(tenant, statement)]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  return made;
}
