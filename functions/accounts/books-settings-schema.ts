import * as z from 'zod';
import { ageColumns } from '../../shared/domain/books/ageing.ts';

const reserveSchema = (words: string) =>
  z
    .array(z.int().min(0).max(10_000))
    .length(ageColumns.length, `expected one rate for each column of ages: ${ageColumns.join(', ')} days and more`)
    .meta({
      description: `${words}, in hundredths of a percent for each column of ages`,
      examples: [[50, 200, 500, 1000, 4000]],
    });

export const booksSettingsSchema = z
  .strictObject({
    closeNeedsSecondPerson: z
      .boolean()
      .meta({ description: 'Two people close a month: one asks for it, another one does it' }),
    badDebtReserve: reserveSchema('What of the receivables will never come in'),
    charityReserve: reserveSchema('What of that which patients owe will be given up as charity'),
  })
  .refine(
    ({ badDebtReserve, charityReserve }) =>
      badDebtReserve.every((rate, index) => rate + (charityReserve[index] ?? 0) <= 10_000),
    {
      message: 'expected at most 100 % of a column in both reserves together',
      path: ['charityReserve'],
    },
  )
  .meta({ id: 'BooksSettings', description: 'How the books are closed' });
