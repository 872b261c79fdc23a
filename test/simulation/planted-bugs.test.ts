import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { present } from '../../shared/domain/present.ts';
import { isLong, times } from '../support/effort.ts';
import { type Plant, plantVariable } from './plant-at-load.ts';
import { billersBugs } from './planted-billers-bugs.ts';
import type { PlantedBug } from './planted-bug.ts';
import { patientBugs } from './planted-patient-bugs.ts';

const bugs: readonly PlantedBug[] = [
  {
    name: 'an entry is put over the one that is there',
    file: 'shared/posting/booking.ts',
    find: '{ put: item, condition: { absent: true } }',
    put: '{ put: item }',
  },
  {
    name: 'a balance is written whatever its version',
    file: 'shared/store/claims.ts',
    find: 'condition: { equals: { version: before.version } },',
    put: '',
    from: 690,
  },
  {
    name: 'a chunk is completed as often as its message comes',
    file: 'functions/post-remittance/complete-chunks.ts',
    find: '        entries: packEntryKeys(stored),\n      },\n      condition: { absent: true },',
    put: '        entries: packEntryKeys(stored),\n      },',
  },
  {
    name: 'completion counts claims twice',
    file: 'functions/post-remittance/complete-chunks.ts',
    find: 'claimsDone: entries.length,',
    put: 'claimsDone: 2 * entries.length,',
  },
  {
    name: 'account totals count nothing at completion',
    file: 'functions/post-remittance/complete-chunks.ts',
    find: 'const legs = same.flatMap((each) => each.legs);',
    put: 'const legs: Leg[] = [];',
  },
  {
    name: 'a remittance that is settled stays counted as being posted',
    file: 'functions/post-remittance/complete-chunks.ts',
    find: '[postingCount]: -settled',
    put: '[postingCount]: 0',
  },
  {
    name: 'a payment is admitted though its identity is known',
    isQuick: true,
    file: 'functions/import-remittance/admit-payment.ts',
    find: '      admittedAt: at,\n    },\n    condition: { absent: true },',
    put: '      admittedAt: at,\n    },',
  },
  {
    name: 'a claim that comes twice in a payment has one entry',
    file: 'shared/posting/read-chunk.ts',
    find: 'name, place);',
    put: "name, '1');",
  },
  {
    name: 'an entry’s key depends on the attempt',
    file: 'shared/posting/read-chunk.ts',
    find: 'name, place);',
    put: 'name, place, String(Math.random()));',
  },
  {
    name: 'a second attempt books again what is booked',
    file: 'shared/posting/book-groups.ts',
    find: 'const unbooked = group.claims.filter((claim) => !known.has(claim.entryKey.sk));',
    put: 'const unbooked = group.claims;',
  },
  {
    name: 'what an earlier attempt booked is not counted',
    file: 'shared/posting/book-groups.ts',
    find: 'const stored: Item[] = [...known.values()];',
    put: 'const stored: Item[] = [];',
  },
  {
    name: 'a remittance is settled more than once',
    from: 275,
    file: 'functions/post-remittance/settle-remittance.ts',
    find: "condition: { equals: { state: 'posting' } } },",
    put: '},',
  },
  {
    name: 'a file is not finished by whoever comes after a crash',
    file: 'functions/post-remittance/post-chunks.ts',
    find: '  const settled = new Set<string>();',
    put: "  if (stands.every(({ remittance }) => remittance.state !== 'posting')) return;\n  const settled = new Set<string>();",
  },
  {
    name: 'chunks of a payment are sent only by the attempt that admits it',
    file: 'functions/import-remittance/prepare-payments.ts',
    find: "return remittance.state === 'posting' && isBooked ? remittance.id : undefined;",
    put: 'return undefined;',
  },
  {
    name: 'keys that DynamoDB left unprocessed are taken for missing items',
    from: 565,
    file: 'shared/store/table.ts',
    find: 'wanted = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];',
    put: 'wanted = [];',
  },
  {
    name: 'an approved plan is posted whatever it is by now',
    file: 'functions/import-remittance/post-approved.ts',
    find: 'if (digest.hash !== remittance.planHash || paymentPlan.hash !== digest.paymentHash) {',
    put: "if (digest.hash === '') {",
  },
  {
    name: 'a claim that changed after its plan was checked is booked as it is now',
    from: 205,
    file: 'shared/posting/book-groups.ts',
    find: 'return approved === undefined || bookings',
    put: 'return approved !== null || bookings',
  },
  {
    name: 'a payment posts unseen though its payer’s wait',
    file: 'functions/import-remittance/admit-payment.ts',
    find: 'const admitted: Remittance = rules.autoPost',
    put: "const admitted: Remittance = rules.autoPost || remittance.resolution?.kind === 'admitted'",
  },
  {
    name: 'two people match the same cash',
    from: 340,
    file: 'shared/store/exceptions.ts',
    find: "condition: { equals: { version: exception.version }, without: ['resolvedBy'] },",
    put: '',
  },
  {
    name: 'a move leaves the answer on its claim',
    file: 'functions/books/rebook.ts',
    find: 'writes: writesOf(tenantId, both) as',
    put: 'writes: writesOf(tenantId, [matched.value]) as',
  },
  {
    name: 'nothing is open about cash that was taken off a claim',
    file: 'functions/books/rebook.ts',
    find: 'writes: [...writesOf(tenantId, [taken.value]), exceptionWrite(tenantId, waiting)],',
    put: 'writes: writesOf(tenantId, [taken.value]),',
  },
  {
    name: 'a part of a denied amount that is written off ends the denial',
    file: 'functions/denials/denials.ts',
    find: 'const isOver = left.cents === 0;',
    put: 'const isOver = true;',
  },
  {
    name: 'what stands with a payer and nothing explains is left alone',
    file: 'shared/domain/remittance/post/cover.ts',
    find: 'rests: [...raised, ...fitted.flatMap(({ rests }) => rests)],',
    put: 'rests: [...raised],',
  },
  {
    name: 'an answer that is taken back leaves its denials on the list',
    file: 'shared/posting/claim-booking.ts',
    find: 'over: cover.over,',
    put: 'over: [],',
  },
  {
    name: 'what a person moves to somebody else stays the payer’s work',
    file: 'shared/domain/remittance/post/settle.ts',
    find: 'const settled = reduceWork(balance.openWork ?? [], work, amount);',
    put: 'const settled = reduceWork(balance.openWork ?? [], work, 0 as Cents);',
  },
  {
    name: 'a decision that lost its answer is taken for a new one',
    file: 'shared/runtime/api/commit.ts',
    find: 'deps.table.transact([...record, ...writesOf(',
    put: 'deps.table.transact([...writesOf(',
  },
  {
    name: 'a payment that a person admits is left in a file that is done',
    file: 'functions/remittances/decide.ts',
    find: 'writes: [...writes, paymentReopenedWrite(tenantId, fileId)],',
    put: 'writes,',
  },
];

/** Bugs about filings: what was sent to whom, and which filing an answer is about. */
const filingBugs: readonly PlantedBug[] = [
  {
    name: 'an answer is the newest filing’s, whatever it says',
    file: 'shared/domain/claim/answered-filing.ts',
    find: '  if (sent.length < 2) return sent[0] ?? possible.at(-1);',
    put: '  if (sent.length < 99) return sent.at(-1) ?? possible.at(-1);',
  },
  {
    name: 'an answer’s entry does not name its filing',
    isQuick: true,
    from: 2,
    file: 'shared/domain/claim/answered-filing.ts',
    find: 'return isFirst ? {} : { filing: answered.number };',
    put: 'return isFirst ? {} : {};',
  },
  {
    name: 'what a payer has answered is accepted again by a late acknowledgement',
    from: 18,
    file: 'shared/domain/claim/filing-transitions.ts',
    find: "accepted: { from: ['submitted'], to: 'accepted' },",
    put: "accepted: { from: ['submitted', 'answered'], to: 'accepted' },",
  },
  {
    name: 'the next payer is billed while an earlier one is asked again',
    file: 'shared/domain/claim/next-payer/due-share.ts',
    find: 'return standing !== undefined && isAwaited(standing.state);',
    put: 'return standing === undefined && isAwaited({ kind: "preparing" });',
  },
  {
    name: 'a claim that was rejected is on no list',
    file: 'shared/filing/opened-rejection.ts',
    find: 'return isWork ? [',
    put: 'return isWork && number < 0 ? [',
  },
  {
    name: 'a file is said to be delivered before it is',
    file: 'functions/run-connection/deliver.ts',
    find: '  const bytes = await files.get(from);\n',
    put: "  const bytes = await files.get(from);\n  if (bytes.length % 2 === 0) return { kind: 'sent', answer: '' };\n",
  },
  {
    name: 'a claim joins a submission whatever has become of it',
    file: 'shared/store/claims.ts',
    find: 'condition: { equals: { version: before.version } },',
    put: '',
  },
];

const bugsOfAll: readonly PlantedBug[] = [
  ...bugs,
  ...filingBugs.map((bug) => ({ ...bug, what: 'claims' }) as const),
  ...patientBugs.map((bug) => ({ ...bug, what: 'patients' }) as const),
  ...billersBugs.map((bug) => ({ ...bug, what: 'billers' }) as const),
];

/** How many seeds are tried for a bug: several times as many as the rarest one takes. */
const searched = 6000;

const project = fileURLToPath(new URL('../../', import.meta.url));

/** What is run: a simulation, and the bug that is planted into it. */
interface Search {
  readonly seeds: number;
  readonly from?: number | undefined;
  readonly what?: PlantedBug['what'] | 'remittances';
  readonly bug: Pick<PlantedBug, 'file' | 'find' | 'put'>;
}

/** Whether the simulation fails with the bug in it, and what it printed. */
function runsInto({ seeds, from = 1, what = 'remittances', bug }: Search): Promise<{
  readonly failed: boolean;
  readonly output: string;
}> {
  const { file, find, put } = bug;
  const plant: Plant = { url: pathToFileURL(join(project, file)).href, find, put };
  return new Promise((resolve) => {
    const words = [
      '--no-warnings',
      '--import',
      new URL('plant-at-load.ts', import.meta.url).href,
      join(project, 'test/simulation/main.ts'),
      '--seeds',
      String(seeds),
      '--from',
      String(from),
      '--what',
      what,
    ];
    const env = { ...process.env, [plantVariable]: JSON.stringify(plant) };
    const child = spawn(process.execPath, words, { cwd: project, env });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => resolve({ failed: code !== 0, output }));
  });
}

describe('the simulation', () => {
  // Planting by itself must make nothing fail. That the code is right is for the other simulations to show, with many
  // seeds.
  it('passes where the planted code is the original code', async () => {
    const nothing = { ...(bugs[0] as PlantedBug), put: bugs[0]?.find as string };
    expect(await runsInto({ seeds: times(1, 50), bug: nothing })).toMatchObject({ failed: false });
    for (const what of isLong ? (['claims', 'patients', 'billers'] as const) : []) {
      expect(await runsInto({ seeds: 50, what, bug: nothing })).toMatchObject({ failed: false });
    }
  });

  it.each(bugsOfAll)('finds exactly one place to plant it when $name', ({ file, find }) => {
    expect(readFileSync(join(project, file), 'utf8').split(find)).toHaveLength(2);
  });

  it.each(bugsOfAll.filter(({ isQuick }) => isLong || isQuick))('catches it when $name', async (bug) => {
    const { from, what } = bug;
    const { failed, output } = await runsInto({ seeds: searched, from, ...present({ what }), bug });
    expect(failed, `not caught within ${searched} seeds from ${from ?? 1} on: ${output}`).toBe(true);
  });
});
