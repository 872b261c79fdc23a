import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';
import { simulateClaims } from './simulate-claims.ts';
import { simulatePatients } from './simulate-patients.ts';

// `npm run simulate -- --seeds N [--from S] [--what remittances|claims|patients]`: N seeded runs; the first that fails prints its seed, which replays it:
// `npm run simulate -- --seed S`.
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    what: { type: 'string', default: 'remittances' },
  },
});
const first = Number(values.from);
const seeds =
  values.seed === undefined
    ? Array.from({ length: Number(values.seeds) }, (_, index) => String(first + index))
    : [values.seed];
type Simulation = (
  seed: string,
) => Promise<{ readonly faults: readonly string[]; readonly injected: ReadonlyMap<string, number> }>;
const simulations: Readonly<Record<string, Simulation>> = {
  remittances: simulate,
  claims: simulateClaims,
  patients: simulatePatients,
};
const simulation = simulations[values.what];
if (simulation === undefined)
  throw new Error(`--what takes ${Object.keys(simulations).join(', ')}, not ${values.what}`);
let faults = 0;
for (const seed of seeds) {
  const run = await simulation(seed);
  for (const count of run.injected.values()) faults += count;
  if (run.faults.length === 0) continue;
  process.stdout.write(`seed ${seed} failed:\n${run.faults.map((fault) => `  ${fault}\n`).join('')}`);
  process.stdout.write(`replay it: npm run simulate -- --what ${values.what} --seed ${seed}\n`);
  process.exit(1);
}
process.stdout.write(`${seeds.length} runs held, with ${faults} faults injected\n`);
