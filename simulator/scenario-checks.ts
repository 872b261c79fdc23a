import * as z from 'zod';

/* What a scenario file may say of how claims are taken in: who the payer knows, what it turns away, and how it says so. */

const textSchema = z.string().min(1).max(80);
const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written "2026-11-27"');
const statusSchema = z
  .string()
  .regex(
    /^[A-Z]\d:\d{1,3}(?::[A-Z0-9]{1,3})?$/,
    'a status is category, code and, where it is about one, the party: "A7:562:85"',
  );

/** At most this many of anything in a list. */
const most = 1000;

/** What a member's plan pays, as the payer tells who asks. Amounts are cents. */
const benefitsSchema = z.strictObject({
  plan: textSchema.exactOptional(),
  copay: z.int().min(0).exactOptional(),
  coinsurance: z.int().min(0).max(100).exactOptional(),
  deductible: z.int().min(0).exactOptional(),
  deductibleLeft: z.int().min(0).exactOptional(),
});

/** A member. A claim or an inquiry for a person of this name and birth date must name this id. */
const memberSchema = z.strictObject({
  id: textSchema,
  last: textSchema,
  first: textSchema.exactOptional(),
  born: daySchema.exactOptional(),
  from: daySchema.exactOptional(),
  until: daySchema.exactOptional(),
  benefits: benefitsSchema.exactOptional(),
});

/** Whom and what the payer knows. What is not said is as the claim says it is. */
export const knowsSchema = z.strictObject({
  members: z.array(memberSchema).max(most).exactOptional(),
  /** Whether it knows members beside these: it does unless told otherwise. */
  otherMembers: z.boolean().exactOptional(),
  /** The NPIs that it knows; all of them unless some are named. */
  providers: z
    .array(z.string().regex(/^\d{10}$/, 'an NPI has ten digits'))
    .max(most)
    .exactOptional(),
  /** Who may send, by the identifiers of their interchanges. */
  senders: z.array(textSchema).max(most).exactOptional(),
  /** Within how many days of the service it takes a claim. */
  filingDays: z.int().min(1).max(3650).exactOptional(),
});

/** The files that answer a claim file, by the name of their transaction: `277` asks for documents, `835` stands for all remittances. */
const answerNames = ['TA1', '999', '277CA', '277', '835'] as const;
export type AnswerName = (typeof answerNames)[number];

/** An error of the 999, planted in the first segment of a kind in each claim that is meant. */
const syntaxErrorSchema = <Claims extends z.ZodType>(claims: Claims) =>
  z.strictObject({
    claims,
    segment: z.string().regex(/^[A-Z][A-Z0-9]{1,2}$/, 'a segment is named by its id: "SV1"'),
    loop: textSchema.exactOptional(),
    /** What is wrong with the segment: `8` unless said. */
    code: z
      .string()
      .regex(/^(?:[1-8]|I[46789])$/, 'a code of the 999 for a segment')
      .exactOptional(),
    element: z.int().min(1).max(60).exactOptional(),
    component: z.int().min(1).max(60).exactOptional(),
    /** What is wrong with the element: `7` unless said. */
    elementCode: z
      .string()
      .regex(/^(?:\d{1,2}|I\d{1,2})$/, 'a code of the 999 for an element')
      .exactOptional(),
  });

const claimRuleSchema = <Claims extends z.ZodType>(claims: Claims) =>
  z.strictObject({
    claims,
    status: z.array(statusSchema).min(1).max(3),
    message: z.string().min(1).max(264).exactOptional(),
    /** Lines that are named with the same status, from 1. */
    lines: z.array(z.int().min(1).max(999)).max(999).exactOptional(),
  });

/** @param claims how claims of the file are meant */
export const acknowledgementsSchema = <Claims extends z.ZodType>(claims: Claims) =>
  z.strictObject({
    /** Turns the interchange away, with this code (TA1). */
    interchange: z
      .string()
      .regex(/^0\d\d$/, 'a note of TA1 has three digits: "006"')
      .exactOptional(),
    /** Errors beside those that are found. */
    syntaxErrors: z.array(syntaxErrorSchema(claims)).max(99).exactOptional(),
    /** Whether errors only accompany the acceptance (999 with E). */
    tolerates: z.boolean().exactOptional(),
    /** What is said of claims beside what is found. The first rule that fits a claim counts. */
    claims: z.array(claimRuleSchema(claims)).max(99).exactOptional(),
    /** So many days after the claim file. */
    after: z.int().min(0).max(3650).exactOptional(),
    /** Which are sent, in which order: `["TA1", "999", "277CA", "277", "835"]` unless said. One that is named twice is sent twice. */
    sends: z.array(z.enum(answerNames)).max(20).exactOptional(),
  });

/** What is decided about services that prior authorisation is asked for. The first that fits a service counts. */
export const reviewSchema = z.strictObject({
  /** The procedures that it is for; any when absent. */
  procedures: z.array(textSchema).min(1).max(99).exactOptional(),
  /** The id of the member. */
  member: textSchema.exactOptional(),
  decision: z.enum(['approved', 'partly-approved', 'denied', 'pended', 'not-needed']),
  /** How many units are authorised; those that were asked for when absent. */
  units: z.int().min(1).max(9999).exactOptional(),
  /** The industry's code for why. */
  reason: z
    .string()
    .regex(/^[A-Z0-9]{1,5}$/, 'a code of the reason, such as "0V"')
    .exactOptional(),
  message: z.string().min(1).max(264).exactOptional(),
});

/** @param claims how claims of the file are meant */
export const requestSchema = <Claims extends z.ZodType>(claims: Claims) =>
  z.strictObject({
    claims,
    /** What is wanted, each by its code. */
    documents: z
      .array(z.string().regex(/^\d{1,7}-\d$/, 'a document is named by its LOINC code: "11506-3"'))
      .min(1)
      .max(9),
    /** Within how many days: 45 unless said. */
    due: z.int().min(1).max(3650).exactOptional(),
    message: z.string().min(1).max(264).exactOptional(),
  });

export type ReviewSpec = z.infer<typeof reviewSchema>;
export type Knows = z.infer<typeof knowsSchema>;
export type Member = z.infer<typeof memberSchema>;
export type Benefits = z.infer<typeof benefitsSchema>;
