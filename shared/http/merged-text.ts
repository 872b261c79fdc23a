import * as z from 'zod';
import { unknownNames } from '../domain/text/merge-fields.ts';

/** The text of a template: the names in double braces are from a closed list. */
export function mergedTextSchema(fields: object, most: number) {
  return z
    .string()
    .min(1)
    .max(most)
    .superRefine((text, context) => {
      const unknown = unknownNames([text], fields);
      if (unknown.length === 0) return;
      const message = `has fields that do not exist: ${unknown.join(', ')}; there are ${Object.keys(fields).join(', ')}`;
      context.addIssue({ code: 'custom', message });
    });
}
