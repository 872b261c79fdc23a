import * as z from 'zod';
import { authorizationStatuses, waitingStatuses } from '../../shared/domain/authorization/authorization.ts';
import { parseQuantity, type Quantity } from '../../shared/domain/encounter/quantity.ts';
import { formOf, placeOfServiceSchema, procedureNameSchema, x12Text } from '../../shared/http/forms.ts';
import { askedFields } from '../../shared/http/inquiry-schemas.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import { codesOf, idSchema, instantSchema, localDateSchema } from '../../shared/http/schemas.ts';
import { markFields } from '../../shared/http/work-mark-schemas.ts';

const unitsSchema = z
  .string()
  .refine((text) => parseQuantity(text).ok && !text.startsWith('.'), 'expected units above zero, such as 12 or 0.5')
  .transform((text) => text as Quantity);

const statusSchema = z.enum(codesOf(authorizationStatuses));

const serviceFields = {
  procedures: z
    .array(procedureNameSchema)
    .min(1)
    .max(50)
    .meta({ description: 'Procedures: codes (X9003), ranges (X9001-X9005), beginnings (J*)' }),
  units: unitsSchema.exactOptional().meta({ description: 'How many units; any number when absent' }),
  isDenied: z
    .literal(true)
    .exactOptional()
    .meta({ description: 'Whether the payer approved other services of the request, and not this one' }),
};

const fields = {
  coverageId: idSchema('coverage'),
  isReferral: z
    .literal(true)
    .exactOptional()
    .meta({ description: 'Whether it is a referral, which claims state as such, not as an authorisation' }),
  status: statusSchema.default('draft'),
  number: x12Text(50).exactOptional().meta({ description: 'The payer’s number for it, which claims state' }),
  services: z.array(z.strictObject(serviceFields)).min(1).max(50),
  from: localDateSchema.meta({ description: 'The first day on which it is valid' }),
  to: localDateSchema.meta({ description: 'The last day on which it is valid' }),
  billingProviderId: idSchema('provider'),
  renderingProviderId: idSchema('provider').exactOptional(),
  diagnoses: z
    .array(formOf(/^[A-Z0-9]{3,7}$/, 'a diagnosis code without its point', 'M545'))
    .max(12)
    .exactOptional(),
  placeOfService: placeOfServiceSchema.exactOptional(),
  note: x12Text(264).exactOptional().meta({ description: 'The message to the payer in words' }),
};

/** A body with these services, and the conditions that it must meet. */
function bodyOf<Service extends z.ZodType>(service: Service) {
  return z
    .strictObject({ ...fields, services: z.array(service).min(1).max(50) })
    .refine(({ from, to }) => (from as string) <= (to as string), {
      message: 'an authorisation ends on the day it begins, or later',
      path: ['to'],
    })
    .refine(
      ({ status, number }) => !['approved', 'partly-approved'].includes(status as string) || number !== undefined,
      {
        message: 'required, because it is approved',
        path: ['number'],
      },
    );
}

export const authorizationBody = bodyOf(z.strictObject(serviceFields)).meta({ id: 'AuthorizationBody' });

/** Used and remaining units, as GET answers them. In a body they have no effect. */
const usageFields = {
  used: z.string().meta({ description: 'Units that final encounters billed under its number' }),
  left: z.string().exactOptional().meta({ description: 'Below zero when more was billed than was authorised' }),
  encounterIds: z.array(idSchema('encounter')).meta({ description: 'Which encounters used it' }),
};

const ignoredUsage = {
  used: usageFields.used.exactOptional().meta({ readOnly: true, description: 'Has no effect' }),
  left: usageFields.left.meta({ readOnly: true, description: 'Has no effect' }),
  encounterIds: usageFields.encounterIds.exactOptional().meta({ readOnly: true, description: 'Has no effect' }),
};

const replacedService = z
  .strictObject({ ...serviceFields, ...ignoredUsage })
  .transform(({ used: _used, left: _left, encounterIds: _encounterIds, ...service }) => service);

const authorizationOwn = {
  id: idSchema('authorization'),
  patientId: idSchema('patient'),
  payerId: idSchema('payer'),
  version: versionSchema,
};

export const authorizationSchema = z
  .object({
    ...authorizationOwn,
    ...fields,
    services: z.array(z.object({ ...serviceFields, ...usageFields })),
    decision: z
      .strictObject({
        status: statusSchema,
        decidedOn: localDateSchema,
        number: z.string().exactOptional(),
        reasons: z.array(z.string()).meta({ description: 'The payer’s codes of why' }),
        messages: z.array(z.string()).meta({ description: 'What the payer adds in its own words' }),
      })
      .exactOptional()
      .meta({ description: 'What the payer answered' }),
  })
  .meta({ id: 'Authorization' });

/** An authorisation that somebody still has to get. */
export const waitingAuthorizationSchema = z
  .object({
    ...authorizationOwn,
    ...fields,
    status: z.enum(waitingStatuses),
    services: z.array(z.object(serviceFields)),
    decision: authorizationSchema.shape.decision,
    request: z
      .object({
        id: idSchema('inquiry'),
        requestedAt: instantSchema,
        ...askedFields,
        isLate: z.boolean().meta({ description: 'Whether it has had no answer, or has not even left, for four days' }),
      })
      .exactOptional()
      .meta({ description: 'The last request to the payer' }),
    ...markFields,
  })
  .meta({ id: 'WaitingAuthorization' });

export const authorizationReplacement = replacementOf('Authorization', bodyOf(replacedService), {
  ...authorizationOwn,
  decision: authorizationSchema.shape.decision,
});

export const authorizationRequestSchema = z
  .object({
    id: idSchema('inquiry'),
    authorizationId: idSchema('authorization'),
    requestedAt: instantSchema,
    state: z.enum(['asking', 'queued']),
  })
  .meta({ id: 'AuthorizationRequest' });

export type AuthorizationBody = z.output<typeof authorizationBody>;
export type AuthorizationView = z.input<typeof authorizationSchema>;
export type WaitingAuthorizationView = z.input<typeof waitingAuthorizationSchema>;
