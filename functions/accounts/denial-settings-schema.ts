import * as z from 'zod';
import { letterTemplateSchema, playbookSchema } from '../../shared/http/denial-schemas.ts';

const forSomething = playbookSchema
  .refine(
    ({ carcs, remarks, category }) => carcs !== undefined || remarks !== undefined || category !== undefined,
    'expected reason codes, remark codes or a category',
  )
  .meta({
    examples: [
      {
        ...{ name: 'no-authorization', carcs: ['197'], deed: 'appeal' },
        ...{ steps: ['Look for the authorisation of the payer'], attach: ['The authorisation'] },
      },
    ],
  });

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
      .meta({ description: 'The office’s own playbooks, which take precedence over the product’s' }),
  })
  .meta({ id: 'DenialSettings', description: 'How the office works on denials' });
