import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { descriptionApi } from './api.ts';

/** What the operations may use. */
export type DescriptionDeps = StoreDeps;

/** The operations of the named routes. */
export type DescriptionOperations<Name extends keyof typeof descriptionApi = keyof typeof descriptionApi> = Pick<
  Operations<typeof descriptionApi, DescriptionDeps>,
  Name
>;
