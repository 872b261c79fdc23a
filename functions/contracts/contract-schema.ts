import * as z from 'zod';
import { contractFindings } from '../../shared/domain/contract/contract-findings.ts';
import { contractRoundings, lesserOfRules } from '../../shared/domain/contract/payer-contract.ts';
import { rateKinds, rowName } from '../../shared/domain/contract/rate-row.ts';
import { faultsOfRate, type UnnumberedRate } from '../../shared/domain/contract/read-rate-rows.ts';
import { feeFileModes } from '../../shared/domain/fees/fee-changes.ts';
import { formOf, modifierSchema, procedureNameSchema } from '../../shared/http/forms.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import { amountSchema, codesOf, idSchema, instantSchema, localDateSchema } from '../../shared/http/schemas.ts';
import { contractChanges } from '../../shared/store/payer-contracts.ts';

const wordsOf = (table: Readonly<Record<string, string>>) =>
  Object.entries(table)
    .map(([code, words]) => `${code}: ${words}`)
    .join('. ');

/** A list without duplicates. */
const listOf = <Schema extends z.ZodType>(item: Schema, most: number) =>
  z
    .array(item)
    .min(1)
    .max(most)
    .refine((list) => new Set(list).size === list.length, 'is listed twice');

const pointsSchema = (most: number) =>
  z
    .int()
    .min(0)
    .max(most)
    .meta({ description: 'Hundredths of a percent: 11250 is 112.5%', examples: [10000] });

const thresholdSchema = z
  .strictObject({
    leastCents: amountSchema.meta({ description: 'The least difference' }),
    leastBasisPoints: pointsSchema(10_000).meta({
      description:
        'The least percentage of the expected amount, in hundredths of a percent; both limits must be reached',
    }),
  })
  .meta({
    id: 'VarianceThreshold',
    description: 'How large a difference must be to be on the list: it must reach both amounts',
  });

const contractFields = {
  name: z.string().min(1).max(100),
  payerIds: listOf(idSchema('payer'), 50).meta({
    description: 'The payers of the contract. It applies when one of them pays first',
  }),
  groupNumbers: listOf(z.string().min(1).max(50), 200)
    .exactOptional()
    .meta({ description: 'The plans, by the group number of the coverage; all when absent' }),
  billingProviderIds: listOf(idSchema('provider'), 100)
    .exactOptional()
    .meta({ description: 'One of these must bill; anybody when absent' }),
  entityIds: listOf(idSchema('legalEntity'), 100)
    .exactOptional()
    .meta({ description: 'One of these legal entities bills; any when absent' }),
  effectiveFrom: localDateSchema.meta({ description: 'The first day of service to which it applies' }),
  effectiveTo: localDateSchema.exactOptional().meta({ description: 'The last one; open when absent' }),
  lesserOf: z
    .enum(codesOf(lesserOfRules))
    .default('line')
    .meta({ description: wordsOf(lesserOfRules) }),
  rounding: z
    .enum(codesOf(contractRoundings))
    .default('once')
    .meta({ description: wordsOf(contractRoundings) }),
  medicare: z
    .strictObject({
      zip: formOf(/^(\d{5}|\d{9})$/, 'five or nine digits', '432150100')
        .exactOptional()
        .meta({ description: 'The ZIP code whose locality applies. When absent, the national amounts apply' }),
      asOf: localDateSchema
        .exactOptional()
        .meta({ description: 'Medicare’s prices as they were on this day; on the day of service when absent' }),
    })
    .exactOptional()
    .meta({ description: 'What percent-of-medicare means' }),
  reduction: z
    .strictObject({
      basisPoints: z.array(pointsSchema(10_000)).min(1).max(20).meta({
        description:
          'What is paid for the most expensive procedure of a day, for the next one, …; the last percentage applies to all others',
      }),
      codes: z.array(procedureNameSchema).min(1).max(200).meta({ description: 'The procedures that are ranked' }),
      exceptCodes: z
        .array(procedureNameSchema)
        .max(200)
        .exactOptional()
        .meta({ description: 'Codes among them that are not ranked' }),
    })
    .exactOptional()
    .meta({ id: 'ProcedureReduction', description: 'Payment reductions for several procedures on one day' }),
  modifierRules: z
    .array(z.strictObject({ modifier: modifierSchema, basisPoints: pointsSchema(100_000) }))
    .min(1)
    .max(50)
    .refine(
      (rules) => new Set(rules.map(({ modifier }) => modifier)).size === rules.length,
      'a modifier is listed twice',
    )
    .exactOptional()
    .meta({
      description:
        'How modifiers change a rate that does not name them, in hundredths of a percent: 15000 for 50, 1600 for 80',
    }),
  keptBack: z
    .array(formOf(/^[A-Z0-9]{1,5}$/, 'a reason code', '253'))
    .max(20)
    .exactOptional()
    .meta({
      description:
        'Reason codes by which money is withheld or added without allowing less or more; 253, 104, 225, 118, 144 and 237 when absent',
    }),
  sequestrationBasisPoints: pointsSchema(10_000)
    .exactOptional()
    .meta({ description: 'The percentage that the payer withholds from its own payment: 200 is 2%' }),
  threshold: thresholdSchema.exactOptional().meta({
    description: 'How large a difference must be to be on the list; the billing settings decide when absent',
  }),
  disputeDays: z
    .int()
    .min(1)
    .max(3650)
    .exactOptional()
    .meta({ description: 'Days to dispute a payment, from the answer' }),
};

const rateCountSchema = z.int().meta({ description: 'How many rates it has' });
const contractOwn = { id: idSchema('payerContract'), version: versionSchema, rateCount: rateCountSchema };

const endsAfterItBegins = (contract: { readonly effectiveFrom: string; readonly effectiveTo?: string }) =>
  contract.effectiveTo === undefined || contract.effectiveFrom <= contract.effectiveTo;
const endsTooEarly = { message: 'expected a day on or after effectiveFrom', path: ['effectiveTo'] };

export const contractBody = z
  .strictObject(contractFields)
  .refine(endsAfterItBegins, endsTooEarly)
  .meta({ id: 'PayerContractBody' });

export const contractReplacement = replacementOf(
  'PayerContract',
  z.strictObject(contractFields).refine(endsAfterItBegins, endsTooEarly),
  contractOwn,
);

export const contractSchema = z.strictObject({ ...contractOwn, ...contractFields }).meta({ id: 'PayerContract' });

const countsSchema = z.object({ added: z.int(), changed: z.int(), removed: z.int() });
const unchangedSchema = z.int().meta({ description: 'How many rates stay as they are' });

export const contractVersionSchema = z
  .strictObject({
    ...contractOwn,
    ...contractFields,
    at: instantSchema,
    by: z.string(),
    change: z.enum(contractChanges),
    counts: countsSchema.meta({ description: 'How many rates it added, changed and removed' }),
  })
  .meta({ id: 'PayerContractVersion' });

const namedSchema = (words: string, example: string) =>
  formOf(/^[A-Z0-9]{1,5}(?:\*|-[A-Z0-9]{1,5})?$/, words, example).exactOptional();

const rateFields = {
  kind: z.enum(codesOf(rateKinds)).meta({ description: wordsOf(rateKinds) }),
  code: namedSchema('a code, a range, or the beginning of codes', 'X9003').meta({
    description: 'Procedures: a code, a range (X9001-X9005) or a prefix (J*); all when absent',
  }),
  revenue: namedSchema('a revenue code, a range of codes, or the beginning of codes', '0110-0119').meta({
    description: 'Revenue codes of four digits, written in the same way',
  }),
  drg: namedSchema('a diagnosis-related group, or a range', '470').meta({
    description: 'Diagnosis-related groups, in the same way',
  }),
  modifiers: z.array(modifierSchema).max(4).default([]),
  place: formOf(/^(?:\d{2}|facility|non-facility)$/, 'a place of service, facility or non-facility', '11')
    .exactOptional()
    .meta({ description: 'A place of service, or the kind of place by Medicare’s list; any place when absent' }),
  cents: amountSchema.exactOptional().meta({ description: 'The amount of a fee, a case or a day' }),
  basisPoints: pointsSchema(200_000).exactOptional(),
  perLine: z.literal(true).exactOptional().meta({ description: 'A fee for the line, however many units it has' }),
  feeScheduleId: idSchema('feeSchedule').exactOptional(),
  fromDay: z
    .int()
    .min(1)
    .max(999)
    .exactOptional()
    .meta({ description: 'The first day of the stay to which a daily rate applies' }),
  toDay: z.int().min(1).max(999).exactOptional().meta({ description: 'The last one' }),
  isCarveOut: z
    .literal(true)
    .exactOptional()
    .meta({ description: 'It is paid in addition to a case rate or a daily rate' }),
  from: localDateSchema.exactOptional().meta({ description: 'The first day of service of the rate' }),
  to: localDateSchema.exactOptional().meta({ description: 'The last one' }),
  clause: z
    .string()
    .min(1)
    .max(80)
    .exactOptional()
    .meta({ description: 'The place in the contract, such as Exhibit B, 2.1' }),
};

const givenRateSchema = z
  .strictObject(rateFields)
  .superRefine((rate, context) => {
    for (const { field, detail } of faultsOfRate(rate as UnnumberedRate)) {
      context.addIssue({ code: 'custom', path: [field], message: detail });
    }
  })
  .meta({ id: 'ContractRateBody' });

export const rateSchema = z
  .strictObject({ number: z.int().meta({ description: 'Its place among the rates, from 1' }), ...rateFields })
  .meta({ id: 'ContractRate' });

const modeSchema = z
  .enum(feeFileModes)
  .meta({ description: 'replace: these are all rates; merge: the other rates of the contract stay' });

const csvSchema = z
  .string()
  .min(1)
  .max(2_000_000)
  .meta({
    description:
      'CSV with a header: rate, and any of code, revenue, drg, modifiers, place, amount, percent, fee schedule, per, from day, to day, carve out, from, to, clause',
    examples: ['rate,code,amount\nfee,X9003,130.00\n'],
  });

const ratesSchema = z
  .array(givenRateSchema)
  .min(1)
  .max(1000)
  .refine(
    (rates) => new Set(rates.map((rate) => rowName({ ...rate, number: 0 } as never))).size === rates.length,
    'two rates are for the same, on the same days',
  );

/** A file, or a list from a program. */
export const loadBody = z
  .union([
    z.strictObject({ mode: modeSchema, csv: csvSchema }),
    z.strictObject({ mode: modeSchema, rates: ratesSchema }),
  ])
  .meta({ id: 'ContractRateLoad' });

export const findingSchema = z
  .object({
    kind: z.enum(codesOf(contractFindings)),
    because: z.string(),
    contractId: idSchema('payerContract'),
    otherContractId: idSchema('payerContract').exactOptional().meta({ description: 'The other contract' }),
    rates: z.array(z.int()).exactOptional().meta({ description: 'The numbers of the rates' }),
    from: localDateSchema.exactOptional().meta({ description: 'The first day that it is about' }),
    to: localDateSchema.exactOptional().meta({ description: 'The day of the last one' }),
  })
  .meta({ id: 'ContractFinding', description: 'What may be wrong in contracts as they were entered' });

const findingsSchema = z.array(findingSchema).meta({ description: 'What may be wrong in the rates; at most 100' });

export const loadResultSchema = z
  .object({ contract: contractSchema, ...countsSchema.shape, unchanged: unchangedSchema, findings: findingsSchema })
  .meta({ id: 'ContractRateLoadResult' });

export const dryRunSchema = z
  .object({
    rateCount: rateCountSchema.meta({ description: 'How many rates the contract would have' }),
    ...countsSchema.shape,
    unchanged: unchangedSchema,
    findings: findingsSchema,
  })
  .meta({ id: 'ContractRateDryRun' });
