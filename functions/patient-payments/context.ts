import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { patientPaymentsApi } from './api.ts';

/** What the operations may use. */
export type PatientPaymentsDeps = StoreDeps;

/** The operations of the named routes. */
export type PatientPaymentsOperations<Name extends keyof typeof patientPaymentsApi = keyof typeof patientPaymentsApi> =
  Pick<Operations<typeof patientPaymentsApi, PatientPaymentsDeps>, Name>;

/** A request for the named route. */
export type PatientPaymentsRequest<Name extends keyof typeof patientPaymentsApi> = Request<
  (typeof patientPaymentsApi)[Name]
>;
