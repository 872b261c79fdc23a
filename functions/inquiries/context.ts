import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { inquiriesApi } from './api.ts';

/** What the operations may use. */
export interface InquiriesDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type InquiriesOperations<Name extends keyof typeof inquiriesApi = keyof typeof inquiriesApi> = Pick<
  Operations<typeof inquiriesApi, InquiriesDeps>,
  Name
>;
