import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Claim, ClaimKind } from '../../shared/domain/claim/claim.ts';
import type { ClaimFile } from '../../shared/domain/claim/common-claim.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { ReadClaimTransaction } from '../../shared/x12/837/claim-file.ts';
import type { ClaimForm } from '../../shared/x12/837/claim-form.ts';
import { claimForms } from '../../shared/x12/837/claim-forms.ts';
import { readClaimFile } from '../../shared/x12/837/read-file.ts';
import { writeClaimFile } from '../../shared/x12/837/write-file.ts';
import type { InterchangeEnvelope } from '../../shared/x12/loops/envelope.ts';
import { loopFindingMeanings } from '../../shared/x12/loops/loop-finding.ts';

const corpus = new URL('../../../shared/corpus/', import.meta.url);
const isPresent = existsSync(new URL('MANIFEST.csv', corpus));
if (!isPresent) console.warn('The corpus is not there (../shared/corpus): its 837 files were not tried.');

const kinds: Readonly<Record<string, ClaimKind>> = {
  ...{ '837P': 'professional', '837I': 'institutional', '837D': 'dental' },
  // Files that are not complete claim files of any form.
  '837': 'professional',
};

interface Sample {
  readonly file: string;
  readonly type: string;
  readonly kind: ClaimKind;
  readonly valid: string;
}

const samples: readonly Sample[] = isPresent
  ? readFileSync(new URL('MANIFEST.csv', corpus), 'utf8')
      .split('\n')
      .map((row) => row.split(','))
      .flatMap(([file = '', type = '', , , , valid = '']) => {
        const kind = kinds[type];
        return kind === undefined ? [] : [{ file, type, kind, valid }];
      })
  : [];

const valid = samples.filter((sample) => sample.type !== '837' && sample.valid === 'valid');

/** Valid files whose segments do not come back one by one, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'kputnam__pass-hmo-plan': 'NM1*85 is an organisation (2) with a first name (NM104), which no organisation has',
  'tmc__estdata-005010x291-example-8b': 'one DTP*472 ends in a day of seven digits, which is no date',
  'test-x12testdata.py-emb41': 'CLM05-2 is empty, as version 4010 allowed; version 5010 demands it',
};

const envelope: InterchangeEnvelope = {
  senderQualifier: 'ZZ',
  senderId: 'SENDER',
  receiverQualifier: 'ZZ',
  receiverId: 'RECEIVER',
  interchangeControlNumber: '000000001',
  usage: 'T',
  applicationSender: 'SENDER',
  applicationReceiver: 'RECEIVER',
  groupControlNumber: '1',
  transactionControlNumber: '0001',
  date: '2026-11-02' as LocalDate,
  time: '0930',
};

const bytesOf = (sample: Sample) => new Uint8Array(readFileSync(new URL(sample.file, corpus)));
const formOf = ({ kind }: Sample) => claimForms[kind] as ClaimForm<ClaimFile<Claim>>;

function readTransactions(bytes: Uint8Array, sample: Sample): readonly ReadClaimTransaction<ClaimFile<Claim>>[] {
  const read = readClaimFile(bytes, formOf(sample));
  if (!read.ok) throw new Error(`not read: ${read.failure.kind}`);
  return read.value.interchanges.flatMap((interchange) => interchange.transactions);
}

/** Writes a transaction again from its claims as JSON, which holds nothing else. */
function rewrite({ file }: ReadClaimTransaction<ClaimFile<Claim>>, sample: Sample): string {
  const typed = JSON.parse(JSON.stringify(file)) as ClaimFile<Claim>;
  const written = writeClaimFile(typed, formOf(sample), { envelope, strict: false });
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return written.value;
}

const amountPositions: Readonly<Record<string, readonly number[]>> = {
  CLM: [2],
  SV1: [2],
  SV2: [3, 7],
  SV3: [2],
  SVD: [2],
  CAS: [3, 6, 9, 12, 15, 18],
  MOA: [2, 8, 9],
  AMT: [2],
  HCP: [2, 3, 7],
  CN1: [2],
  PS1: [2],
  SV5: [4, 5],
};

const loopOpeners = new Set(['HL', 'NM1', 'CLM', 'SBR', 'LX', 'LIN', 'LQ', 'SVD']);

/**
 * Segments by loop, sorted inside each loop. They are read here with nothing but `split`, and amounts are compared by
 * value. Version 4010 has several kinds of diagnoses in one HI, and version 5010 separates them, so coded values are
 * compared one by one.
 */
function segmentsByLoop(text: string, elementSeparator: string, terminator: string): string[][] {
  const loops: string[][] = [];
  for (const raw of text.split(terminator)) {
    const elements = raw.trim().split(elementSeparator);
    const id = elements[0] ?? '';
    if (['', 'ISA', 'GS', 'ST', 'SE', 'GE', 'IEA'].includes(id)) continue;
    // Version 4010 repeats the guide's name here; version 5010 has it in ST.
    if (id === 'REF' && elements[1] === '87') continue;
    while (elements.at(-1) === '') elements.pop();
    for (const at of amountPositions[id] ?? []) {
      if (elements[at] !== undefined && elements[at] !== '') elements[at] = Number(elements[at]).toFixed(2);
    }
    if (loopOpeners.has(id) || loops.length === 0) loops.push([]);
    if (id === 'HI') loops.at(-1)?.push(...elements.slice(1).map((value) => `HI*${value}`));
    else loops.at(-1)?.push(elements.join('*'));
  }
  return loops.map((loop) => loop.sort());
}

/** Whether a finding is about a place in a loop, and not about bytes of the file. */
const namesLoop = (code: string) => code in loopFindingMeanings && /^(?:element|code-list|segment)-/.test(code);

describe.skipIf(!isPresent)('the corpus of 837 files', () => {
  it('has files to try', () => {
    expect(samples.length).toBeGreaterThan(90);
    const count = (type: string) => valid.filter((sample) => sample.type === type).length;
    expect([count('837P') > 20, count('837I') >= 4, count('837D') >= 6]).toEqual([true, true, true]);
  });

  it.each(samples)('never throws on $file', (sample) => {
    const read = readClaimFile(bytesOf(sample), formOf(sample));
    if (!read.ok) expect(read.failure.message).not.toBe('');
  });

  it.each(valid)('reads the valid $file', (sample) => {
    const transactions = readTransactions(bytesOf(sample), sample);
    expect(transactions.length).toBeGreaterThan(0);
    for (const { file, claims } of transactions) {
      expect(file?.claims.length).toBe(claims.length);
      expect(claims.length).toBeGreaterThan(0);
    }
  });

  it.each(valid)('writes the claims of $file again and reads the same from that', (sample) => {
    for (const transaction of readTransactions(bytesOf(sample), sample)) {
      const [again] = readTransactions(new TextEncoder().encode(rewrite(transaction, sample)), sample);
      expect(again?.file).toEqual(transaction.file);
      expect(again?.findings.filter(({ code }) => code !== 'claim-charge-differs')).toEqual([]);
    }
  });

  it.each(valid)('writes $file again, segment by segment the same', (sample) => {
    const bytes = bytesOf(sample);
    const original = new TextDecoder('latin1').decode(bytes);
    const transactions = readTransactions(bytes, sample);
    const was = segmentsByLoop(original, '*', '~');
    const is = transactions.flatMap((transaction) => segmentsByLoop(rewrite(transaction, sample), '*', '~'));
    const exception = Object.keys(exceptions).find((name) => sample.file.includes(name));
    if (exception === undefined) expect(is).toEqual(was);
    else expect(is, exceptions[exception]).not.toEqual(was);
  });

  const invalid = samples.filter((sample) => sample.valid.startsWith('invalid'));

  it.each(invalid)('refuses the invalid $file, or names its faults and their places', (sample) => {
    const read = readClaimFile(bytesOf(sample), formOf(sample));
    if (!read.ok) return expect(read.failure.message).not.toBe('');
    const transactions = read.value.interchanges.flatMap((interchange) => interchange.transactions);
    const found = transactions.flatMap(({ findings }) => findings);
    for (const { message } of found.filter(({ code }) => namesLoop(code)))
      expect(message).toMatch(/\(.+ (?:in|of|after) .+\)$/);
    const problems = transactions.flatMap(({ file }) => {
      const written = file && writeClaimFile(file, formOf(sample), { envelope });
      return written === undefined || written.ok ? [] : written.failure.problems;
    });
    expect(read.value.findings.length + found.length + problems.length).toBeGreaterThan(0);
  });

  it('has no unnecessary exceptions', () => {
    for (const name of Object.keys(exceptions)) {
      expect(valid.some((sample) => sample.file.includes(name))).toBe(true);
    }
  });
});
