import * as z from 'zod';
import { cardModes, cardProcessors } from '../../shared/domain/card/connection.ts';
import { defineApi } from '../../shared/http/api.ts';
import { formOf } from '../../shared/http/forms.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import { idSchema, pageOf, pageQuery } from '../../shared/http/schemas.ts';

const managers = ['manager'] as const;
const readers = ['biller', 'manager', 'auditor'] as const;

const connection = '/v1/card-connections/{cardConnectionId}';

const fields = {
  name: z.string().min(1).max(100),
  entityId: idSchema('legalEntity').meta({ description: 'Whose money it is: payments are in its books' }),
  processor: z.enum(cardProcessors).meta({ description: 'The company that charges the cards' }),
  mode: z.enum(cardModes).meta({
    description: '`live` charges cards; `test` is for trying out, but payments are booked in the same way',
  }),
  secretName: formOf(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
    'a name of letters, digits, dots, hyphens and underscores',
    'stripe',
  ).meta({ description: 'The name of the secret with `secretKey` and `webhookSecrets`; never the secret itself' }),
  isOn: z.boolean().default(true),
};
const body = z.strictObject(fields).meta({ id: 'CardConnectionBody' });

const own = {
  id: idSchema('cardConnection'),
  version: versionSchema,
  webhookPath: z
    .string()
    .meta({ description: 'Where the processor sends its events: the API’s address and this path' }),
};
const schema = z.strictObject({ ...own, ...fields }).meta({ id: 'CardConnection' });

/** The routes of connections to card processors. */
export const connectionRoutes = defineApi({
  createCardConnection: {
    method: 'POST',
    path: '/v1/card-connections',
    summary: 'Adds the account of a legal entity at a card processor',
    roles: managers,
    body,
    answer: { status: 201, schema },
  },
  listCardConnections: {
    method: 'GET',
    path: '/v1/card-connections',
    summary: 'Lists the accounts at card processors',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(schema) },
  },
  getCardConnection: {
    method: 'GET',
    path: connection,
    summary: 'Shows an account at a card processor, and where its events go',
    roles: readers,
    answer: { status: 200, schema },
  },
  replaceCardConnection: {
    method: 'PUT',
    path: connection,
    summary: 'Replaces an account at a card processor by a new version, or switches it on or off',
    roles: managers,
    body: replacementOf('CardConnection', body, own),
    ifMatch: 'required',
    answer: { status: 200, schema },
  },
});
