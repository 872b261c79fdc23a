import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';

/* A thread of `superbill convert`. */

enableCompileCache?.();
if (workerData.data.kind === 'json') (await import('./convert-json-blocks.ts')).writeJsonBlocks(workerData);
else (await import('./convert-blocks.ts')).readBlocks(workerData);
