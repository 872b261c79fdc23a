import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { present } from '../shared/domain/present.ts';
import {
  answerInquiry,
  bytesAt,
  drop,
  isSettled,
  list,
  type SimulatedOffice,
  writtenDocuments,
} from './office-client.ts';
import { openPayer, type SimulatedPayer } from './payer.ts';
import type { PlayedFile } from './play-scenario.ts';
import type { Scenario } from './scenario.ts';

/** A simulated payer at work for an office. */
interface Companion {
  readonly payer: SimulatedPayer;
  readonly scenario: Scenario | undefined;
  readonly everyMilliseconds: number;
  /** The answered files, each with the scenario that answered it. */
  readonly answered: Map<string, Scenario | undefined>;
  /** Saves the answers, to survive a restart. */
  save(): Promise<void>;
  /**
   * The payer's answers to each file that it has read. After a restart it reads all of these files again, to restore
   * its memory: each by the scenario that answered it, so that a claim which was rejected then is not one that it has.
   */
  readonly said: Map<string, readonly PlayedFile[]>;
  /**
   * Files of documents that were found and are not answered yet. Once the payer has read them, they are not searched
   * for again.
   */
  readonly documents: Map<string, OfficeFile>;
  isStopped(): boolean;
}

/** A simulated payer for the office of a host. */
export interface PayerSimulator {
  /** Answers the file of a question at once; undefined when it cannot be read. */
  answer(bytes: Uint8Array): string | undefined;
  /**
   * Works beside a host: reads the office's submitted claim files, questions and documents over the API, and puts its answers
   * into the drop folder, one file after another: acknowledgements, then remittances. Its answers are stored with the
   * data, so that a restart answers nothing twice.
   */
  companion(office: SimulatedOffice): Promise<{ stop(): Promise<void> }>;
}

/** A simulated payer that answers at random, or by a scenario. */
export function payerSimulator(seed: string, everyMilliseconds = 1000, scenario?: Scenario): PayerSimulator {
  const payer = openPayer(seed, scenario);
  const answer = (bytes: Uint8Array): string | undefined => {
    const answered = payer.receive(bytes);
    return answered.ok ? answered.value.files[0]?.text : undefined;
  };
  const companion = async (office: SimulatedOffice): Promise<{ stop(): Promise<void> }> => {
    const file = join(office.folder, 'simulator.json');
    const answered = new Map(readAnswered(file, scenario));
    let isStopped = false;
    let saving: Promise<void> = Promise.resolve();
    const work: Companion = {
      payer,
      scenario,
      everyMilliseconds,
      answered,
      save: () => {
        // Writes one file after another: two writers at once would leave a damaged file.
        saving = saving.catch(() => undefined).then(() => writeFile(file, JSON.stringify(playsOf(answered))));
        return saving;
      },
      said: new Map(),
      documents: new Map(),
      isStopped: () => isStopped,
    };
    const rounds = (async () => {
      while (!isStopped) {
        await answerAll(office, work).catch(() => {
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
  return { answer, companion };
}

/** What the payer has answered by one scenario, or at random, as it is stored. */
interface Play {
  readonly scenario?: Scenario;
  readonly answered: readonly string[];
}

function playsOf(answered: ReadonlyMap<string, Scenario | undefined>): Play[] {
  const plays = new Map<string, { scenario?: Scenario; answered: string[] }>();
  for (const [id, scenario] of answered) {
    const name = JSON.stringify(scenario ?? null);
    const play = plays.get(name) ?? { ...present({ scenario }), answered: [] };
    play.answered.push(id);
    plays.set(name, play);
  }
  return [...plays.values()];
}

/** The answered files. Earlier versions stored only their ids: these count as answered by the present scenario. */
function readAnswered(file: string, now: Scenario | undefined): [string, Scenario | undefined][] {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as readonly (string | Play)[];
    return stored.flatMap((play) =>
      typeof play === 'string'
        ? [[play, now] as [string, Scenario | undefined]]
        : play.answered.map((id): [string, Scenario | undefined] => [id, play.scenario]),
    );
  } catch {
    return [];
  }
}

/** A file of the office for the payer. */
interface OfficeFile {
  readonly id: string;
  /** The route that returns its URL. */
  readonly path: string;
  answer(files: readonly PlayedFile[]): Promise<void>;
}

/**
 * Gives the payer new files, in the order in which they were made, and sends its answers. The answers to one file are
 * sent one after another; different files are answered in parallel. An answer that cannot be sent is tried again in the
 * next round.
 */
async function answerAll(office: SimulatedOffice, companion: Companion): Promise<void> {
  const asked = [...(await submissionsOf(office, companion)), ...(await inquiriesOf(office))];
  await showAll(office, asked, companion);
  // Claim files come first, because they say which claims may get documents.
  await Promise.allSettled([answerEach(asked, companion), answerDocuments(office, companion)]);
}

async function answerDocuments(office: SimulatedOffice, companion: Companion): Promise<void> {
  const { documents, answered } = companion;
  for (const file of await documentsOf(office, companion)) documents.set(file.id, file);
  await showAll(office, [...documents.values()], companion);
  await answerEach([...documents.values()], companion);
  for (const id of documents.keys()) if (answered.has(id)) documents.delete(id);
}

async function answerEach(files: readonly OfficeFile[], companion: Companion): Promise<void> {
  const unanswered = files.filter(({ id }) => !companion.answered.has(id));
  await Promise.allSettled(unanswered.map((file) => answerOne(file, companion)));
}

async function showAll(
  office: SimulatedOffice,
  files: readonly OfficeFile[],
  { payer, said, answered, scenario }: Companion,
): Promise<void> {
  for (const { id, path } of files.filter((file) => !said.has(file.id))) {
    const received = payer.receive(await bytesAt(office, path), {
      scenario: answered.has(id) ? answered.get(id) : scenario,
    });
    said.set(id, received.ok ? received.value.files : []);
  }
}

async function answerOne(
  { id, answer }: OfficeFile,
  { said, answered, scenario, save, isStopped }: Companion,
): Promise<void> {
  await answer(said.get(id) ?? []);
  if (isStopped()) return;
  answered.set(id, scenario);
  // An answer that a crash loses here is sent again with the same bytes, which post nothing.
  await save();
}

/** Sent claim files, the oldest first. */
async function submissionsOf(office: SimulatedOffice, companion: Companion): Promise<OfficeFile[]> {
  const submissions = await list<{ id: string; state: string; controlNumber?: string }>(office, '/v1/submissions');
  return submissions
    .filter(({ state }) => state === 'submitted')
    .sort((left, right) => ((left.controlNumber ?? '') < (right.controlNumber ?? '') ? -1 : 1))
    .map(({ id }) => ({
      id,
      path: `/v1/submissions/${id}/file`,
      answer: (files) => send(office, named(id, files), companion),
    }));
}

/** Files of questions to payers, the oldest first. */
async function inquiriesOf(office: SimulatedOffice): Promise<OfficeFile[]> {
  const files = await list<{ id: string; sizeBytes?: number }>(office, '/v1/inquiry-files');
  return files
    .filter(({ sizeBytes }) => sizeBytes !== undefined)
    .reverse()
    .map(({ id }) => ({
      id,
      path: `/v1/inquiry-files/${id}/file`,
      answer: async (answers) => {
        for (const { text } of answers) await answerInquiry(office, text);
      },
    }));
}

/** Files of documents for claims that announce some, or for which the payer requested some. */
async function documentsOf(office: SimulatedOffice, companion: Companion): Promise<OfficeFile[]> {
  const files: OfficeFile[] = [];
  for (const claimId of companion.payer.documented()) {
    for (const { id } of await writtenDocuments(office, claimId)) {
      const path = `/v1/claims/${claimId}/attachments/${id}/file`;
      const answer = (answers: readonly PlayedFile[]) => send(office, named(id, answers), companion);
      files.push({ id, path, answer });
    }
  }
  return files;
}

/** The answering files. Each is named by the answered file's name and its own. */
function named(id: string, files: readonly PlayedFile[]): PlayedFile[] {
  return files.map((file) => ({ ...file, name: `${id}-${file.name}` }));
}

/** A file may wait a long time for a person. After this many polls, the next file is sent anyway. */
const looks = 20;

/** Sends files one after another, because the scenario determines the order in which they are imported. */
async function send(
  office: SimulatedOffice,
  files: readonly PlayedFile[],
  { everyMilliseconds, isStopped }: Companion,
): Promise<void> {
  for (const [index, { name, text }] of files.entries()) {
    if (name.endsWith('.277')) {
      await answerInquiry(office, text);
      continue;
    }
    await drop(join(office.folder, 'drop', office.tenantId), name, text);
    for (let look = 0; index < files.length - 1 && look < looks && !isStopped(); look += 1) {
      await new Promise((resolve) => setTimeout(resolve, everyMilliseconds));
      if (await isSettled(office, text)) break;
    }
  }
}
