import * as z from 'zod';
import { ruleActions } from '../domain/coding-rules/rule-act.ts';
import { formOf } from './forms.ts';
import { codesOf } from './schemas.ts';

/** The effects of coding rules on an encounter, in the API. */

export const ruleActSchema = z
  .strictObject({
    rule: z.string().meta({ description: 'The name of the rule' }),
    does: z.enum(codesOf(ruleActions)).meta({ description: 'What it did' }),
    pointer: z
      .string()
      .meta({ description: 'JSON pointer into the encounter as it was coded; `/lines/-` for an added line' }),
    before: z.string().exactOptional().meta({ description: 'The former value, unless it is text about a person' }),
    after: z.string().exactOptional().meta({ description: 'The value that it set or added' }),
  })
  .meta({ id: 'CodingRuleAct' });

export const tagSchema = formOf(/^[a-z][a-z0-9-]{0,29}$/, 'a word in lower case', 'audit');

/** The version of the rules that acted on an encounter, and its actions. */
export const actedSchema = z.strictObject({ version: z.string(), acts: z.array(ruleActSchema) }).meta({
  description:
    'The version of the office’s coding rules that acted when the encounter was finalised, and what the rules did',
});

export const claimGroupSchema = z
  .int()
  .min(1)
  .max(99)
  .meta({ description: 'Lines of one group go on a claim of their own; lines without one stay together' });
