import { describe, expect, it } from 'vitest';
import { plainLetters } from '../../../shared/domain/text/plain-letters.ts';

describe('text in the letters of files', () => {
  it.each([
    ['NUÑEZ', 'NUNEZ'],
    ['José', 'Jose'],
    ['Nun\u0303ez', 'Nunez'],
    ['Ærø', 'AEro'],
    ['Straße', 'Strasse'],
    ['Łódź', 'Lodz'],
    ['O’BRIEN–SMITH', "O'BRIEN-SMITH"],
    ["O'BRIEN-SMITH", "O'BRIEN-SMITH"],
  ])('writes %s as %s', (text, plain) => {
    expect(plainLetters(text)).toBe(plain);
  });

  it.each(['中', '＊', 'A\u0000B', '\ud800'])('does not change what has no plain letter: %j', (text) => {
    expect(plainLetters(text)).toBe(text);
  });
});
