import { crc32 } from 'node:zlib';
import decodeQR from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import { pdfPages } from '../../../shared/document/pdf-pages.ts';
import { statementDocument } from '../../../shared/document/statement/statement-document.ts';
import { textPages } from '../../../shared/document/text-pages.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { StatementContent, StatementVisit } from '../../../shared/domain/statement/statement.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { zipOf } from '../../../shared/statements/zip.ts';
import { operatorsOfPdf } from '../../support/pdf-content.ts';

const day = (text: string) => text as LocalDate;

const visit: StatementVisit = {
  ...{ claimId: 'S1', serviceOn: day('2026-10-05'), patientName: 'Kim Golden', providerName: 'Dana Reed' },
  ...{
    chargeCents: cents(200_00),
    insurancePaidCents: cents(112_50),
    adjustedCents: cents(50_00),
    othersCents: cents(0),
  },
  ...{ patientPaidCents: cents(0), withInsuranceCents: cents(0), owedCents: cents(37_50) },
  reasons: [
    { code: 'carc-1', cents: cents(25_00) },
    { code: 'carc-999', cents: cents(12_50) },
  ],
};

const content: StatementContent = {
  ...{ accountId: 'acc_1', statementId: 'stm_1', statementOn: day('2026-11-27'), dueOn: day('2026-12-18') },
  ...{ language: 'en', letter: 'statement', addressee: { name: 'Kim Golden' }, sender: { name: 'Example Clinic' } },
  ...{ visits: [visit], payments: [], owedCents: cents(37_50), creditCents: cents(0), unappliedCents: cents(0) },
  ...{
    dueCents: cents(37_50),
    ageing: [{ age: '0-30', cents: cents(37_50) }],
    payLink: 'https://pay.example.com/s/stm_1',
  },
};

const textOf = (more: Partial<StatementContent>) => textPages(statementDocument({ ...content, ...more }));

describe('a printed statement', () => {
  test('says in words what is owed, until when, and why', () => {
    const text = textOf({});
    expect(text).toContain('Amount due $37.50');
    expect(text).toContain('December 18, 2026');
    expect(text).toMatch(/\$25\.00 your deductible.*\$12\.50 your plan\s+leaves it to you \(reason 999/s);
  });

  test('is in Spanish where the account prefers it', () => {
    const text = textOf({ language: 'es', letter: 'final-notice' });
    expect(text).toContain('Último aviso');
    expect(text).toContain('18 de diciembre de 2026');
    expect(text).toContain('su deducible');
    expect(text).not.toContain('Amount');
  });

  test('asks for nothing where nothing is owed', () => {
    const text = textOf({ dueCents: cents(-12_50), creditCents: cents(50_00) });
    expect(text).toContain('Nothing to pay: Your credit $12.50');
    expect(text).not.toContain('How to pay');
    expect(textOf({ dueCents: cents(0), visits: [], owedCents: cents(0) })).toContain('Nothing to pay');
  });

  test('tells fees for returned checks, and what a payment plan leaves for later', () => {
    const plan = { planId: 'pln_1', remainingCents: cents(30_00), laterCents: cents(20_00), nextOn: day('2026-12-10') };
    const text = textOf({ fees: [{ on: day('2026-11-05'), cents: cents(25_00) }], plan, dueCents: cents(42_50) });
    expect(text).toMatch(/Fee for a check that the bank returned, charged on November 5, 2026: \$25\.00\./);
    expect(text).toMatch(/still to be paid \$30\.00\. The next installment is due on December 10, 2026\./);
    expect(text).toMatch(/due later.*-20\.00/s);
  });

  test('has a letter’s words above the statement; a letter without words of its own says the first reminder’s', () => {
    expect(textOf({ letter: 'second-reminder' })).toContain('Second reminder');
    expect(textOf({ letter: 'friendly-note' })).toContain('Reminder');
  });

  test('has a QR code that reads as the pay link', async () => {
    const pdf = Buffer.from(await pdfPages(statementDocument(content)));
    const boxes = operatorsOfPdf(pdf).matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm);
    expect(decodeQR(drawn([...boxes].map((box) => box.slice(1).map(Number))))).toBe(content.payLink);
  });
});

/** Boxes of a page as a picture, eight dots a point. */
function drawn(boxes: readonly (readonly number[])[]) {
  const [scale, width, height] = [4, 800, 3200];
  const data = new Uint8Array(width * height * 4).fill(255);
  for (const [x = 0, y = 0, w = 0, h = 0] of boxes) {
    for (let row = Math.round(y * scale); row < Math.round((y + h) * scale); row += 1) {
      for (let column = Math.round(x * scale); column < Math.round((x + w) * scale); column += 1) {
        data.fill(0, ((height - row) * width + column) * 4, ((height - row) * width + column) * 4 + 3);
      }
    }
  }
  return { width, height, data };
}

test('an archive names its files with their checksums, and says where each begins', () => {
  const files = [
    { name: 'a.pdf', bytes: Buffer.from('first') },
    { name: 'b.pdf', bytes: Buffer.from('second one') },
  ];
  const { bytes, offsets } = zipOf(files);
  const zip = Buffer.from(bytes);
  expect(offsets.map((at, place) => zip.subarray(at, at + (files[place]?.bytes.length ?? 0)).toString())).toEqual([
    'first',
    'second one',
  ]);
  // The end of the directory: two files, and where the directory begins.
  const end = zip.subarray(-22);
  expect([end.readUInt32LE(0), end.readUInt16LE(10)]).toEqual([0x06054b50, 2]);
  const directory = zip.subarray(end.readUInt32LE(16));
  expect([directory.readUInt32LE(0), directory.readUInt32LE(16)]).toEqual([0x02014b50, crc32(Buffer.from('first'))]);
});
