import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { practiceApi } from './api.ts';

/** What the operations may use. */
export interface PracticeDeps extends StoreDeps {
  /** Whether an office must set its time zone before its first books are opened: everywhere but on the local host. */
  readonly isTimeZoneRequired?: boolean;
}

/** The operations of the named routes. */
export type PracticeOperations<Name extends keyof typeof practiceApi = keyof typeof practiceApi> = Pick<
  Operations<typeof practiceApi, PracticeDeps>,
  Name
>;
