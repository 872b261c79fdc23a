import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  base32,
  base32Alphabet,
  claimIdFromDigest,
  type IdKind,
  idFromDigest,
  idPrefixes,
  isId,
  parseClaimId,
  parseTenantId,
} from '../../../shared/domain/identity/ids.ts';

const digest = fc.uint8Array({ minLength: 32, maxLength: 32 });
const idKind = fc.constantFrom(...(Object.keys(idPrefixes) as IdKind[]));

describe('ids', () => {
  it('made from a digest have the shape of their kind, and of no other', () => {
    fc.assert(
      fc.property(idKind, digest, idKind, (kind, bytes, other) => {
        const id = idFromDigest(kind, bytes);
        expect(isId(kind, id)).toBe(true);
        expect(isId(other, id)).toBe(idPrefixes[kind] === idPrefixes[other]);
      }),
    );
  });

  it('distinguish 130 bits of the digest', () => {
    fc.assert(
      fc.property(digest, fc.integer({ min: 0, max: 15 }), (bytes, at) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] as number) ^ 1;
        expect(idFromDigest('encounter', changed)).not.toBe(idFromDigest('encounter', bytes));
      }),
    );
  });

  it('write bytes as base 32, the most significant bits first', () => {
    expect(base32(new Uint8Array([0xff]))).toBe('ZW');
    expect(base32(new Uint8Array([0x00, 0x44, 0x32, 0x14, 0xc7]))).toBe('01234567'.slice(0, 8));
    expect(base32(new Uint8Array([]))).toBe('');
  });
});

describe('claim ids', () => {
  it('read back whatever they are made from', () => {
    fc.assert(
      fc.property(digest, (bytes) => {
        const id = claimIdFromDigest(bytes);
        expect(id).toHaveLength(16);
        expect(parseClaimId(id)).toEqual({ ok: true, value: id });
      }),
    );
  });

  it('notice any one character that a payer changes', () => {
    const character = fc.constantFrom(...base32Alphabet);
    fc.assert(
      fc.property(digest, fc.integer({ min: 1, max: 14 }), character, (bytes, at, replacement) => {
        const id = claimIdFromDigest(bytes);
        const changed = id.slice(0, at) + replacement + id.slice(at + 1);
        // The check is modulo 31 over 32 characters: the first and the last of the alphabet weigh the same.
        const isSame = [id.charAt(at), replacement].map((one) => base32Alphabet.indexOf(one) % 31);
        if (isSame[0] !== isSame[1]) expect(parseClaimId(changed).ok).toBe(false);
      }),
    );
  });

  it('are never another system’s control number shortened or lengthened', () => {
    const id = claimIdFromDigest(new Uint8Array(9));
    expect(parseClaimId(id.slice(0, 15)).ok).toBe(false);
    expect(parseClaimId(`${id}0`).ok).toBe(false);
    expect(parseClaimId(id.toLowerCase()).ok).toBe(false);
    expect(parseClaimId('').ok).toBe(false);
  });
});

describe('tenant ids', () => {
  it.each(['abc', 'north-clinic', 'a1-b2', `a${'b'.repeat(39)}`])('accept %s', (text) => {
    expect(parseTenantId(text)).toEqual({ ok: true, value: text });
  });

  it.each(['', 'ab', 'Abc', '1abc', 'a#b', 'a b c', '_', `a${'b'.repeat(40)}`])('refuse %j', (text) => {
    expect(parseTenantId(text)).toEqual({ ok: false, failure: { kind: 'tenant-malformed' } });
  });
});
