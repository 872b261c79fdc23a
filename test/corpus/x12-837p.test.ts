import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ProfessionalClaimFile } from '../../shared/domain/claim/professional-claim.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { ReadClaimTransaction } from '../../shared/x12/837/claim-file.ts';
import { professionalForm } from '../../shared/x12/837/professional/professional-form.ts';
import { readClaimFile } from '../../shared/x12/837/read-file.ts';
import { writeClaimFile } from '../../shared/x12/837/write-file.ts';
import type { InterchangeEnvelope } from '../../shared/x12/loops/envelope.ts';

const corpus = new URL('../../../shared/corpus/', import.meta.url);
const isPresent = existsSync(new URL('MANIFEST.csv', corpus));
if (!isPresent) console.warn('The corpus is not there (../shared/corpus): its 837 files were not tried.');

interface Sample {
  readonly file: string;
  readonly type: string;
  readonly valid: string;
}

const samples: readonly Sample[] = isPresent
  ? readFileSync(new URL('MANIFEST.csv', corpus), 'utf8')
      .split('\n')
      .map((row) => row.split(','))
      .filter(([, type]) => type === '837P' || type === '837')
      .map(([file = '', type = '', , , , valid = '']) => ({ file, type, valid }))
  : [];

const valid = samples.filter((sample) => sample.type === '837P' && sample.valid === 'valid');

/**
 * Valid files whose segments do not come back one by one, and why. Their data does.
 */
const exceptions: Readonly<Record<string, string>> = {
  'kputnam__pass-hmo-plan': 'NM1*85 is an organisation (2) with a first name (NM104), which no organisation has',
  'tmc__estdata-005010x291-example-8b': 'one DTP*472 ends in a day of seven digits, which is no date',
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

function readTransactions(bytes: Uint8Array): readonly ReadClaimTransaction<ProfessionalClaimFile>[] {
  const read = readClaimFile(bytes, professionalForm);
  if (!read.ok) throw new Error(`not read: ${read.failure.kind}`);
  return read.value.interchanges.flatMap((interchange) => interchange.transactions);
}

/** The transaction's claims without other payers, as a file of their own. */
function primaryClaims({
  file,
  claims,
}: ReadClaimTransaction<ProfessionalClaimFile>): ProfessionalClaimFile | undefined {
  if (file === undefined) return undefined;
  return { ...file, claims: file.claims.filter((_claim, index) => claims[index]?.primaryOnly === true) };
}

function rewrite(file: ProfessionalClaimFile): string {
  const written = writeClaimFile(file, professionalForm, { envelope, strict: false });
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return written.value;
}

const amountPositions: Readonly<Record<string, readonly number[]>> = {
  CLM: [2],
  SV1: [2],
  AMT: [2],
  HCP: [2, 3, 7],
  CN1: [2],
  PS1: [2],
  SV5: [4, 5],
};

const loopOpeners = new Set(['HL', 'NM1', 'CLM', 'SBR', 'LX', 'LIN', 'LQ', 'SVD']);

/** Segments by loop, sorted inside each; read here with nothing but `split`, and amounts compared by their value. */
function segmentsByLoop(text: string, elementSeparator: string, terminator: string): string[][] {
  const loops: string[][] = [];
  for (const raw of text.split(terminator)) {
    const elements = raw.trim().split(elementSeparator);
    const id = elements[0] ?? '';
    if (['', 'ISA', 'GS', 'ST', 'SE', 'GE', 'IEA'].includes(id)) continue;
    while (elements.at(-1) === '') elements.pop();
    for (const at of amountPositions[id] ?? []) {
      if (elements[at] !== undefined && elements[at] !== '') elements[at] = Number(elements[at]).toFixed(2);
    }
    if (loopOpeners.has(id) || loops.length === 0) loops.push([]);
    loops.at(-1)?.push(elements.join('*'));
  }
  return loops.map((loop) => loop.sort());
}

describe.skipIf(!isPresent)('the corpus of 837 files', () => {
  it('has files to try', () => {
    expect(samples.length).toBeGreaterThan(60);
    expect(valid.length).toBeGreaterThan(20);
  });

  it.each(samples)('never throws on $file', (sample) => {
    const read = readClaimFile(bytesOf(sample), professionalForm);
    if (!read.ok) expect(read.failure.message).not.toBe('');
  });

  it.each(valid)('reads the valid $file', (sample) => {
    const transactions = readTransactions(bytesOf(sample));
    expect(transactions.length).toBeGreaterThan(0);
    for (const { file, claims } of transactions) {
      expect(file?.claims.length).toBe(claims.length);
      expect(claims.length).toBeGreaterThan(0);
    }
  });

  it.each(valid)('writes the primary claims of $file again and reads the same from that', (sample) => {
    for (const transaction of readTransactions(bytesOf(sample))) {
      const file = primaryClaims(transaction);
      const [again] = readTransactions(new TextEncoder().encode(rewrite(file as ProfessionalClaimFile)));
      expect(again?.file).toEqual(file);
      expect(again?.findings.filter(({ code }) => code !== 'claim-charge-differs')).toEqual([]);
    }
  });

  const primaryOnly = valid.filter((sample) =>
    readTransactions(bytesOf(sample)).every(({ claims }) => claims.every((claim) => claim.primaryOnly)),
  );

  it.each(primaryOnly)('writes $file again, segment by segment the same', (sample) => {
    const bytes = bytesOf(sample);
    const original = new TextDecoder('latin1').decode(bytes);
    const [transaction, ...others] = readTransactions(bytes);
    expect(others).toEqual([]);
    const rewritten = rewrite(
      (transaction as ReadClaimTransaction<ProfessionalClaimFile>).file as ProfessionalClaimFile,
    );
    const was = segmentsByLoop(original, '*', '~');
    const is = segmentsByLoop(rewritten, '*', '~');
    const exception = Object.keys(exceptions).find((name) => sample.file.includes(name));
    if (exception === undefined) expect(is).toEqual(was);
    else expect(is, exceptions[exception]).not.toEqual(was);
  });

  it('has only exceptions that it needs', () => {
    expect(primaryOnly.length).toBeGreaterThan(20);
    for (const name of Object.keys(exceptions)) {
      expect(primaryOnly.some((sample) => sample.file.includes(name))).toBe(true);
    }
  });
});
