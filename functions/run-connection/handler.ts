import { largestFileBytes } from '../../shared/domain/file-limits.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { openSecrets } from '../../shared/runtime/secrets.ts';
import { deliver } from './deliver.ts';
import { createOutboxOpener, createSourceOpener } from './open-source.ts';
import { type RunDeps, runConnection } from './run-connection.ts';

const edge = createEdge('run-connection');
const files = openFiles(edge.environment);

const host = {
  secrets: openSecrets(edge.environment),
  patience: { connectMilliseconds: 20_000, replyMilliseconds: 30_000 },
};

const deps: RunDeps = {
  ...edge,
  files,
  openSource: createSourceOpener({ files, ...host }),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  partBytes: 8 << 20,
  breaksBorne: 3,
  filesPerRun: 1000,
  settleMilliseconds: 10_000,
  fileBytes: largestFileBytes.remittance,
  entriesListed: 200_000,
  listingMilliseconds: 60_000,
  runMilliseconds: 120_000,
};

const deliverDeps = { ...edge, files, openOutbox: createOutboxOpener(host) };

export const handler = createQueueHandler(
  'run-connection',
  (message, delivery) =>
    message.work === 'deliver' ? deliver(message, deliverDeps) : runConnection(message, delivery, deps),
  edge,
);
