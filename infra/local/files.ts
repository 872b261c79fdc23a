import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { decodeAwsChunked } from './aws-chunked.ts';
import { listObjects } from './files-list.ts';
import { refusalOf } from './files-signature.ts';
import { listen, loopback } from './ports.ts';

export interface EmbeddedFiles {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** The facts that are stored with an object. */
interface ObjectFacts {
  readonly size: number;
  readonly etag: string;
  readonly sha256: string;
  readonly contentType: string;
  readonly lastModified: string;
}

/** A failed answer of S3, with the code that the SDK turns into the error's name. */
class FilesError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** The path of an object on disk: readable for people, and never outside of the folder. */
function pathOf(folder: string, url: URL): string {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const names = parts.map((part) => encodeURIComponent(decodeURIComponent(part)).replace(/^\.+$/, '%2E'));
  if (names.length < 2) throw new FilesError(501, 'NotImplemented');
  return join(folder, ...names);
}

async function factsOf(path: string): Promise<ObjectFacts | undefined> {
  try {
    await stat(`${path}.object`);
    return JSON.parse(await readFile(`${path}.facts.json`, 'utf8')) as ObjectFacts;
  } catch {
    return undefined;
  }
}

async function existing(path: string): Promise<ObjectFacts> {
  const facts = await factsOf(path);
  if (facts === undefined) throw new FilesError(404, 'NoSuchKey');
  return facts;
}

const header = (request: IncomingMessage, url: URL, name: string): string | undefined => {
  const value = request.headers[name] ?? url.searchParams.get(name);
  return typeof value === 'string' ? value : undefined;
};

/** Writes the body to a new file and computes what S3 computes. */
async function receive(request: IncomingMessage, path: string): Promise<{ size: number; md5: Buffer; sha256: string }> {
  const [md5, sha256] = [createHash('md5'), createHash('sha256')];
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      md5.update(chunk);
      sha256.update(chunk);
      done(null, chunk);
    },
  });
  const isChunked = String(request.headers['content-encoding'] ?? '').includes('aws-chunked');
  const decoders = isChunked ? [decodeAwsChunked()] : [];
  await pipeline([request, ...decoders, measure, createWriteStream(path)]);
  return { size, md5: md5.digest(), sha256: sha256.digest('base64') };
}

async function put(request: IncomingMessage, response: ServerResponse, url: URL, path: string): Promise<void> {
  const mustBeNew = header(request, url, 'if-none-match') === '*';
  if (mustBeNew && (await factsOf(path)) !== undefined) throw new FilesError(412, 'PreconditionFailed');
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.receiving`;
  try {
    const { size, md5, sha256 } = await receive(request, temporary);
    const declared = header(request, url, 'x-amz-checksum-sha256');
    if (declared !== undefined && declared !== sha256) throw new FilesError(400, 'BadDigest');
    const etag = `"${md5.toString('hex')}"`;
    const contentType = request.headers['content-type'] ?? 'application/octet-stream';
    const facts: ObjectFacts = { size, etag, sha256, contentType, lastModified: new Date().toISOString() };
    if (mustBeNew && (await factsOf(path)) !== undefined) throw new FilesError(412, 'PreconditionFailed');
    await writeFile(`${temporary}.facts`, JSON.stringify(facts));
    await rename(`${temporary}.facts`, `${path}.facts.json`);
    // An object exists once its bytes stand under its name; facts without bytes do not count.
    await rename(temporary, `${path}.object`);
    response.writeHead(200, { etag, 'x-amz-checksum-sha256': sha256 }).end();
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The byte range of a Range header; undefined for all bytes. */
function rangeOf(text: string | undefined, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text ?? '');
  if (match === null || match[0] === 'bytes=-') return undefined;
  const [first, last] = [match[1] ?? '', match[2] ?? ''];
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || start > end) throw new FilesError(416, 'InvalidRange');
  return { start, end };
}

async function get(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  const facts = await existing(path);
  const range = rangeOf(request.headers.range, facts.size);
  response.writeHead(range ? 206 : 200, {
    etag: facts.etag,
    'last-modified': new Date(facts.lastModified).toUTCString(),
    'content-type': facts.contentType,
    'content-length': range ? range.end - range.start + 1 : facts.size,
    'accept-ranges': 'bytes',
    ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${facts.size}` } : {}),
    ...(range || request.headers['x-amz-checksum-mode'] !== 'ENABLED' ? {} : { 'x-amz-checksum-sha256': facts.sha256 }),
  });
  if (request.method === 'HEAD' || facts.size === 0) {
    response.end();
    return;
  }
  await pipeline(createReadStream(`${path}.object`, range ?? {}), response);
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://files.local');
  const refusal = refusalOf(request, url, Date.now());
  if (refusal !== undefined) throw new FilesError(403, refusal === 'RequestExpired' ? 'AccessDenied' : refusal);
  if (request.method === 'PUT' && /^\/[^/]+\/?$/.test(url.pathname)) {
    // A bucket is created by its first object.
    response.writeHead(200).end();
    return;
  }
  const bucket = /^\/([a-z0-9][a-z0-9.-]+)\/?$/.exec(url.pathname)?.[1];
  if (request.method === 'GET' && bucket !== undefined && url.searchParams.get('list-type') === '2') {
    const body = await listObjects(folder, bucket, url.searchParams, factsOf);
    response.writeHead(200, { 'content-type': 'application/xml' }).end(body);
    return;
  }
  const path = pathOf(folder, url);
  if (request.method === 'PUT') return put(request, response, url, path);
  if (request.method === 'GET' || request.method === 'HEAD') return get(request, response, path);
  if (request.method === 'DELETE') {
    await rm(`${path}.object`, { force: true });
    response.writeHead(204).end();
    return;
  }
  throw new FilesError(501, 'NotImplemented');
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const [status, code] = error instanceof FilesError ? [error.status, error.code] : [500, 'InternalError'];
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml', connection: 'close' });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Removes the incomplete uploads of a host that was killed, because nobody can send the rest of them. */
async function removeHalfReceived(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const half = names.filter((name) => /\.receiving(\.facts)?$/.test(name));
  for (const name of half) await rm(join(folder, name), { force: true });
}

/**
 * Starts the embedded S3: put, get (with ranges), head, list and delete of objects below `folder`, presigned or from
 * the SDK. Unlike the usual emulators it takes files of any size, checks presigned URLs with their length and SHA-256,
 * and does not overwrite an object when the request forbids it (`If-None-Match: *`). The product relies on all of this.
 * An object appears whole or not at all.
 */
export async function startFiles(folder: string): Promise<EmbeddedFiles> {
  await mkdir(folder, { recursive: true });
  await removeHalfReceived(folder);
  const server = createServer((request, response) => {
    answer(folder, request, response).catch((error: unknown) => refuse(request, response, error));
  });
  const port = await listen(server, 0);
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return { endpoint: `http://${loopback}:${port}`, stop };
}
