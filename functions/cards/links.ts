import { linkAddress, newLinkToken } from '../../shared/cards/link-token.ts';
import { readOwedNow } from '../../shared/cards/owed-now.ts';
import type { Account } from '../../shared/domain/account/account.ts';
import { accountIdOf } from '../../shared/domain/account/account.ts';
import { connectionFor } from '../../shared/domain/card/connection.ts';
import { forbidden, openAmount } from '../../shared/domain/card/open-amount.ts';
import type { PayLink, PayLinkSubject } from '../../shared/domain/card/pay-link.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { payLinkOfItem, payLinkWrite, readCardConnections, readPayLink } from '../../shared/store/cards.ts';
import { readEncounters } from '../../shared/store/encounters.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { accountLinksPartition } from '../../shared/store/keys/card.ts';
import type { StoredPatient } from '../../shared/store/patients.ts';
import { readStatement } from '../../shared/store/statements.ts';
import type { Table } from '../../shared/store/table.ts';
import type { CardsOperations, CardsRequest } from './context.ts';
import type { linkRoutes } from './link-routes.ts';

type LinkView = AnswerOf<(typeof linkRoutes)['getPayLink']>;
type LinkBody = CardsRequest<'createPayLink'>['body'];

export const linkOperations: CardsOperations<keyof typeof linkRoutes> = {
  createPayLink: async (request, { table, randomBytes }) => {
    const { tenantId, subject } = request.principal;
    const today = await request.today();
    const asked = await askedOf(table, tenantId, request.body);
    if (!asked.ok) return asked;
    const { account, of } = asked.value;
    const { cards, discounts } = await readBillingSettings(table, tenantId);
    const connection = connectionFor(await readCardConnections(table, tenantId), undefined);
    if (connection === undefined || cards.payPage === undefined) return fail({ kind: 'cards-not-set-up' });
    const owed = await readOwedNow(table, tenantId, account, { settings: discounts, today });
    const open = openAmount(account, owed, { only: undefined, mood: 'by-himself' }, today);
    if (!open.ok) return forbidden(open.failure);
    const { expiresOn = addDays(today, cards.linkDays) } = request.body;
    if (expiresOn < today) return invalid('/expiresOn', 'has passed');
    const id = request.newId('payLink');
    const { token, tokenHash } = newLinkToken(id, randomBytes(17));
    const link: PayLink = {
      ...{ id, version: 1, accountId: account.id, of, tokenHash, expiresOn },
      ...{ createdAt: request.at, createdBy: subject },
    };
    return ok({
      body: { ...viewOf(link), address: linkAddress(cards.payPage, tenantId, token) },
      version: 1,
      writes: [payLinkWrite(tenantId, link)],
      audit: { action: 'pay-link-created', entityId: id, facts: { accountId: account.id, of: of.kind } },
    });
  },

  listPayLinks: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { accountId, limit } = request.query;
    const query = { partitions: [accountLinksPartition(tenantId, accountId)], index: true, newestFirst: true } as const;
    const page = await listPage(request, table, { ...query, limit }, (item) => viewOf(payLinkOfItem(item)));
    return asRead(page, { action: 'pay-links-read', entityId: 'pay-links' }, () => []);
  },

  getPayLink: async (request, { table }) => {
    const link = await readPayLink(table, request.principal.tenantId, request.params.payLinkId);
    if (link === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'pay-link-read', entityId: link.id } as const;
    return ok({ body: viewOf(link), version: link.version, writes: [], audit });
  },

  revokePayLink: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const before = await readPayLink(table, tenantId, request.params.payLinkId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const revoked = before.revoked ?? { by: subject, at: request.at, reason: request.body.reason };
    const link = { ...before, version: before.version + 1, revoked };
    return ok({
      body: viewOf(link),
      version: link.version,
      writes: [payLinkWrite(tenantId, link)],
      audit: { action: 'pay-link-revoked', entityId: link.id },
    });
  },
};

/** The amount to be paid, and the account that pays it. */
async function askedOf(
  table: Table,
  tenant: TenantId,
  body: LinkBody,
): Promise<Result<{ readonly account: Account; readonly of: PayLinkSubject }, Failure>> {
  if ('accountId' in body) {
    const account = await readAccount(table, tenant, body.accountId);
    return account === undefined ? invalid('/accountId', 'no such account') : ok({ account, of: { kind: 'account' } });
  }
  if ('statementId' in body) {
    const { statementId } = body;
    const accountId = (await readStatement(table, tenant, statementId))?.statement.accountId;
    const account = accountId === undefined ? undefined : await readAccount(table, tenant, accountId);
    const of = { kind: 'statement', statementId } as const;
    return account === undefined ? invalid('/statementId', 'no such statement') : ok({ account, of });
  }
  const { encounterId } = body;
  const patientId = (await readEncounters(table, tenant, [encounterId])).get(encounterId)?.patientId ?? '';
  const patient = (await readDocuments<StoredPatient>(table, tenant, 'PATIENT', [patientId])).get(patientId);
  const account = patient && (await readAccount(table, tenant, accountIdOf(patient)));
  if (account === undefined) return invalid('/encounterId', 'no such encounter');
  return ok({ account, of: { kind: 'visit', encounterId } });
}

/** A link in the API: without its digest. */
function viewOf({ id, version, accountId, of, expiresOn, createdAt, createdBy, revoked, chargeId }: PayLink): LinkView {
  return {
    ...{ id, version, accountId, of, expiresOn, createdAt, createdBy },
    ...present({ revoked, chargeId }),
  };
}
