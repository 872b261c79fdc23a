import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { feesApi } from './api.ts';

/** The operations of the named routes. */
export type FeesOperations<Name extends keyof typeof feesApi = keyof typeof feesApi> = Pick<
  Operations<typeof feesApi, StoreDeps>,
  Name
>;
