import * as z from 'zod';
import { deliveryFailures } from '../../shared/domain/delivery/delivery.ts';
import { fileUrlSchema, idSchema, instantSchema, localDateSchema, sha256Schema } from '../../shared/http/schemas.ts';

const countSchema = z.int();

export const agencyFileSchema = z
  .strictObject({
    id: idSchema('agencyFile'),
    agencyId: idSchema('collectionAgency'),
    number: z.int().meta({ description: 'The number of the file among the agency’s files' }),
    on: localDateSchema,
    createdAt: instantSchema,
    createdBy: z.string(),
    placements: countSchema.meta({ description: 'Records of accounts that it gets' }),
    updates: countSchema.meta({ description: 'Records of what changed' }),
    recalls: countSchema.meta({ description: 'Records of accounts that it gives back' }),
    fileName: z.string(),
    sha256: sha256Schema,
    sizeBytes: z.int(),
  })
  .meta({ id: 'AgencyFile' });

const deliverySchema = z
  .strictObject({
    number: z.int(),
    state: z.string().meta({ description: 'How far it is', examples: ['sent'] }),
    requestedAt: instantSchema,
    requestedBy: z.string(),
    reason: z.string().exactOptional(),
    sentAt: instantSchema.exactOptional().meta({ description: 'When the agency had it' }),
    lastFailure: z
      .string()
      .exactOptional()
      .meta({ description: 'Why the last attempt failed', examples: [Object.keys(deliveryFailures)[0]] }),
  })
  .meta({ id: 'AgencyFileDelivery' });

export const fullAgencyFileSchema = agencyFileSchema
  .safeExtend({
    file: fileUrlSchema.meta({ description: 'Where to read it: the same bytes each time' }),
    deliveries: z.array(deliverySchema).meta({ description: 'How it was sent, if automatically' }),
  })
  .meta({ id: 'StandingAgencyFile' });

/** The response to a request that makes a file. */
export const madeFileSchema = agencyFileSchema
  .safeExtend({ hasMore: z.boolean().meta({ description: 'Whether more records are left: write another file' }) })
  .meta({ id: 'MadeAgencyFile' });
