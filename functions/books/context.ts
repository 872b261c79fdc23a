import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { booksApi } from './api.ts';

/** What the operations may use. */
export interface BooksDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type BooksOperations<Name extends keyof typeof booksApi = keyof typeof booksApi> = Pick<
  Operations<typeof booksApi, BooksDeps>,
  Name
>;

/** A request for the named route. */
export type BooksRequest<Name extends keyof typeof booksApi> = Request<(typeof booksApi)[Name]>;
