import { randomUUID } from 'node:crypto';
import { type Cents, formatCents } from '../shared/domain/money/cents.ts';
import { type ApiTarget, CommandProblem, callApi, findTarget, listAll, tellingProblems } from './api-client.ts';
import { counted } from './counted.ts';
import { askedBy, onlyWord, readOptions } from './read-options.ts';
import { reportAcknowledgements } from './report-acknowledgements.ts';
import { uploadFile } from './upload-file.ts';

/** A file in the API. */
interface FileView {
  readonly id: string;
  readonly acknowledgementFileId?: string;
  readonly state: 'received' | 'posting' | 'done' | 'refused';
  readonly refusal?: { readonly code: string; readonly detail: string };
  readonly payments: number;
  readonly paymentsDone: number;
  readonly claims: number;
  readonly findings: readonly { readonly code: string; readonly message: string; readonly byteOffset: number }[];
}

/** A payment in the API. */
interface RemittanceView {
  readonly id: string;
  readonly state: string;
  readonly reason?: { readonly code: string; readonly detail: string };
  readonly traceNumber: string;
  readonly paymentCents: Cents;
  readonly claims: number;
  readonly claimsDone: number;
  readonly claimsPosted: number;
  readonly claimsUnapplied: number;
  readonly exceptions: number;
  readonly denials: number;
}

/** Posting without progress for this long has stopped: a failed message would have been tried again sooner. */
const patienceMilliseconds = 5 * 60_000;

/** `superbill post FILE`: uploads a file of remittances or acknowledgements, imports it, and waits until it is done. */
export async function post(words: readonly string[]): Promise<number> {
  const asked = askedBy('Usage: superbill post FILE\n', words, () => {
    const { positionals } = readOptions({ args: [...words], allowPositionals: true });
    return { path: onlyWord('file', positionals) };
  });
  if (typeof asked === 'number') return asked;
  return tellingProblems('post', async () => {
    const target = findTarget('api-client');
    const file = await upload(target, asked.path);
    return report(target, await follow(target, file));
  });
}

async function upload(target: ApiTarget, path: string): Promise<FileView> {
  const { sha256 } = await uploadFile(target, '/v1/uploads', path);
  const imported = await callApi<{ file: FileView; alreadyReceived: boolean }>(target, 'POST', '/v1/remittance-files', {
    body: { sha256 },
    // The file's id derives from its bytes, so a new key never imports a file twice.
    idempotencyKey: randomUUID(),
  });
  if (imported.body.alreadyReceived || imported.status === 200) {
    process.stdout.write('These bytes were received before: nothing posts again.\n');
  }
  return imported.body.file;
}

async function follow(target: ApiTarget, file: FileView): Promise<FileView> {
  let current = file;
  let progress = '';
  let changedAt = Date.now();
  for (;;) {
    current = (await callApi<FileView>(target, 'GET', `/v1/remittance-files/${file.id}`)).body;
    if (current.state === 'done' || current.state === 'refused') break;
    const done = await claimsDone(target, current);
    if (process.stderr.isTTY) drawBar(done, current.claims);
    const now = `${current.state} ${current.paymentsDone} ${done}`;
    if (now !== progress) changedAt = Date.now();
    progress = now;
    if (Date.now() - changedAt > patienceMilliseconds) {
      throw new CommandProblem(
        `There has been no progress for a while: ${done} of ${current.claims} claims are booked. Look at the queues' dead letters and the log.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  return current;
}

async function claimsDone(target: ApiTarget, file: FileView): Promise<number> {
  if (file.state === 'received') return 0;
  let done = 0;
  for await (const remittance of listAll<RemittanceView>(
    target,
    `/v1/remittance-files/${file.id}/remittances?limit=200`,
  )) {
    done += remittance.state === 'posting' ? remittance.claimsDone : remittance.claims;
  }
  return done;
}

function drawBar(done: number, all: number): void {
  const width = 40;
  const filled = all === 0 ? 0 : Math.floor((width * done) / all);
  process.stderr.write(`\r[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done} of ${all} claims`);
}

async function report(target: ApiTarget, file: FileView): Promise<number> {
  if (file.state === 'refused') {
    process.stdout.write(`Refused: ${file.refusal?.detail ?? ''}\n`);
    for (const { code, message, byteOffset } of file.findings.slice(0, 10)) {
      process.stdout.write(`  ${code} at byte ${byteOffset}: ${message}\n`);
    }
    return 2;
  }
  const { acknowledgementFileId: acknowledgements } = file;
  const acknowledged =
    acknowledgements === undefined ? undefined : await reportAcknowledgements(target, acknowledgements);
  if (acknowledged !== undefined && file.payments === 0) return acknowledged;
  let waiting = 0;
  let denied = 0;
  let planned = 0;
  for await (const remittance of listAll<RemittanceView>(
    target,
    `/v1/remittance-files/${file.id}/remittances?limit=200`,
  )) {
    const { id, state, traceNumber, paymentCents, claimsPosted, claimsUnapplied, exceptions, denials, reason } =
      remittance;
    waiting += exceptions;
    denied += denials;
    planned += state === 'planned' ? 1 : 0;
    process.stdout.write(
      `${state.padEnd(15)} ${formatCents(paymentCents).padStart(14)}  trace ${traceNumber}  ` +
        `${counted(claimsPosted, 'claim')} posted, ${claimsUnapplied} unapplied, ${counted(denials, 'denial')}, ${counted(exceptions, 'exception')}\n` +
        (reason === undefined ? '' : `                ${reason.detail}\n`) +
        (state === 'planned'
          ? `                It waits for your approval, and nothing of it is booked: superbill plan ${id}\n`
          : ''),
    );
  }
  process.stdout.write(
    `${counted(file.payments, 'payment')}, ${counted(file.claims, 'claim')}; ` +
      `waiting for a person: ${counted(waiting, 'exception')} and ${counted(denied, 'denial')}.\n`,
  );
  if (planned > 0) process.stdout.write(`${counted(planned, 'payment')} must be approved before posting.\n`);
  return waiting + denied + planned === 0 ? (acknowledged ?? 0) : 1;
}
