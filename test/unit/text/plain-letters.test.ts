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
    ['5º piso, 2ª puerta', '5o piso, 2a puerta'],
    ['O´Neil', "O'Neil"],
    ['Kaʻahumanu', "Ka'ahumanu"],
    ['12½ Main St', '12 1/2 Main St'],
    ['12 ½ Main St', '12 1/2 Main St'],
    ['½ Mile Rd', '1/2 Mile Rd'],
    ['«Casa» № 5 … ℅ José', '"Casa" No 5 ... c/o Jose'],
    ['Ħal Għargħur', 'Hal Gharghur'],
    ['Oﬃce\u00A0Park', 'Office Park'],
  ])('writes %s as %s', (text, plain) => {
    expect(plainLetters(text)).toBe(plain);
  });

  it.each(['38°C', 'm²', '©', '中', '＊', 'A\u0000B', '\ud800'])(
    'does not change what has no plain letter: %j',
    (text) => {
      expect(plainLetters(text)).toBe(text);
    },
  );
});
