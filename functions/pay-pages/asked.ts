import { idOfToken, isToken } from '../../shared/cards/link-token.ts';
import { readAsked, readOwedNow } from '../../shared/cards/owed-now.ts';
import { readPayee } from '../../shared/cards/payee.ts';
import type { BillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import { type CardConnection, connectionFor } from '../../shared/domain/card/connection.ts';
import { type OpenAmount, openAmount } from '../../shared/domain/card/open-amount.ts';
import { type PayLink, usable } from '../../shared/domain/card/pay-link.ts';
import { idFromDigest, isId, type TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readCardConnections, readPayLink } from '../../shared/store/cards.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { readStatement } from '../../shared/store/statements.ts';
import type { Table } from '../../shared/store/table.ts';
import type { PayPagesDeps, PayPagesRequest } from './context.ts';

/** What a link asks for now. */
export interface AskedNow {
  readonly link: PayLink;
  readonly open: OpenAmount;
  readonly connection: CardConnection;
  readonly settings: BillingSettings;
  readonly payee: string;
  readonly payPage: string;
}

/**
 * Reads the link of a token, and what it asks for now. Any invalid token is not found. A person who has the link is not
 * told why an account may not be charged.
 */
export async function askedNow(
  { principal: { tenantId }, params: { payToken }, today }: PayPagesRequest<'showPayPage' | 'startPayment'>,
  { table }: PayPagesDeps,
): Promise<Result<AskedNow, Failure>> {
  const link = await linkOfToken(table, tenantId, payToken);
  if (link === undefined) return fail({ kind: 'not-found' });
  const day = await today();
  const isUsable = usable(link, day);
  if (!isUsable.ok) return fail({ kind: isUsable.failure });
  const account = await readAccount(table, tenantId, link.accountId);
  if (account === undefined) return fail({ kind: 'not-found' });
  const [meant, settings, connections] = await Promise.all([
    readAsked(table, tenantId, link.of),
    readBillingSettings(table, tenantId),
    readCardConnections(table, tenantId),
  ]);
  const owed = await readOwedNow(table, tenantId, account, { settings: settings.discounts, today: day });
  const open = openAmount(account, owed, { ...meant, mood: 'by-himself' }, day);
  if (!open.ok) return fail({ kind: 'pay-link-closed' });
  const connection = connectionFor(connections, open.value.entityId);
  const { payPage } = settings.cards;
  if (connection === undefined || payPage === undefined) return fail({ kind: 'cards-not-set-up' });
  const payee = await readPayee(table, tenantId, { settings, connection });
  return ok({ link, open: open.value, connection, settings, payee, payPage });
}

/** The link of a token: a stored link, or that of the statement on which it is printed. */
async function linkOfToken(table: Table, tenant: TenantId, token: string): Promise<PayLink | undefined> {
  const id = idOfToken(token, 'payLink', 'statement');
  if (id === undefined) return undefined;
  const link = isId('statement', id) ? await linkOfStatement(table, tenant, id) : await readPayLink(table, tenant, id);
  return link !== undefined && isToken(token, link.tokenHash) ? link : undefined;
}

/** A statement's link is stored when it is first used; until then it derives from the statement. */
async function linkOfStatement(table: Table, tenant: TenantId, statementId: string): Promise<PayLink | undefined> {
  const id = idFromDigest('payLink', digestOf('pay-link', tenant, statementId));
  const [kept, read] = await Promise.all([readPayLink(table, tenant, id), readStatement(table, tenant, statementId)]);
  if (kept !== undefined || read?.statement.payToken === undefined) return kept;
  const { accountId, createdAt, createdBy, statementOn, payToken } = read.statement;
  return {
    ...{ id, version: 0, accountId, of: { kind: 'statement', statementId }, tokenHash: payToken.hash },
    ...{ expiresOn: addDays(statementOn, payToken.days), createdAt, createdBy },
  };
}
