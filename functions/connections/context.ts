import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { connectionsApi } from './api.ts';

/** What the operations may use. */
export type ConnectionsDeps = StoreDeps;

/** The operations of the named routes. */
export type ConnectionsOperations<Name extends keyof typeof connectionsApi = keyof typeof connectionsApi> = Pick<
  Operations<typeof connectionsApi, ConnectionsDeps>,
  Name
>;
