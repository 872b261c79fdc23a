import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { codingWorkApi } from './api.ts';

/** What the operations may use. */
export type CodingWorkDeps = StoreDeps;

/** The operations of the named routes. */
export type CodingWorkOperations<Name extends keyof typeof codingWorkApi = keyof typeof codingWorkApi> = Pick<
  Operations<typeof codingWorkApi, CodingWorkDeps>,
  Name
>;

/** A request for the named route. */
export type CodingWorkRequest<Name extends keyof typeof codingWorkApi> = Request<(typeof codingWorkApi)[Name]>;
