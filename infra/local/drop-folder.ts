import { createHash } from 'node:crypto';
import { constants, openAsBlob } from 'node:fs';
import { access, mkdir, open, rename, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { type Found, findDropped, lookAt, type Stray, strayKinds } from './drop-finds.ts';
import type { HostLog } from './host-log.ts';
import type { IssueToken } from './issuer.ts';

export interface DropFolderSettings {
  /** The folder with a subfolder for each tenant. People and programs put remittance files into the subfolders. */
  readonly folder: string;
  /** The tenant whose folder is created at the start. Folders of other tenants are found when they appear. */
  readonly tenantId: string;
  /** The address of the API, without a slash at the end. */
  readonly url: string;
  readonly issueToken: IssueToken;
  readonly log: HostLog;
  readonly everyMilliseconds: number;
}

export interface DropFolder {
  stop(): Promise<void>;
}

/** The outcome of a file. `later`: neither taken nor refused; try again. */
type Import =
  | { readonly kind: 'imported'; readonly note?: string }
  /** The API has accepted the file. Whether it contains a remittance is known after it has been read. */
  | { readonly kind: 'taken'; readonly fileId: string; readonly note?: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'later' };

/** A program may have just created an empty file: it gets this many looks before it counts as finished. */
const looksAtEmpty = 10;

/**
 * The digest of a file. It is opened without waiting: something else may have taken its place, such as a pipe.
 * @throws when it is no file any more
 */
async function sha256Of(path: Buffer): Promise<string> {
  const opened = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await opened.stat()).isFile()) throw new Error('not-a-file');
    const hash = createHash('sha256');
    for await (const chunk of opened.createReadStream({ autoClose: false })) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } finally {
    await opened.close();
  }
}

/** Whether the same request may succeed later. */
const isPassing = (status: number): boolean => status >= 500 || [401, 403, 408, 425, 429].includes(status);

/** The text of a refusal: title and detail of the problem, which contain no values of the file. */
async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { title = '', detail = '', type = '' } = JSON.parse(text) as Record<string, string>;
    return [`${response.status} ${title}`, detail, type].filter((line) => line !== '').join('\n');
  } catch {
    return `${response.status}`;
  }
}

const emptyNote = 'The file is empty: nothing was imported. Ask its sender for it again.';

async function importFile(file: Found, settings: DropFolderSettings): Promise<Import> {
  if (file.sizeBytes === 0) return { kind: 'refused', why: emptyNote };
  const { url } = settings;
  const headers = await headersFor(file, settings);
  const sha256 = await sha256Of(file.path);
  const post = (path: string, body: unknown, more: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', ...more },
      body: JSON.stringify(body),
    });
  const upload = await post('/v1/uploads', { sha256, sizeBytes: file.sizeBytes });
  if (!upload.ok) return notTaken(upload);
  const signed = (await upload.json()) as { uploadUrl: string; headers: Record<string, string> };
  const stored = await fetch(signed.uploadUrl, {
    method: 'PUT',
    headers: signed.headers,
    body: await openAsBlob(file.path),
  });
  // 412: the same bytes are already there, from an attempt that was cut off.
  if (!stored.ok && stored.status !== 412) return { kind: 'later' };
  // If the same file is found again after a crash, it has the same key. If the same content is dropped again later, it
  // has another key.
  const intent = createHash('sha256').update(`${file.tenant}\n${file.name}\n${file.state}\n${sha256}`).digest('hex');
  const named = { sha256, name: keptName(file.name) };
  const taken = await post('/v1/remittance-files', named, { 'idempotency-key': `drop-${intent}` });
  if (!taken.ok) return notTaken(taken);
  const answer = (await taken.json()) as { file: { id: string }; alreadyReceived?: boolean };
  const note = answer.alreadyReceived === true ? { note: alreadyReceivedNote } : {};
  return { kind: 'taken', fileId: answer.file.id, ...note };
}

/** The API accepts names of at most this many characters. */
const nameLimit = 200;

/**
 * A file's name in the form that the API accepts: without control characters and halves of characters, and not too
 * long.
 */
export function keptName(name: string): string {
  return name
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, nameLimit)
    .toWellFormed();
}

async function headersFor(file: Found, { issueToken }: DropFolderSettings): Promise<Record<string, string>> {
  const token = await issueToken({ tenantId: file.tenant, subject: 'drop-folder', roles: ['api-client'] });
  return { authorization: `Bearer ${token}` };
}

async function notTaken(answer: Response): Promise<Import> {
  return isPassing(answer.status) ? { kind: 'later' } : { kind: 'refused', why: await reasonOf(answer) };
}

/** The outcome of a file that the API has accepted; undefined while it is being read. */
async function outcomeOf(
  file: Found,
  { fileId, note }: Extract<Import, { kind: 'taken' }>,
  settings: DropFolderSettings,
): Promise<Import | undefined> {
  const answer = await fetch(`${settings.url}/v1/remittance-files/${fileId}`, {
    headers: await headersFor(file, settings),
  });
  if (!answer.ok) return isPassing(answer.status) ? undefined : { kind: 'refused', why: await reasonOf(answer) };
  const read = (await answer.json()) as { state: string; refusal?: { code: string; detail: string } };
  if (read.state === 'received') return undefined;
  const { refusal } = read;
  if (refusal !== undefined) return { kind: 'refused', why: `${refusal.detail}\n${refusal.code}` };
  return { kind: 'imported', ...(note === undefined ? {} : { note }) };
}

const alreadyReceivedNote = 'The same bytes had been received before. Nothing was posted again.';

/** File systems allow names of 255 bytes. The number of a further file of the same name and `.txt` need room. */
const nameBytes = 240;

/** A name without its last characters, so that it has at most a number of bytes. */
function cutName(name: string, bytes: number): string {
  let cut = name;
  while (Buffer.byteLength(cut) > bytes) cut = cut.slice(0, -1).toWellFormed();
  return cut;
}

/** A free path in the folder: `file.835`, `file-2.835` … A long name is shortened before its extension. */
async function freePath(folder: string, longName: string): Promise<string> {
  const { name: longStem, ext: longExtension } = parse(longName);
  const ext = cutName(longExtension, 20);
  const stem = cutName(longStem, nameBytes - Buffer.byteLength(ext));
  const name = `${stem}${ext}`;
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? name : `${stem}-${count}${ext}`);
    const isTaken = await access(path).then(
      () => true,
      () => false,
    );
    if (!isTaken) return path;
  }
}

/**
 * Moves a file away, with a text that says why if there is something to say. Another file may have taken its place since
 * it was looked at: that one comes back into the drop folder.
 */
async function putAway(
  file: Found,
  outcome: Extract<Import, { kind: 'imported' | 'refused' }>,
  folder: string,
): Promise<void> {
  const target = join(folder, file.tenant, outcome.kind === 'imported' ? '.imported' : '.refused');
  await mkdir(target, { recursive: true });
  const path = await freePath(target, file.name);
  await rename(file.path, path);
  if ((await lookAt(path))?.state !== file.state) {
    await rename(path, await freePath(join(folder, file.tenant), file.name));
    return;
  }
  const note = outcome.kind === 'refused' ? outcome.why : outcome.note;
  if (note !== undefined) await writeFile(`${path}.txt`, `${note}\n`);
}

/** Writes why something is not imported, where the reasons of refused files are; once, however often the host starts. */
async function noteStray({ tenant, name, kind }: Stray, folder: string): Promise<void> {
  const target = join(folder, tenant ?? '', '.refused');
  await mkdir(target, { recursive: true });
  await writeFile(join(target, `${cutName(name, nameBytes)}.txt`), `${strayKinds[kind]}\n${kind}\n`, { flag: 'wx' });
}

/**
 * Polls the drop folder, which works on every file system, and imports files that have stopped growing, as any client
 * of the API would. Files with a remittance go to `.imported/`, all others to `.refused/` with a text that says why. Of
 * what is no file, somebody is told once, in the log and by such a text. A file that was neither imported nor refused stays where it is, and is tried again after longer and longer waits.
 */
export async function startDropFolder(settings: DropFolderSettings): Promise<DropFolder> {
  const { folder, log, everyMilliseconds } = settings;
  await mkdir(join(folder, settings.tenantId), { recursive: true });
  const seen = new Map<string, { readonly state: string; readonly looks: number }>();
  const waits = new Map<string, { readonly until: number; readonly milliseconds: number }>();
  /** Files that the API has accepted and is reading. */
  const taken = new Map<string, Extract<Import, { kind: 'taken' }> & { readonly state: string }>();
  let isStopped = false;

  const hasStoppedGrowing = (file: Found): boolean => {
    const before = seen.get(file.key);
    const looks = before?.state === file.state ? before.looks + 1 : 1;
    seen.set(file.key, { state: file.state, looks });
    return looks >= (file.sizeBytes === 0 ? looksAtEmpty : 2);
  };

  const take = async (file: Found) => {
    if ((waits.get(file.key)?.until ?? 0) > Date.now()) return;
    const known = taken.get(file.key);
    const outcome =
      known?.state === file.state
        ? await outcomeOf(file, known, settings).catch(() => undefined)
        : await importFile(file, settings).catch((): Import => ({ kind: 'later' }));
    if (outcome === undefined) return;
    if (outcome.kind === 'taken') {
      taken.set(file.key, { ...outcome, state: file.state });
      return;
    }
    log.event('file-dropped', { tenant: file.tenant, outcome: outcome.kind, sizeBytes: file.sizeBytes });
    if (outcome.kind === 'later') {
      const milliseconds = Math.min(60_000, 2 * (waits.get(file.key)?.milliseconds ?? everyMilliseconds));
      waits.set(file.key, { until: Date.now() + milliseconds, milliseconds });
      return;
    }
    await putAway(file, outcome, folder);
    for (const map of [waits, seen, taken]) map.delete(file.key);
  };

  /** What somebody was told of, while it is there. */
  const told = new Set<string>();
  const tell = async (strays: readonly Stray[]) => {
    const there = new Set(strays.map(({ key }) => key));
    for (const key of told) if (!there.has(key)) told.delete(key);
    for (const stray of strays) {
      if (told.has(stray.key)) continue;
      told.add(stray.key);
      log.event('drop-not-importable', { tenant: stray.tenant ?? '', kind: stray.kind });
      await noteStray(stray, folder).catch(() => undefined);
    }
  };

  const look = async () => {
    const { files, strays } = await findDropped(folder);
    await tell(strays);
    for (const file of files) if (!isStopped && hasStoppedGrowing(file)) await take(file);
  };

  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const plan = () => {
    timer = setTimeout(() => {
      looking = look()
        .catch(() => log.event('drop-folder-unreadable'))
        .then(() => {
          if (!isStopped) plan();
        });
    }, everyMilliseconds);
  };
  plan();
  const stop = async () => {
    isStopped = true;
    clearTimeout(timer);
    await looking;
  };
  return { stop };
}
