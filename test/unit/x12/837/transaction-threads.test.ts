import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { convertTransactions } from '../../../../cli/convert-transactions.ts';
import { OutputProblem } from '../../../../cli/output-file.ts';
import { Turns } from '../../../../cli/turns.ts';
import { openClaimPass, type PlacedFinding } from '../../../../shared/x12/837/convert/read-x12.ts';
import { openJsonSink } from '../../../../shared/x12/837/convert/write-json.ts';
import { times } from '../../../support/effort.ts';
import { fileOf, sampleClaim, sampleDependent, write } from './sample-claim.ts';

/*
 * If several threads each read some of a file's transactions, the JSON and the findings are the same as if one thread reads them
 * all. The files are synthetic.
 */

const folder = mkdtempSync(join(tmpdir(), 'superbill-transactions-'));
afterAll(() => rmSync(folder, { recursive: true }));

function transaction(control: string, claims: number): string[] {
  const written = write(
    fileOf(
      ...Array.from({ length: claims }, (_, index) => ({
        ...sampleClaim,
        patientControlNumber: `PCN${control}${index}`,
        ...(index % 3 === 2 ? { dependent: sampleDependent } : {}),
      })),
    ),
  );
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  const segments = written.value.split('~');
  const [from, to] = [
    segments.findIndex((each) => each.startsWith('ST*')),
    segments.findIndex((each) => /^SE/.test(each)),
  ];
  return segments.slice(from, to + 1).map((each) => each.replace(/^(ST\*837|SE\*\d+)\*0007/, `$1*${control}`));
}

const header = (control: string): string =>
  `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261102*0930*^*00501*${control}*0*T*:`;
const group = (control: string): string => `GS*HC*SENDER*RECEIVER*20261102*0930*${control}*X*005010X222A1`;

/** Two interchanges, the first with two groups, with a transaction that is no claim file between the others. */
const segments: readonly string[] = [
  ...[header('000000001'), group('1'), ...transaction('0001', 3), ...transaction('0002', 1)],
  ...['ST*999*0003*005010X231A1', 'AK1*HC*1', 'SE*3*0003', ...transaction('0004', 4), 'GE*4*1'],
  ...[group('2'), ...transaction('0005', 2), 'GE*1*2', 'IEA*2*000000001'],
  ...[
    header('000000002'),
    group('3'),
    ...transaction('0006', 2),
    ...transaction('0007', 5),
    'GE*2*3',
    'IEA*1*000000002',
  ],
];

interface Read {
  readonly json: string;
  readonly findings: readonly PlacedFinding[];
}

/** @returns undefined when one thread must read the file, because it is not read to its end or has no 837 */
function straight(bytes: Uint8Array): Read | undefined {
  let json = '';
  const findings: PlacedFinding[] = [];
  const sink = openJsonSink((piece) => {
    json += Buffer.from(piece).toString();
  });
  const pass = openClaimPass(sink, (found) => findings.push(found));
  pass.push(bytes);
  if (!pass.finish().ok) return undefined;
  sink.end();
  return json.includes('"guide":') ? { json, findings } : undefined;
}

interface Threads {
  readonly mostHeld?: number;
  /** By default each block has one transaction. */
  readonly blockBytes?: number;
}

function inThreads(bytes: Uint8Array, threads: number, { blockBytes = 1, ...more }: Threads = {}): Read | undefined {
  const [file, out] = [join(folder, 'claims.837'), join(folder, 'claims.json')];
  writeFileSync(file, bytes);
  writeFileSync(out, '');
  const [descriptor, target] = [openSync(file, 'r'), openSync(out, 'a')];
  try {
    const found = convertTransactions(descriptor, target, { threads, blockBytes, ...more });
    return found && { json: readFileSync(out, 'utf8'), findings: found.findings };
  } finally {
    closeSync(descriptor);
    closeSync(target);
  }
}

const bytesOf = (file: readonly string[], end = '~') => Buffer.from(file.map((text) => `${text}${end}`).join(''));

describe('reading the transactions of a file in threads', () => {
  it('gives the same JSON, without a finding for a file without a fault', () => {
    const file = bytesOf(segments);
    const read = straight(file);
    expect(JSON.parse(read?.json ?? '').interchanges).toHaveLength(2);
    expect(read?.findings.map(({ code }) => code)).toEqual(['transaction-not-837']);
    for (const threads of [1, 2, 3]) expect(inThreads(file, threads)).toEqual(read);
    expect(inThreads(bytesOf(segments, '~\r\n'), 2)?.json).toBe(read?.json);
  });

  it('waits for its turn with the JSON that it has, or with none if there may be none', () => {
    const file = bytesOf(segments);
    expect(inThreads(file, 3, { mostHeld: 0 })).toEqual(straight(file));
    expect(inThreads(file, 3, { mostHeld: 700 })).toEqual(straight(file));
  });

  it('takes neighbouring transactions together', () => {
    const file = bytesOf(segments);
    for (const blockBytes of [900, 3000, 1 << 18]) {
      expect(inThreads(file, 3, { blockBytes })).toEqual(straight(file));
      expect(inThreads(file, 3, { blockBytes, mostHeld: 0 })).toEqual(straight(file));
    }
  });

  it('does not wait for a turn at each of many small transactions', () => {
    const count = 40;
    const file = bytesOf([
      ...[header('000000001'), group('1')],
      ...Array.from({ length: count }, (_, index) => transaction(String(1000 + index), 1)).flat(),
      ...[`GE*${count}*1`, 'IEA*1*000000001'],
    ]);
    const turns = vi.spyOn(Turns.prototype, 'take');
    expect(inThreads(file, 1, { blockBytes: 1 << 18 })).toEqual(straight(file));
    expect(turns.mock.calls.length).toBe(2);
    vi.restoreAllMocks();
  });

  it('places findings in the claims of the file, in their order', () => {
    const odd = segments.map((each) => (/^CLM\*PCN000(?:4|7)3/.test(each) ? `${each}~REF*ZZ*ODD~QQQ*1` : each));
    const read = straight(bytesOf(odd));
    expect(read?.findings.filter(({ code }) => code === 'segment-unknown').map(({ claim }) => claim)).toEqual([
      ...[8, 8, 16, 16],
    ]);
    for (const threads of [1, 2]) expect(inThreads(bytesOf(odd), threads)).toEqual(read);
    expect(inThreads(bytesOf(odd), 2, { blockBytes: 3000 })).toEqual(read);
  });

  it.skipIf(!existsSync('/dev/full'))('says why when there is no room for the output, in whichever thread', () => {
    const file = join(folder, 'claims.837');
    writeFileSync(file, bytesOf(segments));
    const [descriptor, target] = [openSync(file, 'r'), openSync('/dev/full', 'a')];
    try {
      for (const threads of [1, 2, 3]) {
        expect(() => convertTransactions(descriptor, target, { threads, mostHeld: 0, blockBytes: 1 })).toThrow(
          new OutputProblem('there is no room left for the output'),
        );
      }
    } finally {
      closeSync(descriptor);
      closeSync(target);
    }
  });

  it('leaves a file that ends its reading early to one thread', () => {
    expect(inThreads(Buffer.from('this is not a claim file'), 2)).toBeUndefined();
  });

  it('gives the same for files with segments that are missing, twice or out of place', () => {
    const place = fc.integer({ min: 0, max: segments.length - 1 });
    const change = fc.tuple(fc.constantFrom('drop', 'twice', 'swap', 'cut', 'odd'), place, place);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), (changes, isEnded) => {
        let file = [...segments];
        for (const [how, at, other] of changes) {
          const [one = '', two = ''] = [file[at], file[other]];
          if (how === 'drop') file.splice(at, 1);
          else if (how === 'twice') file.splice(at, 0, one);
          else if (how === 'swap') [file[at], file[other]] = [two, one];
          else if (how === 'cut') file = file.slice(0, Math.max(1, at));
          else file.splice(at, 0, '', 'QQQ*é*1', 'R');
        }
        const bytes = bytesOf(file);
        const all = isEnded ? bytes : bytes.subarray(0, -1);
        expect(inThreads(all, 1)).toEqual(straight(all));
      }),
      { numRuns: times(200, 2000) },
    );
  });
});
