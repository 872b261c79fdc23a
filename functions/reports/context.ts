import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { reportsApi } from './api.ts';

/** What the operations may use. */
export interface ReportsDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type ReportsOperations<Name extends keyof typeof reportsApi = keyof typeof reportsApi> = Pick<
  Operations<typeof reportsApi, ReportsDeps>,
  Name
>;
