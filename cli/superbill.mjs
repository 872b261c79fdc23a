import { enableCompileCache } from 'node:module';

/*
 * Starts the command. With the compile cache, Node strips types and compiles only the first time that a command runs.
 * This file is JavaScript because it is loaded before the cache is in use: for a TypeScript file, Node would have to
 * load the code that strips types, which takes half as long as the rest of the start.
 */
enableCompileCache?.();
await import('./main.ts');
