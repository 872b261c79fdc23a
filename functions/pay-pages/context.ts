import type { ProcessorDeps } from '../../shared/cards/open-processor.ts';
import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { payPagesApi } from './api.ts';

/** What the operations may use. */
export interface PayPagesDeps extends StoreDeps, ProcessorDeps {}

export type PayPagesOperations = Operations<typeof payPagesApi, PayPagesDeps>;

export type PayPagesRequest<Name extends keyof typeof payPagesApi> = Request<(typeof payPagesApi)[Name]>;
