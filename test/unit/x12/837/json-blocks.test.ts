import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { convert } from '../../../../cli/convert.ts';
import { convertJsonInBlocks } from '../../../../cli/convert-json-blocks.ts';
import { JsonBytes } from '../../../../shared/x12/837/convert/json-bytes.ts';
import { readClaimDocument, readLinesOfClaims } from '../../../../shared/x12/837/convert/read-json.ts';
import { openClaimPass } from '../../../../shared/x12/837/convert/read-x12.ts';
import { openJsonSink } from '../../../../shared/x12/837/convert/write-json.ts';
import { X12Sink } from '../../../../shared/x12/837/convert/write-x12.ts';
import { times } from '../../../support/effort.ts';
import { runLongCommand } from '../../../support/run-command.ts';
import { fileOf, sampleClaim, sampleDependent, write } from './sample-claim.ts';

/*
 * If several writers each write some of a file's claims, the result is the same as if one writer writes them all. The
 * files are synthetic.
 */

const folder = mkdtempSync(join(tmpdir(), 'superbill-blocks-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Two transactions, with several subscribers and a dependent for each of two billing providers. */
function segmentsOfFile(): string[] {
  const other = { ...sampleClaim.billingProvider, npi: '1003000126' };
  const claims = Array.from({ length: 12 }, (_, index) => ({
    ...sampleClaim,
    billingProvider: index % 6 < 4 ? sampleClaim.billingProvider : other,
    patientControlNumber: `PCN${index}`,
    subscriber: { ...sampleClaim.subscriber, memberId: `M${1000 + Math.floor(index / 2)}` },
    ...(index % 5 === 3 ? { dependent: sampleDependent } : {}),
  }));
  const written = write(fileOf(...claims));
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  const one = written.value;
  const transaction = one.slice(one.indexOf('ST*'), one.indexOf('GE*'));
  const two = one.replace('GE*1*', `${transaction.replaceAll('*0007', '*0008')}GE*2*`);
  return two.split('~').filter((text) => text !== '');
}

function jsonOf(bytes: Uint8Array): string {
  let json = '';
  const sink = openJsonSink((piece) => {
    json += Buffer.from(piece).toString();
  });
  const pass = openClaimPass(sink, () => {});
  pass.push(bytes);
  if (pass.finish().ok) sink.end();
  return json;
}

const bytesOf = (segments: readonly string[]) => Buffer.from(segments.map((text) => `${text}~`).join(''));

describe('superbill convert of a long file', () => {
  const many = (transactions: number): string => {
    const segments = segmentsOfFile();
    const [first, last] = [
      segments.indexOf('ST*837*0007*005010X222A1'),
      segments.findIndex((text) => /^SE/.test(text)) + 1,
    ];
    const transaction = `${segments.slice(first, last).join('~')}~`;
    const head = `${segments.slice(0, first).join('~')}~`;
    return `${head}${transaction.repeat(transactions)}GE*${transactions}*7~IEA*1*000000007~`;
  };

  it('checks all of a file that is longer than one read', async () => {
    const file = join(folder, 'longer.837');
    writeFileSync(file, many(120));
    const { exitCode, errors } = await runLongCommand(convert, [
      file,
      '--to',
      'x12',
      '--out',
      join(folder, 'again.837'),
      '--check',
    ]);
    // The transactions all have the same control number, which the guide does not forbid.
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  });
});

describe('writing the claims of a document in blocks', () => {
  const document = jsonOf(bytesOf(segmentsOfFile()));

  /**
   * What a document becomes: with the given number of threads, each writing the given number of claims at a time, or
   * with a single writer.
   */
  function written(json: string, threads?: number, claims = 1) {
    const file = join(folder, 'claims.json');
    writeFileSync(file, json);
    let text = '';
    const sink = new X12Sink((piece) => {
      text += Buffer.from(piece).toString();
    }, true);
    const bytes = () => [Buffer.from(json)];
    const descriptor = openSync(file, 'r');
    try {
      const source = { descriptor, threads: threads ?? 1, claims, lineEnds: true };
      const done = threads === undefined ? readClaimDocument(bytes, sink) : convertJsonInBlocks(bytes, sink, source);
      return { done, text, problems: sink.problems };
    } finally {
      closeSync(descriptor);
    }
  }

  it('numbers levels, lines and segments as one thread does, whatever the size of the blocks', () => {
    const straight = written(document);
    expect(straight.done?.ok).toBe(true);
    expect(straight.text.match(/^HL\*/gm)?.length).toBeGreaterThan(20);
    for (const claims of [1, 2, 3, 5, 100]) expect(written(document, 1, claims)).toEqual(straight);
    expect(written(document, 2, 3)).toEqual(straight);
  });

  it('reports the problems that one thread reports, with their places', () => {
    const odd = document.replaceAll('"frequency":"1"', '"frequency":"123","oddity":1');
    const straight = written(odd);
    expect(straight.problems.length).toBeGreaterThan(40);
    expect(written(odd, 1, 5)).toEqual(straight);
    expect(written(odd, 2, 5)).toEqual(straight);
  });

  it('leaves a claim that is not JSON to a reader in one thread, in whichever thread it is', () => {
    for (const number of ['PCN2', 'PCN7']) {
      const broken = document.replace(`"patientControlNumber":"${number}"`, `"patientControlNumber":${number}`);
      expect(written(broken).done).toMatchObject({ ok: false, failure: { kind: 'document-malformed' } });
      expect(written(broken, 2, 4).done).toBeUndefined();
    }
  });
});

describe('reading a document line by line', () => {
  const document = jsonOf(bytesOf(segmentsOfFile()));

  /** What a document becomes when it is read in pieces of this size; undefined when it must be read in another way. */
  function written(read: typeof readLinesOfClaims, json: string, step: number) {
    let text = '';
    const sink = new X12Sink((piece) => {
      text += Buffer.from(piece).toString();
    });
    const bytes = Buffer.from(json);
    const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, at) =>
      bytes.subarray(at * step, (at + 1) * step),
    );
    const done = read(() => pieces, sink);
    return done && { done, text, problems: sink.problems };
  }

  it('gives the same as a check of every bracket, in whatever pieces', () => {
    const whole = written(readClaimDocument, document, document.length);
    expect(whole?.done).toEqual({ ok: true, value: { claims: 24 } });
    for (const step of [1, 2, 100, 1999, document.length]) {
      expect(written(readLinesOfClaims, document, step)).toEqual(whole);
    }
  });

  it('gives the same, or nothing, for every other layout, also for faulty ones', () => {
    const layouts: readonly ((json: string) => string)[] = [
      (json) => JSON.stringify(JSON.parse(json)),
      (json) => `${JSON.stringify(JSON.parse(json))}\n`,
      (json) => JSON.stringify(JSON.parse(json), undefined, 1),
      (json) => json.replaceAll('\n', '\r\n'),
      (json) => json.replaceAll('},\n{"kind"', '},{"kind"'),
      (json) => json.replaceAll('},\n{"kind"', '}\n,{"kind"'),
      (json) => json.replaceAll('"serviceLines":[', '"serviceLines":[\n'),
      (json) => json.replace('},\n{"kind"', '}\n{"kind"'),
      (json) => json.replaceAll('\n]}', ',\n]}'),
      (json) => json.replace('}]}\n]}', '}]}]}'),
      (json) => json.slice(0, -9),
    ];
    const outcomes = layouts.map((layout) => {
      const json = layout(document);
      const lines = written(readLinesOfClaims, json, 5000);
      if (lines !== undefined) expect(lines).toEqual(written(readClaimDocument, json, 5000));
      return lines === undefined ? 'another way' : 'by lines';
    });
    expect(new Set(outcomes)).toEqual(new Set(['another way', 'by lines']));
    expect(outcomes.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => 'by lines'));
  });
});

describe('JSON in bytes', () => {
  const values = fc.dictionary(
    fc.string({ minLength: 1 }).filter((name) => !/^(?:\d+|__proto__)$/.test(name)),
    fc.jsonValue({ maxDepth: 3, noUnicodeString: false }),
    { noNullPrototype: true },
  );

  it('is what JSON.stringify writes, also in pieces', () => {
    fc.assert(
      fc.property(values, fc.string(), (object, text) => {
        let json = '';
        const bytes = new JsonBytes((piece) => {
          json += Buffer.from(piece).toString();
        });
        bytes.ascii('{"first":1');
        bytes.members({ ...object, absent: undefined });
        bytes.handOn(1);
        const from = bytes.place;
        bytes.member('text', text);
        const to = bytes.place;
        expect(bytes.again(from, to)).toBe(true);
        bytes.handOn(1);
        expect(bytes.again(from, to)).toBe(false);
        const first = JSON.stringify({ first: 1, ...object });
        const repeated = `,"text":${JSON.stringify(text)}`;
        expect(json).toBe(first.slice(0, -1) + repeated + repeated);
      }),
      { seed: 837, numRuns: times(100, 5000) },
    );
  });

  it('contains texts of any length', () => {
    const long = { text: 'x'.repeat(700_000), other: 'é"\\'.repeat(50_000) };
    let json = '';
    const bytes = new JsonBytes((piece) => {
      json += Buffer.from(piece).toString();
    });
    bytes.members(long);
    bytes.handOn(0);
    expect(json.slice(1)).toBe(JSON.stringify(long).slice(1, -1));
  });
});
