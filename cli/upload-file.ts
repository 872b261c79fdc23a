import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { digestOfFile } from '../shared/code-sets/local-file.ts';
import { type ApiTarget, CommandProblem, callApi } from './api-client.ts';

/**
 * Uploads a file to the URL that a route gives for its bytes.
 * @param route answers with an upload URL, such as `/v1/uploads`
 * @throws CommandProblem when there is no such file, it is empty, or the upload is refused
 */
export async function uploadFile(target: ApiTarget, route: string, path: string): Promise<{ readonly sha256: string }> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw new CommandProblem(`There is no file ${path}.`);
  if (found.size === 0) throw new CommandProblem(`${path} is empty.`);
  const { sha256, sizeBytes } = await digestOfFile(path);
  const { body } = await callApi<{ uploadUrl: string; headers: Record<string, string> }>(target, 'POST', route, {
    body: { sha256, sizeBytes },
  });
  const put = await fetch(body.uploadUrl, {
    method: 'PUT',
    headers: body.headers,
    body: Readable.toWeb(createReadStream(path)) as ReadableStream,
    duplex: 'half',
  } as RequestInit);
  if (!put.ok) throw new CommandProblem(`The upload of ${path} was refused (${put.status}).`);
  return { sha256 };
}
