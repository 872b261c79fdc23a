import { newPayToken, payAddress } from '../cards/pay-token.ts';
import { connectionFor } from '../domain/card/connection.ts';
import type { PayLink } from '../domain/card/pay-link.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Statement } from '../domain/statement/statement.ts';
import { addDays } from '../domain/time/local-date.ts';
import { readBillingSettings } from '../store/billing-settings.ts';
import { payLinkWrite, readCardConnections, readPayLink } from '../store/cards.ts';
import { digestOf } from '../store/digest.ts';
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
  const { token, tokenHash } = newPayToken(draft.facts.id, random);
  return {
    ...draft,
    content,
    facts: { ...draft.facts, payToken: { hash: tokenHash, days: offer.days } },
    payAddress: payAddress(offer.payPage, offer.office, token),
  };
}

/** A link for the notice of a statement: not the printed one, whose token is not stored. @returns its address */
export async function noticeLink(
  table: Table,
  { id: statementId, accountId, statementOn }: Statement,
  offer: PayOffer,
  { random, at }: { readonly random: Uint8Array; readonly at: string },
): Promise<string> {
  const { office, payPage, days } = offer;
  const id = idFromDigest('payLink', digestOf('statement-notice', office, statementId));
  const { token, tokenHash } = newPayToken(id, random);
  const { version } = (await readPayLink(table, office, id)) ?? { version: 0 };
  const link: PayLink = {
    ...{ id, version: version + 1, accountId, of: { kind: 'statement', statementId }, tokenHash },
    ...{ expiresOn: addDays(statementOn, days), createdAt: at, createdBy: 'run-statements' },
  };
  const written = await table.transact([payLinkWrite(office, link)]);
  if (!written.ok) throw new Error('another writer came first: the message will be worked off again');
  return payAddress(payPage, office, token);
}
