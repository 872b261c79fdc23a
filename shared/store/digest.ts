import { hash } from 'node:crypto';

/**
 * SHA-256 of a tuple of texts. Parts have a length prefix, so that different tuples never look the same. Used for every key that would
 * otherwise contain a value from outside.
 */
export function digestOf(...parts: readonly string[]): Buffer {
  return hash('sha256', parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''), 'buffer');
}

/** The digest as 43 characters of base64url. */
export function digestText(...parts: readonly string[]): string {
  return digestOf(...parts).toString('base64url');
}

/** A shard number from 0 up to `count`, spread evenly over names. */
export function shardOf(name: string, count: number): number {
  return digestOf(name).readUInt32BE(0) % count;
}
