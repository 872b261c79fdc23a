import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { eligibilityAnswerGuide, eligibilityInquiryGuide } from '../../shared/x12/270/eligibility-loops.ts';
import { claimStatusAnswerGuide, claimStatusInquiryGuide } from '../../shared/x12/276/claim-status-loops.ts';
import type { InterchangeEnvelope } from '../../shared/x12/loops/envelope.ts';
import type { Guide } from '../../shared/x12/loops/guide.ts';
import { type ReadTransaction, readByGuide } from '../../shared/x12/loops/read-guide.ts';
import { writeByGuide } from '../../shared/x12/loops/write-guide.ts';

const corpus = new URL('../../../shared/corpus/', import.meta.url);
const isPresent = existsSync(new URL('MANIFEST.csv', corpus));
if (!isPresent) console.warn('The corpus is not there (../shared/corpus): its inquiries were not tried.');

const guides: Readonly<Record<string, Guide<object>>> = {
  270: eligibilityInquiryGuide as Guide<object>,
  271: eligibilityAnswerGuide as Guide<object>,
  276: claimStatusInquiryGuide as Guide<object>,
  277: claimStatusAnswerGuide as Guide<object>,
};

interface Sample {
  readonly file: string;
  readonly type: string;
  readonly valid: string;
}

const samples: readonly Sample[] = isPresent
  ? readFileSync(new URL('MANIFEST.csv', corpus), 'utf8')
      .split('\n')
      .map((row) => row.split(','))
      .filter(([, type = '']) => type in guides)
      .map(([file = '', type = '', , , , valid = '']) => ({ file, type, valid }))
  : [];

const valid = samples.filter((sample) => sample.valid.startsWith('valid'));

/** Valid files whose segments do not come back one by one, and why. Their data does come back. */
const exceptions: Readonly<Record<string, string>> = {
  'kputnam__pass-error-response': 'a level says that others follow, and none does; ours says so',
  'cosyte__eligibility-270-duplicate-hl-id': 'two of its levels have the number 3; ours run on',
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

const bytesOf = ({ file }: Sample) => new Uint8Array(readFileSync(new URL(file, corpus)));

function transactionsOf(sample: Sample): readonly ReadTransaction<object>[] {
  const read = readByGuide(bytesOf(sample), guides[sample.type] as Guide<object>);
  if (!read.ok) throw new Error(`not read: ${read.failure.kind}`);
  return read.value.interchanges.flatMap(({ transactions }) => transactions);
}

const amountPositions: Readonly<Record<string, readonly number[]>> = { AMT: [2], SVC: [2, 3], STC: [4, 5], EB: [7] };
const loopOpeners = new Set(['HL', 'EQ', 'EB', 'LS', 'LE', 'TRN', 'SVC']);

/**
 * The segments of each transaction by loop, sorted inside each loop, read here with nothing but `split`. The delimiters
 * are those of the ISA, or the usual ones; amounts are compared by value.
 */
function segmentsByTransaction(text: string): string[][][] {
  const hasHeader = text.startsWith('ISA');
  const [element, repetition, component] = hasHeader
    ? [text[3] as string, text[82] as string, text[104] as string]
    : ['*', '^', ':'];
  const transactions: string[][][] = [];
  for (const raw of text.split('~')) {
    const cells = raw.trim().split(element);
    const id = cells[0] ?? '';
    if (id === 'ST') transactions.push([[]]);
    if (['', 'ISA', 'GS', 'ST', 'SE', 'GE', 'IEA'].includes(id)) continue;
    while (cells.at(-1) === '') cells.pop();
    for (const at of amountPositions[id] ?? []) {
      if (cells[at] !== undefined && cells[at] !== '') cells[at] = Number(cells[at]).toFixed(2);
    }
    const usual = cells.map((cell) =>
      cell.replaceAll(component, ':').replaceAll(/[A-Z]/.test(repetition) ? '\0' : repetition, '^'),
    );
    const loops = transactions.at(-1) as string[][];
    if (loopOpeners.has(id)) loops.push([]);
    loops.at(-1)?.push(usual.join('*'));
  }
  return transactions.map((loops) => loops.map((loop) => loop.sort()));
}

describe.skipIf(!isPresent)('the corpus of inquiries and their answers', () => {
  it('has files to try', () => {
    expect(valid.length).toBeGreaterThan(20);
    expect(samples.length).toBeGreaterThan(valid.length);
  });

  it.each(samples)('never throws on $file', (sample) => {
    const read = readByGuide(bytesOf(sample), guides[sample.type] as Guide<object>);
    if (!read.ok) expect(read.failure.message).not.toBe('');
  });

  it.each(valid)('reads the valid $file without a remark on its content', (sample) => {
    const transactions = transactionsOf(sample);
    expect(transactions.length).toBeGreaterThan(0);
    const known = ['version-4010', 'hierarchy-number-unexpected'];
    for (const { findings } of transactions) {
      expect(findings.filter(({ code }) => !known.includes(code))).toEqual([]);
    }
  });

  it.each(valid)('writes $file again, segment by segment the same', (sample) => {
    const was = segmentsByTransaction(new TextDecoder('latin1').decode(bytesOf(sample)));
    const is = transactionsOf(sample).map(({ content }) => {
      const written = writeByGuide(content as object, guides[sample.type] as Guide<object>, {
        envelope,
        strict: false,
      });
      if (!written.ok) throw new Error(JSON.stringify(written.failure));
      return segmentsByTransaction(written.value)[0];
    });
    const exception = Object.keys(exceptions).find((name) => sample.file.includes(name));
    if (exception === undefined) expect(is).toEqual(was);
    else expect(is, exceptions[exception]).not.toEqual(was);
  });
});
