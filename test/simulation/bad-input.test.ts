import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { scanFile } from '../../functions/import-remittance/scan-file.ts';
import { bodyOfItem, type Remittance } from '../../shared/store/remittances.ts';
import type { Item } from '../../shared/store/table.ts';
import { paidInFull as golden } from '../golden/01-paid-in-full.ts';
import { memoryDynamodb } from '../support/memory-dynamodb.ts';
import { chargeGolden, createPipeline, filledIn } from '../support/remittance-pipeline.ts';
import { brokenBooks, plainItems } from './invariants.ts';

const good = filledIn(golden, golden.remittances[0] as string);

/**
 * Imports and posts a file, and then a good one. Returns what became of the first one, and checks that work continues.
 */
async function imported(text: string) {
  const database = memoryDynamodb();
  const pipeline = createPipeline({ sender: database, tableName: 'table' });
  await chargeGolden(pipeline.table, golden);
  const fileId = await pipeline.receive(text);
  await pipeline.drain();
  const remittances = () =>
    database
      .items()
      .map((item) => unmarshall(item) as Item)
      .filter((item) => item.type === 'remittance')
      .map((item) => bodyOfItem<Remittance>(item));
  const found = remittances();
  await pipeline.receive(good);
  await pipeline.drain();
  expect(brokenBooks(plainItems(database))).toEqual([]);
  const { state, refusal, findings = [] } = await pipeline.fileOf(fileId);
  return { state, refusal, findings: findings.map(({ code }) => code), found, after: remittances() };
}

describe('a bad file', () => {
  it('that is empty, binary or in another encoding is refused, with its reason', async () => {
    const binary = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 167 + 13) % 256)).toString('latin1');
    const files = ['', ' \r\n ', '\0', binary, 'PK\u0003\u0004zip', '{"a":1}', 'ISA', good.slice(0, 80)];
    for (const text of files) {
      const { state, refusal, findings, after } = await imported(text);
      expect({ state, refusal }, JSON.stringify(text.slice(0, 20))).toEqual({
        state: 'refused',
        refusal: 'file-unreadable',
      });
      expect(findings.length).toBeGreaterThan(0);
      expect(after.map((each) => each.state)).toEqual(['posted']);
    }
  });

  it('in UTF-16 is refused, in either byte order', async () => {
    const little = Buffer.from(good, 'utf16le');
    for (const bytes of [little, Buffer.concat([Buffer.from([0xff, 0xfe]), little]), Buffer.from(little).swap16()]) {
      expect(await imported(bytes.toString('latin1'))).toMatchObject({ state: 'refused', refusal: 'file-unreadable' });
    }
  });

  it('with ISA as text inside a segment is read correctly', async () => {
    const { found } = await imported(good.replace('REF*TJ*', 'REF*EV*ISA*00*~\nREF*EV*XISA~\nREF*TJ*'));
    expect(found.map((each) => each.state)).toEqual(['posted']);
  });

  it('with a whole interchange in the middle of another keeps the whole one, and posts nothing of the broken one', async () => {
    const middle = good.indexOf('CLP*');
    const inner = good.replaceAll('TRN*1*', 'TRN*1*INNER');
    const { state, found } = await imported(good.slice(0, middle) + inner + good.slice(middle));
    expect(state).toBe('done');
    expect(found.map((each) => [each.traceNumber.startsWith('INNER'), each.state]).sort()).toEqual([
      [false, 'quarantined'],
      [true, 'posted'],
    ]);
  });

  it('with delimiters that appear in texts posts no cent that the file does not state', async () => {
    const shifted = good.replace('N1*PR*EXAMPLE', 'N1*PR*EXA*MPLE');
    expect((await imported(shifted)).found.map((each) => each.state)).toEqual(['posted']);
    // A segment terminator in a text makes another segment of the rest.
    expect((await imported(good.replace('N3*1 PAYER', 'N3*1 ~PAYER'))).found.map((each) => each.state)).toEqual([
      'posted',
    ]);
    // A separator in an amount shifts the following elements, so the payment no longer adds up.
    const amount = good.replace(/CLP\*([^*]*)\*1\*(\d)/, 'CLP*$1*1*$2*');
    expect(amount).not.toBe(good);
    expect((await imported(amount)).found.map((each) => each.reason)).toEqual(['payment-unbalanced']);
  });

  it('with a claim that has only its name, anywhere in a payment, posts the rest', async () => {
    for (const place of ['CLP*', 'SVC*', 'N4*', 'SE*']) {
      const { found } = await imported(good.replace(place, `CLP~\n${place}`));
      expect(
        found.map((each) => each.state),
        place,
      ).toEqual(['posted']);
    }
  });

  it('with amounts beyond the safe integers is quarantined, for one amount or a sum', async () => {
    const single = good.replace(/BPR\*I\*[^*]*/, 'BPR*I*90071992547409.92');
    expect((await imported(single)).found.map((each) => each.reason)).toEqual(['amount-unreadable']);
    const large = '*90071992547409.91*90071992547409.91*';
    const sum = good
      .replace(/(CLP\*[^*]*\*1)\*[^*]*\*[^*]*\*/g, `$1${large}`)
      .replace(/BPR\*I\*[^*]*/, 'BPR*I*90071992547409.91');
    const twice = sum.replace(/(CLP\*[\s\S]*?)(?=SE\*)/, '$1$1');
    const { found } = await imported(twice);
    expect(found.map((each) => each.reason)).toEqual(['amount-unreadable']);
  });

  it('with a provider-level adjustment that repeats an element, or has more than are allowed, is judged by its sum', async () => {
    const pairs = (count: number) => Array.from({ length: count }, (_, index) => `*L6:R${index}*-0.01`).join('');
    const withPairs = (count: number, amount: number) =>
      good
        .replace(/(?=SE\*)/, `PLB*1234567893*20261231${pairs(count)}~\n`)
        .replace(/BPR\*I\*([^*]*)/, (_, paid: string) => `BPR*I*${(Number(paid) + amount).toFixed(2)}`);
    // A segment has at most six pairs; real files have more.
    expect((await imported(withPairs(9, 0.09))).found.map((each) => each.state)).toEqual(['posted']);
    expect((await imported(withPairs(9, 0.08))).found.map((each) => each.reason)).toEqual(['payment-unbalanced']);
    // A segment that cannot be read to its end is not judged by its first part.
    expect((await imported(withPairs(60, 0.6))).found.map((each) => each.reason)).toEqual(['amount-unreadable']);
    const repeated = good.replace(/(?=SE\*)/, 'PLB*1234567893*20261231*L6:A^L6:B*-0.01^-0.02~\n');
    expect((await imported(repeated)).found.map((each) => each.reason)).toEqual(['amount-unreadable']);
  });
});

describe('a hundred thousand claims in one transaction', () => {
  async function* claims(count: number): AsyncGenerator<Uint8Array> {
    const [head = '', tail = ''] = good.split(/CLP\*[\s\S]*?(?=SE\*)/);
    yield Buffer.from(head.replace(/BPR\*I\*[^*]*/, `BPR*I*${count}`));
    for (let index = 0; index < count; index += 1) yield Buffer.from(`CLP*S${index}*1*1*1**12*I${index}~SVC*HC:1*1*1~`);
    yield Buffer.from(tail);
  }

  it('are planned without holding all of them in memory', async () => {
    const before = process.memoryUsage();
    const { payments } = await scanFile(claims(100_000));
    const after = process.memoryUsage();
    expect(payments[0]).toMatchObject({ claims: 100_000, paidCents: 10_000_000 });
    expect(payments[0]?.quarantine).toBeUndefined();
    expect(payments[0]?.chunks).toHaveLength(400);
    // The memory is typed arrays only: about 60 bytes per claim, doubled while they grow.
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(30e6);
  });
});
