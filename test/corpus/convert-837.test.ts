import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ClaimSink } from '../../shared/x12/837/convert/claim-document.ts';
import { readClaimDocument } from '../../shared/x12/837/convert/read-json.ts';
import { openClaimPass } from '../../shared/x12/837/convert/read-x12.ts';
import { openJsonSink } from '../../shared/x12/837/convert/write-json.ts';
import { X12Sink } from '../../shared/x12/837/convert/write-x12.ts';

const corpus = new URL('../../../shared/corpus/', import.meta.url);
const isPresent = existsSync(new URL('MANIFEST.csv', corpus));

const files = isPresent
  ? readFileSync(new URL('MANIFEST.csv', corpus), 'utf8')
      .split('\n')
      .map((row) => row.split(','))
      .flatMap(([file = '', type = '', , , , valid = '']) => (/^837/.test(type) ? [{ file, type, valid }] : []))
  : [];

function read(bytes: Uint8Array, sink: ClaimSink): boolean {
  const pass = openClaimPass(sink, () => {});
  pass.push(bytes);
  const ended = pass.finish();
  if (ended.ok) sink.end();
  return ended.ok;
}

function toJson(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  return read(
    bytes,
    openJsonSink((part) => parts.push(Buffer.from(part).toString())),
  )
    ? parts.join('')
    : undefined;
}

function toX12(json: string) {
  const parts: string[] = [];
  const sink = new X12Sink((part) => parts.push(Buffer.from(part).toString()));
  const done = readClaimDocument(() => [Buffer.from(json)], sink);
  return { done, text: parts.join(''), problems: sink.problems };
}

describe.skipIf(!isPresent)('converting the corpus of 837 files', () => {
  /** The guides' examples begin with ST, so there is no envelope to keep. */
  const whole = files.filter(
    ({ file, type, valid }) =>
      type !== '837' && valid === 'valid' && readFileSync(new URL(file, corpus), 'latin1').startsWith('ISA'),
  );

  it('has files to try', () => expect(whole.length).toBeGreaterThan(25));

  it.each(whole)('turns $file into JSON and back, and the JSON of what was written is the same', ({ file }) => {
    const json = toJson(readFileSync(new URL(file, corpus))) ?? '';
    const { done, text, problems } = toX12(json);
    expect([done.ok, problems]).toEqual([true, []]);
    const again = JSON.parse(toJson(Buffer.from(text)) ?? '');
    // Version 4010 is written as 5010; everything else is the same.
    const unversioned = (_key: string, value: unknown) =>
      typeof value === 'string' && /^(?:00401$|00501$|004010|005010)/.test(value) ? '' : value;
    expect(JSON.parse(JSON.stringify(again, unversioned))).toEqual(
      JSON.parse(JSON.stringify(JSON.parse(json), unversioned)),
    );
  });

  it.each(files)('never throws on $file, nor on what is written from it', ({ file }) => {
    const json = toJson(readFileSync(new URL(file, corpus)));
    if (json !== undefined) expect(toX12(json).done.ok).toBe(true);
  });
});
