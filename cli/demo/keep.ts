import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callApi } from '../api-client.ts';
import type { SentEncounter } from './enter-visit.ts';
import type { PatientsDid } from './patients.ts';
import type { SubmissionView } from './story.ts';

/** The files that a run leaves, to be looked at and recomputed. */
export interface Kept {
  readonly encounters: readonly SentEncounter[];
  readonly submissions: readonly SubmissionView[];
  readonly figures: object;
  readonly patients: PatientsDid;
  /** The files of remittances that came on paper. */
  readonly paperFileIds: readonly string[];
}

/**
 * Writes what went out and came in: the claim files of the outbox, the payers' acknowledgements and remittances from the drop folder, what was sent
 * as encounters, what patients paid, and the figures.
 */
export async function keepFiles(
  folder: string,
  drop: string,
  { url, tokens }: { readonly url: string; readonly tokens: Readonly<Record<'biller', string>> },
  { encounters, submissions, figures, patients, paperFileIds }: Kept,
): Promise<void> {
  const outbox = join(folder, 'outbox');
  const remittances = join(folder, 'remittances');
  const acknowledgements = join(folder, 'acknowledgements');
  for (const each of [outbox, remittances, acknowledgements]) await mkdir(each);
  const keep = async (path: string, file: string) => {
    const { body } = await callApi<{ url: string }>({ url, token: tokens.biller }, 'GET', path);
    await writeFile(file, Buffer.from(await (await fetch(body.url)).arrayBuffer()));
  };
  for (const { id } of submissions.filter((submission) => submission.state === 'submitted')) {
    await keep(`/v1/submissions/${id}/file`, join(outbox, `${id}.837`));
  }
  // They come after all others, in name as in time.
  for (const id of paperFileIds) {
    await keep(`/v1/remittance-files/${id}/content`, join(remittances, `zz-paper-${id}.835`));
  }
  const imported = join(drop, '.imported');
  for (const name of await readdir(imported)) {
    const target = name.endsWith('.835') ? remittances : acknowledgements;
    await copyFile(join(imported, name), join(target, name));
  }
  await writeFile(join(folder, 'encounters.json'), `${JSON.stringify(encounters, undefined, 2)}\n`);
  await writeFile(join(folder, 'patients.json'), `${JSON.stringify(patients, undefined, 2)}\n`);
  await writeFile(join(folder, 'figures.json'), `${JSON.stringify(figures, undefined, 2)}\n`);
}
