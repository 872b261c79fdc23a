import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerFile } from './answer-file.ts';

/** The running host, as far as the simulator knows it. */
export interface SimulatedOffice {
  readonly url: string;
  readonly folder: string;
  readonly tenantId: string;
  readonly tokens: Readonly<Record<'api-client', string>>;
}

interface Submission {
  readonly id: string;
  readonly state: string;
}

/**
 * A payer to practise with: looks for submitted claim files in the outbox, over the API, and puts a remittance for each into the
 * drop folder. What it has answered is kept beside the data, so that a restart answers nothing twice.
 */
export function payerSimulator(seed: string, everyMilliseconds = 1000) {
  return async (office: SimulatedOffice): Promise<{ stop(): Promise<void> }> => {
    const memory = join(office.folder, 'simulator.json');
    const answered = new Set<string>(readAnswered(memory));
    let isStopped = false;
    const rounds = (async () => {
      while (!isStopped) {
        await answerAll(office, seed, answered, memory).catch(() => {
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

function readAnswered(memory: string): string[] {
  try {
    return JSON.parse(readFileSync(memory, 'utf8')) as string[];
  } catch {
    return [];
  }
}

async function answerAll(office: SimulatedOffice, seed: string, answered: Set<string>, memory: string): Promise<void> {
  const get = async <Body>(path: string): Promise<Body> => {
    const answer = await fetch(`${office.url}${path}`, {
      headers: { Authorization: `Bearer ${office.tokens['api-client']}` },
    });
    if (!answer.ok) throw new Error(`the host answers ${answer.status}`);
    return (await answer.json()) as Body;
  };
  const items: Submission[] = [];
  let query = '';
  do {
    const page = await get<{ items: Submission[]; nextPageToken?: string }>(`/v1/submissions?limit=200${query}`);
    items.push(...page.items);
    query = page.nextPageToken === undefined ? '' : `&pageToken=${encodeURIComponent(page.nextPageToken)}`;
  } while (query !== '');
  for (const { id } of items.filter((each) => each.state === 'submitted' && !answered.has(each.id))) {
    const { url } = await get<{ url: string }>(`/v1/submissions/${id}/file`);
    const file = await fetch(url);
    if (!file.ok) throw new Error(`the file store answers ${file.status}`);
    const remittance = answerFile(new Uint8Array(await file.arrayBuffer()), seed);
    if (remittance.ok) await drop(join(office.folder, 'drop', office.tenantId), `${id}.835`, remittance.value);
    answered.add(id);
    // What a crash loses here is answered once more with the same bytes, which post nothing.
    await writeFile(memory, JSON.stringify([...answered]));
  }
}

/** Puts a file into the drop folder whole: under another name first. */
async function drop(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.part`), text);
  await rename(join(folder, `${name}.part`), join(folder, name));
}
