import * as z from 'zod';
import { correspondenceOutcomes } from '../../shared/domain/correspondence/correspondence.ts';
import { x12Text } from '../../shared/http/forms.ts';
import {
  codesOf,
  fileUrlSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';
import { uploadRoute } from '../../shared/http/upload-route.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { aboutBody, correspondenceSchema, partySchema, wordsSchema } from './record-schemas.ts';

const readers = ['biller', 'manager', 'auditor'] as const;
const workers = ['biller', 'manager'] as const;

const one = '/v1/received-documents/{receivedDocumentId}';
const decidedFields = { at: instantSchema, by: z.string() };
const channelSchema = z.enum(['fax', 'letter']).meta({ description: 'How it came' });

const documentSchema = z
  .strictObject({
    id: idSchema('receivedDocument'),
    version: z.int(),
    state: z.enum(['waiting', 'filed', 'discarded']).meta({ description: 'Whether it waits to be filed' }),
    channel: channelSchema,
    receivedAt: instantSchema.meta({ description: 'When it came' }),
    from: z
      .union([z.strictObject({ connectionId: idSchema('connection') }), z.strictObject({ by: z.string() })])
      .meta({ description: 'The connection over which it came, or who uploaded it' }),
    name: z.string().exactOptional().meta({ description: 'The name under which it came' }),
    file: z.strictObject({
      sha256: sha256Schema,
      sizeBytes: z.int(),
      mediaType: z.enum(['application/pdf', 'image/tiff']).meta({ description: 'The form of the file' }),
    }),
    filed: z
      .strictObject({ ...decidedFields, correspondenceId: idSchema('correspondence') })
      .exactOptional()
      .meta({ description: 'The correspondence that it became' }),
    discarded: z
      .strictObject({ ...decidedFields, reason: z.string() })
      .exactOptional()
      .meta({ description: 'Why it was discarded' }),
  })
  .meta({ id: 'ReceivedDocument' });

const change = { method: 'POST', idempotencyKey: 'required', ifMatch: 'required', roles: workers } as const;

/** The routes of received faxes and letters, until they are filed. */
export const documentRoutes = {
  createReceivedDocumentUpload: uploadRoute(
    '/v1/received-documents/uploads',
    'a fax or a scanned letter',
    'document',
    workers,
  ),
  registerReceivedDocument: {
    method: 'POST',
    path: '/v1/received-documents',
    summary: 'Register an uploaded fax or scanned letter; it waits to be filed. The same bytes are one document',
    roles: workers,
    idempotencyKey: 'required',
    body: z.strictObject({ sha256: sha256Schema, channel: channelSchema }).meta({ id: 'ReceivedDocumentBody' }),
    problems: ['document-unreadable', 'received-document-not-uploaded'],
    answer: { status: 201, repeat: 200, schema: documentSchema },
  },
  listReceivedDocuments: {
    method: 'GET',
    path: '/v1/received-documents',
    summary:
      'Faxes and letters that nobody has filed, the oldest first; or those that came in a month and were filed or discarded',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      month: monthQuery.month.meta({ description: 'What was filed or discarded in this month' }),
    }),
    answer: {
      status: 200,
      schema: pageOf(z.strictObject({ ...documentSchema.shape, ...markFields }).meta({ id: 'ListedReceivedDocument' })),
    },
  },
  getReceivedDocument: {
    method: 'GET',
    path: one,
    summary: 'One fax or letter that came, and what became of it',
    roles: readers,
    answer: { status: 200, schema: documentSchema },
  },
  getReceivedDocumentFile: {
    method: 'GET',
    path: `${one}/file`,
    summary: 'The fax or letter itself',
    roles: readers,
    answer: { status: 200, schema: fileUrlSchema },
  },
  fileReceivedDocument: {
    ...change,
    path: `${one}/filing`,
    summary: 'File it to a claim or an account, as correspondence with who sent it',
    body: z
      .strictObject({
        about: aboutBody,
        with: partySchema,
        summary: wordsSchema(4000, 'What it says'),
        person: x12Text(100).exactOptional().meta({ description: 'Who signed' }),
        referenceNumber: x12Text(80).exactOptional().meta({ description: 'The number that the other side gave it' }),
        outcome: z.enum(codesOf(correspondenceOutcomes)).exactOptional(),
        followUpOn: localDateSchema.exactOptional().meta({ description: 'When to look at the claim or account again' }),
      })
      .meta({ id: 'FilingBody' }),
    problems: ['document-not-waiting'],
    answer: { status: 201, schema: correspondenceSchema },
  },
  discardReceivedDocument: {
    ...change,
    path: `${one}/discard`,
    summary: 'Discard a document that concerns no claim and no account: advertising, a page for somebody else',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['document-not-waiting'],
    answer: { status: 200, schema: documentSchema },
  },
  restoreReceivedDocument: {
    ...change,
    path: `${one}/restore`,
    summary: 'Restore a discarded document; it waits again',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['document-not-discarded'],
    answer: { status: 200, schema: documentSchema },
  },
} as const;
