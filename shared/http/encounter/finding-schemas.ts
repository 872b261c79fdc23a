import * as z from 'zod';
import { codeSets } from '../../domain/code-set/kinds.ts';
import { editRules } from '../../domain/edits/rules.ts';
import { ruleActSchema } from '../coding-rules.ts';
import { versionSchema } from '../replacement.ts';
import { codesOf, instantSchema, reasonSchema } from '../schemas.ts';

/** Schemas of edit findings. */

const pointerSchema = z.string().meta({ description: 'JSON pointer into the encounter' });

const changeSchema = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.enum(['set', 'add']).meta({ description: 'Set the field, or add to the list' }),
    pointer: pointerSchema,
    values: z
      .array(z.union([z.string(), z.number()]))
      .meta({ description: 'One of these values, the likeliest first' }),
  }),
  z.strictObject({ op: z.literal('remove').meta({ description: 'Take it out' }), pointer: pointerSchema }),
]);

const fixSchema = z
  .strictObject({
    words: z.string().meta({ description: 'What would clear it, in words' }),
    changes: z.array(changeSchema).exactOptional().meta({ description: 'The same as changes to the encounter' }),
  })
  .meta({ description: 'The smallest change that would clear it; you decide whether it is true to the record' });

const citationSchema = z
  .strictObject({
    set: z.enum(codesOf(codeSets)).meta({ description: 'The official set' }),
    release: z.string().meta({ description: 'The release of the set' }),
    row: z.string().exactOptional().meta({ description: 'The row of the file; absent where the file has no such row' }),
    effective: z.string().meta({ format: 'date', description: 'Since when the release is in force' }),
  })
  .meta({ description: 'Where the rule stands' });

const givenFields = {
  by: z.string().meta({ description: 'Who overrode it' }),
  at: instantSchema.meta({ description: 'When' }),
  reason: reasonSchema,
};

const editIdSchema = z.enum(codesOf(editRules)).meta({ description: 'The edit, as docs/edits.md lists it' });

/** A stored override. */
export const overrideSchema = z
  .strictObject({
    editId: editIdSchema,
    pointer: pointerSchema,
    about: z.string().meta({ description: 'A digest of what the finding is about' }),
    ...givenFields,
  })
  .meta({ id: 'FindingOverride' });

export const overrideBody = z
  .strictObject({ editId: editIdSchema, pointer: pointerSchema, reason: reasonSchema })
  .meta({ id: 'FindingOverrideBody' });

const findingSchema = z
  .strictObject({
    editId: editIdSchema,
    severity: z.enum(['error', 'warning', 'info']).meta({ description: 'Only errors keep it from being finalised' }),
    pointer: pointerSchema,
    message: z.string().meta({ description: 'What is wrong' }),
    related: z.array(pointerSchema).exactOptional().meta({ description: 'Other places that it is about' }),
    citation: citationSchema.exactOptional(),
    fix: fixSchema.exactOptional(),
    override: z
      .strictObject(givenFields)
      .exactOptional()
      .meta({ description: 'Who overrode it, when and why. It no longer keeps the encounter from being finalised' }),
  })
  .meta({ id: 'Finding' });

export const findingsSchema = z
  .strictObject({
    version: versionSchema,
    acts: z.array(ruleActSchema).meta({
      description: 'What the office’s coding rules would do at finalisation; the findings are about the result',
    }),
    findings: z.array(findingSchema).meta({ description: 'What the edits found, in the order of docs/edits.md' }),
  })
  .meta({ id: 'Findings' });

export type FindingsView = z.input<typeof findingsSchema>;
