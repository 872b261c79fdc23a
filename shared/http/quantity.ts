import * as z from 'zod';
import { parseQuantity, type QuantityFailure } from '../domain/encounter/quantity.ts';

const words: Readonly<Record<QuantityFailure, string>> = {
  'quantity-malformed': 'expected a number above zero, such as 1 or "0.5"',
  'quantity-too-precise': 'expected at most three decimals',
  'quantity-zero': 'expected more than zero',
  'quantity-too-large': 'expected at most 99999.999',
};

/** Units, minutes, miles: a decimal as text, or a JSON number; the answer has the text. */
export const quantitySchema = z
  .union([z.string(), z.number()], {
    error: ({ input }) => (input === undefined ? undefined : words['quantity-malformed']),
  })
  .meta({
    description: 'How many: a decimal with at most three decimals, as text or number; answers have it as text',
    examples: ['1'],
  })
  .transform((given, context) => {
    const parsed = parseQuantity(String(given));
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: words[parsed.failure] });
    return z.NEVER;
  });
