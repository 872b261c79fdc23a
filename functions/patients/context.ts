import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { patientsApi } from './api.ts';

/** What the operations may use. */
export type PatientsDeps = StoreDeps;

/** The operations of the named routes. */
export type PatientsOperations<Name extends keyof typeof patientsApi = keyof typeof patientsApi> = Pick<
  Operations<typeof patientsApi, PatientsDeps>,
  Name
>;
