import { enableCompileCache } from 'node:module';

/*
 * Starts the command. Node strips types and compiles only the first time that a command runs. It is JavaScript, because what is loaded before the cache is in use can't come from it: Node would load the
 * code that strips types for this file alone, which takes half as long as all the rest of the start.
 */
enableCompileCache?.();
await import('./main.ts');
