import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { codingAidsApi } from './api.ts';

/** The operations of the named routes. */
export type CodingAidsOperations<Name extends keyof typeof codingAidsApi = keyof typeof codingAidsApi> = Pick<
  Operations<typeof codingAidsApi, StoreDeps>,
  Name
>;
