import * as z from 'zod';
import { centsSchema } from '../../shared/http/schemas.ts';

const figuresSchema = z.object({ statusCode: z.string(), chargeCents: centsSchema, paidCents: centsSchema });

export const differenceSchema = z
  .object({
    patientControlNumber: z.string(),
    payerClaimNumber: z.string(),
    change: z.enum(['changed', 'only-here', 'only-there']),
    fields: z.array(z.enum(['status', 'charge', 'paid', 'adjustments', 'lines', 'other'])),
    here: figuresSchema.exactOptional(),
    there: figuresSchema.exactOptional(),
  })
  .meta({ id: 'ClaimDifference' });
