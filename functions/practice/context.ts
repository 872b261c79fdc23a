import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { practiceApi } from './api.ts';

/** What the operations may use. */
export type PracticeDeps = StoreDeps;

/** The operations of the named routes. */
export type PracticeOperations<Name extends keyof typeof practiceApi = keyof typeof practiceApi> = Pick<
  Operations<typeof practiceApi, PracticeDeps>,
  Name
>;
