import * as z from 'zod';
import { journalForms } from '../../shared/domain/books/journal.ts';
import { accounts } from '../../shared/domain/ledger/accounts.ts';
import { centsSchema, codesOf, fileUrlSchema, instantSchema, localDateSchema } from '../../shared/http/schemas.ts';
import { entityIdSchema } from './period-schemas.ts';

const formSchema = z.enum(journalForms).meta({
  description: 'entries: one line for each leg of each entry; summary: one for each account, day and legal entity',
});

export const journalBodySchema = z.strictObject({
  form: formSchema,
  from: localDateSchema,
  to: localDateSchema.meta({ description: 'The last day, at most ten years from the first' }),
  entityId: entityIdSchema.exactOptional(),
});

const amountsSchema = z.array(z.object({ account: z.enum(codesOf(accounts)), cents: centsSchema }));

const journalFields = {
  id: z.string(),
  form: formSchema,
  from: localDateSchema,
  to: localDateSchema,
  entityId: z.string().exactOptional(),
  requestedAt: instantSchema,
  requestedBy: z.string(),
  state: z.enum(['writing', 'written']).meta({ description: 'The state; the files are complete once it is `written`' }),
  writtenAt: instantSchema.exactOptional(),
  lines: z.int().meta({ description: 'Lines without headings' }),
  debitCents: centsSchema,
  creditCents: centsSchema,
  accounts: amountsSchema.meta({ description: 'What was written, by account; debits positive' }),
  differences: amountsSchema.meta({
    description:
      'How the ledger’s balances changed beyond what was written; empty except while something of these days is being posted',
  }),
};

export const listedJournalSchema = z.object(journalFields).meta({ id: 'ListedJournal' });

export const journalSchema = z
  .object({
    ...journalFields,
    files: z.array(fileUrlSchema).meta({ description: 'CSV files, each with a heading, in the order of the days' }),
  })
  .meta({ id: 'Journal' });
