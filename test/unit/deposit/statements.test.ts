import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readBai2 } from '../../../shared/domain/deposit/read-bai2.ts';
import { readStatementCsv } from '../../../shared/domain/deposit/read-statement-csv.ts';
import { type StatementDeposit, traceInText, withSequences } from '../../../shared/domain/deposit/statement.ts';
import { cents, formatCents } from '../../../shared/domain/money/cents.ts';

interface Detail {
  readonly code: number;
  readonly cents: number;
  readonly funds: string;
  readonly reference: string;
  readonly text: readonly string[];
}

const word = fc.stringMatching(/^[A-Z0-9]{1,12}$/);
const text = fc.stringMatching(/^[A-Z0-9 .,:*-]{0,30}[A-Z0-9]$/);
const detail: fc.Arbitrary<Detail> = fc.record({
  code: fc.constantFrom(142, 165, 115, 116, 174, 301, 399, 475, 699),
  cents: fc.integer({ min: 0, max: 99_999_999_99 }),
  funds: fc.constantFrom('', 'Z', '0', '1', '2', 'S,1,2,3', 'V,261124,1200', 'D,2,0,5,1,6'),
  reference: word,
  text: fc.array(text, { maxLength: 3 }),
});
const accounts = fc.array(fc.record({ number: word, details: fc.array(detail, { maxLength: 8 }) }), { maxLength: 4 });

/** Writes a statement with correct totals and counts, as a bank would. */
function bai2(
  groups: readonly (readonly { readonly number: string; readonly details: readonly Detail[] }[])[],
): string {
  const lines = ['01,BANK,CLINIC,261123,0600,1,,,2/'];
  let fileCents = 0;
  for (const group of groups) {
    const start = lines.length;
    lines.push('02,CLINIC,BANK,1,261123,0600,USD,2/');
    let groupCents = 0;
    for (const account of group) {
      const first = lines.length;
      lines.push(`03,${account.number},USD,010,-700,,,100,900,2,Z/`);
      let accountCents = 200;
      for (const { code, cents: amount, funds, reference, text: words } of account.details) {
        accountCents += amount;
        lines.push(`16,${code},${amount},${funds},${reference},/`, ...words.map((each) => `88,${each}/`));
      }
      lines.push(`49,${accountCents},${lines.length - first + 1}/`);
      groupCents += accountCents;
    }
    lines.push(`98,${groupCents},${group.length},${lines.length - start + 1}/`);
    fileCents += groupCents;
  }
  lines.push(`99,${fileCents},${groups.length},${lines.length + 1}/`);
  return lines.join('\r\n');
}

const isCredit = ({ code, cents: amount }: Detail) => code < 400 && code !== 116 && amount > 0;

describe('BAI2', () => {
  property.prop([fc.array(accounts, { maxLength: 3 })])('every credit is read to the cent, in order', (groups) => {
    const read = readBai2(bai2(groups));
    const details = groups.flat().flatMap((account) => account.details);
    expect(read.ok && read.value.deposits.map((each) => [each.cents, each.reference])).toEqual(
      details.filter(isCredit).map((each) => [each.cents, each.reference]),
    );
    expect(read.ok && read.value.otherRecords).toBe(details.filter((each) => !isCredit(each)).length);
  });

  property.prop([fc.array(accounts, { minLength: 1, maxLength: 2 }), fc.nat(), fc.integer({ min: 1, max: 9 })])(
    'a digit changed in any amount, total or count is refused, with its place',
    (groups, at, by) => {
      const lines = bai2(groups).split('\r\n');
      const digits = lines.flatMap((line, index) =>
        /^(16|49|98|99),/.test(line)
          ? [...line.matchAll(/\d/g)]
              // Of a detail only the amount; of a trailer its total and its counts.
              .filter(({ index: place }) => (line.startsWith('16') ? isInField(line, place, 2) : place > 2))
              .map(({ index: place }) => ({ index, place }))
          : [],
      );
      const { index, place } = digits[at % digits.length] as (typeof digits)[number];
      const line = lines[index] as string;
      const digit = (Number(line[place]) + by) % 10;
      lines[index] = `${line.slice(0, place)}${digit}${line.slice(place + 1)}`;
      const read = readBai2(lines.join('\n'));
      expect(read.ok).toBe(false);
      if (!read.ok) expect(read.failure.line).toBeGreaterThan(0);
    },
  );

  property.prop([fc.array(accounts, { minLength: 1, maxLength: 2 }), fc.nat()])(
    'a missing line is refused',
    (groups, at) => {
      const lines = bai2(groups).split('\r\n');
      const index = at % lines.length;
      expect(readBai2(lines.filter((_, other) => other !== index).join('\n')).ok).toBe(false);
    },
  );

  property.prop([
    fc.array(fc.constantFrom('01', '02', '03', '16', '88', '49', '98', '99', ',', '/', '\n', '7', 'S', 'D', '-')),
  ])('nothing throws, whatever the bytes', (parts) => {
    expect(() => readBai2(parts.join(''))).not.toThrow();
    expect(() => readBai2(`01,B,C,261123,,1,,,2/\n02,C,B,1,261123,,,/\n03,A,,/\n${parts.join('')}`)).not.toThrow();
  });

  it.each([
    ['', 'not-a-statement', 1],
    ['date,amount\n', 'not-a-statement', 1],
    ['01,B,C,261123,0600,1,,,2/\n02,C,B,1,261332,,USD,2/', 'date-malformed', 2],
    ['01,B,C,261123,0600,1,,,2/\n02,C,B,1,261123,,EUR,2/', 'currency-unknown', 2],
    ['01,B,C,261123,0600,1,,,2/\n02,C,B,1,261123,,,2/\n03,A,,/\n16,165,1.5,Z,/', 'amount-malformed', 4],
    ['01,B,C,261123,0600,1,,,2/\n02,C,B,1,261123,,,2/\n03,A,,/\n16,165,-15,Z,/', 'amount-malformed', 4],
    ['01,B,C,261123,0600,1,,,2/\n16,165,15,Z,/', 'record-malformed', 2],
    ['01,B,C,261123,0600,1,,,2/', 'record-malformed', 1],
  ])('refuses %j as %s in line %i', (file, kind, line) => {
    expect(readBai2(file)).toMatchObject({ ok: false, failure: { kind, line } });
  });
});

function isInField(line: string, place: number, field: number): boolean {
  return line.slice(0, place).split(',').length - 1 === field;
}

const row = fc.record({
  cents: fc.integer({ min: -99_999_99, max: 99_999_999_99 }),
  reference: fc.string({ maxLength: 20 }).map((each) => each.replace(/\r/g, ' ').trim()),
});

describe('CSV', () => {
  property.prop([fc.array(row, { maxLength: 20 })])(
    'every amount above zero is read to the cent, with quotes or without',
    (rows) => {
      const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
      const lines = rows.map((each) => `2026-11-23,${formatCents(cents(each.cents))},${quoted(each.reference)}`);
      const read = readStatementCsv(`Date,Amount,Reference\r\n${lines.join('\r\n')}\r\n`);
      expect(read.ok && read.value.deposits.map((each) => [each.cents, each.reference])).toEqual(
        rows.filter((each) => each.cents > 0).map((each) => [each.cents, each.reference]),
      );
    },
  );

  property.prop([fc.array(fc.constantFrom('"', ',', '\n', '\r', ';', '=', '1', '.', '2026-01-02', 'x', '\u0000'))])(
    'nothing throws, whatever the characters',
    (parts) => {
      expect(() => readStatementCsv(parts.join(''))).not.toThrow();
      expect(() => readStatementCsv(`date,amount,slip\n${parts.join('')}`)).not.toThrow();
    },
  );

  it.each([
    ['', 'not-a-statement', 1],
    ['date,reference\n', 'column-missing', 1],
    ['date,amount,colour\n', 'column-unknown', 1],
    ['date,amount,Amount\n', 'column-missing', 1],
    ['date,amount\n2026-02-30,1\n', 'date-malformed', 2],
    ['date,amount\n2026-02-28,1.001\n', 'amount-malformed', 2],
    ['date,amount\n2026-02-28,"1,000.00"\n', 'amount-malformed', 2],
    ['date,amount,kind\n2026-02-28,1,barter\n', 'kind-unknown', 2],
    ['date,amount,reference\n2026-02-28,1,"a\nb"\n2026-02-28,1,x,y\n', 'record-malformed', 4],
    ['date,amount,slip\n2026-02-28,3,1=1;2=1\n', 'slip-malformed', 2],
    ['date,amount,reference\n2026-02-28,3,"open\n', 'record-malformed', 2],
  ])('refuses %j as %s in line %i', (file, kind, line) => {
    expect(readStatementCsv(file)).toMatchObject({ ok: false, failure: { kind, line } });
  });

  it('reads a slip, a fee and the trace of an addendum', () => {
    const file = 'date,amount,fee,kind,slip,text\n2026-02-28,3.00,0.10,Check,7=1.25;8=1.75,"TRN*1*EFT9*1999999999\\"\n';
    expect(readStatementCsv(file)).toMatchObject({
      ok: true,
      value: {
        deposits: [
          {
            ...{ cents: 300, feeCents: 10, kind: 'check', traceNumber: 'EFT9', traceOriginator: '1999999999' },
            slip: [
              { checkNumber: '7', cents: 125 },
              { checkNumber: '8', cents: 175 },
            ],
          },
        ],
      },
    });
  });
});

describe('both formats', () => {
  it.each([
    ['HCCLAIMPMT TRN*1*12345*1999999999~', { traceNumber: '12345', traceOriginator: '1999999999' }],
    ['TRN|1|A-9|1999999999', { traceNumber: 'A-9', traceOriginator: '1999999999' }],
    ['TRN*1*777', { traceNumber: '777' }],
    ['nothing', {}],
  ])('the trace in %j', (given, found) => {
    expect(traceInText(given)).toEqual(found);
  });

  it('number deposits that look alike', () => {
    const one = {
      bankAccount: 'a',
      depositedOn: '2026-11-23',
      cents: 5,
      reference: 'r',
    } as unknown as StatementDeposit;
    const other = { ...one, reference: 's' };
    expect(withSequences([one, other, one]).map((each) => each.sequence)).toEqual([1, 1, 2]);
  });
});
