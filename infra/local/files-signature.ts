import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { credentials } from './environment.ts';

/** Why S3 would refuse a request without looking at the object. */
export type Refusal = 'AccessDenied' | 'SignatureDoesNotMatch' | 'RequestExpired';

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The signed text of Signature Version 4: method, path, query, the signed headers with their values. */
function canonicalRequest(request: IncomingMessage, url: URL, signedHeaders: readonly string[]): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const headers = signedHeaders.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  const path = url.pathname.split('/').map((part) => encode(decodeURIComponent(part)));
  const payload = url.searchParams.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  return [request.method, path.join('/'), query.join('&'), headers.join(''), signedHeaders.join(';'), payload].join(
    '\n',
  );
}

/** The time of `X-Amz-Date`, in milliseconds since 1970. */
function signedAt(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/**
 * Checks a request as S3 does: a presigned URL must not have expired, and the request must have exactly the signed headers with their
 * values (length and SHA-256 of an upload). Requests with a signature in the header come from the functions on this machine; their
 * signature is not checked. A request without a signature is refused.
 */
export function refusalOf(request: IncomingMessage, url: URL, now: number): Refusal | undefined {
  const query = url.searchParams;
  const signature = query.get('X-Amz-Signature');
  if (signature === null) {
    return request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') ? undefined : 'AccessDenied';
  }
  const date = query.get('X-Amz-Date') ?? '';
  const expiresAt = signedAt(date) + Number(query.get('X-Amz-Expires')) * 1000;
  if (!(expiresAt >= now)) return 'RequestExpired';
  const signedHeaders = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  const [accessKey, ...scope] = (query.get('X-Amz-Credential') ?? '').split('/');
  if (accessKey !== credentials.accessKeyId) return 'AccessDenied';
  const digest = createHash('sha256')
    .update(canonicalRequest(request, url, signedHeaders))
    .digest('hex');
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), digest].join('\n');
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${credentials.secretAccessKey}`);
  const expected = hmac(key, text).toString('hex');
  const same = signature.length === expected.length && timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
  return same ? undefined : 'SignatureDoesNotMatch';
}
