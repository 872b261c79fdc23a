import * as z from 'zod';

/** Every message that travels through a queue, by the function that works the queue off. Ids only: no PHI in messages. */

const envelope = { schemaVersion: z.literal(1), tenantId: z.string() };

export const messageSchemas = {
  'assemble-claims': z.strictObject({ ...envelope, encounterId: z.string() }),
  'submit-claims': z.strictObject({ ...envelope, submissionId: z.string() }),
  /** With a remittance: a person has approved its posting plan, and it is to post. */
  'import-remittance': z.strictObject({
    ...envelope,
    fileId: z.string(),
    remittanceId: z.string().exactOptional(),
    /** How far an earlier message has checked the plan: see `PlanDigest`. */
    checked: z
      .strictObject({ paymentHash: z.string(), hash: z.string(), chunks: z.int().min(1), keptKey: z.string() })
      .exactOptional(),
    /** Where in the manifest the payment stands from which on the file is left to do; another message ended there. */
    fromByte: z.int().min(0).exactOptional(),
  }),
  'run-connection': z.strictObject({
    ...envelope,
    connectionId: z.string(),
    /** When it was planned for, or asked for. */
    runAt: z.string(),
    /** Whether somebody asked for it; the schedule did otherwise. */
    asked: z.boolean(),
  }),
  'post-remittance': z.strictObject({
    ...envelope,
    fileId: z.string(),
    manifestKey: z.string(),
    /** What is to be posted, and where in the manifest each chunk stands. */
    chunks: z
      .array(
        z.strictObject({
          remittanceId: z.string(),
          chunk: z.int().min(0),
          byteOffset: z.int().min(0),
          byteLength: z.int().min(1),
        }),
      )
      .min(1),
    /** Whether another message of these chunks stopped for want of time, or failed: some of it is booked. */
    isContinued: z.boolean().exactOptional(),
  }),
  /** What waited for set-up is tried again. `from` says where an earlier message stopped: after which exception of which shard. */
  'retry-exceptions': z.strictObject({
    ...envelope,
    subject: z.string(),
    reason: z.string(),
    code: z.string().exactOptional(),
    payerId: z.string().exactOptional(),
    from: z.strictObject({ shard: z.int().min(0), after: z.string().exactOptional() }).exactOptional(),
  }),
  /** A statement to take in, or a deposit or remittances for which the other side is to be looked for. */
  'reconcile-bank': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('statement'), id: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('deposit'), id: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('remittances'), ids: z.array(z.string()).min(1) }),
  ]),
} as const;

export type QueueName = keyof typeof messageSchemas;
export type MessageOf<Name extends QueueName> = z.output<(typeof messageSchemas)[Name]>;
