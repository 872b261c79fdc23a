import * as z from 'zod';
import { formOf, x12Text } from '../../shared/http/forms.ts';
import { versionSchema } from '../../shared/http/replacement.ts';
import { addressSchema, centsSchema, idSchema, localDateSchema } from '../../shared/http/schemas.ts';

const contactSchema = z
  .strictObject({
    name: x12Text(80),
    phone: formOf(/^\d{10}$/, 'ten digits', '6145550100').meta({ description: 'Ten digits' }),
    email: formOf(/^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/, 'an e-mail address', 'desk@agency.example')
      .max(200)
      .exactOptional()
      .meta({ description: 'E-mail address' }),
  })
  .meta({ id: 'AgencyContact', description: 'Whom to ask at the agency' });

const licenceSchema = z
  .strictObject({
    state: formOf(/^[A-Z]{2}$/, 'two capital letters', 'OH').meta({ description: 'The state' }),
    number: x12Text(40).meta({ description: 'The number of the licence' }),
    until: localDateSchema.exactOptional().meta({ description: 'Its last day' }),
  })
  .meta({ id: 'AgencyLicence' });

const feeSchema = z
  .strictObject({
    from: localDateSchema.meta({ description: 'The day on which it begins to hold' }),
    basisPoints: z
      .int()
      .min(0)
      .max(10_000)
      .meta({ description: 'The percentage of what is collected, in hundredths of a percent' }),
  })
  .meta({ id: 'AgencyFee' });

export const agencyBody = z
  .strictObject({
    name: x12Text(60),
    address: addressSchema,
    contact: contactSchema,
    licences: z.array(licenceSchema).max(100).meta({ description: 'Its licences by state' }),
    fees: z.array(feeSchema).min(1).max(50).meta({ description: 'The agency’s fees, each from a day on' }),
    remits: z.enum(['net', 'gross']).meta({
      description: '`net`: it keeps its fee and sends the rest; `gross`: it sends everything and is paid its fee',
    }),
    receiverId: z.string().min(1).max(80).exactOptional().meta({
      description: 'The receiver id of the trading partner that sends its files; when absent, people fetch them',
    }),
    isClosed: z.literal(true).exactOptional().meta({ description: 'Nothing more is placed with it' }),
  })
  .meta({
    id: 'CollectionAgencyBody',
    examples: [
      {
        name: 'EXAMPLE RECOVERY',
        address: { line1: '9 EXAMPLE SQ', city: 'DAYTON', state: 'OH', postalCode: '454020001' },
        contact: { name: 'PAT SAMPLE', phone: '9375550100' },
        licences: [{ state: 'OH', number: 'EX-1001' }],
        fees: [{ from: '2026-01-01', basisPoints: 2500 }],
        remits: 'net',
      },
    ],
  });

export const agencyOwn = { id: idSchema('collectionAgency'), version: versionSchema };
export const agencySchema = z.strictObject({ ...agencyOwn, ...agencyBody.shape }).meta({ id: 'CollectionAgency' });

const countSchema = z.int().min(0);
const recoveryFields = {
  placements: countSchema.meta({ description: 'How many were placed' }),
  placedCents: centsSchema.meta({ description: 'Their sum' }),
  collectedCents: centsSchema.meta({
    description: 'What the agency says was collected of them since, less what was returned',
  }),
  feeCents: centsSchema.meta({ description: 'What the agency kept or is owed from it' }),
  netCents: centsSchema.meta({ description: 'Collected less fee' }),
  recoveredBasisPoints: z
    .int()
    .meta({ description: 'The part of the placed amount that was collected, in hundredths of a percent' }),
  states: z.record(z.string(), countSchema).meta({ description: 'How many are in each state' }),
};
export const recoverySchema = z
  .strictObject({
    agencyId: idSchema('collectionAgency'),
    asOf: localDateSchema.meta({ description: 'The day for which this is valid' }),
    months: z
      .array(z.strictObject({ month: z.string().meta({ examples: ['2026-11'] }), ...recoveryFields }))
      .meta({ description: 'By the month in which it was placed' }),
    feesOwed: z
      .array(
        z.strictObject({
          entityId: idSchema('legalEntity'),
          owedCents: centsSchema.meta({ description: 'Claimed and not paid yet; below zero if more was returned' }),
        }),
      )
      .meta({ description: 'For an agency that sends everything: what it is owed of its fees now' }),
    total: z.strictObject(recoveryFields).meta({ description: 'Over all these months' }),
  })
  .meta({ id: 'AgencyRecovery' });
