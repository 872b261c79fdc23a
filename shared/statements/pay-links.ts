import { linkAddress, messageToken, newLinkToken, tokenBehind } from '../cards/link-token.ts';
import { connectionFor } from '../domain/card/connection.ts';
import { type PayLink, usable } from '../domain/card/pay-link.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Statement, StatementContent } from '../domain/statement/statement.ts';
import { addDays, type Instant, type LocalDate } from '../domain/time/local-date.ts';
import { readBillingSettings } from '../store/billing-settings.ts';
import { payLinkWrite, readCardConnections, readPayLink } from '../store/cards.ts';
import { digestOf } from '../store/digest.ts';
import { statementUnchanged } from '../store/statements.ts';
import type { Table } from '../store/table.ts';
import type { DraftStatement } from './make-statements.ts';

/** How statements offer payment by card. */
export interface PayOffer {
  readonly office: TenantId;
  readonly payPage: string;
  /** For how many days a link can be used. */
  readonly days: number;
}

/** The card offer of the office's statements; undefined while it takes no cards. */
export async function payOffer(table: Table, tenant: TenantId): Promise<PayOffer | undefined> {
  const [{ cards }, connections] = await Promise.all([
    readBillingSettings(table, tenant),
    readCardConnections(table, tenant),
  ]);
  const { payPage, linkDays: days } = cards;
  if (payPage === undefined || connectionFor(connections, undefined) === undefined) return undefined;
  return { office: tenant, payPage, days };
}

/**
 * A statement with its own link: the address is printed, also as a QR code, and only the digest of its token is stored.
 * Unchanged when the office takes no cards.
 * @param random at least 17 random bytes
 */
export function withPayLink(draft: DraftStatement, offer: PayOffer | undefined, random: Uint8Array): DraftStatement {
  if (offer === undefined || draft.content.dueCents <= 0) return draft;
  const { payLink: _page, ...content } = draft.content;
  const { token, tokenHash } = newLinkToken(draft.facts.id, random);
  return {
    ...draft,
    content,
    facts: { ...draft.facts, payToken: { hash: tokenHash, days: offer.days } },
    payAddress: linkAddress(offer.payPage, offer.office, token),
  };
}

/** The id of the pay link in a statement's notice. A statement has one such link. */
function noticeLinkId(tenant: TenantId, statementId: string): string {
  return idFromDigest('payLink', digestOf('statement-notice', tenant, statementId));
}

/**
 * What the token of a notice's link is computed from: the notice, or the token of the link that opens the statement
 * ({@link tokenBehind}).
 */
export type NoticeToken = { readonly notice: string; readonly secret: Uint8Array } | { readonly behind: string };

/**
 * Makes the pay link for the notice of a statement. It is not the printed link, because the printed link's token is not
 * stored. A notice that is sent again gets a new period of validity, however old its statement is. Another attempt to
 * send the same notice finds the link that the first attempt made.
 * @returns its address
 */
export async function noticeLink(
  table: Table,
  statement: Statement,
  offer: PayOffer,
  { from, at, today }: { readonly from: NoticeToken; readonly at: Instant; readonly today: LocalDate },
): Promise<string> {
  const { office, payPage, days } = offer;
  const { id: statementId, accountId } = statement;
  const id = noticeLinkId(office, statementId);
  const { token, tokenHash } =
    'behind' in from ? tokenBehind(from.behind, id) : messageToken(id, from.notice, from.secret);
  const address = linkAddress(payPage, office, token);
  const before = await readPayLink(table, office, id);
  if (before?.tokenHash === tokenHash) return address;
  const { version } = before ?? { version: 0 };
  const link: PayLink = {
    ...{ id, version: version + 1, accountId, of: { kind: 'statement', statementId }, tokenHash },
    ...{ expiresOn: addDays(today, days), createdAt: at, createdBy: 'run-statements' },
  };
  const written = await table.transact([payLinkWrite(office, link), statementUnchanged(office, statement)]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  return address;
}

/**
 * The address where a person who has opened a statement can pay it: the pay link made from the token of the opened
 * link, or else the office's page. Undefined when there is neither, or the pay link is no longer valid.
 */
export async function payAddressBehind(
  table: Table,
  tenant: TenantId,
  { statement, content }: { readonly statement: Statement; readonly content: StatementContent },
  { token, today }: { readonly token: string; readonly today: LocalDate },
): Promise<string | undefined> {
  if (statement.payToken === undefined) return content.payLink;
  const id = noticeLinkId(tenant, statement.id);
  const [link, offer] = await Promise.all([readPayLink(table, tenant, id), payOffer(table, tenant)]);
  const behind = tokenBehind(token, id);
  if (offer === undefined || link?.tokenHash !== behind.tokenHash || !usable(link, today).ok) return undefined;
  return linkAddress(offer.payPage, tenant, behind.token);
}
