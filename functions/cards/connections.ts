import type { CardConnection } from '../../shared/domain/card/connection.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import { cardConnectionWrite, readCardConnection } from '../../shared/store/cards.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { entityKey, listPartition } from '../../shared/store/keys/entity.ts';
import type { connectionRoutes } from './connection-routes.ts';
import type { CardsOperations } from './context.ts';

type ConnectionView = AnswerOf<(typeof connectionRoutes)['getCardConnection']>;

const noEntity = () => invalid('/entityId', 'no such legal entity');

export const connectionOperations: CardsOperations<keyof typeof connectionRoutes> = {
  createCardConnection: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { body } = request;
    if ((await table.get(entityKey(tenantId, 'LEGAL-ENTITY', body.entityId))) === undefined) return noEntity();
    const connection: CardConnection = { ...body, id: request.newId('cardConnection'), version: 1 };
    return ok({
      body: viewOf(tenantId, connection),
      version: 1,
      writes: [cardConnectionWrite(tenantId, connection)],
      audit: { action: 'card-connection-created', entityId: connection.id },
    });
  },

  listCardConnections: async (request, { table }) => {
    const { tenantId } = request.principal;
    const query = { partitions: [listPartition(tenantId, 'CARD-CONNECTION')], index: true } as const;
    const { limit } = request.query;
    return asAnswer(
      await listPage(request, table, { ...query, limit }, (item) =>
        viewOf(tenantId, documentOfItem<CardConnection>(item)),
      ),
    );
  },

  getCardConnection: async (request, { table }) => {
    const { tenantId } = request.principal;
    const connection = await readCardConnection(table, tenantId, request.params.cardConnectionId);
    if (connection === undefined) return fail({ kind: 'not-found' });
    return ok({ body: viewOf(tenantId, connection), version: connection.version });
  },

  replaceCardConnection: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { body } = request;
    const before = await readCardConnection(table, tenantId, request.params.cardConnectionId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    if ((await table.get(entityKey(tenantId, 'LEGAL-ENTITY', body.entityId))) === undefined) return noEntity();
    const connection: CardConnection = { ...body, id: before.id, version: before.version + 1 };
    return ok({
      body: viewOf(tenantId, connection),
      version: connection.version,
      writes: [cardConnectionWrite(tenantId, connection)],
      audit: { action: 'card-connection-replaced', entityId: before.id, facts: { version: connection.version } },
    });
  },
};

function viewOf(office: string, connection: CardConnection): ConnectionView {
  return { ...connection, webhookPath: `/v1/card-webhooks/${office}/${connection.id}` };
}
