import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { base32, type IdKind, isId } from '../domain/identity/ids.ts';

/*
 * The token in the address of a link: the id of the link, or of the statement that it is printed on, a dot, and 26
 * characters (130 bits) that nobody can guess. Only its digest is stored.
 */

const secretBytes = 17;
const secretLength = 26;

export interface NewToken {
  readonly token: string;
  readonly tokenHash: string;
}

/** A new token. @param random at least 17 random bytes */
export function newLinkToken(id: string, random: Uint8Array): NewToken {
  const token = `${id}.${base32(random.subarray(0, secretBytes)).slice(0, secretLength)}`;
  return { token, tokenHash: hashOf(token) };
}

/**
 * The token of a link in a message. It is computed from the message's id, so that each attempt to send the message has
 * the same token.
 * @param secret the office's secret, without which nobody can compute the token
 */
export function messageToken(id: string, messageId: string, secret: Uint8Array): NewToken {
  return newLinkToken(id, createHmac('sha256', secret).update(`${messageId} ${id}`).digest());
}

/**
 * A second token, made from the token of another link. Whoever has the first token can compute the second, so the
 * second is not stored. Nobody can compute the first from the second.
 */
export function tokenBehind(token: string, id: string): NewToken {
  return newLinkToken(id, createHash('sha256').update(`behind ${token}`).digest());
}

/** The id in a token; undefined when its form is wrong, or the id names something else. */
export function idOfToken(token: string, ...kinds: readonly IdKind[]): string | undefined {
  const [, id = ''] = /^(\w+)\.[0-9A-HJKMNP-TV-Z]{26}$/.exec(token) ?? [];
  return kinds.some((kind) => isId(kind, id)) ? id : undefined;
}

/** Whether a token matches a stored digest. */
export function isToken(token: string, tokenHash: string): boolean {
  return isSame(hashOf(token), tokenHash);
}

/**
 * Whether a text is one of some others. The comparison takes the same time whatever the text is, so that its duration
 * reveals nothing.
 */
export function isOneOf(text: string, others: readonly string[]): boolean {
  const hits = others.filter((other) => isSame(digest(text), digest(other)));
  return hits.length > 0;
}

function isSame(left: string, right: string): boolean {
  const [own, kept] = [Buffer.from(left), Buffer.from(right)];
  return own.length === kept.length && timingSafeEqual(own, kept);
}

// The prefix says `pay-link` for every kind of link: the first links were for paying, and their stored digests must
// stay valid.
const hashOf = (token: string): string => digest(`pay-link ${token}`);

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** The address of a link on a page. */
export function linkAddress(page: string, office: string, token: string): string {
  return `${page}${office}/${token}`;
}
