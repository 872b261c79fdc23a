import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';
import { replacementOf } from '../../shared/http/replacement.ts';
import { monthQuery, pageOf, pageQuery, reasonSchema } from '../../shared/http/schemas.ts';
import { madeReportSchema } from './report-schema.ts';
import {
  runBodySchema,
  runSchema,
  runWithFilesSchema,
  scheduleBodySchema,
  scheduleOwn,
  scheduleSchema,
} from './run-schema.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;

const run = '/v1/report-runs/{reportRunId}';
const schedule = '/v1/report-schedules/{reportScheduleId}';

/** The routes of kept reports and of schedules. */
export const runRoutes = defineApi({
  createReportRun: {
    method: 'POST',
    path: '/v1/report-runs',
    summary: 'Make a report and keep it, as JSON, CSV and PDF',
    roles: readers,
    body: runBodySchema,
    problems: ['reports-not-made', 'report-not-kept'],
    answer: { status: 202, schema: runSchema },
  },
  listReportRuns: {
    method: 'GET',
    path: '/v1/report-runs',
    summary: 'The reports that were asked for in a month, by people and schedules, the newest first',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(runSchema) },
  },
  getReportRun: {
    method: 'GET',
    path: run,
    summary: 'A report that was asked for, and the URLs of its files once it is made',
    roles: readers,
    answer: { status: 200, schema: runWithFilesSchema },
  },
  getReportOfRun: {
    method: 'GET',
    path: `${run}/report`,
    summary: 'A report as it was made: the same figures whenever it is opened',
    roles: readers,
    problems: ['report-run-not-made'],
    answer: { status: 200, schema: madeReportSchema },
  },
  repeatReportRun: {
    method: 'POST',
    path: `${run}/repeat`,
    summary: 'Retry a report that failed',
    roles: ['biller', 'manager', 'api-client'],
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['report-run-not-failed'],
    answer: { status: 202, schema: runSchema },
  },
  createReportSchedule: {
    method: 'POST',
    path: '/v1/report-schedules',
    summary: 'Schedule a report: made each day, week or month, kept, and delivered',
    roles: ['manager'],
    body: scheduleBodySchema,
    problems: ['report-target-unknown'],
    answer: { status: 201, schema: scheduleSchema },
  },
  listReportSchedules: {
    method: 'GET',
    path: '/v1/report-schedules',
    summary: 'The scheduled reports',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(scheduleSchema) },
  },
  getReportSchedule: {
    method: 'GET',
    path: schedule,
    summary: 'A scheduled report, and when it is made next',
    roles: readers,
    answer: { status: 200, schema: scheduleSchema },
  },
  replaceReportSchedule: {
    method: 'PUT',
    path: schedule,
    summary: 'Change when a report is made and where it goes, or switch it off',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('ReportSchedule', scheduleBodySchema, scheduleOwn),
    problems: ['report-target-unknown'],
    answer: { status: 200, schema: scheduleSchema },
  },
});
