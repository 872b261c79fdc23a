import { statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { availableParallelism } from 'node:os';

/*
 * Starts the command. With the compile cache, Node strips types and compiles only the first time that a command runs.
 * This file is JavaScript because it is loaded before the cache is in use: for a TypeScript file, Node would have to
 * load the code that strips types, which takes half as long as the rest of the start.
 */

/** V8 compiles on the thread that waits for the code. This option can only be set when Node starts. */
const compileInThread = '--no-concurrent-recompilation';

/**
 * Whether the command turns a large 837 into JSON, which it does on all cores. Then V8's compiling threads would compete
 * with those that convert: without them it takes a tenth less time, although Node starts again.
 */
function usesAllCores([name, file, ...words]) {
  const given = (option) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
  const isInThreads = name === 'convert' && given('--to') === 'json' && given('--threads') !== '1';
  return isInThreads && availableParallelism() > 1 && isLarge(file);
}

/** Whether it names a file for which `convert` has several threads: one of 16 MiB or more. */
function isLarge(word) {
  try {
    return statSync(word).size >= 1 << 24;
  } catch {
    return false;
  }
}

const [node, script, ...words] = process.argv;
if (!process.execArgv.includes(compileInThread) && usesAllCores(words)) {
  // Not on all systems. It puts the new Node into the place of this one, with its signals, streams and exit code.
  process.execve?.(node, [node, ...process.execArgv, compileInThread, script, ...words]);
}

enableCompileCache?.();
await import('./main.ts');
