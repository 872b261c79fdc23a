import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';
import type { ThreadSetup } from './ordered-threads.ts';

/* A thread of `superbill convert`. */

const setup: ThreadSetup = workerData;
enableCompileCache?.();
const { writeJsonBlocks } = await import('./convert-json-blocks.ts');
setup.port.once('message', (data) => writeJsonBlocks(setup, data));
