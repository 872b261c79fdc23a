import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';
import { claimIdSchema, idSchema, reasonSchema } from '../../shared/http/schemas.ts';
import { claimSchema } from './claim-schema.ts';

const contentSchema = z
  .object({
    claimId: claimIdSchema,
    version: z.int().meta({ description: 'The claim’s' }),
    controlNumber: z.string().meta({ description: 'The number that the other system gave it' }),
    claimIntakeId: idSchema('claimIntake').meta({ description: 'The file that brought it' }),
    record: z.int().meta({ description: 'Its number in that file, from 1' }),
    payerPosition: z.int().meta({ description: 'The position of the payer that it was made for' }),
    claim: z.record(z.string(), z.unknown()).meta({
      description: 'The whole content of the claim, in the form of `superbill convert --to json`',
    }),
  })
  .meta({ id: 'ClaimContent' });

export const contentRoutes = defineApi({
  getClaimContent: {
    method: 'GET',
    path: '/v1/claims/{claimId}/content',
    summary: 'The whole content of a claim from another system, as it is now',
    roles: ['biller', 'manager', 'auditor', 'api-client'],
    problems: ['claim-without-services', 'claim-of-encounter'],
    answer: { status: 200, schema: contentSchema },
  },
  correctClaim: {
    method: 'POST',
    path: '/v1/claims/{claimId}/correct',
    summary:
      'Corrects a claim from another system: charges change, and its filing is assembled again, or the payer that has it is asked to replace it',
    roles: ['biller', 'manager', 'api-client'],
    ifMatch: 'required',
    idempotencyKey: 'required',
    body: z.strictObject({
      claim: z
        .record(z.string(), z.unknown())
        .meta({ description: 'The whole content of the claim, as `getClaimContent` shows it' }),
      reason: reasonSchema,
    }),
    problems: [
      ...(['claim-without-services', 'claim-of-encounter', 'claim-void'] as const),
      ...(['claim-cancelled', 'claim-on-hold', 'filing-underway'] as const),
    ],
    answer: { status: 202, schema: claimSchema },
  },
  voidClaim: {
    method: 'POST',
    path: '/v1/claims/{claimId}/void',
    summary: 'Reverses the charges of a claim from another system; a payer that has the claim is asked to void it',
    roles: ['biller', 'manager', 'api-client'],
    ifMatch: 'required',
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: [
      ...(['claim-without-services', 'claim-of-encounter', 'claim-void', 'claim-cancelled', 'claim-on-hold'] as const),
      ...(['filing-underway', 'claim-has-postings'] as const),
    ],
    answer: { status: 202, schema: claimSchema },
  },
});
