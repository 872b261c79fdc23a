import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';

/* A thread of `superbill convert`. It is JavaScript for the reason that `superbill.mjs` gives. */

enableCompileCache?.();
const { writeJsonBlocks } = await import('./convert-json-blocks.ts');
workerData.port.once('message', (data) => writeJsonBlocks(workerData, data));
