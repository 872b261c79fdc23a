import * as z from 'zod';
import { cardStates, consentForms } from '../../shared/domain/card/card-on-file.ts';
import { statementLanguages } from '../../shared/domain/statement/statement.ts';
import { defineApi } from '../../shared/http/api.ts';
import { billingMakers, billingReaders } from '../../shared/http/billing-roles.ts';
import { versionSchema } from '../../shared/http/replacement.ts';
import {
  codesOf,
  decidedFields,
  idSchema,
  instantSchema,
  localDateSchema,
  pageOf,
  pageQuery,
  positiveSchema,
  reasonSchema,
} from '../../shared/http/schemas.ts';

const card = '/v1/cards/{cardOnFileId}';

const form = z.enum(consentForms).meta({ description: 'How the guarantor agreed' });
const mostCents = positiveSchema
  .exactOptional()
  .meta({ description: 'The most that one charge may take; when absent, what is owed' });

const faceSchema = z
  .strictObject({ brand: z.string(), last4: z.string() })
  .meta({ id: 'CardFace', description: 'What is known about a card: its brand and its last four digits' });

const schema = z
  .strictObject({
    id: idSchema('cardOnFile'),
    version: versionSchema,
    accountId: idSchema('account'),
    connectionId: idSchema('cardConnection'),
    state: z.enum(codesOf(cardStates)).meta({ description: 'How far it is' }),
    consent: z
      .strictObject({
        ...{ on: localDateSchema, form, mostCents, recordedBy: z.string() },
        words: z.string().meta({ description: 'What the guarantor agreed to' }),
      })
      .meta({ description: 'What the guarantor agreed to, and how' }),
    createdAt: instantSchema,
    createdBy: z.string(),
    pageUrl: z.string().exactOptional().meta({
      description: 'The processor’s page on which the guarantor enters the card; open for an hour',
    }),
    face: faceSchema.exactOptional(),
    expires: z.string().exactOptional().meta({ description: 'Its last month' }),
    removed: z.strictObject(decidedFields).exactOptional().meta({ description: 'Why it is not on file any more' }),
  })
  .meta({ id: 'CardOnFile' });

/** The routes of cards on file. */
export const cardRoutes = defineApi({
  createCard: {
    method: 'POST',
    path: '/v1/cards',
    summary: 'Begin to keep a card: the guarantor has agreed, and enters it on the processor’s page',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        accountId: idSchema('account'),
        consent: z.strictObject({ on: localDateSchema, form, mostCents }),
        language: z.enum(statementLanguages).exactOptional().meta({
          description: 'The language of the page; that of the account when absent',
        }),
      })
      .meta({ id: 'CardBody' }),
    problems: ['cards-not-set-up', 'card-processor-unavailable', 'card-without-notice', 'charge-forbidden'],
    answer: { status: 201, schema },
  },
  listCards: {
    method: 'GET',
    path: '/v1/cards',
    summary: 'The cards of an account, newest first',
    roles: billingReaders,
    query: z.strictObject({ ...pageQuery, accountId: idSchema('account') }),
    answer: { status: 200, schema: pageOf(schema) },
  },
  getCard: {
    method: 'GET',
    path: card,
    summary: 'A card on file',
    roles: billingReaders,
    answer: { status: 200, schema },
  },
  removeCard: {
    method: 'POST',
    path: `${card}/remove`,
    summary: 'Forget a card, because the guarantor withdrew the consent. Announced charges are not made',
    roles: billingMakers,
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['card-processor-unavailable'],
    answer: { status: 200, schema },
  },
});
