import * as z from 'zod';

/** Every message, by the function that receives it. Ids only: no PHI in messages. */

const envelope = { schemaVersion: z.literal(1), tenantId: z.string() };

export const messageSchemas = {
  /**
   * Assembles the filings of an encounter's claims, or of another system's claim; or bills due claims to next payers,
   * where that is automatic.
   */
  'assemble-claims': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('encounter'), encounterId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('claim'), claimId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('next-payers') }),
    /** For claims of a rejected submission: the person who files them again. */
    z.strictObject({ ...envelope, work: z.literal('file-again'), submissionId: z.string(), by: z.string() }),
  ]),
  'submit-claims': z.strictObject({ ...envelope, submissionId: z.string() }),
  /** When it names a remittance: posts that remittance, because a person has approved its posting plan. */
  'import-remittance': z.strictObject({
    ...envelope,
    fileId: z.string(),
    remittanceId: z.string().exactOptional(),
    /** How much of the plan earlier messages have checked (`PlanDigest`). */
    checked: z
      .strictObject({ paymentHash: z.string(), hash: z.string(), chunks: z.int().min(1), keptKey: z.string() })
      .exactOptional(),
    /** The place in the manifest of the first remaining payment, if an earlier message stopped there. */
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
  /** Runs a connection, or delivers a file. */
  'run-connection': z.discriminatedUnion('work', [
    z.strictObject({
      ...envelope,
      work: z.literal('run'),
      connectionId: z.string(),
      /** The planned time, or the time of the request. */
      runAt: z.string(),
      /** Whether a person requested it; otherwise the schedule did. */
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
  /**
   * Retries exceptions that waited for set-up. `from` says where an earlier message stopped: after which exception of
   * which shard.
   */
  'retry-exceptions': z.strictObject({
    ...envelope,
    subject: z.string(),
    reason: z.string(),
    code: z.string().exactOptional(),
    payerId: z.string().exactOptional(),
    from: z.strictObject({ shard: z.int().min(0), after: z.string().exactOptional() }).exactOptional(),
  }),
  /**
   * Reminds of a query to a physician, if it is still unanswered. `reminders`: how many reminders there had been when
   * the message was planned.
   */
  'remind-coding': z.strictObject({
    ...envelope,
    encounterId: z.string(),
    queryId: z.string(),
    reminders: z.int().min(0),
  }),
  /**
   * Checks all deadlines once a day; `from` says where an earlier message stopped: after which row of which index
   * partition. Or checks which alarms are over because somebody has acted.
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
  /** Sends an e-mail or a text now; or checks a task that may be overdue, if it is still due on that day. */
  'run-correspondence': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('send'), correspondenceId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('task'), taskId: z.string(), dueOn: z.string() }),
  ]),
  /** Loads the files of one release. */
  'load-code-set': z.strictObject({ ...envelope, loadId: z.string() }),
  /** Continues reading a file of encounters; `again`: retries all or some open failures; `take`: as corrections. */
  'import-encounters': z.strictObject({
    ...envelope,
    intakeId: z.string(),
    again: z.literal(true).exactOptional(),
    records: z.array(z.int().min(1)).min(1).max(100).exactOptional(),
    take: z.strictObject({ by: z.string(), reason: z.string() }).exactOptional(),
  }),
  /**
   * Continues reading another system's file of claims; `againFrom`: retries waiting claims, from that claim of the file
   * on.
   */
  'import-claims': z.strictObject({ ...envelope, intakeId: z.string(), againFrom: z.int().min(1).exactOptional() }),
  /**
   * Continues a journal; or brings the kept report data up to date, or makes it again from the first day of the books
   * on.
   */
  'keep-books': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('journal'), journalId: z.string() }),
    z.strictObject({
      ...envelope,
      work: z.literal('reports'),
      fromStart: z.literal(true).exactOptional(),
      /** Continues an update that an earlier message began from the start. */
      isAnew: z.literal(true).exactOptional(),
    }),
  ]),
  /**
   * Compares payers' answers with contracts: those to some claims, those booked on some days (`after`: on the first
   * day, only claims after this one), those with open variances under a contract, or all since the last daily round.
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
  /** Continues a self-audit. */
  'run-self-audit': z.strictObject({ ...envelope, selfAuditId: z.string() }),
  /** Makes a requested report, or requests one by a schedule of that version. */
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
   * Continues a run that writes small balances off; or checks a payment that was applied to claims, or taken off them,
   * for prompt-pay discounts to give or take back.
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
  /**
   * Continues a statement run, or starts one by the schedule of that version of the settings; or sends the notices of a
   * slice, or one that was asked for.
   */
  'run-statements': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('run'), runId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('scheduled'), version: z.int(), runAt: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('notices'), runId: z.string(), slice: z.int().min(1) }),
    z.strictObject({ ...envelope, work: z.literal('notice'), statementId: z.string(), revision: z.int().min(1) }),
  ]),
  /** Continues booking an agency's remittance. */
  'post-agency-remit': z.strictObject({ ...envelope, remitId: z.string() }),
  /**
   * Asks a payer: one inquiry, or a file of all that wait for a receiver. Or processes an answer from a file; or runs
   * the daily check for claims without an answer, under the settings of that version; or sends documents for a claim.
   */
  'ask-payers': z.discriminatedUnion('work', [
    z.strictObject({
      ...envelope,
      work: z.literal('ask'),
      inquiryId: z.string(),
      /** For a question that was put off: since when, how often, and how often it was tried before. */
      wait: z.strictObject({ since: z.string(), times: z.int().min(1), tried: z.int().min(0) }).exactOptional(),
    }),
    z.strictObject({ ...envelope, work: z.literal('file'), receiverId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('answers'), fileId: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('ageing'), version: z.int() }),
    z.strictObject({ ...envelope, work: z.literal('attachments'), claimId: z.string(), sendingId: z.string() }),
  ]),
  /**
   * Reads the processor's current state of an event's subject; charges a card, or credits a refund to it; checks a
   * charge or a card whose page may have closed; or announces an instalment that a card pays.
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
  /** Imports a statement or a lockbox file, or matches a deposit or remittances. */
  'reconcile-bank': z.discriminatedUnion('work', [
    z.strictObject({ ...envelope, work: z.literal('statement'), id: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('lockbox'), id: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('deposit'), id: z.string() }),
    z.strictObject({ ...envelope, work: z.literal('remittances'), ids: z.array(z.string()).min(1) }),
  ]),
} as const;

export type QueueName = keyof typeof messageSchemas;
export type MessageOf<Name extends QueueName> = z.output<(typeof messageSchemas)[Name]>;
