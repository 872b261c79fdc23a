import type { Refund } from '../../shared/domain/refund/refund.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { refundsApi } from './api.ts';

/** What the operations may use. */
export interface RefundsDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type RefundsOperations<Name extends keyof typeof refundsApi = keyof typeof refundsApi> = Pick<
  Operations<typeof refundsApi, RefundsDeps>,
  Name
>;

/** A request for the named route. */
export type RefundsRequest<Name extends keyof typeof refundsApi> = Request<(typeof refundsApi)[Name]>;

export type RefundView = AnswerOf<(typeof refundsApi)['getRefund']>;

/** The API shows what is stored. The types differ only in `readonly`. */
export const refundView = (refund: Refund): RefundView => refund as unknown as RefundView;
