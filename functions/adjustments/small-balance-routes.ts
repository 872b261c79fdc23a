import * as z from 'zod';
import { accountHolds } from '../../shared/domain/account/hold.ts';
import { smallBalanceSkips } from '../../shared/domain/small-balance/small-balance.ts';
import { defineApi } from '../../shared/http/api.ts';
import { billingReaders } from '../../shared/http/billing-roles.ts';
import {
  centsSchema,
  claimIdSchema,
  codesOf,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';

const foundSchema = z
  .strictObject({
    accountId: idSchema('account'),
    claimId: claimIdSchema,
    patientId: idSchema('patient'),
    why: z
      .enum(['small-balance', 'small-credit'])
      .exactOptional()
      .meta({ description: 'The reason with which a run would write it off; absent if it would not' }),
    cents: centsSchema.meta({ description: 'What the patient owes; negative if the patient overpaid' }),
    because: z
      .enum([...codesOf(smallBalanceSkips), ...codesOf(accountHolds), 'qualified-beneficiary', 'no-surprises'])
      .exactOptional()
      .meta({ description: 'Why a run would leave it' }),
  })
  .meta({ id: 'SmallBalance' });

const sumSchema = z.strictObject({ claims: z.int(), cents: centsSchema });

const runSchema = z
  .strictObject({
    id: idSchema('smallBalanceRun'),
    requestedAt: instantSchema,
    requestedBy: z.string(),
    reason: z.string(),
    on: localDateSchema,
    state: z.enum(['running', 'done', 'broke-off']).meta({
      description: '`broke-off`: given up after several attempts; ask for another run, which continues with the rest',
    }),
    owed: sumSchema.meta({ description: 'What patients owed and was written off' }),
    credits: sumSchema.meta({ description: 'What patients had overpaid, and the office kept' }),
    skips: z.record(z.string(), z.int()).meta({ description: 'Claims that stayed, by the reason' }),
    endedAt: instantSchema.exactOptional(),
  })
  .meta({ id: 'SmallBalanceRun' });

/** The routes of small balances. */
export const smallBalanceRoutes = defineApi({
  listSmallBalances: {
    method: 'GET',
    path: '/v1/small-balances',
    summary:
      'What a run would do now, by the rules of the billing settings: what it would write off, and what it would leave and why',
    roles: billingReaders,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(foundSchema) },
  },
  runSmallBalances: {
    method: 'POST',
    path: '/v1/small-balance-runs',
    summary:
      'Write off balances that are not worth a statement, by the rules of the billing settings; each can be reversed like any adjustment',
    roles: ['manager'],
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    answer: { status: 202, schema: runSchema },
  },
  listSmallBalanceRuns: {
    method: 'GET',
    path: '/v1/small-balance-runs',
    summary: 'Runs that were asked for in a month, newest first',
    roles: billingReaders,
    query: z.strictObject({ ...monthQuery, ...pageQuery }),
    answer: { status: 200, schema: pageOf(runSchema) },
  },
  getSmallBalanceRun: {
    method: 'GET',
    path: '/v1/small-balance-runs/{smallBalanceRunId}',
    summary: 'A run: how far it is, what it wrote off, and what it left',
    roles: billingReaders,
    answer: { status: 200, schema: runSchema },
  },
});
