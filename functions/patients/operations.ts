import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { patientsApi } from './api.ts';
import { coverageOperations } from './coverages.ts';
import { patientOperations } from './patients.ts';

/** What each route of the patients API does. */
export const operations: Operations<typeof patientsApi, StoreDeps> = { ...patientOperations, ...coverageOperations };
