import * as z from 'zod';
import { denialCategories } from '../domain/remittance/denial/denial-reasons.ts';
import { letterFields } from '../domain/remittance/denial/letter-fields.ts';
import { playbookDeeds } from '../domain/remittance/denial/playbooks.ts';
import { formOf } from './forms.ts';
import { mergedTextSchema } from './merged-text.ts';
import { codesOf } from './schemas.ts';

const nameSchema = formOf(/^[a-z][a-z0-9-]{0,39}$/, 'a name in lower case', 'second-letter');
const codesSchema = z
  .array(z.string().regex(/^[A-Z0-9]{1,6}$/, 'expected a code such as 197'))
  .min(1)
  .max(60);

/** A letter template with fields from a closed list. */
export function letterTemplateOf(fields: object) {
  return z.strictObject({
    name: nameSchema.meta({ description: 'Its name; it replaces the product’s letter of the same name' }),
    title: mergedTextSchema(fields, 120),
    paragraphs: z.array(mergedTextSchema(fields, 2000)).min(1).max(20),
    attachments: z
      .array(mergedTextSchema(fields, 120))
      .max(20)
      .meta({ description: 'The attachments that its end lists' }),
  });
}

export const letterTemplateSchema = letterTemplateOf(letterFields).meta({
  id: 'LetterTemplate',
  description: 'A letter about a denial, with fields in double braces',
});

export const playbookSchema = z
  .strictObject({
    name: nameSchema.meta({ description: 'Its name' }),
    carcs: codesSchema.exactOptional().meta({ description: 'For denials with one of these reason codes' }),
    remarks: codesSchema.exactOptional().meta({ description: 'For denials with one of these remark codes' }),
    category: z.enum(codesOf(denialCategories)).exactOptional().meta({ description: 'For denials of this kind' }),
    steps: z.array(z.string().min(1).max(300)).min(1).max(12).meta({ description: 'What to do, in order' }),
    attach: z.array(z.string().min(1).max(120)).max(12).meta({ description: 'What to send with it' }),
    deed: z.enum(codesOf(playbookDeeds)).meta({ description: 'The action that it ends with' }),
  })
  .meta({ id: 'Playbook', description: 'What to do about denials for some reasons' });
