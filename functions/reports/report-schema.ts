import * as z from 'zod';
import { dimensions } from '../../shared/domain/report/report.ts';
import { codesOf, instantSchema, localDateSchema } from '../../shared/http/schemas.ts';

export const trueUpToSchema = localDateSchema.meta({
  description: 'The last day that is counted: later ones may still be booked on',
});

export const bySchema = z.enum(codesOf(dimensions)).meta({ description: 'What the rows are' });

const meaningSchema = z
  .object({
    numerator: z.string().meta({ description: 'What is added up; the numerator, if the figure is a ratio' }),
    denominator: z.string().exactOptional().meta({ description: 'What it is divided by' }),
    source: z.string().meta({ description: 'Where it comes from, and the standard that it follows' }),
  })
  .meta({ id: 'FigureMeaning', description: 'What a figure means' });

const columnSchema = z
  .object({
    id: z.string(),
    label: z.string().meta({ description: 'Its heading in tables' }),
    unit: z.enum(['cents', 'count', 'days', 'rate']).meta({
      description: '`rate` is in hundredths of a percent: 9512 for 95.12 %',
    }),
    opensInto: z.array(z.string()).meta({
      description: 'The sums whose parts can be listed: the figure itself, or the sums that it is computed from',
    }),
    meaning: meaningSchema,
  })
  .meta({ id: 'ReportColumn', description: 'A column of a report' });

const valuesSchema = z
  .record(z.string(), z.number())
  .meta({ description: 'Figures by the column’s id; a ratio with a zero denominator is left out' });

export const madeReportSchema = z
  .object({
    report: z.string().meta({ description: 'Its name in paths' }),
    title: z.string(),
    by: bySchema,
    from: localDateSchema.exactOptional(),
    to: localDateSchema.exactOptional(),
    asOf: localDateSchema.exactOptional().meta({ description: 'The day at whose end this was the balance' }),
    entityId: z.string().exactOptional(),
    trueUpTo: trueUpToSchema,
    soFarUpTo: localDateSchema.exactOptional().meta({
      description: 'With `soFar`: the days after `trueUpTo` up to this one count as they stand, and may still change',
    }),
    madeAt: instantSchema,
    columns: z.array(columnSchema).meta({ description: 'In the order of its tables' }),
    rows: z
      .array(z.object({ id: z.string(), name: z.string().exactOptional(), values: valuesSchema }))
      .meta({ description: 'The largest first; days and months in their order' }),
    totals: valuesSchema,
    isPartial: z.literal(true).exactOptional().meta({
      description: 'A list has more than 5,000 items: only the oldest 5,000 are counted',
    }),
    ledgerCents: z.int().exactOptional().meta({
      description: 'For what is owed: the balance of the ledger’s receivables, which equals `balanceCents`',
    }),
  })
  .meta({ id: 'Report', description: 'A report with all its figures and what they mean' });

export const listedReportSchema = z
  .object({
    report: z.string().meta({ description: 'Its name in paths' }),
    title: z.string(),
    purpose: z.string().meta({ description: 'What it tells' }),
    span: z.enum(['days', 'day', 'now']).meta({
      description:
        '`days`: of what was booked between `from` and `to`; `day`: of how it stood at the end of `asOf`; `now`: of what waits at this moment',
    }),
    by: z.array(bySchema).meta({ description: 'What its rows can represent; the first when nothing is asked for' }),
    columns: z.array(columnSchema).meta({ description: 'Its figures' }),
  })
  .meta({ id: 'ListedReport', description: 'A report that can be asked for' });

export const figurePartSchema = z
  .object({
    id: z.string().meta({ description: 'The ledger entry, claim, payment, account, exception, denial or month' }),
    of: z.enum(['entry', 'open', 'waiting', 'work', 'cost']).meta({
      description:
        '`entry`: a ledger entry; `open`: the open amount of a claim, payment or account; `waiting`: an encounter, claim, denial or exception that waits; `work`: what a person ended, or did without an entry; `cost`: a month of the settings',
    }),
    on: localDateSchema.meta({
      description: 'The day on which it was booked or ended; for open balances, the day from which the age counts',
    }),
    claimId: z.string().exactOptional(),
    kind: z.string().exactOptional().meta({ description: 'The kind of entry or work; for open balances, the account' }),
    payerId: z.string().exactOptional(),
    providerId: z.string().exactOptional(),
    facilityId: z.string().exactOptional(),
    by: z.string().exactOptional().meta({ description: 'The person, when a person did it' }),
    value: z.number().meta({ description: 'What it adds to the figure, in the unit of the column' }),
  })
  .meta({ id: 'FigurePart', description: 'One of the things that a figure is the sum of' });
