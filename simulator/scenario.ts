import * as z from 'zod';
import { acknowledgementsSchema, knowsSchema, requestSchema, reviewSchema } from './scenario-checks.ts';
import { exampleSchema } from './scenario-example.ts';

/*
 * The schema of a scenario file. It has a few words, which can be combined: remittances over time, each with answers
 * that state what the payer deducts from the charge; provider-level adjustments, which belong to no claim; and finally
 * edits of the written file. docs/simulator.md is the page for authors.
 */

/** Claim status codes that a payer's answer may have. */
const statusCodes = ['1', '2', '3', '4', '19', '20', '21', '22', '23', '25'] as const;

const nameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9 -]{0,59}$/, 'a name is lower-case letters, digits, blanks and hyphens');
const textSchema = z.string().min(1).max(80);
const countSchema = z.int().min(1).max(100_000);

const amountWords = 'an amount is a whole number of cents, or a share of what was charged: "80%", "-100% of line 2"';

/** Cents, or a share of a charge: the charge of the line or claim that the amount is about, or of a named line. */
const amountSchema = z.union(
  [z.int(amountWords), z.string().regex(/^-?\d{1,4}(?:\.\d{1,2})?%(?: of line [1-9]\d?)?$/, amountWords)],
  amountWords,
);

const adjustmentsSchema = z.record(
  z.string().regex(/^(?:CO|PR|OA|PI|CR)-[A-Z0-9]{1,5}$/, 'an adjustment is named by group and reason: "CO-45"'),
  amountSchema,
);

const remarksSchema = z.array(z.string().regex(/^[A-Z]{1,2}\d{1,4}$/, 'a remark code looks like "N781"')).max(20);

/** Claims of the file: all that meet every given condition. */
export const claimsSchema = z
  .strictObject({
    position: z.union([countSchema, z.array(countSchema).min(1)], 'a position in the file, from 1, or a list of them'),
    patient: textSchema,
    payer: textSchema,
    procedure: textSchema,
    modifier: textSchema,
    diagnosis: textSchema,
    member: textSchema,
    form: z.enum(['professional', 'institutional', 'dental']),
    order: z.enum(['primary', 'secondary', 'tertiary']),
    frequency: z.string().regex(/^[0-9]$/, 'a frequency is one digit, as text'),
    without: z.enum(['prior-authorization', 'referral']),
    olderThanDays: countSchema,
    chargeCents: z.int(),
    first: countSchema,
  })
  .partial();

const lineSchema = z.strictObject({
  line: z.union(
    [countSchema, z.array(countSchema).min(2), z.literal('rest')],
    'a line is its number, from 1, a list of numbers that are answered as one line, or "rest"',
  ),
  share: z.union([amountSchema, z.literal('rest')], amountWords).exactOptional(),
  adjustments: adjustmentsSchema.exactOptional(),
  remarks: remarksSchema.exactOptional(),
  procedure: textSchema.exactOptional(),
  units: z
    .string()
    .regex(/^\d{1,6}(?:\.\d{1,3})?$/, 'units are a number as text')
    .exactOptional(),
});

const claimsWords = 'claims are "all", "rest", or an object such as { "procedure": "99213", "first": 1 }';

/** A decision on a claim, and the form of its answer. */
const decisionShape = {
  decide: z.enum(['chance', 'what-is-left']).exactOptional(),
  status: z.enum(statusCodes, `a status is one of ${statusCodes.join(', ')}, as text`).exactOptional(),
  adjustments: adjustmentsSchema.exactOptional(),
  remarks: remarksSchema.exactOptional(),
  level: z.enum(['line', 'claim']).exactOptional(),
  lines: z.array(lineSchema).max(99).exactOptional(),
  crossover: z.strictObject({ id: textSchema, name: textSchema }).exactOptional(),
  controlNumber: textSchema.exactOptional(),
  payerClaimNumber: textSchema.exactOptional(),
  drops: z.array(z.enum(['modifiers', 'line-numbers', 'service-dates', 'member-id'])).exactOptional(),
};

const answerSchema = z
  .strictObject({
    name: nameSchema.exactOptional(),
    claims: z.union([z.enum(['all', 'rest']), claimsSchema], claimsWords),
    reverses: nameSchema.exactOptional(),
    ...decisionShape,
  })
  .partial({ claims: true });

/** A rule decides each claim that no answer names and no earlier rule matches. */
const ruleSchema = z.strictObject({ claims: z.union([z.literal('all'), claimsSchema], claimsWords), ...decisionShape });

const movedWords = 'an amount is a whole number of cents, a share such as "-100%", or "owed"';

const providerAdjustmentSchema = z.strictObject({
  code: z.string().regex(/^[A-Z0-9]{2}$/, 'a provider-level adjustment code has two letters or digits'),
  amount: z.union([z.int(movedWords), z.string().regex(/^(?:owed|-?\d{1,4}(?:\.\d{1,2})?%)$/, movedWords)], movedWords),
  answer: nameSchema.exactOptional(),
  remittance: nameSchema.exactOptional(),
  reference: textSchema.exactOptional(),
  by: z.enum(['payer-claim-number', 'patient-control-number']).exactOptional(),
});

const editSchema = z.strictObject({
  at: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{1,2}(?:\*[^~]*)?$/, 'names a segment: "SE", or with its first elements "REF*6R"'),
  nth: countSchema.exactOptional(),
  claims: claimsSchema.exactOptional(),
  line: countSchema.exactOptional(),
  element: z.int().min(1).max(60).exactOptional(),
  to: z.string().max(200).exactOptional(),
  add: z.int().exactOptional(),
  insert: z
    .array(z.string().regex(/^[A-Z][A-Z0-9]{1,2}\*[^~]+$/, 'a segment: "NM1*74*1*DOE"'))
    .min(1)
    .exactOptional(),
  remove: z.literal(true).exactOptional(),
  cut: z.literal(true).exactOptional(),
});

const remittanceSchema = z.strictObject({
  name: nameSchema.exactOptional(),
  file: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]{0,99}$/, 'a file name without a folder')
    .exactOptional(),
  after: z.int().min(0).max(3650).exactOptional(),
  from: z
    .strictObject({ id: textSchema, name: textSchema, filingIndicator: z.string().max(2).exactOptional() })
    .exactOptional(),
  repeats: nameSchema.exactOptional(),
  interchange: z.literal('new').exactOptional(),
  answers: z.array(answerSchema).exactOptional(),
  providerAdjustments: z.array(providerAdjustmentSchema).exactOptional(),
  belowZero: z.enum(['forward', 'debit', 'negative']).exactOptional(),
  method: z.enum(['ACH', 'CHK', 'FWT', 'BOP', 'NON']).exactOptional(),
  handling: z.enum(['C', 'D', 'H', 'I', 'P', 'U', 'X']).exactOptional(),
  edits: z.array(editSchema).exactOptional(),
});

/** A scenario file; what its names refer to is checked by `readScenario`. */
export const scenarioSchema = z.strictObject({
  about: z.string().min(1),
  knows: knowsSchema.exactOptional(),
  acknowledgements: acknowledgementsSchema(z.union([z.literal('all'), claimsSchema])).exactOptional(),
  rules: z.array(ruleSchema).max(99).exactOptional(),
  reviews: z.array(reviewSchema).max(99).exactOptional(),
  requests: z
    .array(requestSchema(z.union([z.literal('all'), claimsSchema], claimsWords)))
    .max(99)
    .exactOptional(),
  rest: z.enum(['chance', 'nothing']).exactOptional(),
  /** Without remittances, all claims are answered at random. */
  remittances: z.array(remittanceSchema).max(99).default([]),
  example: exampleSchema.exactOptional(),
});

export type Amount = z.infer<typeof amountSchema>;
export type ClaimSelector = z.infer<typeof claimsSchema>;
export type RuleSpec = z.infer<typeof ruleSchema>;
export type LineSpec = z.infer<typeof lineSchema>;
export type AnswerSpec = z.infer<typeof answerSchema>;
export type ProviderAdjustmentSpec = z.infer<typeof providerAdjustmentSchema>;
export type EditSpec = z.infer<typeof editSchema>;
export type RemittanceSpec = z.infer<typeof remittanceSchema>;
export type Scenario = z.infer<typeof scenarioSchema>;
export type AcknowledgementSpec = NonNullable<Scenario['acknowledgements']>;

/** Something wrong with a scenario file. `place` is where: `remittances[0].answers[1].status`, or empty for the file as a whole. */
export interface ScenarioProblem {
  readonly place: string;
  readonly message: string;
}

export interface ScenarioFailure {
  readonly kind: 'scenario-invalid';
  readonly problems: readonly ScenarioProblem[];
}
