import * as z from 'zod';

/*
 * What a scenario file may state about the intake of claims: whom the payer knows, what it rejects, and how it says so.
 */

const textSchema = z.string().min(1).max(80);
const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written "2026-11-27"');
const statusSchema = z
  .string()
  .regex(
    /^[A-Z]\d:\d{1,3}(?::[A-Z0-9]{1,3})?$/,
    'a status is a category, a code and, if it is about a party, the party: "A7:562:85"',
  );

/** The limit of list lengths. */
const most = 1000;

/** A member's benefits, for answers to inquiries. Amounts are cents. */
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

/** The persons and facts that the payer knows. Everything else is as the claim states it. */
export const knowsSchema = z.strictObject({
  members: z.array(memberSchema).max(most).exactOptional(),
  /** Whether it knows further members: yes by default. */
  otherMembers: z.boolean().exactOptional(),
  /** The NPIs that it knows; all by default. */
  providers: z
    .array(z.string().regex(/^\d{10}$/, 'an NPI has ten digits'))
    .max(most)
    .exactOptional(),
  /** The permitted senders, by the identifiers of their interchanges. */
  senders: z.array(textSchema).max(most).exactOptional(),
  /** Within how many days of the service it accepts a claim. */
  filingDays: z.int().min(1).max(3650).exactOptional(),
});

/**
 * The files that answer a claim file, by the name of their transaction: `277` requests documents, `835` means all
 * remittances.
 */
const answerNames = ['TA1', '999', '277CA', '277', '835'] as const;
export type AnswerName = (typeof answerNames)[number];

/** An error of the 999, planted in the first matching segment of each selected claim. */
const syntaxErrorSchema = <Claims extends z.ZodType>(claims: Claims) =>
  z.strictObject({
    claims,
    segment: z.string().regex(/^[A-Z][A-Z0-9]{1,2}$/, 'a segment is named by its id: "SV1"'),
    loop: textSchema.exactOptional(),
    /** The fault of the segment: `8` by default. */
    code: z
      .string()
      .regex(/^(?:[1-8]|I[46789])$/, 'a code of the 999 for a segment')
      .exactOptional(),
    element: z.int().min(1).max(60).exactOptional(),
    component: z.int().min(1).max(60).exactOptional(),
    /** The fault of the element: `7` by default. */
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
    /** Lines with the same status, from 1. */
    lines: z.array(z.int().min(1).max(999)).max(999).exactOptional(),
  });

/** @param claims how claims of the file are selected */
export const acknowledgementsSchema = <Claims extends z.ZodType>(claims: Claims) =>
  z.strictObject({
    /** Rejects the interchange, with this code (TA1). */
    interchange: z
      .string()
      .regex(/^0\d\d$/, 'a note of TA1 has three digits: "006"')
      .exactOptional(),
    /** Additional errors. */
    syntaxErrors: z.array(syntaxErrorSchema(claims)).max(99).exactOptional(),
    /** Whether errors only accompany the acceptance (999 with E). */
    tolerates: z.boolean().exactOptional(),
    /** Additional statuses of claims. The first matching rule counts. */
    claims: z.array(claimRuleSchema(claims)).max(99).exactOptional(),
    /** How many days after the claim file. */
    after: z.int().min(0).max(3650).exactOptional(),
    /**
     * The files to send, in order: `["TA1", "999", "277CA", "277", "835"]` by default. A file named twice is sent
     * twice.
     */
    sends: z.array(z.enum(answerNames)).max(20).exactOptional(),
  });

/** Decisions on services in requests for prior authorisation. The first matching one counts. */
export const reviewSchema = z.strictObject({
  /** Its procedures; any when absent. */
  procedures: z.array(textSchema).min(1).max(99).exactOptional(),
  /** The id of the member. */
  member: textSchema.exactOptional(),
  decision: z.enum(['approved', 'partly-approved', 'denied', 'pended', 'not-needed']),
  /** The authorised units; the requested ones when absent. */
  units: z.int().min(1).max(9999).exactOptional(),
  /** The industry code of the reason. */
  reason: z
    .string()
    .regex(/^[A-Z0-9]{1,5}$/, 'a code of the reason, such as "0V"')
    .exactOptional(),
  message: z.string().min(1).max(264).exactOptional(),
});

/** @param claims how claims of the file are selected */
export const requestSchema = <Claims extends z.ZodType>(claims: Claims) =>
  z.strictObject({
    claims,
    /** The requested documents, each by its code. */
    documents: z
      .array(z.string().regex(/^\d{1,7}-\d$/, 'a document is named by its LOINC code: "11506-3"'))
      .min(1)
      .max(9),
    /** Within how many days: 45 by default. */
    due: z.int().min(1).max(3650).exactOptional(),
    message: z.string().min(1).max(264).exactOptional(),
  });

export type ReviewSpec = z.infer<typeof reviewSchema>;
export type Knows = z.infer<typeof knowsSchema>;
export type Member = z.infer<typeof memberSchema>;
export type Benefits = z.infer<typeof benefitsSchema>;
