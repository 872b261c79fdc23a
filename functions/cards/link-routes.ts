import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';
import { billingMakers, billingReaders } from '../../shared/http/billing-roles.ts';
import { versionSchema } from '../../shared/http/replacement.ts';
import {
  decidedFields,
  idSchema,
  instantSchema,
  localDateSchema,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';

const link = '/v1/pay-links/{payLinkId}';

const subjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('account') }),
  z.strictObject({ kind: z.literal('visit'), encounterId: idSchema('encounter') }),
  z.strictObject({ kind: z.literal('statement'), statementId: idSchema('statement') }),
  z.strictObject({ kind: z.literal('charge'), chargeId: idSchema('cardCharge') }),
]);

const schema = z
  .strictObject({
    id: idSchema('payLink'),
    version: versionSchema,
    accountId: idSchema('account'),
    of: subjectSchema.meta({ description: 'What it asks to be paid' }),
    expiresOn: localDateSchema.meta({ description: 'The last day on which it can be used' }),
    createdAt: instantSchema,
    createdBy: z.string(),
    revoked: z.strictObject(decidedFields).exactOptional().meta({ description: 'Why it cannot be used any more' }),
    chargeId: idSchema('cardCharge').exactOptional().meta({ description: 'The charge whose page was opened last' }),
    address: z.string().exactOptional().meta({
      description: 'The link itself. Only the first answer has it: its token is not kept',
    }),
  })
  .meta({ id: 'PayLink' });

const expiresOn = localDateSchema.exactOptional().meta({
  description: 'The last day on which it can be used; `cards.linkDays` of the billing settings from now when absent',
});
const body = z
  .union([
    z.strictObject({ accountId: idSchema('account'), expiresOn }),
    z.strictObject({ encounterId: idSchema('encounter').meta({ description: 'A visit' }), expiresOn }),
    z.strictObject({ statementId: idSchema('statement'), expiresOn }),
  ])
  .meta({
    id: 'PayLinkBody',
    description: 'What it asks to be paid: all that an account owes, a visit, or a statement',
  });

/** The routes of pay links. */
export const linkRoutes = defineApi({
  createPayLink: {
    method: 'POST',
    path: '/v1/pay-links',
    summary: 'Makes a pay link: an address at which somebody can pay without signing in',
    roles: billingMakers,
    idempotencyKey: 'required',
    body,
    problems: ['cards-not-set-up', 'charge-forbidden'],
    answer: { status: 201, schema },
  },
  listPayLinks: {
    method: 'GET',
    path: '/v1/pay-links',
    summary: 'The pay links of an account, newest first. A statement’s link is listed once it was used',
    roles: billingReaders,
    query: z.strictObject({ ...pageQuery, accountId: idSchema('account') }),
    answer: { status: 200, schema: pageOf(schema) },
  },
  getPayLink: {
    method: 'GET',
    path: link,
    summary: 'A pay link, without its address',
    roles: billingReaders,
    answer: { status: 200, schema },
  },
  revokePayLink: {
    method: 'POST',
    path: `${link}/revoke`,
    summary: 'Revoke a pay link: nobody can use it any more',
    roles: billingMakers,
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    answer: { status: 200, schema },
  },
});
