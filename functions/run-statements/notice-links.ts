import { randomBytes } from 'node:crypto';
import { linkAddress, newLinkToken } from '../../shared/cards/link-token.ts';
import type { StatementPage } from '../../shared/domain/billing-settings/statements.ts';
import { present } from '../../shared/domain/present.ts';
import type { Statement, StatementContent } from '../../shared/domain/statement/statement.ts';
import type { StatementLink } from '../../shared/domain/statement/statement-link.ts';
import { addDays, type Instant, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { noticeLink, payOffer } from '../../shared/statements/pay-links.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readStatementLink, statementLinkId, statementLinkWrite } from '../../shared/store/statement-links.ts';
import type { StatementWork } from './context.ts';
import type { NoticeLinks } from './notice.ts';

interface Sending {
  readonly page: StatementPage | undefined;
  readonly channel: 'email' | 'text';
  readonly to: string;
  readonly at: Instant;
}

/**
 * The link of a statement's notice. If the office has a statement page, the link opens the statement, and that page has
 * the pay link. Otherwise it is the pay link itself. New tokens replace those of an earlier notice.
 */
export async function noticeLinks(
  work: Pick<StatementWork, 'table' | 'tenant'>,
  { statement, content }: { readonly statement: Statement; readonly content: StatementContent },
  sending: Sending,
): Promise<NoticeLinks> {
  const { table, tenant } = work;
  const { page, at } = sending;
  const today = dayIn((await readOffice(table, tenant)).timeZone, at);
  const opens = page === undefined ? undefined : await statementToken(work, statement, { ...sending, page, today });
  const from = opens === undefined ? { random: randomBytes(17) } : { behind: opens.token };
  const offer = statement.payToken === undefined ? undefined : await payOffer(table, tenant);
  const payLink =
    offer === undefined ? content.payLink : await noticeLink(table, statement, offer, { from, at, today });
  return present({ statementPage: opens?.address, payLink });
}

/** Makes the link that opens a statement, or a new one in place of it. */
async function statementToken(
  { table, tenant }: Pick<StatementWork, 'table' | 'tenant'>,
  { id: statementId, accountId }: Statement,
  { page, channel, to, at, today }: Sending & { readonly page: StatementPage; readonly today: LocalDate },
): Promise<{ readonly token: string; readonly address: string }> {
  const id = statementLinkId(tenant, statementId);
  const before = await readStatementLink(table, tenant, id);
  const { token, tokenHash } = newLinkToken(id, randomBytes(17));
  const link: StatementLink = {
    ...{ id, version: (before?.version ?? 0) + 1, accountId, statementId, channel, sentTo: to, tokenHash },
    ...{ expiresOn: addDays(today, page.linkDays), createdAt: at, createdBy: 'run-statements' },
    ...present({ opened: before?.opened }),
  };
  const written = await table.transact([statementLinkWrite(tenant, link)]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  return { token, address: linkAddress(page.address, tenant, token) };
}
