import type { ProcessorDeps } from '../../shared/cards/open-processor.ts';
import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { cardWebhooksApi } from './api.ts';

/** What the operations may use. */
export interface WebhookDeps extends StoreDeps, Pick<ProcessorDeps, 'secrets'> {
  now(): Date;
}

export type WebhookOperations = Operations<typeof cardWebhooksApi, WebhookDeps>;
