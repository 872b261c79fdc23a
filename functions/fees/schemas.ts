import * as z from 'zod';
import { partOfUnitRules } from '../../shared/domain/fees/anesthesia.ts';
import { feeFileModes } from '../../shared/domain/fees/fee-changes.ts';
import { feeName } from '../../shared/domain/fees/fee-schedule.ts';
import { kindsOfPlace, rowStandings } from '../../shared/domain/fees/price.ts';
import { scheduleStandings } from '../../shared/domain/fees/standing.ts';
import { isPlaceOfService } from '../../shared/domain/practice/place-of-service.ts';
import { checkedForm, formOf, modifierSchema, placeOfServiceSchema } from '../../shared/http/forms.ts';
import { quantitySchema } from '../../shared/http/quantity.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import {
  amountSchema,
  codesOf,
  externalIdSchema,
  idSchema,
  instantSchema,
  localDateSchema,
} from '../../shared/http/schemas.ts';
import { takenPriceSchema } from '../../shared/http/taken-price.ts';
import { feeScheduleChanges } from '../../shared/store/fee-schedules.ts';

/** A code with a price: a procedure or, on a facility's line without one, the revenue code. */
export const pricedCodeSchema = formOf(
  /^(?:[A-Z0-9]{5}|\d{4})$/,
  'a code of five capital letters and digits, or a revenue code of four digits',
  'X9003',
).meta({ description: 'HCPCS or CPT code; a revenue code of four digits for a facility’s line without one' });

const feePlaceSchema = checkedForm(
  (text) => (kindsOfPlace as readonly string[]).includes(text) || isPlaceOfService(text),
  {
    pattern: /^(?:\d{2}|facility|non-facility)$/,
    words: 'a place of service, facility or non-facility',
    example: '11',
  },
).meta({ description: 'A place of service, or the kind of place by Medicare’s list; any place when absent' });

export const feeSchema = z
  .strictObject({
    procedure: pricedCodeSchema,
    modifiers: z.array(modifierSchema).max(4).default([]),
    place: feePlaceSchema.exactOptional(),
    cents: amountSchema.exactOptional().meta({ description: 'The price of one unit' }),
    baseUnits: z
      .int()
      .min(0)
      .max(99)
      .exactOptional()
      .meta({ description: 'The office’s own base units of anesthesia' }),
  })
  .refine(({ cents, baseUnits }) => (cents === undefined) !== (baseUnits === undefined), {
    message: 'expected cents, or baseUnits of anesthesia, and not both',
    path: ['cents'],
  })
  .meta({ id: 'Fee' });

/** Fees in the body of a request; larger numbers come as CSV. */
const feesSchema = z
  .array(feeSchema)
  .min(1)
  .max(2000)
  .refine(
    (fees) => new Set(fees.map(feeName)).size === fees.length,
    'a procedure with the same modifiers and place is listed twice',
  );

const idsOf = (kind: 'payer' | 'provider' | 'facility') =>
  z
    .array(idSchema(kind))
    .min(1)
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length, 'an id is listed twice')
    .exactOptional();

const scopeSchema = z
  .strictObject({
    payerIds: idsOf('payer').meta({ description: 'One of these payers pays first' }),
    selfPay: z.literal(true).exactOptional().meta({ description: 'The patient pays; not together with payers' }),
    providerIds: idsOf('provider').meta({ description: 'One of these gives the service' }),
    facilityIds: idsOf('facility').meta({ description: 'The service is given at one of these' }),
  })
  .refine((scope) => scope.selfPay === undefined || scope.payerIds === undefined, {
    message: 'expected payerIds or selfPay, not both',
    path: ['selfPay'],
  })
  .meta({
    id: 'FeeScope',
    description:
      'Which patients, payers, providers and places the prices are for. A field that is left out sets no limit',
  });

const anesthesiaSchema = z
  .strictObject({
    conversionCents: amountSchema.meta({ description: 'The price of one unit of anesthesia' }),
    minutesPerUnit: z.int().min(1).max(60).meta({ description: 'How many minutes one time unit has' }),
    partOfUnit: z.enum(codesOf(partOfUnitRules)).meta({
      description: Object.entries(partOfUnitRules)
        .map(([code, words]) => `${code}: ${words}`)
        .join('. '),
    }),
    physicalStatusUnits: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'P3, P4 and P5 add one, two and three units' }),
  })
  .meta({ id: 'AnesthesiaRule', description: 'How services in minutes are priced: base, time and status units' });

const medicareSchema = z
  .strictObject({
    percent: z.int().min(1).max(2000).meta({ description: 'Whole percent of what Medicare allows' }),
    zip: formOf(/^(\d{5}|\d{9})$/, 'five or nine digits', '432150100')
      .exactOptional()
      .meta({ description: 'The ZIP code whose locality applies. When absent, the national amounts apply' }),
  })
  .meta({
    id: 'MedicareRule',
    description: 'How services without a row are priced, by the fee schedule that is loaded',
  });

const scheduleFields = {
  externalId: externalIdSchema.exactOptional(),
  name: z.string().min(1).max(100),
  effectiveFrom: localDateSchema,
  effectiveTo: localDateSchema.exactOptional().meta({ description: 'The last day; open when absent' }),
  appliesTo: scopeSchema.default({}),
  anesthesia: anesthesiaSchema.exactOptional(),
  medicare: medicareSchema.exactOptional(),
};

const feeCountSchema = z.int().meta({ description: 'How many fees it has' });
const scheduleOwn = { id: idSchema('feeSchedule'), version: versionSchema, feeCount: feeCountSchema };

const endsAfterItBegins = (schedule: { readonly effectiveFrom: string; readonly effectiveTo?: string }) =>
  schedule.effectiveTo === undefined || schedule.effectiveFrom <= schedule.effectiveTo;
const endsTooEarly = { message: 'expected a day on or after effectiveFrom', path: ['effectiveTo'] };

export const scheduleBody = z
  .strictObject({
    ...scheduleFields,
    fees: feesSchema.exactOptional().meta({ description: 'Its first fees, at most 2,000; load more as CSV' }),
  })
  .refine(endsAfterItBegins, endsTooEarly)
  .meta({ id: 'FeeScheduleBody' });

export const scheduleReplacement = replacementOf(
  'FeeSchedule',
  z.strictObject(scheduleFields).refine(endsAfterItBegins, endsTooEarly),
  scheduleOwn,
);

export const scheduleSchema = z.strictObject({ ...scheduleOwn, ...scheduleFields }).meta({ id: 'FeeSchedule' });

const unchangedSchema = z.int().meta({ description: 'How many fees stay as they are' });
const countsSchema = z.object({ added: z.int(), changed: z.int(), removed: z.int() });

export const versionViewSchema = z
  .strictObject({
    ...scheduleOwn,
    ...scheduleFields,
    at: instantSchema,
    by: z.string(),
    change: z.enum(feeScheduleChanges),
    counts: countsSchema.meta({ description: 'How many fees it added, changed and removed' }),
  })
  .meta({ id: 'FeeScheduleVersion' });

const modeSchema = z
  .enum(feeFileModes)
  .meta({ description: 'replace: these are all fees; merge: the other fees of the schedule stay' });

const csvSchema = z
  .string()
  .min(1)
  .max(4_000_000)
  .meta({
    description: 'CSV with a header: procedure, price, and any of modifiers, place, base units',
    examples: ['procedure,modifiers,price\nX9003,25,130.00\n'],
  });

/** A file, or a list from a program. */
export const loadBody = z
  .union([z.strictObject({ mode: modeSchema, csv: csvSchema }), z.strictObject({ mode: modeSchema, fees: feesSchema })])
  .meta({ id: 'FeeLoad' });

const feeChangeSchema = z
  .object({
    change: z.enum(['added', 'changed', 'removed']),
    before: feeSchema.exactOptional(),
    after: feeSchema.exactOptional(),
  })
  .meta({ id: 'FeeChange' });

export const loadResultSchema = z
  .object({ schedule: scheduleSchema, ...countsSchema.shape, unchanged: unchangedSchema })
  .meta({ id: 'FeeLoadResult' });

export const dryRunSchema = z
  .object({
    feeCount: feeCountSchema.meta({ description: 'How many fees the schedule would have' }),
    ...countsSchema.shape,
    unchanged: unchangedSchema,
    changes: z.array(feeChangeSchema).meta({ description: 'By code; at most 1,000' }),
    isComplete: z.boolean().meta({ description: 'Whether all changes are shown' }),
  })
  .meta({ id: 'FeeDryRun' });

export const priceHistorySchema = z
  .object({
    version: versionSchema,
    at: instantSchema,
    by: z.string(),
    fees: z.array(feeSchema).meta({ description: 'The fees of the code since then; none when it had been removed' }),
  })
  .meta({ id: 'FeePriceChange' });

export const matchBody = z
  .strictObject({
    procedure: pricedCodeSchema,
    modifiers: z.array(modifierSchema).max(4).default([]),
    units: quantitySchema.prefault('1'),
    unit: z.enum(['UN', 'MJ']).exactOptional().meta({ description: 'MJ: the units are minutes of anesthesia' }),
    serviceOn: localDateSchema,
    payerId: idSchema('payer').exactOptional().meta({ description: 'Who pays first; the patient when absent' }),
    providerId: idSchema('provider').exactOptional().meta({ description: 'Who gives the service' }),
    facilityId: idSchema('facility').exactOptional(),
    placeOfService: placeOfServiceSchema.exactOptional(),
    asOf: z
      .string()
      .refine((text) => !Number.isNaN(Date.parse(text)), 'expected an instant, such as 2026-11-23T14:05:06Z')
      .transform((text) => new Date(text).toISOString())
      .exactOptional()
      .meta({ description: 'By the schedules as they were at that time; as they are now when absent' }),
  })
  .meta({ id: 'PricedService' });

export const matchSchema = z
  .object({
    chargeCents: amountSchema
      .exactOptional()
      .meta({ description: 'The price times the units; absent if there is no price' }),
    taken: takenPriceSchema.exactOptional(),
    considered: z.array(
      z.object({
        feeScheduleId: idSchema('feeSchedule'),
        version: versionSchema,
        name: z.string(),
        standing: z.enum(codesOf(scheduleStandings)),
        because: z.string(),
        fees: z.array(z.object({ fee: feeSchema, standing: z.enum(codesOf(rowStandings)), because: z.string() })),
      }),
    ),
  })
  .meta({ id: 'PriceMatch' });
