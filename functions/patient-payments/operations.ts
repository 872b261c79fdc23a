import { allocationOperations } from './allocations.ts';
import { batchOperations } from './batches.ts';
import type { PatientPaymentsOperations } from './context.ts';
import { paymentOperations } from './payments.ts';
import { planOperations } from './plans.ts';
import { reversalOperations } from './reversals.ts';

/** What each route of the patient payments API does. */
export const operations: PatientPaymentsOperations = {
  ...paymentOperations,
  ...allocationOperations,
  ...reversalOperations,
  ...batchOperations,
  ...planOperations,
};
