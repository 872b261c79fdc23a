import * as z from 'zod';
import { instantSchema } from '../../shared/http/schemas.ts';

/** Who dismissed a failure of an imported file. */
export const dismissedSchema = z
  .object({
    by: z.string().meta({ description: 'Who dismissed it' }),
    at: instantSchema.meta({ description: 'When it was dismissed' }),
    reason: z.string().meta({ description: 'Why, in that person’s words' }),
  })
  .exactOptional()
  .meta({ description: 'Who dismissed it, when and why' });
