import * as z from 'zod';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { defineApi } from '../../shared/http/api.ts';
import { externalIdSchema, pageOf, pageQuery } from '../../shared/http/schemas.ts';
import {
  dryRunSchema,
  feeSchema,
  loadBody,
  loadResultSchema,
  matchBody,
  matchSchema,
  pricedCodeSchema,
  priceHistorySchema,
  scheduleBody,
  scheduleReplacement,
  scheduleSchema,
  versionViewSchema,
} from './schemas.ts';

const readers: readonly Role[] = ['coder', 'biller', 'manager', 'auditor', 'api-client'];
const writers: readonly Role[] = ['manager'];

export type FeeScheduleView = z.output<typeof scheduleSchema>;
export type FeeScheduleVersionView = z.output<typeof versionViewSchema>;
export type FeeView = z.input<typeof feeSchema>;
export type LoadBody = z.output<typeof loadBody>;
export type MatchBody = z.output<typeof matchBody>;
export type MatchView = z.input<typeof matchSchema>;

export const feesApi = defineApi({
  createFeeSchedule: {
    method: 'POST',
    path: '/v1/fee-schedules',
    summary: 'Adds a fee schedule',
    roles: writers,
    body: scheduleBody,
    problems: ['not-found', 'external-id-taken', 'fees-too-many', 'fee-schedules-too-many'],
    answer: { status: 201, schema: scheduleSchema },
  },
  listFeeSchedules: {
    method: 'GET',
    path: '/v1/fee-schedules',
    summary: 'Lists every fee schedule',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(scheduleSchema) },
  },
  searchFeeSchedules: {
    method: 'POST',
    path: '/v1/fee-schedules/search',
    summary: 'Finds a fee schedule by your own id for it',
    roles: readers,
    body: z.strictObject({ externalId: externalIdSchema }),
    answer: { status: 200, schema: pageOf(scheduleSchema) },
  },
  matchPrice: {
    method: 'POST',
    path: '/v1/fee-schedules/match',
    summary: 'Tells which price a service has, which schedule and row give it, and why the others do not',
    roles: readers,
    body: matchBody,
    problems: ['code-set-damaged', 'code-set-outdated'],
    answer: { status: 200, schema: matchSchema },
  },
  getFeeSchedule: {
    method: 'GET',
    path: '/v1/fee-schedules/{feeScheduleId}',
    summary: 'Shows a fee schedule without its fees',
    roles: readers,
    answer: { status: 200, schema: scheduleSchema },
  },
  replaceFeeSchedule: {
    method: 'PUT',
    path: '/v1/fee-schedules/{feeScheduleId}',
    summary: 'Changes a fee schedule, but not its fees',
    roles: writers,
    body: scheduleReplacement,
    ifMatch: 'required',
    problems: ['external-id-taken', 'fee-schedules-too-many'],
    answer: { status: 200, schema: scheduleSchema },
  },
  listFeeScheduleVersions: {
    method: 'GET',
    path: '/v1/fee-schedules/{feeScheduleId}/versions',
    summary: 'Lists the versions of a fee schedule, the newest first: what changed, when, and who did it',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(versionViewSchema) },
  },
  listFees: {
    method: 'GET',
    path: '/v1/fee-schedules/{feeScheduleId}/fees',
    summary: 'Lists the fees of a schedule by code, of this version or of an earlier one',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      procedure: pricedCodeSchema.exactOptional().meta({ description: 'Only the fees of this code' }),
      version: z.coerce
        .number()
        .pipe(z.int().min(1))
        .exactOptional()
        .meta({ description: 'As they were in this version' }),
    }),
    answer: { status: 200, schema: pageOf(feeSchema) },
  },
  loadFees: {
    method: 'POST',
    path: '/v1/fee-schedules/{feeScheduleId}/fees',
    summary: 'Loads fees from CSV or a list: replaces all of them, or adds and changes some',
    roles: writers,
    body: loadBody,
    ifMatch: 'required',
    problems: ['fees-unreadable', 'fees-too-many'],
    answer: { status: 200, schema: loadResultSchema },
  },
  dryRunFees: {
    method: 'POST',
    path: '/v1/fee-schedules/{feeScheduleId}/fees/dry-run',
    summary: 'Shows what loading these fees would change; nothing is written',
    roles: writers,
    body: loadBody,
    problems: ['fees-unreadable', 'fees-too-many'],
    answer: { status: 200, schema: dryRunSchema },
  },
  getPriceHistory: {
    method: 'GET',
    path: '/v1/fee-schedules/{feeScheduleId}/price-history',
    summary: 'Tells each change of a code’s fees in a schedule: since when, and who did it',
    roles: readers,
    query: z.strictObject({ ...pageQuery, procedure: pricedCodeSchema }),
    answer: { status: 200, schema: pageOf(priceHistorySchema) },
  },
});
