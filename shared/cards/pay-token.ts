import { createHash, timingSafeEqual } from 'node:crypto';
import { base32 } from '../domain/identity/ids.ts';

/*
 * The token in the address of a pay link: the id of the link, or of the statement that it is printed on, a dot, and 26
 * random characters (130 bits). Only its digest is stored.
 */

const secretBytes = 17;
const secretLength = 26;

/** A new token. @param random at least 17 random bytes */
export function newPayToken(id: string, random: Uint8Array): { readonly token: string; readonly tokenHash: string } {
  const token = `${id}.${base32(random.subarray(0, secretBytes)).slice(0, secretLength)}`;
  return { token, tokenHash: hashOf(token) };
}

/** The id in a token; undefined when its form is wrong. */
export function idOfToken(token: string): string | undefined {
  return /^((?:plk|stm)_[0-9A-HJKMNP-TV-Z]{26})\.[0-9A-HJKMNP-TV-Z]{26}$/.exec(token)?.[1];
}

/** Whether a token matches a stored digest. */
export function isToken(token: string, tokenHash: string): boolean {
  const [own, kept] = [Buffer.from(hashOf(token)), Buffer.from(tokenHash)];
  return own.length === kept.length && timingSafeEqual(own, kept);
}

function hashOf(token: string): string {
  return createHash('sha256').update(`pay-link ${token}`).digest('base64url');
}

/** The address of a link. */
export function payAddress(payPage: string, office: string, token: string): string {
  return `${payPage}${office}/${token}`;
}
