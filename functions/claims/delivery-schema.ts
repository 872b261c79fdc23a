import * as z from 'zod';
import { runFailures } from '../../shared/domain/connection/failures.ts';
import { deliveryFailures } from '../../shared/domain/delivery/delivery.ts';
import { codesOf, instantSchema, sha256Schema } from '../../shared/http/schemas.ts';

/** The delivery of a file to its receiver, as the API answers it: the proof of what was sent when. */
export const deliverySchema = z
  .object({
    number: z.int(),
    requestedAt: instantSchema,
    requestedBy: z.string(),
    reason: z.string().exactOptional().meta({ description: 'Why it is sent again' }),
    method: z.enum(['sftp', 's3-drop']),
    connectionId: z.string().exactOptional(),
    host: z.string().exactOptional().meta({ description: 'The host that has it' }),
    place: z.string().meta({ description: 'The directory at the host, or the folder in the bucket' }),
    fileName: z.string(),
    sha256: sha256Schema,
    sizeBytes: z.int(),
    state: z.enum(['waiting', 'held', 'sending', 'placing', 'sent', 'failed', 'uncertain']).meta({
      description:
        '`waiting` for its next attempt, `held` while its connection is switched off, `sending` its bytes, `placing` it under its own name, `sent`, `failed` when it was given up, `uncertain` when the connection broke while it was being renamed and it is not there now',
    }),
    attempts: z.int(),
    faults: z.int().exactOptional().meta({ description: 'How many attempts failed because of Superbill itself' }),
    nextAttemptAt: instantSchema.exactOptional(),
    lastFailure: z
      .object({ code: z.enum([...codesOf(runFailures), ...codesOf(deliveryFailures)]), detail: z.string() })
      .exactOptional(),
    stopped: z
      .object({ by: z.string(), at: instantSchema, reason: z.string() })
      .exactOptional()
      .meta({ description: 'Who stopped it before it left, and why' }),
    sentAt: instantSchema.exactOptional(),
    answer: z.string().exactOptional().meta({ description: 'What the host said' }),
  })
  .meta({ id: 'Delivery', description: 'A file on its way to its receiver, and the proof that the receiver has it' });
