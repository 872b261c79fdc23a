import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { convert } from '../../../../cli/convert.ts';
import { convertInBlocks, usualBlock } from '../../../../cli/convert-blocks.ts';
import { convertJsonInBlocks } from '../../../../cli/convert-json-blocks.ts';
import { JsonBytes } from '../../../../shared/x12/837/convert/json-bytes.ts';
import { readClaimDocument } from '../../../../shared/x12/837/convert/read-json.ts';
import { openClaimPass, type PlacedFinding } from '../../../../shared/x12/837/convert/read-x12.ts';
import { openJsonSink } from '../../../../shared/x12/837/convert/write-json.ts';
import { X12Sink } from '../../../../shared/x12/837/convert/write-x12.ts';
import { times } from '../../../support/effort.ts';
import { runCommand } from '../../../support/run-command.ts';
import { fileOf, sampleClaim, sampleDependent, write } from './sample-claim.ts';

/* Several readers of one file, each of which reads some blocks of it, tell together what one reader tells. Synthetic files. */

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

interface Told {
  readonly json: string;
  readonly findings: readonly PlacedFinding[];
}

/** What a reader tells of each block that is its own. */
function part(bytes: Uint8Array, size: number, isMine: (block: number) => boolean) {
  const told = new Map<number, { json: string; findings: PlacedFinding[] }>();
  let [block, isEntangled] = [0, false];
  const of = () => {
    const known = told.get(block) ?? { json: '', findings: [] };
    told.set(block, known);
    return known;
  };
  const sink = openJsonSink((piece) => {
    if (isMine(block)) of().json += Buffer.from(piece).toString();
  });
  const blocks = {
    bytes: size,
    next() {
      sink.handOn();
      block += 1;
      return isMine(block);
    },
    passed: () => sink.passed(),
    entangled() {
      isEntangled = true;
    },
  };
  const pass = openClaimPass(sink, (found) => of().findings.push(found), { blocks, isFirst: isMine(0) });
  pass.push(bytes);
  if (pass.finish().ok) sink.end();
  sink.handOn();
  return { told, isEntangled, blocks: block + 1 };
}

/** What several readers tell together, in the order of blocks; undefined when a file cannot be read so. */
function together(bytes: Uint8Array, size: number, readers: number): (Told & { readonly blocks: number }) | undefined {
  const parts = Array.from({ length: readers }, (_, reader) =>
    part(bytes, size, (block) => block % readers === reader),
  );
  if (parts.some(({ isEntangled }) => isEntangled)) return undefined;
  const blocks = parts[0]?.blocks ?? 0;
  const told = Array.from({ length: blocks }, (_, block) => parts[block % readers]?.told.get(block));
  return {
    json: told.map((each) => each?.json ?? '').join(''),
    findings: told.flatMap((each) => each?.findings ?? []),
    blocks,
  };
}

function alone(bytes: Uint8Array): Told {
  const findings: PlacedFinding[] = [];
  let json = '';
  const sink = openJsonSink((piece) => {
    json += Buffer.from(piece).toString();
  });
  const pass = openClaimPass(sink, (found) => findings.push(found));
  pass.push(bytes);
  if (pass.finish().ok) sink.end();
  return { json, findings };
}

const bytesOf = (segments: readonly string[]) => Buffer.from(segments.map((text) => `${text}~`).join(''));

describe('reading a claim file in blocks', () => {
  const whole = segmentsOfFile();

  it('gives the JSON of one reader, whatever the size of the blocks and the number of readers', () => {
    for (const [size, readers, least] of [
      [1, 2, 12],
      [500, 3, 5],
      [1500, 2, 3],
    ] as const) {
      const { blocks, ...told } = together(bytesOf(whole), size, readers) ?? { blocks: 0 };
      expect(blocks).toBeGreaterThan(least);
      expect(told).toEqual(alone(bytesOf(whole)));
    }
  });

  it('gives the findings of one reader in their order, or says that one must read all', () => {
    const odd = [
      'REF*ZZ*ODD',
      'NM1*85*2*LATE',
      'NM1*87*2',
      'N3*2 PAY TO',
      'HL*9*1*22*0',
      'HL*7**20*1',
      'CLM*X*1',
      'LX*1',
    ];
    let [read, refused, found] = [0, 0, 0];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('drop', 'repeat', ...odd)), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 700, 2000),
        (changes, size) => {
          const segments = [...whole];
          for (const [place, what] of changes) {
            const at = 2 + (place % (segments.length - 2));
            if (what === 'drop') segments.splice(at, 1);
            else segments.splice(at, 0, what === 'repeat' ? (segments[at] as string) : what);
          }
          const told = together(bytesOf(segments), size, 2);
          if (told === undefined) {
            refused += 1;
            return;
          }
          read += 1;
          const { blocks: _blocks, ...both } = told;
          found += both.findings.length;
          expect(both).toEqual(alone(bytesOf(segments)));
        },
      ),
      { seed: 837, numRuns: times(90, 5000) },
    );
    // The test must look at files of both kinds.
    expect(Math.min(read, refused, found)).toBeGreaterThan(10);
  });

  it('gives the same with threads of its own', () => {
    const file = join(folder, 'claims.837');
    writeFileSync(file, bytesOf([...whole.slice(0, 60), 'REF*ZZ*ODD', ...whole.slice(60)]));
    const descriptor = openSync(file, 'r');
    const findings: PlacedFinding[] = [];
    let json = '';
    const ended = convertInBlocks({ descriptor, bytes: 700 }, 2, {
      put: (piece) => {
        json += Buffer.from(piece).toString();
      },
      remark: (found) => findings.push(found),
    });
    closeSync(descriptor);
    expect(ended?.ok).toBe(true);
    expect({ json, findings }).toEqual(alone(bytesOf([...whole.slice(0, 60), 'REF*ZZ*ODD', ...whole.slice(60)])));
  });
});

describe('superbill convert of a file that is longer than a block', () => {
  /** Pages alone are made later. */
  const convertNow = (words: readonly string[]): number => convert(words) as number;

  const many = (transactions: number, more = ''): string => {
    const segments = segmentsOfFile();
    const [first, last] = [
      segments.indexOf('ST*837*0007*005010X222A1'),
      segments.findIndex((text) => /^SE/.test(text)) + 1,
    ];
    const transaction = `${segments.slice(first, last).join('~')}~`;
    const head = `${segments.slice(0, first).join('~')}~`;
    const odd = transaction.replace('~HL*3*', `~${more}HL*3*`);
    const before = Math.floor(transactions / 4);
    return `${head}${transaction.repeat(before)}${odd}${transaction.repeat(transactions - before - 1)}GE*${transactions}*7~IEA*1*000000007~`;
  };

  it('begins again with one thread where something stands out of its place, and leaves nothing of the first try', () => {
    const file = join(folder, 'odd.837');
    const text = many(800, 'NM1*87*2~N3*2 LATE ST~N4*COLUMBUS*OH*43215~');
    // The first block is written before the second, in which it stands, is read.
    expect(text.indexOf('LATE ST')).toBeGreaterThan(usualBlock);
    writeFileSync(file, text);
    const [one, two] = [1, 2].map((threads) => {
      const out = join(folder, `odd-${threads}.json`);
      const told = runCommand(convertNow, [file, '--to', 'json', '--out', out, '--threads', String(threads)]);
      return { ...told, json: readFileSync(out) };
    });
    const { exitCode, errors, json } = two as NonNullable<typeof two>;
    // Its transaction has more segments than SE says.
    expect(errors).toMatch(/^superbill convert: .*\[transaction-segment-count-wrong, byte \d+\]\n$/);
    expect(exitCode).toBe(1);
    expect(json.equals(one?.json as Buffer)).toBe(true);
  });

  it('checks all of a file that is longer than what is read at once', () => {
    const file = join(folder, 'longer.837');
    writeFileSync(file, many(120));
    const { exitCode, errors } = runCommand(convertNow, [
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
  const document = alone(bytesOf(segmentsOfFile())).json;

  /** What becomes of a document: with so many threads, that write so many claims at a time, or in a straight line. */
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

  it('numbers levels, lines and segments as in a straight line, whatever the size of the blocks', () => {
    const straight = written(document);
    expect(straight.done?.ok).toBe(true);
    expect(straight.text.match(/^HL\*/gm)?.length).toBeGreaterThan(20);
    for (const claims of [1, 2, 3, 5, 100]) expect(written(document, 1, claims)).toEqual(straight);
    expect(written(document, 2, 3)).toEqual(straight);
  });

  it('tells the problems of a straight line, with their places', () => {
    const odd = document.replaceAll('"frequency":"1"', '"frequency":"123","oddity":1');
    const straight = written(odd);
    expect(straight.problems.length).toBeGreaterThan(40);
    expect(written(odd, 1, 5)).toEqual(straight);
    expect(written(odd, 2, 5)).toEqual(straight);
  });

  it('leaves a claim that is no JSON to a reader in a straight line, in whichever thread it is', () => {
    for (const number of ['PCN2', 'PCN7']) {
      const broken = document.replace(`"patientControlNumber":"${number}"`, `"patientControlNumber":${number}`);
      expect(written(broken).done).toMatchObject({ ok: false, failure: { kind: 'document-malformed' } });
      expect(written(broken, 2, 4).done).toBeUndefined();
    }
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

  it('holds texts of any length', () => {
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
