import * as z from 'zod';
import { mayBeLighter } from '../../shared/domain/edits/override.ts';
import { editRules } from '../../shared/domain/edits/rules.ts';
import { claimUnits } from '../../shared/domain/practice/claim-rules.ts';
import { correctingFrequencies } from '../../shared/domain/practice/payer-corrections.ts';
import { procedureNameSchema } from '../../shared/http/forms.ts';
import { codesOf, reasonSchema } from '../../shared/http/schemas.ts';

const procedureList = z
  .array(procedureNameSchema)
  .max(200)
  .meta({ description: 'Procedures: codes (X9003), ranges (X9001-X9005), beginnings (J*)' });

/** A payer's contract rules, in addition to the official edits. */
export const payerRules = {
  claimRules: z
    .strictObject({
      linesPerClaim: z.int().min(1).max(999).exactOptional().meta({
        description: 'The most lines on a claim, if the payer takes fewer than the form holds',
      }),
      onePer: z
        .array(z.enum(codesOf(claimUnits)))
        .min(1)
        .refine((units) => new Set(units).size === units.length, 'is listed twice')
        .exactOptional()
        .meta({ description: 'What all lines of a claim must have in common' }),
    })
    .exactOptional()
    .meta({ id: 'ClaimRules', description: 'How the payer wants services divided into claims' }),
  corrections: z
    .strictObject({
      refuses: z
        .array(z.enum(correctingFrequencies))
        .min(1)
        .exactOptional()
        .meta({ description: 'What the payer refuses. Medicare Part B refuses replacement and void' }),
      otherwise: reasonSchema.exactOptional().meta({
        description: 'How it accepts a correction that it refuses as a claim: phone, letter, portal',
      }),
    })
    .exactOptional()
    .meta({ id: 'PayerCorrections', description: 'How the payer wants a claim to be corrected that it already has' }),
  priorAuthorization: procedureList.exactOptional(),
  frequencyLimits: z
    .array(
      z.strictObject({
        procedures: procedureList,
        times: z.int().min(1).max(999).meta({ description: 'How many times' }),
        days: z
          .int()
          .min(1)
          .max(3650)
          .meta({ description: 'In how many days; the day of service is the last of them' }),
      }),
    )
    .max(100)
    .exactOptional()
    .meta({ description: 'How often the payer covers services' }),
  editSeverities: z
    .array(
      z
        .strictObject({
          editId: z.enum(codesOf(editRules)).meta({ description: 'The edit, as docs/edits.md lists it' }),
          severity: z
            .enum(['error', 'warning', 'info', 'off'])
            .meta({ description: 'How severe it is for this payer; `off` if the payer does not care' }),
        })
        .refine(({ editId, severity }) => severity === 'error' || mayBeLighter(editId), {
          path: ['severity'],
          message:
            'this edit is an error with every payer: without it the claim would be false, or could not be written',
        }),
    )
    .max(200)
    .refine(
      (settings) => new Set(settings.map(({ editId }) => editId)).size === settings.length,
      'an edit is listed twice',
    )
    .exactOptional()
    .meta({ description: 'Edits whose severity for claims to this payer differs from the usual' }),
};
