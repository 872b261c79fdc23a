import * as z from 'zod';
import { largestFileBytes } from '../../shared/domain/file-limits.ts';
import { lockboxFormats } from '../../shared/domain/lockbox/lockbox.ts';
import { defineApi } from '../../shared/http/api.ts';
import { billingMakers, billingReaders } from '../../shared/http/billing-roles.ts';
import {
  centsSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  sha256Schema,
  uploadSchema,
} from '../../shared/http/schemas.ts';

const formatSchema = z
  .enum(lockboxFormats)
  .meta({ description: '`csv` as the page on patients’ payments describes it, or `bai` with fixed columns' });

const lockboxFileSchema = z
  .strictObject({
    id: idSchema('lockboxFile'),
    sha256: sha256Schema,
    sizeBytes: z.int(),
    format: formatSchema,
    entityId: idSchema('legalEntity'),
    lockbox: z.string().meta({ description: 'The bank’s number of the lockbox' }),
    depositedOn: localDateSchema,
    receivedAt: instantSchema,
    receivedBy: z.string().meta({ description: 'Who imported it' }),
    state: z.enum(['posting', 'done']).meta({ description: '`done` once every check is a payment' }),
    batches: z
      .array(
        z.strictObject({
          number: z.string().meta({ description: 'The bank’s number of the batch' }),
          items: z.int().meta({ description: 'How many checks' }),
          totalCents: centsSchema,
          depositBatchId: idSchema('depositBatch'),
        }),
      )
      .meta({ description: 'Each is a deposit batch, in transit until the bank’s deposit is matched with it' }),
    items: z.int().meta({ description: 'How many checks' }),
    totalCents: centsSchema,
    unidentified: z
      .strictObject({ items: z.int().meta({ description: 'How many checks' }), cents: centsSchema })
      .exactOptional()
      .meta({
        description: 'Checks without a known account: on the list of payments, `state=unidentified`',
      }),
  })
  .meta({ id: 'LockboxFile' });

/** The routes of lockbox files. */
export const lockboxRoutes = defineApi({
  createLockboxUpload: {
    method: 'POST',
    path: '/v1/lockbox-files/uploads',
    summary: 'Get a URL to upload a lockbox file to; the bytes must have this length and SHA-256',
    roles: billingMakers,
    body: z.strictObject({ sha256: sha256Schema, sizeBytes: z.int().min(1).max(largestFileBytes.lockbox) }),
    answer: { status: 201, schema: uploadSchema },
  },
  importLockboxFile: {
    method: 'POST',
    path: '/v1/lockbox-files',
    summary:
      'Import an uploaded lockbox file: each check is a payment, and each batch is a deposit batch. A file that does not add up is refused as a whole. A file that is sent again counts once',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        sha256: sha256Schema,
        format: formatSchema,
        entityId: idSchema('legalEntity').meta({ description: 'The legal entity whose account the lockbox serves' }),
      })
      .meta({ id: 'LockboxFileBody' }),
    problems: ['lockbox-refused', 'lockbox-not-uploaded'],
    answer: {
      status: 202,
      repeat: 200,
      schema: z.object({ lockboxFile: lockboxFileSchema, alreadyReceived: z.boolean() }),
    },
  },
  listLockboxFiles: {
    method: 'GET',
    path: '/v1/lockbox-files',
    summary: 'Lockbox files that were imported in a month, newest first',
    roles: billingReaders,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(lockboxFileSchema) },
  },
  getLockboxFile: {
    method: 'GET',
    path: '/v1/lockbox-files/{lockboxFileId}',
    summary: 'A lockbox file: its batches and sums, and its checks without an account',
    roles: billingReaders,
    answer: { status: 200, schema: lockboxFileSchema },
  },
});
