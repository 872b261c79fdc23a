import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { intakeApi } from './api.ts';

/** What the operations may use. */
export interface IntakeDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type IntakeOperations<Name extends keyof typeof intakeApi = keyof typeof intakeApi> = Pick<
  Operations<typeof intakeApi, IntakeDeps>,
  Name
>;
