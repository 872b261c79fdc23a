import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { addDays, type LocalDate } from '../shared/domain/time/local-date.ts';
import { type ApiTarget, CommandProblem, callApi, findTarget, listAll } from './api-client.ts';
import { counted } from './counted.ts';
import { makeFolder, writeOutput } from './output-file.ts';
import { exportNames } from './verify/exported.ts';

interface Listed {
  readonly id: string;
}

interface FileView extends Listed {
  readonly sha256: string;
  readonly state: string;
}

/**
 * `superbill books export DIR`: writes every ledger entry, every payment, the account totals and the payers' raw files, so that
 * `superbill verify DIR` can prove the books without a server.
 */
export async function exportBooks(folder: string): Promise<number> {
  const target = findTarget('manager');
  makeFolder(folder);
  makeFolder(join(folder, exportNames.files));
  if (readdirSync(folder).length > 1 || readdirSync(join(folder, exportNames.files)).length > 0) {
    throw new CommandProblem(`${folder} is not empty. Give a new folder.`);
  }
  const { body: trial } = await callApi<{ asOf: LocalDate; days: readonly LocalDate[] }>(
    target,
    'GET',
    '/v1/trial-balance',
  );
  const entries = await writeLines(join(folder, exportNames.ledger), entriesOf(target, trial.days));
  const files = await filesOf(target, trial);
  const remittances = await writeLines(join(folder, exportNames.remittances), remittancesOf(target, files));
  writeOutput(join(folder, exportNames.totals), `${JSON.stringify(trial, undefined, 2)}\n`);
  for (const file of files) await download(target, file, join(folder, exportNames.files));
  process.stdout.write(
    `${counted(entries, 'ledger entry', 'ledger entries')}, ${counted(remittances, 'payment')} and ${counted(files.length, 'raw file')} are in ${folder}.\n` +
      `Prove them with: superbill verify ${folder}\n`,
  );
  return 0;
}

async function writeLines(file: string, items: AsyncIterable<object>): Promise<number> {
  let count = 0;
  const lines = async function* () {
    for await (const item of items) {
      count += 1;
      yield `${JSON.stringify(item)}\n`;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return count;
}

async function* entriesOf(target: ApiTarget, days: readonly string[]) {
  for (const day of days) yield* listAll<Listed>(target, `/v1/ledger-entries?postedOn=${day}&limit=200`);
}

/**
 * Files are listed by the month of their receipt, so every month is read, from the month before the first booking until
 * now.
 */
async function filesOf(
  target: ApiTarget,
  { asOf, days }: { readonly asOf: LocalDate; readonly days: readonly LocalDate[] },
): Promise<FileView[]> {
  const files: FileView[] = [];
  const first = [...days].sort()[0] ?? asOf;
  // The month in UTC, where it may already be the day after the office's day.
  const last = addDays(asOf, 1).slice(0, 7);
  const month = new Date(`${first.slice(0, 7)}-01T00:00:00Z`);
  month.setUTCMonth(month.getUTCMonth() - 1);
  for (; month.toISOString().slice(0, 7) <= last; month.setUTCMonth(month.getUTCMonth() + 1)) {
    const path = `/v1/remittance-files?month=${month.toISOString().slice(0, 7)}&limit=200`;
    for await (const file of listAll<FileView>(target, path)) files.push(file);
  }
  return files;
}

/**
 * A file's payments in file order. While a file is still being posted, only the entries that exist so far can be
 * proven.
 */
async function* remittancesOf(target: ApiTarget, files: readonly FileView[]) {
  for (const { id, state } of files) {
    if (state !== 'done') continue;
    let paymentIndex = 0;
    for await (const remittance of listAll<Listed>(target, `/v1/remittance-files/${id}/remittances?limit=200`)) {
      yield { ...remittance, paymentIndex };
      paymentIndex += 1;
    }
  }
}

async function download(target: ApiTarget, { id, sha256 }: FileView, folder: string): Promise<void> {
  const path = join(folder, `${sha256}.835`);
  if (existsSync(path)) return;
  const { body } = await callApi<{ url: string }>(target, 'GET', `/v1/remittance-files/${id}/content`);
  const answer = await fetch(body.url);
  if (!answer.ok || answer.body === null) throw new CommandProblem(`The file ${sha256} could not be read.`);
  const hash = createHash('sha256');
  const counted = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(Readable.fromWeb(answer.body as never), counted, createWriteStream(path));
  if (hash.digest('hex') !== sha256) throw new CommandProblem(`The file ${sha256} arrived with wrong bytes.`);
}
