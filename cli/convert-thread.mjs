import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';

/* A thread of `superbill convert`. JavaScript, as the command's own start is. */

enableCompileCache?.();
const { writeJsonBlocks } = await import('./convert-json-blocks.ts');
workerData.port.once('message', (data) => writeJsonBlocks(workerData, data));
