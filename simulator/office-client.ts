import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The running host, as the simulator sees it. */
export interface SimulatedOffice {
  readonly url: string;
  readonly folder: string;
  readonly tenantId: string;
  readonly tokens: Readonly<Record<'api-client', string>>;
}

async function call<Body>(
  office: SimulatedOffice,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Body> {
  const answer = await fetch(`${office.url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${office.tokens['api-client']}`,
      ...(method === 'POST' ? { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new HostRefusal(answer.status);
  return (await answer.json()) as Body;
}

/** The host answered with another status than a good one. */
class HostRefusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the host answers ${status}`);
    this.status = status;
  }
}

/** Every item of a list of the office's API, page by page. Throws when it does not answer. */
export async function list<Item>(office: SimulatedOffice, path: string): Promise<Item[]> {
  const items: Item[] = [];
  let query = '';
  do {
    const page = await call<{ items: Item[]; nextPageToken?: string }>(office, 'GET', `${path}?limit=200${query}`);
    items.push(...page.items);
    query = page.nextPageToken === undefined ? '' : `&pageToken=${encodeURIComponent(page.nextPageToken)}`;
  } while (query !== '');
  return items;
}

/**
 * The files of documents that the office has written for a claim; none for a claim that the office does not know.
 * Throws when the office does not answer.
 */
export async function writtenDocuments(office: SimulatedOffice, claimId: string): Promise<readonly { id: string }[]> {
  try {
    const path = `/v1/claims/${encodeURIComponent(claimId)}/attachments`;
    const { items } = await call<{ items: { id: string; state: string }[] }>(office, 'GET', path);
    return items.filter(({ state }) => state === 'written');
  } catch (error) {
    if (error instanceof HostRefusal && error.status === 404) return [];
    throw error;
  }
}

/** The bytes of the file whose URL a route returns. */
export async function bytesAt(office: SimulatedOffice, path: string): Promise<Uint8Array> {
  const { url } = await call<{ url: string }>(office, 'GET', path);
  const file = await fetch(url);
  if (!file.ok) throw new Error(`the file store answers ${file.status}`);
  return new Uint8Array(await file.arrayBuffer());
}

interface FileView {
  readonly sha256: string;
  readonly state: string;
}

/**
 * Whether a file from the drop folder is completely processed: posted or refused, or for an acknowledgement applied.
 */
export async function isSettled(office: SimulatedOffice, text: string): Promise<boolean> {
  const sha256 = digestOf(text);
  const isIn = (files: readonly FileView[], states: readonly string[]) =>
    files.some((file) => file.sha256 === sha256 && states.includes(file.state));
  if (!isIn(await list<FileView>(office, '/v1/remittance-files'), ['done', 'refused'])) return false;
  const acknowledgements = await list<FileView>(office, '/v1/acknowledgement-files');
  return acknowledgements.every((file) => file.sha256 !== sha256) || isIn(acknowledgements, ['applied', 'refused']);
}

/** Uploads the answer to an inquiry, as the office's receiver would. */
export async function answerInquiry(office: SimulatedOffice, text: string): Promise<void> {
  const bytes = Buffer.from(text, 'latin1');
  const sha256 = digestOf(text);
  const asked = { sha256, sizeBytes: bytes.length };
  const path = '/v1/inquiry-answers/uploads';
  const { uploadUrl, headers } = await call<{ uploadUrl: string; headers: Record<string, string> }>(
    office,
    'POST',
    path,
    asked,
  );
  const put = await fetch(uploadUrl, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  // 412: the same bytes are already there, from an attempt that was cut off.
  if (!put.ok && put.status !== 412) throw new Error(`the file store answers ${put.status}`);
  await call(office, 'POST', '/v1/inquiry-answers', { sha256 });
}

function digestOf(text: string): string {
  return createHash('sha256').update(Buffer.from(text, 'latin1')).digest('hex');
}

/** Puts a file into the drop folder. It is written under another name first, so that it appears complete. */
export async function drop(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.part`), text);
  await rename(join(folder, `${name}.part`), join(folder, name));
}
