import * as z from 'zod';
import { dimensions } from '../../shared/domain/report/report.ts';
import { defineApi } from '../../shared/http/api.ts';
import { codesOf, localDateSchema, pageQuery } from '../../shared/http/schemas.ts';
import { figurePartSchema, listedReportSchema, madeReportSchema, trueUpToSchema } from './report-schema.ts';
import { runRoutes } from './run-routes.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;

const askedQuery = {
  by: z.enum(codesOf(dimensions)).exactOptional().meta({
    description: 'What each row represents; the report’s first choice when absent',
  }),
  from: localDateSchema.exactOptional().meta({
    description: 'For reports of several days; the first day of the month of `to` when absent',
  }),
  to: localDateSchema.exactOptional().meta({
    description: 'At most 366 days from first to last; the last day that is counted when absent',
  }),
  asOf: localDateSchema.exactOptional().meta({
    description: 'For reports of the end of a day: the end of a month; the last day that is counted when absent',
  }),
  soFar: z.enum(['true', 'false']).exactOptional().meta({
    description: 'Whether to add what was booked since the last finished day, up to now. Such figures can still change',
  }),
  entityId: z
    .string()
    .min(1)
    .max(40)
    .exactOptional()
    .meta({ description: 'Whose books: a legal entity, or `unassigned`; all of the office when absent' }),
};

const notMade = ['reports-not-made', 'report-not-kept', 'day-too-large'] as const;

export const reportsApi = defineApi({
  ...runRoutes,
  listReports: {
    method: 'GET',
    path: '/v1/reports',
    summary: 'The reports, what their rows can represent, and what each figure means',
    roles: readers,
    answer: { status: 200, schema: z.object({ items: z.array(listedReportSchema) }) },
  },
  getReport: {
    method: 'GET',
    path: '/v1/reports/{reportName}',
    summary: 'A report, made now from the totals kept for each day',
    roles: readers,
    query: z.strictObject(askedQuery),
    problems: notMade,
    answer: { status: 200, schema: madeReportSchema },
  },
  listFigureParts: {
    method: 'GET',
    path: '/v1/reports/{reportName}/parts',
    summary:
      'What a figure is made of: ledger entries, open claims, completed work. The values of all pages add up to it; the access is recorded',
    roles: readers,
    query: z.strictObject({
      ...askedQuery,
      ...pageQuery,
      column: z
        .string()
        .min(1)
        .max(40)
        .meta({ description: 'The column, one that is a sum', examples: ['paymentsCents'] }),
      row: z.string().min(1).max(60).exactOptional().meta({ description: 'The row; the total when absent' }),
    }),
    problems: notMade,
    answer: {
      status: 200,
      schema: z.object({ items: z.array(figurePartSchema), nextPageToken: z.string().optional() }),
    },
  },
  getReportUpdate: {
    method: 'GET',
    path: '/v1/reports/updates',
    summary: 'Up to which day reports are made, and the days whose totals were not the sums of their entries',
    roles: readers,
    problems: ['reports-not-made'],
    answer: {
      status: 200,
      schema: z.object({
        trueUpTo: trueUpToSchema,
        differingDays: z.array(localDateSchema).meta({
          description:
            'Days whose kept figures differ from their entries: there should be none. If there is one, compute everything again',
        }),
      }),
    },
  },
  updateReports: {
    method: 'POST',
    path: '/v1/reports/updates',
    summary: 'Bring reports up to date now, or compute them again from the entries',
    roles: ['manager'],
    body: z.strictObject({
      fromStart: z.boolean().default(false).meta({
        description:
          'Compute everything again from the entries, from the first day of the books, including the totals of open months',
      }),
    }),
    answer: { status: 202, schema: z.object({ trueUpTo: trueUpToSchema.exactOptional() }) },
  },
});
