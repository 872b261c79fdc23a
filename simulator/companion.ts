import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerFile } from './answer-file.ts';
import { playScenario } from './play-scenario.ts';
import type { Scenario } from './scenario.ts';

/** The running host, as far as the simulator knows it. */
export interface SimulatedOffice {
  readonly url: string;
  readonly folder: string;
  readonly tenantId: string;
  readonly tokens: Readonly<Record<'api-client', string>>;
}

/** What the payer to practise with is told. */
interface SimulatorSettings {
  /** The seed of all random choices. */
  readonly seed: string;
  readonly everyMilliseconds: number;
  /** What it returns. Without it, chance decides. */
  readonly scenario: Scenario | undefined;
}

/** What the simulator has answered, and the file that keeps it over a restart. */
interface Memory {
  readonly file: string;
  readonly answered: Set<string>;
}

interface Submission {
  readonly id: string;
  readonly state: string;
}

/**
 * A payer to practise with: looks for submitted claim files in the outbox, over the API, and puts a remittance for each into the
 * drop folder, or what a scenario says, one file after the other. What it has answered is kept beside the data, so that a restart
 * answers nothing twice.
 */
export function payerSimulator(seed: string, everyMilliseconds = 1000, scenario?: Scenario) {
  const settings: SimulatorSettings = { seed, everyMilliseconds, scenario };
  return async (office: SimulatedOffice): Promise<{ stop(): Promise<void> }> => {
    const file = join(office.folder, 'simulator.json');
    const memory: Memory = { file, answered: new Set(readAnswered(file)) };
    let isStopped = false;
    const rounds = (async () => {
      while (!isStopped) {
        await answerAll(office, settings, memory, () => isStopped).catch(() => {
          // The host may be busy or stopping: the next round tries again.
        });
        await new Promise((resolve) => setTimeout(resolve, everyMilliseconds));
      }
    })();
    return {
      stop: () => {
        isStopped = true;
        return rounds;
      },
    };
  };
}

function readAnswered(file: string): string[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as string[];
  } catch {
    return [];
  }
}

/** Reads from the office's API. Throws when it does not answer. */
async function get<Body>(office: SimulatedOffice, path: string): Promise<Body> {
  const answer = await fetch(`${office.url}${path}`, {
    headers: { Authorization: `Bearer ${office.tokens['api-client']}` },
  });
  if (!answer.ok) throw new Error(`the host answers ${answer.status}`);
  return (await answer.json()) as Body;
}

/** Every item of a list, page by page. */
async function list<Item>(office: SimulatedOffice, path: string): Promise<Item[]> {
  const items: Item[] = [];
  let query = '';
  do {
    const page = await get<{ items: Item[]; nextPageToken?: string }>(office, `${path}?limit=200${query}`);
    items.push(...page.items);
    query = page.nextPageToken === undefined ? '' : `&pageToken=${encodeURIComponent(page.nextPageToken)}`;
  } while (query !== '');
  return items;
}

async function answerAll(
  office: SimulatedOffice,
  settings: SimulatorSettings,
  memory: Memory,
  isStopped: () => boolean,
): Promise<void> {
  const { answered } = memory;
  const submissions = await list<Submission>(office, '/v1/submissions');
  for (const { id } of submissions.filter((each) => each.state === 'submitted' && !answered.has(each.id))) {
    const { url } = await get<{ url: string }>(office, `/v1/submissions/${id}/file`);
    const file = await fetch(url);
    if (!file.ok) throw new Error(`the file store answers ${file.status}`);
    await send(office, filesFor(new Uint8Array(await file.arrayBuffer()), id, settings), settings, isStopped);
    if (isStopped()) return;
    answered.add(id);
    // An answer that a crash loses here is sent again with the same bytes, which post nothing.
    await writeFile(memory.file, JSON.stringify([...answered]));
  }
}

interface SentFile {
  readonly name: string;
  readonly text: string;
}

function filesFor(claims: Uint8Array, id: string, { seed, scenario }: SimulatorSettings): readonly SentFile[] {
  if (scenario === undefined) {
    const remittance = answerFile(claims, seed);
    return remittance.ok ? [{ name: `${id}.835`, text: remittance.value }] : [];
  }
  const played = playScenario(claims, scenario, seed);
  return played.ok ? played.value.files.map(({ name, text }) => ({ name: `${id}-${name}`, text })) : [];
}

/** A file may wait for a person for long. After this many looks the next one is sent anyway. */
const looks = 20;

/** Sends files one after the other: the order in which they post is the scenario's. */
async function send(
  office: SimulatedOffice,
  files: readonly SentFile[],
  { everyMilliseconds }: SimulatorSettings,
  isStopped: () => boolean,
): Promise<void> {
  for (const [index, { name, text }] of files.entries()) {
    await drop(join(office.folder, 'drop', office.tenantId), name, text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    for (let look = 0; index < files.length - 1 && look < looks && !isStopped(); look += 1) {
      await new Promise((resolve) => setTimeout(resolve, everyMilliseconds));
      const received = await list<{ sha256: string; state: string }>(office, '/v1/remittance-files');
      const isSettled = ({ state }: { state: string }) => state === 'done' || state === 'refused';
      if (received.some((file) => file.sha256 === sha256 && isSettled(file))) break;
    }
  }
}

/** Puts a file into the drop folder whole: under another name first. */
async function drop(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.part`), text);
  await rename(join(folder, `${name}.part`), join(folder, name));
}
