import * as z from 'zod';
import { disputeFields } from '../../shared/domain/contract/dispute-letters.ts';
import { letterTemplateOf } from '../../shared/http/denial-schemas.ts';
import { amountSchema, localDateSchema } from '../../shared/http/schemas.ts';
import { lawFields } from './refund-settings-schema.ts';

const rateSchema = z.int().min(0).max(100_000).meta({
  description: 'Simple interest a year, in thousandths of a percent: 12000 is 12%',
});
const daysSchema = z.int().min(1).max(365);

const latePaymentsSchema = z
  .strictObject({
    leastCents: amountSchema.meta({ description: 'The least interest that must be missing to be listed' }),
    states: z
      .array(
        z.strictObject({
          ...lawFields,
          electronicDays: daysSchema.meta({ description: 'Days to pay a claim that came electronically' }),
          countsWorkdays: z.literal(true).exactOptional().meta({ description: 'These are workdays' }),
          paperDays: daysSchema.meta({ description: 'Days to pay a claim on paper' }),
          yearlyRate: rateSchema,
          yearlyRateOfHmo: rateSchema.exactOptional(),
        }),
      )
      .max(200)
      .meta({ description: 'What the states’ laws say, and from when; these take precedence over the shipped ones' }),
    medicareRates: z
      .array(
        z
          .strictObject({ from: localDateSchema, to: localDateSchema, yearlyRate: rateSchema })
          .refine(({ from, to }) => from <= to, { message: 'expected no day before `from`', path: ['to'] }),
      )
      .max(100)
      .meta({ description: 'Medicare’s rates by the day of payment, as the Treasury publishes them twice a year' }),
  })
  .meta({
    id: 'LatePaymentSettings',
    description: 'How payments are looked for that came later than the law allows, with too little interest',
    examples: [
      {
        leastCents: 100,
        states: [],
        medicareRates: [{ from: '2026-07-01', to: '2026-12-31', yearlyRate: 4125 }],
      },
    ],
  });

export const contractSettingsSchema = z
  .strictObject({
    threshold: z
      .strictObject({
        leastCents: amountSchema.meta({ description: 'The least difference' }),
        leastBasisPoints: z.int().min(0).max(10_000).meta({
          description:
            'The least percentage of the expected amount, in hundredths of a percent; both limits must be reached',
        }),
      })
      .meta({
        description: 'How large a difference must be to be on the list of variances, when the contract does not say',
      }),
    letters: z
      .array(
        letterTemplateOf(disputeFields).meta({
          id: 'DisputeLetterTemplate',
          description: 'A letter about payments, with fields in double braces',
        }),
      )
      .max(20)
      .refine((letters) => new Set(letters.map(({ name }) => name)).size === letters.length, 'expected each name once')
      .meta({ description: 'The office’s own letters about payments' }),
    latePayments: latePaymentsSchema.exactOptional(),
  })
  .meta({ id: 'ContractSettings', description: 'How payments are compared with contracts with payers' });
