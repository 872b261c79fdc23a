import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import { readRemittanceClaim } from '../../../shared/x12/835/remittance-claim.ts';
import { readRemittancePayment } from '../../../shared/x12/835/remittance-payment.ts';
import type { ByteRange } from '../../../shared/x12/835/scanned-claim.ts';
import { passOver, remittanceFixture, remittanceOf } from '../../support/x12-pass.ts';

const delimiters = { element: 0x2a, component: 0x3a, repetition: 0x5e, segment: 0x7e, filler: 0x20 };
const readText = (text: string, offset = 0) => readRemittanceClaim(Buffer.from(text), delimiters, offset);

function slice(bytes: Buffer, { byteOffset, byteLength }: ByteRange) {
  return { bytes: bytes.subarray(byteOffset, byteOffset + byteLength), byteOffset };
}

/** Reads every claim of a fixture by the byte ranges that the streaming pass gives. */
function claimsOf(name: string): RemittanceClaim[] {
  const bytes = remittanceFixture(name);
  const { claims, interchanges } = passOver(bytes);
  return claims.map((claim) => {
    const own = interchanges.findLast((interchange) => interchange.byteOffset < claim.byteOffset)?.delimiters;
    const read = readRemittanceClaim(slice(bytes, claim).bytes, own ?? delimiters, claim.byteOffset);
    if (!read.ok) throw new Error(`${read.failure.element}: ${read.failure.kind}`);
    expect(read.value).toMatchObject({ byteOffset: claim.byteOffset, byteLength: claim.byteLength });
    return read.value;
  });
}

function paymentOf(name: string) {
  const bytes = remittanceFixture(name);
  const { transactions } = passOver(bytes);
  const { header, providerAdjustments } = remittanceOf(transactions[0]);
  return readRemittancePayment(
    slice(bytes, header),
    providerAdjustments.map((range) => slice(bytes, range)),
    transactions[0]?.interchange.delimiters ?? delimiters,
  );
}

describe('a claim of a remittance', () => {
  test('is read with everything that posting needs', () => {
    expect(claimsOf('paid-with-contractual-and-coinsurance')).toEqual([
      {
        patientControlNumber: 'SYNCLAIM0001',
        statusCode: '1',
        chargeCents: 15_000,
        paidCents: 10_000,
        patientResponsibilityCents: 2_000,
        filingIndicator: '12',
        payerClaimNumber: 'ICN000001',
        facilityCode: '11',
        frequencyCode: '1',
        renderingProviderNpi: '1234567893',
        statementFrom: '2026-09-15',
        statementTo: '2026-09-15',
        receivedOn: '2026-09-20',
        adjustments: [],
        remarkCodes: [],
        lines: [
          {
            procedure: { qualifier: 'HC', code: '99213', modifiers: ['25'] },
            chargeCents: 15_000,
            paidCents: 10_000,
            units: '1',
            serviceFrom: '2026-09-15',
            serviceTo: '2026-09-15',
            controlNumber: 'LINE1',
            allowedCents: 12_000,
            adjustments: [
              { group: 'CO', carc: '45', cents: 3_000 },
              { group: 'PR', carc: '2', cents: 2_000 },
            ],
            remarkCodes: [],
          },
        ],
        byteOffset: 503,
        byteLength: expect.any(Number),
      },
    ]);
  });

  test.each(['crlf-as-terminator', 'bar-and-caret-as-separators', 'trailing-separators', 'tilde-after-each-newline'])(
    'reads the same with %s',
    (name) => {
      const place = { byteOffset: 0, byteLength: 0 };
      const [plain] = claimsOf('paid-with-contractual-and-coinsurance');
      expect({ ...claimsOf(name)[0], ...place }).toEqual({ ...plain, ...place });
    },
  );

  test('keeps every procedure qualifier, the revenue code, and the procedure as submitted', () => {
    const lines = claimsOf('procedure-qualifiers-other-than-hc')[0]?.lines;
    expect(lines?.map(({ procedure, revenueCode }) => [procedure.qualifier, procedure.code, revenueCode])).toEqual([
      ['NU', '0450', '0450'],
      ['AD', 'D0120', undefined],
      ['N4', '00002751001', undefined],
      ['HP', '12345', undefined],
    ]);
    expect(claimsOf('recoded-procedure')[0]?.lines[0]).toMatchObject({
      procedure: { code: '99213', modifiers: [] },
      submittedProcedure: { qualifier: 'HC', code: '99214', modifiers: ['25'] },
      units: '1',
      submittedUnits: '2',
    });
  });

  test('keeps up to six adjustments of one segment, with quantities, and distinguishes claim level from line level', () => {
    expect(claimsOf('adjustment-with-six-triples')[0]?.lines[0]?.adjustments).toEqual([
      { group: 'CO', carc: '45', cents: 100 },
      { group: 'CO', carc: '253', cents: 200, quantity: '1' },
      { group: 'CO', carc: 'A1', cents: 300 },
      { group: 'CO', carc: 'B1', cents: 400 },
      { group: 'CO', carc: 'C1', cents: 500 },
      { group: 'CO', carc: 'D1', cents: 600, quantity: '2' },
    ]);
    const [claim] = claimsOf('claim-without-lines');
    expect(claim).toMatchObject({ lines: [], adjustments: [{ carc: '45' }, { carc: '1', cents: 2_000 }] });
  });

  test('keeps remark codes of claim and line, and the payer that it was forwarded to', () => {
    const [remarked] = claimsOf('mia-moa-rdm-ts2-ts3-lq');
    expect(remarked?.remarkCodes).toEqual(['MA18', 'N130', 'MA01', 'N211']);
    expect(remarked?.lines[0]?.remarkCodes).toEqual(['N130']);
    const crossed = claimsOf('crossover-statuses');
    expect(crossed.map(({ statusCode }) => statusCode)).toEqual(['19', '20', '21', '23']);
    expect(crossed[0]?.crossoverPayer).toEqual({
      name: 'SYNTHETIC SECONDARY',
      idQualifier: 'PI',
      id: 'SYN02',
      references: [],
    });
  });

  test('keeps a range of service dates, and leaves out a date that does not exist', () => {
    const read = readText('CLP*A*1*1*1~SVC*HC:1*1*1~DTM*150*20260901~DTM*151*20260930~SVC*HC:1*0*0~DTM*472*20260231~');
    expect(read.ok && read.value.lines[0]).toMatchObject({ serviceFrom: '2026-09-01', serviceTo: '2026-09-30' });
    expect(read.ok && read.value.lines[1]).not.toHaveProperty('serviceFrom');
  });

  test.each([
    ['CLP*A*1*1.005*1~', 'amount-too-precise', 'CLP03', 8],
    ['CLP*A*1*1*X~', 'amount-malformed', 'CLP04', 10],
    ['CLP*A*1*1*1*1e3~', 'amount-malformed', 'CLP05', 12],
    ['CLP*A*1*1*1~SVC*HC:É*1*90071992547409.92~', 'amount-too-large', 'SVC03', 24],
    ['CLP*A*1*1*1~CAS*CO*45*1**253*--1~', 'amount-malformed', 'CAS06', 29],
    ['SVC*HC:1*1*1~', 'segment-missing', 'CLP00', 0],
    ['', 'segment-missing', 'CLP01', 0],
    ['CLP*A*1*1*1~CLP*B*1*1*1~', 'segment-misplaced', 'CLP00', 12],
  ])('%s fails as %s, naming %s and its place in the file', (text, kind, element, at) => {
    expect(readText(text, 1000)).toMatchObject({ ok: false, failure: { kind, element, byteOffset: 1000 + at } });
  });

  test.prop([
    fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: fc.constantFrom(...'CLPSVAS*~:1.-9') }).map(Buffer.from),
    ),
  ])('never throws, whatever the bytes', (bytes) => {
    const read = readRemittanceClaim(Buffer.concat([Buffer.from('CLP*A*1*1*1~'), bytes]), delimiters, 0);
    if (!read.ok) expect(read.failure.element).toMatch(/^.{0,200}\d\d$/s);
  });
});

describe('the payment of a remittance', () => {
  test('is read with its parties and provider adjustments', () => {
    expect(paymentOf('several-plb-segments')).toEqual({
      ok: true,
      value: {
        handlingCode: 'I',
        paymentCents: 6_250,
        creditDebit: 'C',
        method: 'ACH',
        paymentDate: '2026-11-03',
        traceNumber: 'SYN0001',
        traceOriginator: '1512345678',
        productionDate: '2026-10-31',
        payer: {
          name: 'SYNTHETIC HEALTH PLAN',
          idQualifier: 'XV',
          id: 'SYN01',
          references: [{ qualifier: '2U', value: 'SYN01' }],
        },
        payee: {
          name: 'SYNTHETIC CLINIC',
          idQualifier: 'XX',
          id: '1234567893',
          references: [{ qualifier: 'TJ', value: '123456789' }],
        },
        providerAdjustments: (
          [
            ['L6', 'INT1', -1_250],
            ['WO', 'ICN000009', 5_000],
            ['72', 'AUTH1', -500],
            ['FB', 'FWD1', 500],
          ] as const
        ).map(([reasonCode, reference, cents]) => ({
          providerId: '1234567893',
          fiscalPeriodEnd: '2026-12-31',
          reasonCode,
          reference,
          cents,
          byteOffset: expect.any(Number),
          byteLength: expect.any(Number),
        })),
      },
    });
  });

  test('reads names in UTF-8 and in Latin-1', () => {
    const read = paymentOf('latin-1-and-utf-8-names');
    expect(read).toMatchObject({
      value: { payer: { name: 'SYNTHÉTIC HEALTH PLAN' }, payee: { name: 'SYNTHÉTIC CLINIC' } },
    });
  });

  test('has no reference where a provider adjustment names none', () => {
    const read = paymentOf('capitation-and-interest');
    expect(read.ok && read.value.providerAdjustments[1]).toMatchObject({ reasonCode: 'L6', cents: -1_234 });
    expect(read.ok && read.value.providerAdjustments[1]).not.toHaveProperty('reference');
  });

  test('fails for the true reason without payment, trace or amount', () => {
    expect(paymentOf('no-payment-and-no-trace')).toMatchObject({ ok: false, failure: { kind: 'payment-missing' } });
    expect(paymentOf('amounts-masked')).toMatchObject({
      ok: false,
      failure: { kind: 'amount-malformed', element: 'BPR02', byteOffset: 189 },
    });
    const header = (text: string) => readRemittancePayment({ bytes: Buffer.from(text), byteOffset: 0 }, [], delimiters);
    expect(header('BPR*I*1*C*ACH~')).toMatchObject({ failure: { kind: 'trace-missing', element: 'TRN02' } });
    expect(header('BPR*I*1*X*ACH~TRN*1*T~')).toMatchObject({
      failure: { kind: 'payment-sign-invalid', element: 'BPR03' },
    });
  });
});
