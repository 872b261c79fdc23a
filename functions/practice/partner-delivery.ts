import type { Connection } from '../../shared/domain/connection/connection.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import type { TradingPartnerBody } from './api.ts';
import type { Family } from './family.ts';

/** Checks that the SFTP connection of a delivery exists. Adds no derived data. */
export const checkDelivery: NonNullable<Family<TradingPartnerBody, 'partnerId', object>['derive']> = async (
  { tenantId, after: { delivery } },
  { table },
) => {
  const nothing = ok({ derived: {}, writes: [] });
  if (delivery.kind !== 'sftp') return nothing;
  const { connectionId } = delivery;
  const connections = await readDocuments<Connection>(table, tenantId, 'CONNECTION', [connectionId]);
  if (connections.get(connectionId)?.origin.kind === 'sftp') return nothing;
  const errors = [{ pointer: '/delivery/connectionId', detail: 'no SFTP connection of this office has this id' }];
  return fail({ kind: 'request-invalid', errors });
};
