import { payerSimulator } from '../../simulator/companion.ts';
import { runHostCommand } from './command.ts';

await runHostCommand(process.argv.slice(2), { companions: [payerSimulator('practice')] });
