import * as z from 'zod';

/** Every message, by the function that receives it. Ids only: no PHI in messages. */

const envelope = { schemaVersion: z.literal(1), tenantId: z.string() };

export const messageSchemas = {
  /** The claims of an encounter, or a claim that another system made, whose filings are to be assembled; or the claims that are due to next payers, to be billed where that goes by itself. */
  'assemble-claims': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('encounter'), encounterId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('claim'), claimId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('next-payers') }),
    /** The claims of a submission that was turned away, and the person who files them again. */
    z.strictObject({ ...envelope, work: z.literal('file-again'), submissionId: z.string(), by: z.string() }),
  ]),
  'submit-claims': z.strictObject({ ...envelope, submissionId: z.string() }),
  /** With a remittance: a person has approved its posting plan, so post it. */
  'import-remittance': z.strictObject({
    ...envelope,
    fileId: z.string(),
    remittanceId: z.string().exactOptional(),
    /** How much of the plan earlier messages have checked: see `PlanDigest`. */
    checked: z
      .strictObject({ paymentHash: z.string(), hash: z.string(), chunks: z.int().min(1), keptKey: z.string() })
      .exactOptional(),
    /** The place in the manifest of the first payment that is still to do, because an earlier message stopped there. */
    fromByte: z.int().min(0).exactOptional(),
  }),
  /** A file of acknowledgements to apply, or a submission whose acknowledgements may be missing. */
  'apply-acknowledgement': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('file'), fileId: z.string() }),
    z.strictObject({
      ...envelope,
      work: z.literal('missing'),
      submissionId: z.string(),
      of: z.enum(['file', 'claims']),
    }),
  ]),
  /** A connection to look at, or a file to deliver. */
  'run-connection': z.discriminatedUnion('work', [
    z.strictObject({
      ...envelope,
      work: z.literal('run'),
      connectionId: z.string(),
      /** The time for which it was planned, or at which somebody asked for it. */
      runAt: z.string(),
      /** Whether somebody asked for it; otherwise the schedule did. */
      asked: z.boolean(),
    }),
    z.strictObject({ ...envelope, work: z.literal('deliver'), submissionId: z.string(), delivery: z.int().min(1) }),
  ]),
  'post-remittance': z.strictObject({
    ...envelope,
    fileId: z.string(),
    manifestKey: z.string(),
    /** The chunks to post, with the place of each in the manifest. */
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
    /** Whether an earlier message for these chunks ran out of time, or failed, so that some of it is already booked. */
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
  /** A query to a physician that may be unanswered still. `reminders`: how often it had come up when the message was planned. */
  'remind-coding': z.strictObject({
    ...envelope,
    encounterId: z.string(),
    queryId: z.string(),
    reminders: z.int().min(0),
  }),
  /**
   * The daily round over everything that must be done in time; `from` says where an earlier message stopped: after which row of which
   * partition of the index. Or a look at the alarms whose deeds may be done.
   */
  'watch-deadlines': z.discriminatedUnion('work', [
    z.strictObject({
      ...envelope,
      work: z.literal('round'),
      from: z
        .strictObject({ partition: z.string(), after: z.record(z.string(), z.string()).exactOptional() })
        .exactOptional(),
    }),
    z.strictObject({ ...envelope, work: z.literal('ended') }),
  ]),
  /** An e-mail or a text that is to leave now; or a task that may be late, if it is still due on that day. */
  'run-correspondence': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('send'), correspondenceId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('task'), taskId: z.string(), dueOn: z.string() }),
  ]),
  /** The files of one release to load. */
  'load-code-set': z.strictObject({ ...envelope, loadId: z.string() }),
  /** A file of encounters to read on; `again`: what failed and still waits is tried once more, or some of it; `take`: as corrections. */
  'import-encounters': z.strictObject({
    ...envelope,
    intakeId: z.string(),
    again: z.literal(true).exactOptional(),
    records: z.array(z.int().min(1)).min(1).max(100).exactOptional(),
    take: z.strictObject({ by: z.string(), reason: z.string() }).exactOptional(),
  }),
  /** A file of another system's claims to read on; `againFrom`: what waits is tried once more, from that claim of the file on. */
  'import-claims': z.strictObject({ ...envelope, intakeId: z.string(), againFrom: z.int().min(1).exactOptional() }),
  /** A journal to write on; or what reports are made of, to be brought up to date, or made anew from the first day of the books on. */
  'keep-books': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('journal'), journalId: z.string() }),
    z.strictObject({
      ...envelope,
      work: z.literal('reports'),
      fromStart: z.literal(true).exactOptional(),
      /** Goes on with what a message began from the start. */
      isAnew: z.literal(true).exactOptional(),
    }),
  ]),
  /**
   * Payers' answers to hold against the contracts: to some claims, what was booked on some days (`after`: on the first day, claims after this one), the variances that stand
   * under a contract, or whatever came since the last daily round.
   */
  'find-variances': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('round') }),
    z.strictObject({ ...envelope, work: z.literal('claims'), claimIds: z.array(z.string()).min(1).max(500) }),
    z.strictObject({
      ...envelope,
      work: z.literal('days'),
      from: z.string(),
      to: z.string(),
      after: z.string().exactOptional(),
    }),
    z.strictObject({
      ...envelope,
      work: z.literal('standing'),
      contractId: z.string(),
      after: z.string().exactOptional(),
    }),
  ]),
  /** A look at the office's own billing to go on with. */
  'run-self-audit': z.strictObject({ ...envelope, selfAuditId: z.string() }),
  /** A report to make that was asked for, or to ask for by a schedule of that version. */
  'run-reports': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('run'), runId: z.string() }),
    z.strictObject({
      ...envelope,
      work: z.literal('scheduled'),
      scheduleId: z.string(),
      version: z.int(),
      runAt: z.string(),
    }),
  ]),
  /**
   * A run that writes small balances off, to go on with; or a payment that was put onto claims, or taken off them again: discounts for prompt payment
   * are given, or taken back.
   */
  'give-up-by-rule': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('small-balances'), runId: z.string() }),
    z.strictObject({
      ...envelope,
      work: z.literal('discounts'),
      paymentId: z.string(),
      version: z.int(),
      claims: z.array(z.strictObject({ claimId: z.string(), isBack: z.boolean() })).min(1),
    }),
  ]),
  /** A statement run to go on with, or to begin by the schedule of that version of the settings; or the notices of a slice. */
  'run-statements': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('run'), runId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('scheduled'), version: z.int(), runAt: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('notices'), runId: z.string(), slice: z.int().min(1) }),
  ]),
  /** What a collection agency sent, to book on. */
  'post-agency-remit': z.strictObject({ ...envelope, remitId: z.string() }),
  /**
   * A payer to ask: about one inquiry, or with a file of all that wait for a receiver. Or an answer that came in a file; or the daily look
   * for claims without an answer, under the settings of that version; or documents to send for a claim.
   */
  'ask-payers': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('ask'), inquiryId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('file'), receiverId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('answers'), fileId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('ageing'), version: z.int() }),
    z.strictObject({ ...envelope, work: z.literal('attachments'), claimId: z.string(), sendingId: z.string() }),
  ]),
  /**
   * What a card processor said something of, to be asked how it stands; a card to charge, or to credit with a refund; a charge or a card whose
   * page may have closed; or an instalment that a card pays, to be announced.
   */
  'settle-cards': z.discriminatedUnion('work', [
    z.strictObject({
      ...envelope,
      work: z.literal('event'),
      connectionId: z.string(),
      about: z.enum(['payment', 'page', 'refund', 'dispute']),
      subjectId: z.string(),
    }),
    z.strictObject({ ...envelope, work: z.literal('charge'), chargeId: z.string(), attempt: z.int().min(1) }),
    z.strictObject({ ...envelope, work: z.literal('look'), id: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('credit'), refundId: z.string() }),
    z.strictObject({
      ...envelope,
      work: z.literal('instalment'),
      planId: z.string(),
      number: z.int().min(1),
      round: z.int().min(1),
    }),
  ]),
  /** A statement or a lockbox file to import, or a deposit or remittances to match. */
  'reconcile-bank': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('statement'), id: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('lockbox'), id: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('deposit'), id: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('remittances'), ids: z.array(z.string()).min(1) }),
  ]),
} as const;

export type QueueName = keyof typeof messageSchemas;
export type MessageOf<Name extends QueueName> = z.output<(typeof messageSchemas)[Name]>;
