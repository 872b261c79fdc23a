import * as z from 'zod';
import { contactChannels, contactRefusals } from '../../shared/domain/contact/may-contact.ts';
import { underwayStates } from '../../shared/domain/correspondence/correspondence.ts';
import { writtenChannels } from '../../shared/domain/correspondence/template.ts';
import { bulkRoute, doing, seenItems } from '../../shared/http/bulk-schemas.ts';
import { formOf, x12Text } from '../../shared/http/forms.ts';
import {
  claimIdSchema,
  codesOf,
  fileUrlSchema,
  idSchema,
  instantSchema,
  inWords,
  localDateSchema,
  monthQuery,
  oneOf,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import {
  aboutBody,
  channelSchema,
  correspondenceSchema,
  noteBody,
  partySchema,
  purposeSchema,
  recordBody,
  wordsSchema,
} from './record-schemas.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const writers = ['biller', 'manager'] as const;

const one = '/v1/correspondence/{correspondenceId}';
const change = { method: 'POST', idempotencyKey: 'required', ifMatch: 'required', roles: writers } as const;
const answer = { status: 200, schema: correspondenceSchema } as const;

const decisionSchema = z
  .strictObject({
    channel: channelSchema,
    isAllowed: z.boolean().meta({ description: 'Whether the guarantor may be reached this way now' }),
    to: z.string().exactOptional().meta({ description: 'The number or address' }),
    message: z.enum(['name-and-number', 'full']).exactOptional().meta({
      description: 'What may be left on a machine: `full` also says what it is about',
    }),
    because: z
      .string()
      .exactOptional()
      .meta({ description: `Why not: ${inWords(contactRefusals)}; or the hold that forbids it` }),
    from: instantSchema.exactOptional().meta({ description: 'Of quiet hours: when they end' }),
  })
  .meta({ id: 'ContactDecision' });

/** The routes for recording, writing and reading calls and messages. */
export const recordRoutes = {
  recordCorrespondence: {
    method: 'POST',
    path: '/v1/correspondence',
    summary: 'Record a call, a letter, an e-mail, a text, a fax or a message in the portal about a claim or an account',
    roles: ['biller', 'manager', 'api-client'],
    idempotencyKey: 'required',
    body: recordBody,
    problems: ['version-changed'],
    answer: { status: 201, schema: correspondenceSchema },
  },
  listCorrespondence: {
    method: 'GET',
    path: '/v1/correspondence',
    summary:
      'What was said and written about a claim, an account or a patient, or in a month, the newest first; or what waits to be sent',
    roles: readers,
    query: oneOf(
      'at most',
      ['claimId', 'accountId', 'patientId', 'month', 'state'],
      z.strictObject({
        ...pageQuery,
        ...monthQuery,
        ...markQuery,
        claimId: claimIdSchema.exactOptional().meta({ description: 'Only what is about this claim' }),
        accountId: idSchema('account')
          .exactOptional()
          .meta({ description: 'Only what is about this account, its patients too' }),
        patientId: idSchema('patient').exactOptional().meta({ description: 'Only what is about this patient' }),
        state: z.enum(underwayStates).exactOptional().meta({
          description:
            '`waiting`: not sent yet; `handed-over`: faxes whose outcome nobody has recorded. Of all months, the oldest first',
        }),
        channel: z.enum(codesOf(contactChannels)).exactOptional().meta({ description: 'Only this way' }),
        payerId: idSchema('payer')
          .exactOptional()
          .meta({ description: 'Only what was said or written with this payer' }),
      }),
    ),
    answer: {
      status: 200,
      schema: pageOf(
        z.strictObject({ ...correspondenceSchema.shape, ...markFields }).meta({ id: 'ListedCorrespondence' }),
      ),
    },
  },
  getCorrespondence: {
    method: 'GET',
    path: one,
    summary: 'One call or message, and how far it is on its way',
    roles: readers,
    answer,
  },
  getCorrespondenceFile: {
    method: 'GET',
    path: `${one}/file`,
    summary: 'The letter or fax, as it was written or came',
    roles: readers,
    problems: ['correspondence-without-file'],
    answer: { status: 200, schema: fileUrlSchema },
  },
  noteCorrespondence: {
    ...change,
    path: `${one}/notes`,
    summary: 'Note what became known later: an outcome, their reference number, the day to look again',
    body: noteBody,
    problems: ['correspondence-struck', 'correspondence-full'],
    answer,
  },
  strikeCorrespondence: {
    ...change,
    path: `${one}/strike`,
    summary:
      'Strike out what was entered by mistake; it stays, marked. If it waits to be sent, it is not sent; a filed document waits again',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['correspondence-struck', 'delivery-underway'],
    answer,
  },
  writeMessage: {
    method: 'POST',
    path: '/v1/messages',
    summary:
      'Write a letter, a fax, an e-mail or a text from a template; nothing is sent that the guarantor’s consent, a hold or the law forbids',
    roles: writers,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        template: z.string().meta({ description: 'The name of a template' }),
        channel: z.enum(writtenChannels).meta({ description: 'How it goes; one that the template is for' }),
        with: partySchema,
        about: aboutBody,
        faxNumber: formOf(/^\d{10}$/, 'ten digits', '6145550199')
          .exactOptional()
          .meta({ description: 'For a fax: where it goes' }),
        attachments: z
          .array(x12Text(120))
          .max(20)
          .exactOptional()
          .meta({ description: 'The attachments, instead of those that the template lists' }),
        followUpOn: localDateSchema.exactOptional().meta({ description: 'When to look at the claim or account again' }),
      })
      .refine(({ channel, faxNumber }) => (channel === 'fax') === (faxNumber !== undefined), {
        message: 'wanted for a fax, and for nothing else',
        path: ['faxNumber'],
      })
      .meta({ id: 'MessageBody' }),
    problems: ['contact-forbidden', 'disclosure-forbidden', 'letter-facts-missing', 'version-changed', 'no-address'],
    answer: { status: 201, schema: correspondenceSchema },
  },
  changeSending: {
    ...change,
    path: `${one}/sending`,
    summary:
      'Say that a letter or a fax was sent, stop what has not left, or note that a letter came back, which holds the account',
    body: z
      .strictObject({
        do: z.enum(['sent', 'stop', 'returned']).meta({ description: 'What happened to it, or is to happen' }),
        reason: wordsSchema(500, 'Why it is stopped, or why the fax service did not send it').exactOptional(),
      })
      .refine(({ do: what, reason }) => what !== 'stop' || reason !== undefined, {
        message: 'wanted when something is stopped',
        path: ['reason'],
      })
      .meta({ id: 'SendingBody' }),
    problems: ['sending-not-in-state', 'correspondence-struck', 'delivery-underway'],
    answer,
  },
  changeManySendings: bulkRoute(
    '/v1/correspondence/bulk-actions',
    'Do the same with up to 100 messages: the fax service sent them, they are stopped, or the letters came back; each succeeds or fails on its own',
    writers,
    z
      .strictObject({
        items: seenItems(idSchema('correspondence')),
        action: z.discriminatedUnion('do', [
          z.strictObject({ do: doing('sent', 'The letters or faxes were sent') }),
          z.strictObject({
            do: doing('stop', 'They are not sent, or the fax service did not send them'),
            reason: wordsSchema(500, 'Why'),
          }),
          z.strictObject({
            do: doing('returned', 'The letters came back, which holds the accounts until there is another address'),
          }),
        ]),
      })
      .meta({ id: 'SendingsBulkBody' }),
  ),
  checkContact: {
    method: 'POST',
    path: '/v1/contact-checks',
    summary: 'Whether and how a guarantor may be reached now: each way, with what forbids it',
    roles: ['coder', 'biller', 'manager'],
    body: z
      .strictObject({ accountId: idSchema('account'), purpose: purposeSchema, claimId: claimIdSchema.exactOptional() })
      .meta({ id: 'ContactCheckBody' }),
    answer: { status: 200, schema: z.strictObject({ items: z.array(decisionSchema) }) },
  },
} as const;
