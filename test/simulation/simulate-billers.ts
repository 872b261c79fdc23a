import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createFiles } from '../../shared/store/files.ts';
import { chanceOf } from '../../simulator/chance.ts';
import { reportFaults } from '../golden-accounts/held-against-reports.ts';
import { manager } from '../support/api-event.ts';
import { answerDeeds } from './billers-answers.ts';
import { bankDeeds } from './billers-bank-deeds.ts';
import { claimDeeds } from './billers-claim-deeds.ts';
import { type BillersInvariant, billersInvariants, type Look } from './billers-invariants.ts';
import { type BillersDeed, type BillersOffice, type Doing, openBillersOffice, sceneOf } from './billers-office.ts';
import { patientDeeds } from './billers-patients-deeds.ts';
import { deadEnds } from './billers-ways-out.ts';
import { workDeeds } from './billers-work-deeds.ts';
import { watchClosedMonths } from './patients-invariants.ts';

export const billersDeeds: readonly BillersDeed[] = [
  ...[...claimDeeds, ...answerDeeds, ...workDeeds],
  ...[...bankDeeds, ...patientDeeds],
];

/** A deed of a run. Its number and its name give all that is random about it. */
interface Step {
  readonly number: number;
  readonly name: string;
}

/** A step that was taken: what was done, and the answer's status and kind of refusal if there is one. */
interface Taken extends Step {
  readonly what: string;
  readonly status: number;
  readonly kind: string;
}

/** How a run ended. */
interface Walked {
  /** What is wrong, one sentence each; empty when everything held. */
  readonly faults: readonly string[];
  /** The invariant that broke. */
  readonly broken?: Pick<BillersInvariant, 'name' | 'says'>;
  /** What was done, up to the fault. */
  readonly steps: readonly Taken[];
}

/** How a run ended; if something broke, with the shortest sequence that breaks it. */
export interface BillersRun extends Walked {
  /** No request fails in these runs: it is the order of decisions that is drawn. */
  readonly injected: ReadonlyMap<string, number>;
}

const usualSteps = 60;
const tenant = manager.tenantId as TenantId;

/**
 * One seeded run of what the people of an office may do in any order, however unwise, while payers answer, take back and
 * answer again. What must hold is checked after each deed.
 */
export async function simulateBillers(seed: string): Promise<BillersRun> {
  const found = await walk(seed);
  if (found.broken === undefined) return { ...found, injected: new Map() };
  const { broken = found.broken, faults, steps } = await shortest(seed, found);
  const deeds = steps.map(({ number, what, status, kind }) => `step ${number}: ${what} ${status} ${kind}`.trim());
  return { broken, steps, faults: [broken.says, ...faults, ...deeds], injected: new Map() };
}

/**
 * Each step draws from the seed and its own number, so steps can be left out and the others stay as they are.
 * @param script the steps to take; as many as usual, drawn from the seed, if absent
 */
async function walk(seed: string, script?: readonly Step[]): Promise<Walked> {
  const office = await openBillersOffice(chanceOf(seed, 'billers'));
  const closedMonths = watchClosedMonths();
  const steps: Taken[] = [];
  const numbers = script ?? Array.from({ length: usualSteps }, (_, number) => ({ number, name: undefined }));
  for (const { number, name } of numbers) {
    const step = name === undefined ? firstPossible(seed, number, office) : possible(seed, number, name, office);
    if (step === undefined) continue;
    passTime(seed, number, office);
    const look = await take(step.do, office);
    const { status, body, what = step.name } = look.answer;
    steps.push({ number, name: step.name, what, status, kind: kindOf(body) });
    const whole = { ...look, closedFaults: closedMonths(look.items) };
    for (const invariant of billersInvariants) {
      const faults = invariant.broken(whole);
      if (faults.length > 0) return { faults, broken: invariant, steps };
    }
  }
  for (const { check, ...broken } of atTheEnd) {
    const faults = await check(office);
    if (faults.length > 0) return { faults, broken, steps };
  }
  return { faults: [], steps };
}

/** What must hold at the end of a run. */
const atTheEnd = [
  {
    name: 'way out',
    says: 'Whatever is open at the end is ended by one of the ways that the product names.',
    check: deadEnds,
  },
  {
    name: 'reports',
    says: 'Reports equal a recount of what is stored.',
    check: async ({ store, edge, bucket, call }: BillersOffice) => {
      // By then the last day is over.
      edge.setNow(new Date(edge.now().getTime() + 48 * 3_600_000).toISOString());
      return reportFaults({ store, edge, files: createFiles(bucket, 'bucket'), call, tenant });
    },
  },
];

const kindOf = (body: unknown): string =>
  String((body as { readonly type?: string } | undefined)?.type ?? '')
    .split('/')
    .at(-1) ?? '';

const total = billersDeeds.reduce((sum, { often }) => sum + often, 0);
/** How finely the frequencies of deeds are drawn. */
const grain = 10;

/** How most runs begin, so that there soon is something to decide. */
const beginnings = ['bill dental', 'bill professional', 'bill facility', 'bill dental'] as const;

/** Draws deeds until one has something to do. */
function firstPossible(seed: string, number: number, office: BillersOffice) {
  const chance = chanceOf(seed, 'deed', String(number));
  const [first, ...next] = [chance.pick(beginnings), 'finalize', 'submit', 'answer'];
  const begun = chance.percent(90) ? possible(seed, number, [first, ...next][number] ?? '', office) : undefined;
  if (begun !== undefined) return begun;
  for (let draws = 0; draws < 20; draws += 1) {
    let at = chance.below(total * grain);
    const drawn = billersDeeds.find(({ often }) => {
      at -= often * grain;
      return at < 0;
    });
    const step = drawn && possible(seed, number, drawn.name, office);
    if (step !== undefined) return step;
  }
  return undefined;
}

/** The deed of this name at this step, if it has something to do. */
function possible(seed: string, number: number, name: string, office: BillersOffice) {
  const deed = billersDeeds.find((each) => each.name === name);
  const doing = deed?.draw(sceneOf(office, chanceOf(seed, name, String(number)), number));
  return doing && { name, do: doing };
}

/** Most steps follow each other at once; now and then days pass, and rarely months. */
function passTime(seed: string, number: number, { edge }: BillersOffice): void {
  const chance = chanceOf(seed, 'time', String(number));
  const hours = chance.percent(4) ? 24 * chance.pick([35, 35, 120]) : chance.pick([0, 0, 0, 0, 0, 0, 1, 1, 24, 24, 72]);
  edge.setNow(new Date(edge.now().getTime() + hours * 3_600_000 + 1000).toISOString());
}

/** Takes a step: what is done, and then all work that it leaves. */
async function take(doing: Doing, office: BillersOffice): Promise<Omit<Look, 'closedFaults'>> {
  const before = office.items();
  const answer = await doing();
  const answered = office.items();
  const failure = await office.work().then(
    () => undefined,
    (error: unknown) => String(error instanceof Error ? error.stack : error),
  );
  const items = office.items();
  return { office, before, answer, answered, items, ...(failure === undefined ? {} : { failure }) };
}

/**
 * The shortest sequence of the steps that still breaks the same invariant: steps are left out, many at once and then one
 * by one, as long as it breaks.
 */
async function shortest(seed: string, found: Walked): Promise<Walked> {
  let best = found;
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.steps.length; ) {
      const rest = best.steps.toSpliced(from, size);
      const run = await walk(seed, rest);
      if (run.broken?.name === found.broken?.name) best = run;
      else from += size;
    }
  }
  return best;
}
