import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { openSecrets } from '../../shared/runtime/secrets.ts';
import { askPayers } from './ask-payers.ts';

const edge = createEdge('ask-payers');
const deps = {
  ...edge,
  files: openFiles(edge.environment),
  secrets: openSecrets(edge.environment),
  fetch: globalThis.fetch,
  practicePayer: edge.environment.PRACTICE_PAYER_ENDPOINT,
  usage: edge.environment.STAGE === 'production' ? 'P' : 'T',
} as const;

export const handler = createQueueHandler(
  'ask-payers',
  (message, delivery) => askPayers(message, delivery, deps),
  edge,
);
