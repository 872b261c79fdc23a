import type { AnswerOf } from '../../shared/http/api.ts';
import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { adjustmentsApi } from './api.ts';

/** What the operations may use. */
export type AdjustmentsDeps = StoreDeps;

/** The operations of the named routes. */
export type AdjustmentsOperations<Name extends keyof typeof adjustmentsApi = keyof typeof adjustmentsApi> = Pick<
  Operations<typeof adjustmentsApi, AdjustmentsDeps>,
  Name
>;

/** A request for the named route. */
export type AdjustmentsRequest<Name extends keyof typeof adjustmentsApi> = Request<(typeof adjustmentsApi)[Name]>;

export type AdjustmentView = AnswerOf<(typeof adjustmentsApi)['getAdjustment']>;
