import { loadCodeSets } from '../../cli/demo/code-sets.ts';
import { openOffice } from '../../cli/demo/office.ts';
import { type LocalHost, startHost } from '../../infra/local/host.ts';
import { coverageBody, encounterBody, patientBody, setUpOffice } from '../support/office.ts';

/** How many requests are under way at the same time, as from an office's programs. */
const atOnce = 8;

/**
 * The target for claims per second from ready into the file, once the functions have started. An office does this with
 * all claims at once; encounters it finalises one by one, each with its edits.
 */
const filedTarget = 300;

interface Call {
  readonly body?: unknown;
  readonly key?: string;
  readonly version?: string;
}

/** Seconds by the clock, and seconds of processor time in all threads of the host. */
interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly processorSeconds: number;
}

function callerOf(host: LocalHost, token: string) {
  return async (method: string, path: string, { body, key, version }: Call = {}) => {
    const answer = await fetch(`${host.url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(key === undefined ? {} : { 'Idempotency-Key': key }),
        ...(version === undefined ? {} : { 'If-Match': version }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: a benchmark looks into whatever JSON has come
    const read = (await answer.json()) as any;
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${JSON.stringify(read)}`);
    return read;
  };
}

/** Does a piece of work for each number below `count`, some at a time. */
async function forEach<Value>(count: number, work: (index: number) => Promise<Value>): Promise<Value[]> {
  const done: Value[] = [];
  let next = 0;
  const one = async () => {
    for (let index = next; index < count; index = next) {
      next += 1;
      done[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return done;
}

async function timed<Value>(steps: Step[], name: string, work: () => Promise<Value>): Promise<Value> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  steps.push({ name, seconds: (performance.now() - start) / 1000, processorSeconds: (user + system) / 1e6 });
  return value;
}

/**
 * Takes the given number of encounters, each of its own patient, from the draft to the claim file, end to end on the
 * local host. Does so twice, because the first time functions must start.
 */
async function assembleTwice(folder: string, count: number): Promise<readonly Step[]> {
  const host = await startHost({ folder, logLevel: 'error' });
  try {
    const manager = callerOf(host, host.tokens.manager);
    let keys = 0;
    const create = (path: string, body: unknown) => {
      keys += 1;
      return manager('POST', path, { body, key: `set-up-${keys}` });
    };
    const office = await setUpOffice({
      call: async (_method, path, body) => ({ status: 201, headers: {}, body: await create(path, body) }),
    });
    await loadCodeSets(openOffice(host.url, host.tokens));
    const steps: Step[] = [];
    for (const round of ['', ', again']) {
      const patients = await forEach(count, async () => {
        const { id } = await create('/v1/patients', patientBody);
        await create(`/v1/patients/${id}/coverages`, { ...coverageBody, payerId: office.payerId });
        return id as string;
      });
      await assemble(host, steps, { round, patients, body: encounterBody(office) });
    }
    return steps;
  } finally {
    await host.stop();
  }
}

interface Round {
  readonly round: string;
  readonly patients: readonly string[];
  readonly body: object;
}

async function assemble(host: LocalHost, steps: Step[], { round, patients, body }: Round): Promise<void> {
  const manager = callerOf(host, host.tokens.manager);
  const coder = callerOf(host, host.tokens.coder);
  const count = patients.length;
  const drafts = await timed(steps, `encounters entered${round}`, () =>
    forEach(count, async (index) => {
      const own = { ...body, patientId: patients[index] };
      return (await coder('POST', '/v1/encounters', { body: own, key: `draft-${index}${round.slice(2)}` }))
        .id as string;
    }),
  );
  await timed(steps, `finalised${round}`, () =>
    forEach(count, (index) => {
      const key = `final-${index}${round.slice(2)}`;
      return coder('POST', `/v1/encounters/${drafts[index]}/finalize`, { key, version: '"1"' });
    }),
  );
  await timed(steps, `put into the file${round}`, async () => {
    const { items } = await manager('POST', '/v1/submissions', { body: {}, key: `submit${round.slice(2)}` });
    for (const { id } of items) {
      for (;;) {
        const { state, claims } = await manager('GET', `/v1/submissions/${id}`);
        if (state === 'submitted' && claims !== count) throw new Error(`${claims} claims were submitted`);
        if (state === 'submitted') break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  });
}

/** Prints how quickly encounters become claims and a file. @returns whether the target is met */
export async function printAssembly(folder: string, count: number): Promise<boolean> {
  const steps = await assembleTwice(folder, count);
  const print = (...columns: readonly string[]) => {
    const [name = '', ...figures] = columns;
    process.stdout.write(`${name.padEnd(30)}${figures.map((figure) => figure.padStart(12)).join('')}\n`);
  };
  process.stdout.write('\n');
  print(`${count} claims, end to end`, 'seconds', 'claims/s', 'CPU seconds');
  for (const { name, seconds, processorSeconds } of steps) {
    print(name, seconds.toFixed(1), (count / seconds).toFixed(0), processorSeconds.toFixed(1));
  }
  const isMet = count / (steps.at(-1) as Step).seconds >= filedTarget;
  process.stdout.write(
    `target (${filedTarget} claims a second into the file, functions started): ${isMet ? 'met' : 'MISSED'}\n`,
  );
  return isMet;
}
