import { askedBy, countOf, oneOf, readOptions } from '../../cli/read-options.ts';
import { simulate } from './simulate.ts';
import { simulateBillers } from './simulate-billers.ts';
import { simulateClaims } from './simulate-claims.ts';
import { simulatePatients } from './simulate-patients.ts';

const usage = `npm run simulate [-- OPTIONS]

  --seeds N    how many seeded runs (1000); the first that fails prints its seed
  --from N     the first seed (1)
  --seed SEED  runs this one again
  --what NAME  remittances, claims, patients or billers (remittances)
  --help
`;

type Simulation = (
  seed: string,
) => Promise<{ readonly faults: readonly string[]; readonly injected: ReadonlyMap<string, number> }>;
const simulations = {
  remittances: simulate,
  claims: simulateClaims,
  patients: simulatePatients,
  billers: simulateBillers,
} as const;

function readAsked() {
  const { values } = readOptions({
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      what: { type: 'string', default: 'remittances' },
    },
  });
  const what = oneOf('what', values.what, Object.keys(simulations) as (keyof typeof simulations)[]);
  const first = countOf('from', values.from);
  const all = Array.from({ length: countOf('seeds', values.seeds) }, (_, index) => String(first + index));
  const seeds = values.seed === undefined ? all : [values.seed];
  return { what, seeds };
}

async function run({ what, seeds }: ReturnType<typeof readAsked>): Promise<number> {
  const simulation: Simulation = simulations[what];
  let faults = 0;
  for (const seed of seeds) {
    const done = await simulation(seed);
    for (const count of done.injected.values()) faults += count;
    if (done.faults.length === 0) continue;
    process.stdout.write(`seed ${seed} failed:\n${done.faults.map((fault) => `  ${fault}\n`).join('')}`);
    process.stdout.write(`replay it: npm run simulate -- --what ${what} --seed ${seed}\n`);
    return 1;
  }
  process.stdout.write(`${seeds.length} runs held, with ${faults} faults injected\n`);
  return 0;
}

const asked = askedBy(usage, process.argv.slice(2), readAsked);
process.exit(typeof asked === 'number' ? asked : await run(asked));
