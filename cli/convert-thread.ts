import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';

/* A thread of `superbill convert`. */

enableCompileCache?.();
const { readBlocks } = await import('./convert-blocks.ts');
readBlocks(workerData);
