import type { CollectionCase } from '../../shared/domain/collections/case.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { collectionsApi } from './api.ts';

/** What the operations may use. */
export interface CollectionsDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type CollectionsOperations<Name extends keyof typeof collectionsApi = keyof typeof collectionsApi> = Pick<
  Operations<typeof collectionsApi, CollectionsDeps>,
  Name
>;

/** A request for the named route. */
export type CollectionsRequest<Name extends keyof typeof collectionsApi> = Request<(typeof collectionsApi)[Name]>;

export type CaseView = AnswerOf<(typeof collectionsApi)['recallCase']>;

/** The API shows what is stored. The types differ only in `readonly`. */
export const caseView = (placement: CollectionCase): CaseView => placement as unknown as CaseView;
