import { allocationOperations } from './allocations.ts';
import { batchOperations } from './batches.ts';
import type { PatientPaymentsOperations } from './context.ts';
import { paymentOperations } from './payments.ts';
import { planCardOperations } from './plan-cards.ts';
import { planOperations } from './plans.ts';
import { reversalOperations } from './reversals.ts';
import { transferOperations } from './transfers.ts';

/** What each route of the patient payments API does. */
export const operations: PatientPaymentsOperations = {
  ...paymentOperations,
  ...allocationOperations,
  ...reversalOperations,
  ...transferOperations,
  ...batchOperations,
  ...planOperations,
  ...planCardOperations,
};
