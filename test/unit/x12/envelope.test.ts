import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { detectDelimiters } from '../../../shared/x12/envelope.ts';
import { readSegments, splitComponents } from '../../../shared/x12/segments.ts';

const padded =
  'ISA*00*          *00*          *ZZ*SYNTHPAYER     *ZZ*SYNTHCLINIC    *261101*0930*^*00501*000000835*0*T*:~';
const short = 'ISA*00**00**ZZ*SYNTHPAYER*ZZ*SYNTHCLINIC*261101*0930*^*00501*000000835*0*T*:~';
const detect = (text: string, offset = 0) => detectDelimiters(Buffer.from(text, 'latin1'), offset);
const codes = (text: string) => {
  const found = detect(text);
  return found.ok ? found.value.findings.map(({ code }) => code) : found.failure.kind;
};

describe('the delimiters of an interchange', () => {
  test('are read from a padded header, with its elements, without a finding', () => {
    const found = detect(`${padded}\nGS*HP`);
    expect(found).toMatchObject({
      ok: true,
      value: { element: 0x2a, component: 0x3a, repetition: 0x5e, segment: 0x7e, filler: 0x20, start: 0, end: 106 },
    });
    expect(found.ok && found.value.elements[6]).toBe('SYNTHPAYER');
    expect(found.ok && found.value.elements[13]).toBe('000000835');
    expect(codes(`${padded}\nGS*HP`)).toEqual([]);
  });

  test.each([
    ['dropped padding', `${short}GS*HP`, ['isa-not-padded']],
    ['white space before it', `\r\n ${padded}`, ['leading-whitespace']],
    ['a byte order mark', `\xef\xbb\xbf${padded}`, ['byte-order-mark']],
    ['a separator after its last element', padded.replace(':~', ':*~'), ['isa-trailing-separator']],
    ['no component separator', `${padded.replace(':~', '~')}GS*HP`, ['isa-component-separator-missing']],
    [
      'no component separator, on lines',
      `${padded.replace(':~', '~')}\nGS*HP*A~\nST`,
      ['isa-component-separator-missing'],
    ],
    ['a newline as terminator', padded.replace('~', '\n'), []],
    ['a newline and then tildes', `${padded.replace('~', '\n')}~GS*HP\n~ST`, ['terminator-after-line-end']],
  ])('are found with %s', (_, text, expected) => expect(codes(text)).toEqual(expected));

  test('of CRLF are a newline, so that a carriage return is no content', () => {
    const bytes = Buffer.from(`${padded.replace('~', '\r\n')}GS*HP*A\r\nST*835*0001\r\n`);
    const found = detectDelimiters(bytes, 0);
    expect(found).toMatchObject({ ok: true, value: { segment: 0x0a, end: 107 } });
    if (!found.ok) return;
    const segments = [...readSegments(bytes, found.value, found.value.end)];
    expect(segments.map(({ elements }) => elements)).toEqual([
      ['GS', 'HP', 'A'],
      ['ST', '835', '0001'],
    ]);
  });

  test('have no repetition separator before version 00402', () => {
    expect(detect(padded.replace('^', 'U').replace('00501', '00401'))).toMatchObject({ value: { repetition: -1 } });
  });

  test.each([
    ['an empty file', '', 'file-empty'],
    ['white space only', ' \n', 'file-empty'],
    ['UTF-16', '\xff\xfeI\x00S\x00A\x00', 'file-utf-16'],
    ['a ZIP archive', 'PK\x03\x04\x14\x00', 'file-compressed'],
    ['a gzip file', '\x1f\x8b\x08\x00', 'file-compressed'],
    ['text that begins like an archive', 'PK,amount\n', 'envelope-missing'],
    ['other text', 'patient,amount\n', 'envelope-missing'],
    ['a transaction without envelope', 'ST*835*0001~', 'envelope-missing-fragment'],
    ['a group without interchange', 'GS*HP*A*B~', 'envelope-missing-fragment'],
    ['a word that begins with ISA', 'ISABELLA', 'envelope-malformed'],
    ['a header that breaks off', padded.slice(0, 60), 'envelope-truncated'],
    ['a header without terminator', padded.slice(0, -1), 'envelope-truncated'],
    ['too few separators', `ISA*00*${'x'.repeat(2000)}`, 'envelope-malformed'],
    ['one byte for two purposes', padded.replace(':~', '**'), 'envelope-truncated'],
    ['a component separator that terminates too', `${padded.replace(':~', '~~')}GS`, 'delimiters-collide'],
    ['a letter as terminator', padded.replace(':~', ':G'), 'delimiters-collide'],
  ])('of %s are not found, with the reason', (_, text, kind) => expect(codes(text)).toBe(kind));

  const group = 'GS*HC*A*B*20261102*0930*7*X*005010X222A1';

  test.each([
    ['element separator', `${padded}\n${group.replaceAll('*', '|')}~`, 'element-separator-differs', 109, '*', '|'],
    ['element separator', `${padded}TA1|000000001~`, 'element-separator-differs', 109, '*', '|'],
    ['terminator', `${padded}\n${group}\nST*837~`, 'segment-terminator-differs', 147, '~', 'the byte 0x0a'],
    ['terminator', `${padded}${group}'\nST*837'`, 'segment-terminator-differs', 146, '~', "'"],
  ])('whose %s differs from that of the text are refused, with the place and both', (_, text, kind, at, has, have) => {
    const found = detect(text);
    expect(found).toMatchObject({ ok: false, failure: { kind, byteOffset: at } });
    if (!found.ok) expect(found.failure.message).toMatch(`(ISA has ${has}, they have ${have})`);
  });

  test.each([
    ['a group that breaks off', `${padded}GS*HC~ST*837~`],
    ['a group with an element more', `${padded}${group}*~ST*837~`],
    ['spaces behind the version', `${padded}${group}  ~ST*837~`],
    ['a line end and a carriage return', `${padded.replace('~', '\r\n')}${group}\r\nST*837\r\n`],
  ])('are accepted as announced with %s', (_, text) => expect(detect(text).ok).toBe(true));

  test('are searched for at an offset, where the offset counts', () => {
    const found = detect(`IEA*1*1~\n${padded}`, 8);
    expect(found).toMatchObject({ ok: true, value: { start: 9, end: 9 + 106, findings: [] } });
  });

  test.prop([fc.uint8Array({ maxLength: 300 }), fc.boolean()])(
    'of any bytes are found or refused, never thrown',
    (bytes, isa) => {
      const input = isa ? Buffer.concat([Buffer.from('ISA*'), bytes]) : bytes;
      const found = detectDelimiters(input, 0);
      if (found.ok)
        for (const segment of readSegments(input, found.value)) expect(segment.byteLength).toBeGreaterThan(0);
    },
  );
});

describe('segments', () => {
  const delimiters = { element: 0x2a, component: 0x3a, repetition: 0x5e, segment: 0x7e, filler: 0x20 };
  const safe = fc.stringMatching(/^[A-Z0-9 é.]{0,6}$/);

  test.prop([fc.array(fc.tuple(fc.stringMatching(/^[A-Z][A-Z0-9]{1,2}$/), fc.array(safe, { maxLength: 5 })))])(
    'are read back as they were written, with their places',
    (written) => {
      const text = written.map(([id, elements]) => [id, ...elements].join('*'));
      const bytes = Buffer.from(text.map((segment) => `${segment}~\n`).join(''));
      const read = [...readSegments(bytes, delimiters)];
      expect(read.map(({ elements }) => elements.join('*'))).toEqual(text);
      for (const [index, { byteOffset, byteLength }] of read.entries()) {
        expect(bytes.subarray(byteOffset, byteOffset + byteLength).toString()).toBe(`${text[index]}~`);
      }
    },
  );

  test('decode UTF-8, and Latin-1 where it is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('N1*PR*É~'), Buffer.from('N1*PE*É~', 'latin1')]);
    expect([...readSegments(bytes, delimiters)].map(({ elements }) => elements[2])).toEqual(['É', 'É']);
  });

  test('return their composites', () => {
    expect(splitComponents('HC:99213::25', delimiters)).toEqual(['HC', '99213', '', '25']);
    expect(splitComponents(undefined, delimiters)).toEqual([]);
  });
});
