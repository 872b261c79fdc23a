import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { parseCents } from '../../../shared/domain/money/cents.ts';
import { parseCompactDate } from '../../../shared/domain/time/local-date.ts';
import { amountFault, readCents } from '../../../shared/x12/amount-bytes.ts';
import { dateFault } from '../../../shared/x12/date-bytes.ts';
import { findingLimit } from '../../../shared/x12/finding.ts';
import { openInterchangePass, readInterchanges } from '../../../shared/x12/read-interchanges.ts';
import { segmentLimit } from '../../../shared/x12/segment-scanner.ts';
import { times } from '../../support/effort.ts';
import { passOver, remittanceFixture, remittanceOf } from '../../support/x12-pass.ts';

const fixtures = [
  'several-interchanges-with-delimiters-of-their-own',
  'crlf-as-terminator',
  'tilde-after-each-newline',
  'byte-order-mark',
  'cut-off-inside-a-claim',
  'line-unbalanced',
  'several-plb-segments',
].map(remittanceFixture);

/** Bytes as a careless or hostile sender makes them: a good file with stretches replaced, or anything at all. */
const mangled = fc
  .record({
    file: fc.constantFrom(...fixtures),
    at: fc.nat({ max: 1500 }),
    removed: fc.nat({ max: 200 }),
    inserted: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string({ maxLength: 40 }).map(Buffer.from)),
  })
  .map(({ file, at, removed, inserted }) => {
    const from = Math.min(at, file.length);
    return Buffer.concat([file.subarray(0, from), inserted, file.subarray(from + removed)]);
  });
const anyFile = fc.oneof(mangled, fc.uint8Array({ maxLength: 2000 }).map(Buffer.from), fc.constantFrom(...fixtures));

function header(body: string): Buffer {
  const isa = remittanceFixture('paid-with-contractual-and-coinsurance').toString('latin1').slice(0, 106);
  return Buffer.from(`${isa}GS*HP*A*B*20261101*0930*1*X*005010X221A1~${body}`, 'latin1');
}

describe('one streaming pass', () => {
  test.prop([anyFile, fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 12 })], { numRuns: times(150, 4000) })(
    'finds the same in any bytes, however they are cut into chunks, and never throws',
    (bytes, sizes) => {
      expect(passOver(bytes, sizes)).toEqual(passOver(bytes));
    },
  );

  test('finds the same when a file arrives byte by byte', () => {
    for (const bytes of fixtures) expect(passOver(bytes, Array(bytes.length).fill(1))).toEqual(passOver(bytes));
  });

  test.prop([fc.nat({ max: 3000 })])('reports of every file that was cut off that it is not complete', (cut) => {
    const whole = remittanceFixture('context-changes-between-claims');
    const end = whole.indexOf('SE*');
    const { transactions, findings, result } = passOver(whole.subarray(0, Math.min(cut, end)));
    expect(transactions.every((transaction) => !transaction.complete)).toBe(true);
    expect(findings.length > 0 || !result.ok).toBe(true);
  });

  test('has for each claim the bytes from its CLP to before the next claim, LX, PLB or trailer', () => {
    const bytes = remittanceFixture('context-changes-between-claims');
    const { claims } = passOver(bytes);
    const texts = claims.map(({ byteOffset, byteLength }) =>
      bytes.subarray(byteOffset, byteOffset + byteLength).toString('latin1'),
    );
    expect(texts.map((text) => text.split('~\n')[0]?.split('*')[1])).toEqual(['SYNCLAIM0001', 'SYNCLAIM0002']);
    for (const text of texts) expect(text).toMatch(/^CLP\*[\s\S]*AMT\*B6\*120~$/);
    const contexts = claims.map(({ context }) =>
      bytes
        .subarray(context?.byteOffset ?? 0, (context?.byteOffset ?? 0) + (context?.byteLength ?? 0))
        .toString('latin1'),
    );
    expect(contexts).toEqual(['LX*1~', 'LX*2~\nTS3*1234567893*11*20261231*1*150~']);
  });

  test('has for the payment its header and each PLB segment in bytes', () => {
    const bytes = remittanceFixture('several-plb-segments');
    const content = remittanceOf(passOver(bytes).transactions[0]);
    const text = (range: { byteOffset: number; byteLength: number }) =>
      bytes.subarray(range.byteOffset, range.byteOffset + range.byteLength).toString('latin1');
    expect(text(content.header)).toMatch(/^ST\*835\*0001~\nBPR[\s\S]*REF\*TJ\*123456789~\n$/);
    expect(content.providerAdjustments.map(text)).toEqual([
      'PLB*1234567893*20261231*L6:INT1*-12.5*WO:ICN000009*50~',
      'PLB*1234567893*20261231*72:AUTH1*-5*FB:FWD1*5~',
    ]);
  });

  test('names each equation of a claim that fails, with its numbers', () => {
    const [claim] = passOver(remittanceFixture('claim-differs-from-its-lines')).claims;
    expect(claim).toMatchObject({
      balanced: false,
      failures: [
        { equation: 'line', expectedCents: 4_000, foundCents: 5_000 },
        { equation: 'claim-charge', expectedCents: 15_000, foundCents: 14_000 },
      ],
    });
    const [masked] = passOver(remittanceFixture('amounts-masked')).claims;
    expect(masked).toMatchObject({ balanced: false, failures: Array(5).fill({ equation: 'amount' }) });
  });

  test('calculates a digest of content: delimiters, line ends, padding and control numbers do not change it, an amount does', () => {
    const digest = (name: string) => remittanceOf(passOver(remittanceFixture(name)).transactions[0]).canonicalDigest;
    const plain = digest('paid-with-contractual-and-coinsurance');
    const same = ['crlf-as-terminator', 'bar-and-caret-as-separators', 'trailing-separators', 'isa-without-padding'];
    for (const name of [...same, 'control-numbers-differ', 'st03-present']) expect(digest(name)).toEqual(plain);
    for (const name of ['payment-unbalanced', 'payment-debit', 'no-per', 'recoded-procedure']) {
      expect(digest(name)).not.toEqual(plain);
    }
  });

  test('stops at a segment that never ends, and stores no more than its buffer meanwhile', () => {
    const pass = openInterchangePass({});
    pass.push(header('ST*835*0001~'));
    const megabyte = Buffer.alloc(1 << 20, 0x41);
    const before = process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 64; count += 1) pass.push(megabyte);
    const result = pass.finish();
    expect(result).toMatchObject({ ok: false, failure: { kind: 'segment-too-long' } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 << 20);
  });

  test('reads a segment of just the longest size, whatever the chunks', () => {
    const longest = `N1*PR*${'A'.repeat(segmentLimit - 6)}~`;
    for (const [text, ok] of [
      [longest, true],
      [longest.replace('~', 'A~'), false],
    ] as const) {
      const bytes = header(`ST*835*0001~${text}SE*3*0001~GE*1*1~IEA*1*000000835~`);
      for (const sizes of [[], [200, 700_000, 3], Array(20).fill(60_000)]) {
        expect(passOver(bytes, sizes).result.ok).toBe(ok);
      }
    }
  });

  test('lists a limited number of findings, however many there are', () => {
    const claims = Array.from({ length: 1000 }, (_, index) => `CLP*SYN${index}*1*10*5*0*12*I${index}~`).join('');
    const [transaction] = passOver(header(`ST*835*0001~${claims}SE*1002*0001~GE*1*1~IEA*1*000000835~`)).transactions;
    expect(transaction?.findings).toHaveLength(findingLimit + 1);
    expect(transaction?.findings.at(-1)?.code).toBe('findings-omitted');
    expect(remittanceOf(transaction).totals.unbalancedClaims).toBe(1000);
  });

  test('continues after a file that was cut off, when another follows it', () => {
    const cut = remittanceFixture('cut-off-after-a-transaction');
    const open = remittanceFixture('context-changes-between-claims');
    const whole = remittanceFixture('several-plb-segments');
    for (const first of [cut, open.subarray(0, open.indexOf('SE*'))]) {
      const { interchanges, transactions, findings, result } = passOver(Buffer.concat([first, whole]));
      expect(result.ok).toBe(true);
      expect(interchanges).toHaveLength(2);
      expect(transactions.map(({ complete }) => complete)).toEqual([first === cut, true]);
      expect(findings.map(({ code }) => code)).toEqual(['group-trailer-missing', 'interchange-trailer-missing']);
      expect(transactions[1]?.byteOffset).toBe(first.length + whole.indexOf('ST*'));
    }
  });

  test('comments on what follows an interchange, and on segments that no rule knows', () => {
    const whole = remittanceFixture('no-per');
    const after = passOver(Buffer.concat([whole, Buffer.from('And a greeting~')]));
    expect(after.findings).toMatchObject([{ code: 'bytes-after-interchange', byteOffset: whole.length }]);
    expect(passOver(Buffer.concat([whole, Buffer.from('\r\n\0\u001a')])).findings).toEqual([]);
    const [transaction] = passOver(Buffer.from(whole.toString().replace('LX*1~', 'LX*1~\n12345*6~'))).transactions;
    expect(transaction?.findings.map(({ code }) => code)).toEqual([
      'segment-malformed',
      'transaction-segment-count-wrong',
    ]);
  });

  test('calls a remittance incomplete when it has more provider adjustments than are listed', () => {
    const plb = 'PLB*1*20261231*WO:A*1~'.repeat(10_001);
    const text = `ST*835*0001~BPR*I*-10001*C*CHK~TRN*1*T~${plb}SE*10005*0001~GE*1*1~IEA*1*000000835~`;
    const [transaction] = passOver(header(text)).transactions;
    expect(transaction).toMatchObject({ complete: false });
    expect(transaction?.findings.map(({ code }) => code)).toEqual(['provider-adjustments-too-many']);
    expect(remittanceOf(transaction)).toMatchObject({ paymentBalances: true });
    expect(remittanceOf(transaction).providerAdjustments).toHaveLength(10_000);
  });

  test('counts a claim as failed when a segment hides amounts behind too many elements', () => {
    const adjustments = `CAS*CO${'*45*0*1'.repeat(30)}*45*5`;
    const text = `ST*835*0001~BPR*I*5*C*CHK~TRN*1*T~CLP*A*1*10*5*0*12*I~${adjustments}~SE*6*0001~GE*1*1~IEA*1*000000835~`;
    const { transactions, claims } = passOver(header(text));
    expect(transactions[0]?.findings.map(({ code }) => code)).toContain('elements-too-many');
    expect(claims[0]?.balanced).toBe(false);
  });

  test('trusts no equation with sums beyond the exact integers', () => {
    const claims = Array.from({ length: 3 }, () => 'CLP*SYN*1*90071992547409.91*90071992547409.91*0*12*I~').join('');
    const bytes = header(`ST*835*0001~BPR*I*1*C*CHK~TRN*1*T~${claims}SE*7*0001~GE*1*1~IEA*1*000000835~`);
    const [transaction] = passOver(bytes).transactions;
    expect(remittanceOf(transaction).paymentBalances).toBe(false);
    expect(transaction?.findings.map(({ code }) => code)).toContain('amount-too-large');
  });

  test('calculates the digest of the raw bytes during the pass, also for a refused file', async () => {
    for (const bytes of [remittanceFixture('several-plb-segments'), Buffer.from('no interchange')]) {
      const hash = createHash('sha256');
      await readInterchanges(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), {}, hash);
      expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});

describe('a date read from bytes', () => {
  const dateText = fc.oneof(
    fc
      .tuple(fc.integer({ min: 1895, max: 2105 }), fc.nat({ max: 14 }), fc.nat({ max: 33 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('')),
    fc.string({ unit: fc.constantFrom('0', '1', '2', '9', '-', 'X'), maxLength: 9 }),
  );

  test('of the last day of February exists in leap years only', () => {
    const found = ['20000229', '20240229', '19000229', '20230229', '20230228'].map((text) =>
      dateFault(Buffer.from(text), 0, 8),
    );
    expect(found).toEqual([undefined, undefined, 'date-does-not-exist', 'date-does-not-exist', undefined]);
  });

  test.prop([dateText], { numRuns: times(500, 20_000) })(
    'exists when parseCompactDate says so, and fails for the same reason',
    (text) => {
      const parsed = parseCompactDate(text);
      const fault = dateFault(Buffer.from(`*${text}*`), 1, text.length + 1);
      expect(fault).toBe(parsed.ok ? undefined : parsed.failure.kind);
    },
  );

  test('is checked in headers, claims and lines', () => {
    const plain = remittanceFixture('paid-with-contractual-and-coinsurance').toString('latin1');
    const codes = (text: string) =>
      passOver(Buffer.from(text)).transactions[0]?.findings.map(({ code, byteOffset }) => [code, byteOffset]);
    for (const [date, wrong] of [
      ['*20261103', '*20261131'],
      ['*405*20261031', '*405*20260229'],
      ['*232*20260915', '*232*20261315'],
      ['*472*20260915', '*472*20260900'],
    ] as const) {
      const at = plain.indexOf(date) + date.lastIndexOf('*') + 1;
      expect(codes(plain.replace(date, wrong))).toEqual([['date-does-not-exist', at]]);
      expect(codes(plain.replace(date, `${wrong.slice(0, -1)}X`))).toEqual([['date-malformed', at]]);
    }
  });
});

describe('an amount read from bytes', () => {
  const amountText = fc.oneof(
    fc.stringMatching(/^[+-]?[0-9]{0,18}(\.[0-9]{0,5})?$/),
    fc.string({ unit: fc.constantFrom('0', '1', '9', '.', '-', '+', ' ', 'e', 'X'), maxLength: 8 }),
  );

  function expectAsParsed(text: string): void {
    const bytes = Buffer.from(`*${text}*`, 'latin1');
    const end = bytes.length - 1;
    const parsed = parseCents(text);
    const read = readCents(bytes, 1, end);
    if (parsed.ok) expect(read, text).toBe(parsed.value);
    else {
      expect(read, text).toBeNaN();
      expect(amountFault(bytes, 1, end), text).toBe(parsed.failure.kind);
    }
  }

  test.prop([amountText], { numRuns: times(500, 20_000) })(
    'is what parseCents makes of its text, and fails for the same reason',
    expectAsParsed,
  );

  test('is exact around the largest exact amount, with and without decimals', () => {
    for (const digit of ['1', '9']) {
      for (let digits = 10; digits <= 18; digits += 1) {
        for (const end of ['', '.', '.0', '.9', '.99', '.990']) {
          for (const sign of ['', '-', '+']) expectAsParsed(`${sign}${digit.repeat(digits)}${end}`);
        }
      }
    }
    for (const text of ['90071992547409.91', '90071992547409.92', '90071992547410', '122122122122122'])
      expectAsParsed(text);
  });
});
