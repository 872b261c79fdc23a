import { authorizationOperations } from './authorizations.ts';
import type { PatientsOperations } from './context.ts';
import { coverageOperations } from './coverages.ts';
import { patientOperations } from './patients.ts';
import { waitingOperations } from './waiting-authorizations.ts';

/** What each route of the patients API does. */
export const operations: PatientsOperations = {
  ...patientOperations,
  ...coverageOperations,
  ...authorizationOperations,
  ...waitingOperations,
};
