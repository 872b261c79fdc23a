import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callApi } from '../api-client.ts';
import type { SentEncounter } from './enter-visit.ts';
import type { SubmissionView } from './story.ts';

/** The files that a run leaves, to be looked at and recomputed. */
export interface Kept {
  readonly encounters: readonly SentEncounter[];
  readonly submissions: readonly SubmissionView[];
  readonly figures: object;
}

/**
 * Writes what went out and came in: the claim files of the outbox, the payers' acknowledgements and remittances from the drop folder, what was sent
 * as encounters, and the figures.
 */
export async function keepFiles(
  folder: string,
  drop: string,
  { url, tokens }: { readonly url: string; readonly tokens: Readonly<Record<'biller', string>> },
  { encounters, submissions, figures }: Kept,
): Promise<void> {
  const outbox = join(folder, 'outbox');
  const remittances = join(folder, 'remittances');
  const acknowledgements = join(folder, 'acknowledgements');
  for (const each of [outbox, remittances, acknowledgements]) await mkdir(each);
  for (const { id } of submissions.filter((submission) => submission.state === 'submitted')) {
    const target = { url, token: tokens.biller };
    const { body } = await callApi<{ url: string }>(target, 'GET', `/v1/submissions/${id}/file`);
    await writeFile(join(outbox, `${id}.837`), Buffer.from(await (await fetch(body.url)).arrayBuffer()));
  }
  const imported = join(drop, '.imported');
  for (const name of await readdir(imported)) {
    const target = name.endsWith('.835') ? remittances : acknowledgements;
    await copyFile(join(imported, name), join(target, name));
  }
  await writeFile(join(folder, 'encounters.json'), `${JSON.stringify(encounters, undefined, 2)}\n`);
  await writeFile(join(folder, 'figures.json'), `${JSON.stringify(figures, undefined, 2)}\n`);
}
