import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callApi } from '../api-client.ts';
import type { ClosedDay, ClosedMonths } from './closing.ts';
import type { SentEncounter } from './enter-visit.ts';
import type { PatientsDid } from './patients.ts';
import type { MadeReport } from './reports.ts';
import type { SubmissionView } from './story.ts';

/** The files that a run leaves for inspection and recomputation. */
export interface Kept {
  readonly encounters: readonly SentEncounter[];
  readonly submissions: readonly SubmissionView[];
  readonly figures: object;
  readonly patients: PatientsDid;
  /** Every ledger entry, as the API shows it. */
  readonly entries: readonly object[];
  /** The day sheet and the payment plan at the end of the day; the trial balances after the month was closed. */
  readonly books: ClosedDay & ClosedMonths;
  /** Denials and exceptions that wait for a person. */
  readonly waiting: { readonly denials: readonly object[]; readonly exceptions: readonly object[] };
  readonly reports: readonly MadeReport[];
  /** The reports of the whole month, made after its end from the report data that is stored for each day. */
  readonly monthReports: readonly MadeReport[];
  /** The card processor's own record of the payments that it took. */
  readonly processor: readonly object[];
  /** The files of remittances that came on paper. */
  readonly paperFileIds: readonly string[];
}

/**
 * Writes everything that was sent and received: the claim files of the outbox, the payers' acknowledgements and
 * remittances from the drop folder, the encounters, the patients' payments, the agency's files, the card processor's
 * charges, the ledger entries, the day sheet, the trial balances, the payment plan, the reports, and the figures.
 */
export async function keepFiles(
  folder: string,
  drop: string,
  { url, tokens }: { readonly url: string; readonly tokens: Readonly<Record<'biller', string>> },
  { submissions, paperFileIds, ...kept }: Kept,
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
  // Paper remittances came last, so their names sort last.
  for (const id of paperFileIds) {
    await keep(`/v1/remittance-files/${id}/content`, join(remittances, `zz-paper-${id}.835`));
  }
  const imported = join(drop, '.imported');
  for (const name of await readdir(imported)) {
    const target = name.endsWith('.835') ? remittances : acknowledgements;
    await copyFile(join(imported, name), join(target, name));
  }
  const { encounters, patients, figures, entries, books, waiting, reports, monthReports, processor } = kept;
  const documents = { encounters, patients, figures, entries, books, waiting, reports, monthReports, processor };
  for (const [name, document] of Object.entries(documents)) {
    await writeFile(join(folder, `${name}.json`), `${JSON.stringify(document, undefined, 2)}\n`);
  }
}
