import * as z from 'zod';
import { denialCategories } from '../../shared/domain/remittance/denial/denial-reasons.ts';
import { letterFields, unknownNames } from '../../shared/domain/remittance/denial/letter-fields.ts';
import { playbookDeeds } from '../../shared/domain/remittance/denial/playbooks.ts';
import { codesOf } from '../../shared/http/schemas.ts';

const nameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected a name such as second-letter');
const codesSchema = z
  .array(z.string().regex(/^[A-Z0-9]{1,6}$/, 'expected a code such as 197'))
  .min(1)
  .max(60);

/** A text of a template: its fields are those of the closed list. */
const mergedSchema = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .superRefine((text, context) => {
      const unknown = unknownNames([text]);
      if (unknown.length === 0) return;
      const message = `has fields that do not exist: ${unknown.join(', ')}; there are ${Object.keys(letterFields).join(', ')}`;
      context.addIssue({ code: 'custom', message });
    });

export const letterTemplateSchema = z
  .strictObject({
    name: nameSchema.meta({ description: 'Its name; the letter of the product with the same name is not used then' }),
    title: mergedSchema(120),
    paragraphs: z.array(mergedSchema(2000)).min(1).max(20),
    attachments: z.array(mergedSchema(120)).max(20).meta({ description: 'What goes with it, as its end lists it' }),
  })
  .meta({ id: 'LetterTemplate', description: 'A letter about a denial, with fields in double braces' });

export const playbookSchema = z
  .strictObject({
    name: nameSchema,
    carcs: codesSchema.exactOptional().meta({ description: 'For denials with one of these reason codes' }),
    remarks: codesSchema.exactOptional().meta({ description: 'For denials with one of these remark codes' }),
    category: z.enum(codesOf(denialCategories)).exactOptional().meta({ description: 'For denials of this kind' }),
    steps: z.array(z.string().min(1).max(300)).min(1).max(12).meta({ description: 'What to do, in order' }),
    attach: z.array(z.string().min(1).max(120)).max(12).meta({ description: 'What to send with it' }),
    deed: z.enum(codesOf(playbookDeeds)).meta({ description: 'What it ends in' }),
  })
  .meta({ id: 'Playbook', description: 'What to do about denials for some reasons' });

const forSomething = playbookSchema.refine(
  ({ carcs, remarks, category }) => carcs !== undefined || remarks !== undefined || category !== undefined,
  'expected reason codes, remark codes or a category',
);

const namedOnce = (items: readonly { readonly name: string }[]) =>
  new Set(items.map(({ name }) => name)).size === items.length;

export const denialSettingsSchema = z
  .strictObject({
    letters: z
      .array(letterTemplateSchema)
      .max(20)
      .refine(namedOnce, 'expected each name once')
      .meta({ description: 'The office’s own letters' }),
    playbooks: z
      .array(forSomething)
      .max(60)
      .refine(namedOnce, 'expected each name once')
      .meta({ description: 'The office’s own playbooks, which go before those of the product' }),
  })
  .meta({ id: 'DenialSettings', description: 'How the office works on denials' });
