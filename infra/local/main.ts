import { runHostCommand } from './command.ts';

await runHostCommand(process.argv.slice(2));
