import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';

/* A thread of `superbill convert`. It is JavaScript for the reason that `superbill.mjs` gives. */

enableCompileCache?.();
const { work, port } = workerData;
const begin =
  work === 'transactions'
    ? (await import('./convert-transactions.ts')).writeTransactions
    : (await import('./convert-json-blocks.ts')).writeJsonBlocks;
port.once('message', (data) => begin(workerData, data));
