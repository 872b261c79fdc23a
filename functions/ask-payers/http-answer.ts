import type { Logger } from '../../shared/domain/logger.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Fault } from './fail-inquiry.ts';

/** What a payer's system answered over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A payer must answer in 20 seconds (CORE's rule for real time); intermediaries may take as long again. */
const patienceMilliseconds = 60_000;

/** An answer about one person has some kilobytes. More than this many bytes, unpacked, are not read: they would end the function. */
const largestAnswerBytes = 10_000_000;

/**
 * Sends a request to a payer's system and reads its answer, whatever its status. Fails when there is none, when it
 * refuses who asks (401, 403), refers to another address, or is too long.
 */
export async function answerOverHttp(
  fetch: typeof globalThis.fetch,
  url: string,
  request: Pick<RequestInit, 'headers' | 'body'>,
  logger: Logger,
): Promise<Result<HttpAnswer, Fault>> {
  try {
    const signal = AbortSignal.timeout(patienceMilliseconds);
    // A redirect would send the password to another address: it is not followed.
    const response = await fetch(url, { method: 'POST', ...request, signal, redirect: 'manual' });
    const { status } = response;
    if (status >= 400) logger.warn('payer-refused', { status });
    if (status === 401 || status === 403 || (status >= 300 && status < 400)) {
      await response.body?.cancel();
      return fail(faultOfStatus(status));
    }
    const bytes = await bodyOf(response);
    if (bytes === undefined) return fail({ fault: 'answer-unreadable', places: ['too long'] });
    return ok({ status, contentType: response.headers.get('content-type') ?? '', bytes });
  } catch (error) {
    const reason = reasonOf(error);
    logger.warn('payer-unreachable', { name: reason });
    return fail({ fault: 'payer-unreachable', places: [reason] });
  }
}

async function bodyOf(response: Response): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop ends the transfer.
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > largestAnswerBytes) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** What a status means by itself, when the answer has nothing else to tell. */
export function faultOfStatus(status: number): Fault {
  const places = [`status ${status}`];
  if (status === 401 || status === 403) return { fault: 'sign-in-refused', places };
  // Too slow, too busy, or out of order: another attempt may succeed.
  if (status >= 500 || status === 408 || status === 429) return { fault: 'payer-unreachable', places };
  return { fault: status < 300 ? 'answer-unreadable' : 'question-refused', places };
}

/** The system's code for why nothing was reached, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`; never its text. */
function reasonOf(error: unknown): string {
  const { name, code, cause } = (error ?? {}) as { name?: unknown; code?: unknown; cause?: { code?: unknown } };
  const told = [cause?.code, code, name].find((text) => typeof text === 'string' && /^[A-Za-z0-9_]{1,60}$/.test(text));
  return typeof told === 'string' ? told : 'unknown';
}
