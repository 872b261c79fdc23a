import * as z from 'zod';
import { deliveryWays, disputeEnds, estimateKinds, estimateStandings } from '../../shared/domain/estimate/estimate.ts';
import { shareDoubts } from '../../shared/domain/estimate/patient-share.ts';
import { writtenDiagnosis, writtenModifier, writtenProcedure } from '../../shared/http/codes.ts';
import { formOf, placeOfServiceSchema, x12Text } from '../../shared/http/forms.ts';
import { quantitySchema } from '../../shared/http/quantity.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import {
  amountSchema,
  centsSchema,
  claimIdSchema,
  codesOf,
  decidedFields,
  idSchema,
  instantSchema,
  localDateSchema,
  npiSchema,
  reasonSchema,
} from '../../shared/http/schemas.ts';

/** Texts for patients: any letters are allowed, because no claim file carries them. */
const wordsSchema = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.trim() === text && text !== '', 'expected text without blanks at its ends');

const descriptionSchema = wordsSchema(200).meta({
  description: 'What it is, in words that a patient understands',
  examples: ['Office visit'],
});
const taxIdSchema = formOf(/^\d{9}$/, 'nine digits', '123456789').meta({ description: 'Tax id of nine digits' });
const stateSchema = formOf(/^[A-Z]{2}$/, 'two capital letters', 'OH').meta({ description: 'The state of the service' });
const diagnosesSchema = z
  .array(writtenDiagnosis)
  .max(12)
  .meta({ description: 'The diagnoses that are known or expected' });

const serviceFields = {
  description: descriptionSchema,
  procedure: writtenProcedure,
  modifiers: z.array(writtenModifier).max(4).default([]),
  units: quantitySchema.prefault('1'),
  diagnoses: diagnosesSchema.exactOptional().meta({ description: 'If they differ from the estimate’s' }),
  expectedOn: localDateSchema.exactOptional().meta({ description: 'The day, if it differs from the estimate’s' }),
};

const serviceSchema = z
  .strictObject({
    ...serviceFields,
    unit: z.enum(['UN', 'MJ']).exactOptional().meta({ description: 'MJ: the units are minutes of anesthesia' }),
    providerId: idSchema('provider')
      .exactOptional()
      .meta({ description: 'Who renders it; the billing provider when absent' }),
    billingProviderId: idSchema('provider')
      .exactOptional()
      .meta({ description: 'Who bills it; the estimate’s when absent' }),
    facilityId: idSchema('facility').exactOptional().meta({ description: 'Where it is given' }),
    placeOfService: placeOfServiceSchema.exactOptional(),
    chargeCents: amountSchema
      .exactOptional()
      .meta({ description: 'The expected charge by hand; by the fee schedules when absent' }),
    allowedCents: amountSchema.exactOptional().meta({
      description: 'For an insured patient: what the payer is expected to allow; for Medicare, by Medicare’s files',
    }),
    serviceType: formOf(/^[A-Z0-9]{1,2}$/, 'a service type of one or two characters', '98')
      .exactOptional()
      .meta({ description: 'For an insured patient: the benefit that covers it; 30, the whole plan, when absent' }),
  })
  .meta({ id: 'ExpectedService' });

const coProviderSchema = z
  .strictObject({
    name: wordsSchema(100),
    npi: npiSchema.exactOptional(),
    taxId: taxIdSchema.exactOptional(),
    state: stateSchema,
    place: wordsSchema(200).exactOptional().meta({ description: 'Where the service is given' }),
    requestedOn: localDateSchema.exactOptional().meta({ description: 'When it was asked for its estimate' }),
    requestedBy: wordsSchema(100).exactOptional().meta({ description: 'Who asked it' }),
    receivedOn: localDateSchema.exactOptional().meta({ description: 'When its estimate came' }),
    services: z
      .array(z.strictObject({ ...serviceFields, chargeCents: amountSchema }).meta({ id: 'CoProviderService' }))
      .max(50)
      .default([])
      .meta({ description: 'The charges that it expects' }),
  })
  .refine(({ services, receivedOn }) => services.length === 0 || receivedOn !== undefined, {
    message: 'required with services: the day on which they were told',
    path: ['receivedOn'],
  })
  .refine(({ npi, taxId, receivedOn }) => receivedOn === undefined || (npi !== undefined && taxId !== undefined), {
    message: 'expected npi and taxId with its part: an estimate names both',
    path: ['npi'],
  })
  .refine(({ requestedOn, receivedOn }) => !requestedOn || !receivedOn || requestedOn <= receivedOn, {
    message: 'expected a day on or after requestedOn',
    path: ['receivedOn'],
  })
  .meta({ id: 'CoProvider' });

const estimateFields = {
  patientId: idSchema('patient'),
  kind: z.enum(estimateKinds).meta({
    description: 'self-pay: the patient has no insurance or does not use it; insured: the patient’s share',
  }),
  asked: z
    .strictObject({
      by: z.enum(['request', 'scheduling']).meta({ description: 'A service was scheduled, or the patient asked' }),
      on: localDateSchema.meta({ description: 'The day from which the time to give it counts' }),
    })
    .meta({ id: 'EstimateAsking', description: 'What the estimate was made for' }),
  serviceOn: localDateSchema.exactOptional().meta({ description: 'The day of the primary service, once scheduled' }),
  recurrence: z
    .strictObject({
      words: wordsSchema(200).meta({ description: 'How often, and how many times' }),
      until: localDateSchema.meta({ description: 'The last day that it covers' }),
    })
    .exactOptional()
    .meta({ description: 'Services that recur within a year; give the units of all of them' }),
  primaryService: descriptionSchema.meta({ description: 'The reason for the visit, in a patient’s words' }),
  diagnoses: diagnosesSchema.default([]),
  billingProviderId: idSchema('provider').meta({ description: 'Who schedules and bills: the convening provider' }),
  services: z.array(serviceSchema).min(1).max(50).meta({ description: 'The primary service first' }),
  coProviders: z
    .array(coProviderSchema)
    .max(20)
    .default([])
    .meta({ description: 'Other providers who take part in the care and bill it themselves' }),
  separately: z.array(descriptionSchema).max(30).default([]).meta({
    description: 'Services that will be scheduled separately, before or after, each with a separate estimate',
  }),
  coverageId: idSchema('coverage').exactOptional().meta({ description: 'For an insured patient: who pays first' }),
};

type Checked = {
  readonly [Name in 'kind' | 'asked' | 'serviceOn' | 'recurrence' | 'coverageId']?: z.output<
    z.ZodObject<typeof estimateFields>
  >[Name];
};

/** What an estimate lacks or states twice. */
function faultsOf({ kind, asked, serviceOn, recurrence, coverageId }: Checked): (readonly [string, string])[] {
  const yearAfter = serviceOn === undefined ? undefined : `${Number(serviceOn.slice(0, 4)) + 1}${serviceOn.slice(4)}`;
  return [
    ...(asked?.by === 'scheduling' && serviceOn === undefined
      ? [['serviceOn', 'required: the day that was scheduled'] as const]
      : []),
    ...(asked !== undefined && serviceOn !== undefined && serviceOn < asked.on
      ? [['serviceOn', 'expected a day on or after asked.on'] as const]
      : []),
    ...(recurrence !== undefined && (yearAfter === undefined || recurrence.until > yearAfter)
      ? [['recurrence', 'expected at most a year from serviceOn'] as const]
      : []),
    ...((kind === 'insured') === (coverageId === undefined)
      ? [['coverageId', 'required of an insured patient, and of no other'] as const]
      : []),
  ];
}

const estimateObject = z.strictObject(estimateFields).check(({ value, issues }) => {
  for (const [field, message] of faultsOf(value)) {
    issues.push({ code: 'custom', input: value, path: [field], message });
  }
});

export const estimateBody = estimateObject.meta({ id: 'EstimateBody' });

const itemSchema = z
  .strictObject({
    description: z.string(),
    procedure: z.string(),
    modifiers: z.array(z.string()),
    units: z.string(),
    diagnoses: z.array(z.string()),
    expectedOn: localDateSchema.exactOptional().meta({ description: 'The day, once scheduled' }),
    renderedBy: z
      .strictObject({ name: z.string(), npi: npiSchema.exactOptional() })
      .exactOptional()
      .meta({ description: 'Who renders it, if not the provider who bills' }),
    from: z
      .enum(['fee-schedule', 'by-hand', 'co-provider'])
      .meta({ description: 'Where the expected charge comes from' }),
    feeScheduleId: idSchema('feeSchedule').exactOptional(),
    standardCents: centsSchema.exactOptional().meta({ description: 'The price before a discount, if one is given' }),
    chargeCents: centsSchema.meta({ description: 'The expected charge' }),
    allowedCents: centsSchema.exactOptional().meta({ description: 'What the payer is expected to allow' }),
  })
  .meta({ id: 'EstimatedItem' });

const providerSchema = z
  .strictObject({
    role: z.enum(['convening', 'co-provider']).meta({ description: 'Who schedules the care, or takes part in it' }),
    billingProviderId: idSchema('provider').exactOptional(),
    name: z.string(),
    npi: npiSchema.exactOptional(),
    taxId: taxIdSchema.exactOptional(),
    states: z.array(z.string()).meta({ description: 'The states where it is given' }),
    places: z.array(z.string()).meta({ description: 'The offices or facilities where it is given' }),
    items: z.array(itemSchema).meta({ description: 'What is expected, item by item' }),
    totalCents: centsSchema,
    askBy: localDateSchema.exactOptional().meta({ description: 'The last day to ask a co-provider for its estimate' }),
    answerBy: localDateSchema.exactOptional().meta({ description: 'The last day for a co-provider’s answer' }),
  })
  .meta({ id: 'EstimatedProvider' });

const shareSchema = z
  .strictObject({
    checkId: idSchema('inquiry').meta({ description: 'The eligibility check whose answer it follows from' }),
    answeredAt: instantSchema,
    answeredOn: localDateSchema.meta({ description: 'The office’s day on which the payer answered' }),
    allowedCents: centsSchema.meta({ description: 'What the payer is expected to allow' }),
    patientCents: centsSchema.meta({ description: 'The patient’s share' }),
    payerCents: centsSchema.meta({ description: 'What the payer is expected to pay' }),
    services: z
      .array(
        z
          .strictObject({
            allowedCents: centsSchema,
            deductibleCents: centsSchema,
            copayCents: centsSchema,
            coinsuranceCents: centsSchema,
            aboveLimitCents: centsSchema.meta({
              description: 'What the patient does not pay because of the yearly limit',
            }),
            patientCents: centsSchema,
          })
          .meta({ id: 'ShareOfService' }),
      )
      .meta({ description: 'One for each service, in the same order' }),
    doubts: z.array(z.enum(codesOf(shareDoubts))).meta({ description: 'Why the figures may be uncertain' }),
  })
  .meta({ id: 'EstimatedShare', description: 'For an insured patient: what the patient is expected to owe' });

const editionOwn = {
  edition: z.int().meta({ description: 'The number of the edition, from 1' }),
  madeOn: localDateSchema.meta({ description: 'The day on which its prices were looked up' }),
  patient: z
    .strictObject({ name: z.string(), birthDate: localDateSchema })
    .meta({ description: 'The patient, as named in the edition' }),
  contact: z.strictObject({ name: z.string(), phone: z.string() }).meta({ description: 'Whom the patient may ask' }),
  providers: z.array(providerSchema).meta({ description: 'What is expected, by who bills it' }),
  totalCents: centsSchema.meta({ description: 'All expected charges' }),
  share: shareSchema.exactOptional(),
};

export const standingSchema = z.enum(codesOf(estimateStandings));

const waySchema = z.enum(deliveryWays).meta({ description: 'How it reached the patient' });
const languageSchema = z.enum(['en', 'es']).meta({ description: 'The language of the document' });

const deliverySchema = z
  .strictObject({
    edition: z.int().meta({ description: 'What was given' }),
    how: waySchema,
    language: languageSchema,
    on: localDateSchema,
    by: z.string(),
    at: instantSchema,
  })
  .meta({ id: 'EstimateDelivery' });

const endSchema = z.enum(disputeEnds).meta({
  description: 'Withdrawn; agreed between patient and office; or decided by the dispute resolution entity',
});
const payableSchema = amountSchema.exactOptional().meta({
  description: 'What the patient has to pay on these claims in total; required for a decision',
});

const disputeSchema = z
  .strictObject({
    reference: z.string().meta({ description: 'The number of the dispute, as the notice states it' }),
    noticeOn: localDateSchema.meta({ description: 'The day on which the notice came' }),
    answerBy: localDateSchema.meta({ description: 'The last day to answer it: ten business days' }),
    claimIds: z.array(claimIdSchema),
    accountId: idSchema('account'),
    holdNumber: z.int().meta({ description: 'The account’s hold that goes with it' }),
    begun: z.strictObject({ by: z.string(), at: instantSchema }).meta({ description: 'Who recorded it' }),
    answered: z
      .strictObject({ on: localDateSchema, ...decidedFields })
      .exactOptional()
      .meta({ description: 'When the answer was sent' }),
    ended: z
      .strictObject({ as: endSchema, on: localDateSchema, payableCents: payableSchema, ...decidedFields })
      .exactOptional()
      .meta({ description: 'How it ended' }),
  })
  .meta({ id: 'EstimateDispute' });

export const disputeBody = z
  .strictObject({
    reference: x12Text(50).meta({ description: 'The number of the dispute, as the notice states it' }),
    noticeOn: localDateSchema.meta({ description: 'The day on which the notice came' }),
    claimIds: z.array(claimIdSchema).min(1).max(50).exactOptional().meta({
      description:
        'The claims that it is about; when absent, those of the providers who billed 400.00 or more above the estimate',
    }),
  })
  .meta({ id: 'EstimateDisputeBody' });

export const disputeAnswerBody = z
  .strictObject({
    on: localDateSchema.exactOptional().meta({ description: 'The day on which it was sent; today when absent' }),
    reason: reasonSchema,
  })
  .meta({ id: 'EstimateDisputeAnswerBody' });

export const disputeEndBody = z
  .strictObject({
    as: endSchema,
    on: localDateSchema.meta({ description: 'The day on which it ended' }),
    payableCents: payableSchema,
    reason: reasonSchema,
  })
  .meta({ id: 'EstimateDisputeEndBody' });

const estimateOwn = {
  id: idSchema('estimate'),
  version: versionSchema,
  ...editionOwn,
  standing: standingSchema.meta({
    description: 'Whether the patient has been given this edition, and if not, whether it is late',
  }),
  dueOn: localDateSchema.exactOptional().meta({ description: 'The last day to give this edition, where law sets one' }),
  deliveries: z.array(deliverySchema).meta({ description: 'How and when the patient was given the estimate' }),
  createdAt: instantSchema,
  createdBy: z.string(),
  disputes: z.array(disputeSchema).exactOptional().meta({ description: 'Disputes of the bill; at most one is open' }),
  withdrawn: z
    .strictObject({ at: instantSchema, by: z.string(), reason: z.string() })
    .exactOptional()
    .meta({ description: 'Why it was withdrawn' }),
};

export const estimateSchema = z.strictObject({ ...estimateOwn, ...estimateFields }).meta({ id: 'Estimate' });
export const editionSchema = z
  .strictObject({ id: idSchema('estimate'), ...editionOwn, ...estimateFields })
  .meta({ id: 'EstimateEdition' });
export const estimateReplacement = replacementOf('Estimate', estimateObject, estimateOwn);

export const deliveryBody = z
  .strictObject({
    how: waySchema,
    language: languageSchema,
    on: localDateSchema.meta({ description: 'The day on which it went out or was handed over' }),
  })
  .meta({ id: 'EstimateDeliveryBody' });

export const comparisonSchema = z
  .object({
    id: idSchema('estimate'),
    from: localDateSchema.meta({ description: 'Claims whose services began from this day on are compared' }),
    to: localDateSchema.meta({ description: 'And to this day' }),
    providers: z
      .array(
        z.object({
          billingProviderId: idSchema('provider').exactOptional(),
          name: z.string(),
          estimatedCents: centsSchema.meta({ description: 'What the estimate says' }),
          billedCents: centsSchema.meta({ description: 'What the patient was billed in all' }),
          overCents: centsSchema.meta({ description: 'Billed above the estimate; below it when negative' }),
          claimIds: z.array(z.string()),
          mayBeDisputed: z
            .boolean()
            .meta({ description: 'Whether the bill is 400.00 or more above the estimate, so that it may be disputed' }),
          disputeBy: localDateSchema.exactOptional().meta({ description: 'The last day to begin a dispute' }),
        }),
      )
      .meta({ description: 'The bill compared with the estimate, by provider' }),
  })
  .meta({ id: 'EstimateComparison' });
