import { crc32 } from 'node:zlib';
import decodeQR from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import { countedPdfPages, pdfPages } from '../../../shared/document/pdf-pages.ts';
import { statementDocument } from '../../../shared/document/statement/statement-document.ts';
import { textPages } from '../../../shared/document/text-pages.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { StatementContent, StatementVisit } from '../../../shared/domain/statement/statement.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { zipOf } from '../../../shared/statements/zip.ts';
import { operatorsOfPdf, textOfPdf, textsOfPdf } from '../../support/pdf-content.ts';

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

/**
 * An office with financial assistance, a guarantor in Illinois, and 25.00 and 12.50 that have been owed for different
 * times.
 */
const helped: Partial<StatementContent> = {
  state: 'IL',
  aid: { phone: '6145550199', page: 'https://example.com/aid' },
  ageing: [
    { age: '0-30', cents: cents(25_00) },
    { age: '31-60', cents: cents(0) },
    { age: 'over-120', cents: cents(12_50) },
  ],
};

const textOf = (more: Partial<StatementContent>) => textPages(statementDocument({ ...content, ...more }));
const pageOf = async (more: Partial<StatementContent>) =>
  textOfPdf(await pdfPages(statementDocument({ ...content, ...more })));

describe('a printed statement', () => {
  test('states in words what is owed, until when, and why', () => {
    const text = textOf({});
    expect(text).toContain('Amount due $37.50');
    expect(text).toContain('December 18, 2026');
    expect(text).toMatch(
      /\$25\.00 \(your deductible.*\$12\.50\s+\(your\s+plan\s+leaves\s+it\s+to\s+you,\s+reason\s+999/s,
    );
  });

  test('is in Spanish where the account prefers it', () => {
    const text = textOf({ language: 'es' });
    expect(text).toContain('Total a pagar');
    expect(text).toContain('18 de diciembre de 2026');
    expect(text).toContain('su deducible');
    expect(text).not.toContain('Amount');
  });

  test('demands nothing where nothing is owed', () => {
    const text = textOf({ dueCents: cents(-12_50), creditCents: cents(50_00) });
    expect(text).toContain('Nothing to pay: Your credit $12.50');
    expect(text).not.toContain('How to pay');
    expect(textOf({ dueCents: cents(0), visits: [], owedCents: cents(0) })).toContain('Nothing to pay');
  });

  test('shows fees for returned checks, and what a payment plan leaves for later', () => {
    const plan = { planId: 'pln_1', remainingCents: cents(30_00), laterCents: cents(20_00), nextOn: day('2026-12-10') };
    const text = textOf({ fees: [{ on: day('2026-11-05'), cents: cents(25_00) }], plan, dueCents: cents(42_50) });
    expect(text).toMatch(/Fee for a check that the bank returned, charged on November 5, 2026: \$25\.00\./);
    expect(text).toMatch(/still to be paid \$30\.00\. The next installment is due on December 10, 2026\./);
    expect(text).toMatch(/due later.*-20\.00/s);
  });

  test('shows the missed part of a payment plan', () => {
    const plan = { planId: 'pln_1', remainingCents: cents(30_00), laterCents: cents(10_00), missedCents: cents(20_00) };
    expect(textOf({ plan, dueCents: cents(20_00) })).toMatch(/still to be paid \$30\.00\. Past due of it: \$20\.00\./);
  });

  test('has a letter’s words above the statement', () => {
    const words = { name: 'friendly-note', version: 1, title: 'A friendly note', paragraphs: ['One.', 'Two.'] };
    const text = textOf({ letter: 'friendly-note', letterText: { ...words, says: [] } });
    expect(text).toMatch(/A friendly note.*One\..*Two\..*Visit on/s);
  });

  test('states where to get help, how to dispute it, and what the law of the state requires', async () => {
    const text = await pageOf(helped);
    expect(text).toContain('Help and your rights If you cannot pay, ask us about financial assistance,');
    expect(text).toContain('Ask at https://example.com/aid, 614-555-0199.');
    expect(text).toContain('If you think that something is wrong, tell us or write to us. We will not ask you to pay');
    expect(text).toContain('You may have an itemized bill of every service, free of charge.');
    expect(text).toMatch(/at least \$400 more than the good faith estimate .* within 120 days of the first bill/);
    expect(text).toContain('In Illinois, medical debt is not reported to consumer credit reporting agencies.');
    expect(text).not.toContain('In New York');
    // The law of Illinois came into force on January 1, 2025.
    expect(await pageOf({ ...helped, statementOn: day('2024-12-31') })).not.toContain('In Illinois');
    expect(await pageOf({})).not.toMatch(/In Illinois|Ask at/);
  });

  test('states help, disputes and the law in Spanish too', async () => {
    const text = await pageOf({ ...helped, language: 'es' });
    expect(text).toContain('Ayuda y sus derechos Si no puede pagar, pregúntenos por asistencia financiera,');
    expect(text).toContain('Pregunte en https://example.com/aid, 614-555-0199.');
    expect(text).toContain('Si cree que algo está mal, díganoslo o escríbanos. No le exigiremos el importe');
    expect(text).toContain('Puede pedir gratis una factura detallada de cada servicio.');
    expect(text).toMatch(/en \$400 o más el presupuesto de buena fe .* dentro de los 120 días de la primera factura/);
    expect(text).toContain('En Illinois, las deudas médicas no se informan a las agencias de crédito.');
    expect(text).not.toMatch(/In Illinois|Help and your rights|Ask at/);
  });

  test.each([
    { language: 'en' as const, words: ['Owed for', '0 to 30 days 25.00', 'over 120 days 12.50'], none: '31 to 60' },
    {
      language: 'es' as const,
      words: ['Se debe desde hace', '0 a 30 días 25.00', 'más de 120 días 12.50'],
      none: '31 a 60',
    },
  ])('shows for how long each part has been owed ($language)', async ({ language, words, none }) => {
    const text = await pageOf({ ...helped, language });
    for (const word of words) expect(text).toContain(word);
    expect(text).not.toContain(none);
    expect(await pageOf({ language, ageing: [] })).not.toContain(words[0]);
  });

  test.each([
    { language: 'en' as const, columns: ['Charge', 'Insurance paid', 'Adjusted', 'You paid', 'You owe'] },
    { language: 'es' as const, columns: ['Cargo', 'Pagó el seguro', 'Ajuste', 'Usted pagó', 'Usted debe'] },
  ])('puts each amount of a visit in its own column, including adjustments ($language)', ({ language, columns }) => {
    const lines = textOf({ language }).split('\n');
    const head = lines.findIndex((line) => columns.every((label) => line.includes(label)));
    // 200.00 less 112.50 and 50.00 is 37.50. Each amount ends where the label of its column ends.
    const amounts = ['200.00', '-112.50', '-50.00', '0.00', '37.50'];
    const under = columns.map((label) => {
      const end = (lines[head] ?? '').indexOf(label) + label.length;
      return (lines[head + 2] ?? '').slice(end - 15, end).trim();
    });
    expect(under).toEqual(amounts);
  });

  test('tells that an agency has other visits', async () => {
    const { bytes } = await countedPdfPages(statementDocument({ ...content, agencyHasVisits: true }));
    expect(textOfPdf(bytes)).toMatch(/A collection agency has what you owe for other visits/);
    const without = await countedPdfPages(statementDocument(content));
    expect(textOfPdf(without.bytes)).not.toMatch(/agency/);
  });

  test('of one visit is one page', async () => {
    const { bytes, pages } = await countedPdfPages(statementDocument(content));
    const text = textOfPdf(bytes);
    expect(pages).toBe(1);
    expect(text).toContain('Page 1 of 1');
    expect(text.match(/Visit on /g)).toHaveLength(1);
    expect(text).toContain('You owe 200.00 -112.50 -50.00 0.00 37.50 Why: $25.00 (your deductible');
  });

  test('of 200 visits with long names has several pages and loses no visit and no cent', async () => {
    const { bytes, pages } = await countedPdfPages(statementDocument(manyVisits));
    const texts = textsOfPdf(bytes);
    const text = textOfPdf(bytes);
    expect(pages).toBeGreaterThan(10);
    const numbered = [...text.matchAll(/Page (\d+) of (\d+)/g)].map(([, page, all]) => `${page}/${all}`);
    expect(numbered).toEqual(Array.from({ length: pages }, (_, index) => `${index + 1}/${pages}`));
    // Letter paper is 612 by 792 points with margins of 46; below 56 there is only the footer.
    expect(texts.filter(({ x, y }) => x < 46 || x > 566 || y > 746)).toEqual([]);
    expect(texts.filter(({ text: low, y }) => y < 56 && !/^(?:Statement, Account|Page \d)/.test(low))).toEqual([]);

    const told = [...text.matchAll(toldVisit)].map(([, number, charge, owed, reason]) => [
      number,
      charge,
      owed,
      reason,
    ]);
    expect(told.map(([number]) => Number(number))).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(told[0]).toEqual(['001', '300.01', '100.01', '100.01']);
    expect(told[199]).toEqual(['200', '302.00', '102.00', '102.00']);
    // 200 times 100.00, and 1 to 200 cents: 200 * 201 / 2 = 20,100 cents.
    const sumOf = (place: number) => told.reduce((sum, row) => sum + Number(row[place]?.replace('.', '')), 0);
    expect([sumOf(1), sumOf(2), sumOf(3)]).toEqual([60_201_00, 20_201_00, 20_201_00]);
    expect(text).toContain('What you owe in all Amount due $20,201.00');
    expect(text).toContain('Your share of visits 20,201.00');
  });

  test('has a QR code that is read as the pay link', async () => {
    const pdf = Buffer.from(await pdfPages(statementDocument(content)));
    const boxes = operatorsOfPdf(pdf).matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm);
    expect(decodeQR(drawn([...boxes].map((box) => box.slice(1).map(Number))))).toBe(content.payLink);
  });
});

const longName = 'Maximiliana Bartholomea Featherstonehaugh-Cholmondeley Wolfeschlegelsteinhausen of Example Heights';
const longProvider = 'Dr. Theodora Persephone Montgomery-Abernathy Vandersloot the Younger of Example Clinic';

/** Visit 1 owes 100.01, visit 2 owes 100.02, and so on: insurance paid 150.00 of 300.01, and 50.00 were adjusted. */
const manyVisits: StatementContent = {
  ...content,
  visits: Array.from({ length: 200 }, (_, index): StatementVisit => {
    const number = index + 1;
    return {
      ...visit,
      ...{ claimId: `S${number}`, patientName: `${longName} ${String(number).padStart(3, '0')}` },
      ...{ providerName: longProvider, chargeCents: cents(300_00 + number), insurancePaidCents: cents(150_00) },
      owedCents: cents(100_00 + number),
      reasons: [{ code: 'carc-1', cents: cents(100_00 + number) }],
    };
  }),
  ...{ owedCents: cents(20_201_00), dueCents: cents(20_201_00), ageing: [{ age: '0-30', cents: cents(20_201_00) }] },
};

/**
 * A visit as its page shows it: the number in its patient's name, the charge, what is owed, and the amount of the
 * reason.
 */
const toldVisit = new RegExp(
  [
    `Visit on October 5, 2026: ${longName} (\\d{3}), ${longProvider}`,
    'Charge Insurance paid Adjusted You paid You owe',
    String.raw`(\d+\.\d\d) -150\.00 -50\.00 0\.00 (\d+\.\d\d)`,
    String.raw`(?:Statement, Account acc_1\. .*? Page \d+ of \d+ )?Why: \$(\d+\.\d\d) \(your deductible`,
  ].join(' '),
  'g',
);

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

test('an archive lists its files with their checksums and their positions', () => {
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
