import * as z from 'zod';
import { centsSchema, idSchema, localDateSchema } from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { workCounts, workQuery } from '../../shared/http/work-query.ts';

export const openInvoicesQuery = z.strictObject({
  ...workQuery,
  ...markQuery,
  accountId: idSchema('account').exactOptional().meta({ description: 'Only those of this employer or facility' }),
  entityId: idSchema('legalEntity').exactOptional().meta({ description: 'Only those of this legal entity' }),
  isOverdue: z
    .enum(['true', 'false'])
    .exactOptional()
    .meta({ description: 'true: only overdue invoices; false: only the others' }),
  sort: z.enum(['oldest', 'largest', 'due']).default('oldest').meta({
    description: 'Which come first; due: those with the earliest due day',
  }),
});

const openInvoiceSchema = z
  .strictObject({
    id: idSchema('invoice'),
    number: z.string().meta({ description: 'The number of the invoice in the office', examples: ['INV-000001'] }),
    accountId: idSchema('account'),
    clientName: z.string().meta({ description: 'The employer or the facility, as the invoice names it' }),
    entityId: idSchema('legalEntity'),
    invoiceOn: localDateSchema.meta({ description: 'The date that is printed on it' }),
    ageDays: z.int().meta({ description: 'How many days ago that was' }),
    dueOn: localDateSchema.meta({ description: 'The day by which it is to be paid' }),
    daysOverdue: z
      .int()
      .exactOptional()
      .meta({ description: 'How many days it is overdue, once the due day has passed' }),
    totalCents: centsSchema,
    openCents: centsSchema.meta({
      description: 'What is still owed on it, by the account’s entries; money pays the oldest first',
    }),
    ...markFields,
  })
  .meta({ id: 'OpenInvoice' });

export type OpenInvoiceView = Omit<z.input<typeof openInvoiceSchema>, 'mark'>;

export const openInvoicesSchema = z.object({
  ...workCounts,
  isComplete: z.boolean().meta({
    description: 'False when more than 500 employers and facilities owe something: the list then covers 500 of them',
  }),
  notInvoiced: z
    .strictObject({ charges: z.int(), cents: centsSchema })
    .meta({ description: 'What these employers and facilities owe that is on no invoice yet: bill it' }),
  items: z.array(openInvoiceSchema),
  nextPageToken: z.string().optional(),
});
