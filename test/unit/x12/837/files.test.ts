import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cents } from '../../../../shared/domain/money/cents.ts';
import { professionalForm } from '../../../../shared/x12/837/professional/professional-form.ts';
import { readClaimFile } from '../../../../shared/x12/837/read-file.ts';
import { fileOf, sampleClaim, sampleDependent, sampleEnvelope, sampleLine, segmentsOf, write } from './sample-claim.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../fixtures/837p/${name}`, import.meta.url)));

function read(bytes: Uint8Array | string) {
  const result = readClaimFile(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, professionalForm);
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

function readOne(bytes: Uint8Array | string) {
  const [transaction] = read(bytes).interchanges.flatMap((interchange) => interchange.transactions);
  if (transaction === undefined) throw new Error('no transaction');
  return transaction;
}

const codes = (bytes: Uint8Array | string) => readOne(bytes).findings.map(({ code }) => code);

/** The sample's file with some of its segments changed. */
function changed(change: (segments: string[]) => string[]): string {
  return `${change(segmentsOf(fileOf(sampleClaim))).join('~')}~`;
}

/** Inserts segments before the first one that begins with the given text, and counts them in SE. */
function inserted(before: string, ...more: readonly string[]): string {
  return changed((segments) => {
    const at = segments.findIndex((text) => text.startsWith(before));
    return [...segments.slice(0, at), ...more, ...segments.slice(at)].map((text, _index, all) =>
      text.startsWith('SE*') ? `SE*${all.length - 4}*0007` : text,
    );
  });
}

describe('a file that is written', () => {
  it('is this one', () => {
    const second = {
      ...sampleClaim,
      patientControlNumber: 'PCN0000000000002',
      dependent: sampleDependent,
      chargeCents: cents(17_550),
      serviceLines: [sampleLine, { ...sampleLine, chargeCents: cents(5_000), procedure: '87880', modifiers: ['QW'] }],
    };
    const written = write(fileOf(sampleClaim, second), { lineEnds: true });
    expect(written.ok && written.value).toBe(new TextDecoder().decode(fixture('subscriber-and-dependent.edi')));
  });

  it('is the same bytes whenever it is written', () => {
    expect(write(fileOf(sampleClaim))).toEqual(write(structuredClone(fileOf(sampleClaim))));
  });

  it('counts its segments from ST to SE, and has an ISA of 106 bytes', () => {
    const segments = segmentsOf(fileOf(sampleClaim));
    expect(segments[0]?.length).toBe(105);
    expect(segments.find((text) => text.startsWith('SE*'))).toBe(`SE*${segments.length - 4}*0007`);
    expect(segments[0]).toMatch(/\*000000007\*0\*T\*:$/);
  });

  it('numbers its levels through the transaction, and its lines through each claim', () => {
    const other = { ...sampleClaim, billingProvider: { ...sampleClaim.billingProvider, taxonomy: 'X' } };
    const two = { ...sampleClaim, serviceLines: [sampleLine, sampleLine], chargeCents: cents(25_100) };
    const segments = segmentsOf(fileOf(two, { ...sampleClaim, dependent: sampleDependent }, two, other));
    expect(segments.filter((text) => text.startsWith('HL*'))).toEqual([
      ...['HL*1**20*1', 'HL*2*1*22*0', 'HL*3*1*22*1', 'HL*4*3*23*0', 'HL*5*1*22*0'],
      ...['HL*6**20*1', 'HL*7*6*22*0'],
    ]);
    expect(segments.filter((text) => text.startsWith('LX*')).join()).toBe('LX*1,LX*2,LX*1,LX*1,LX*2,LX*1');
  });

  it('puts claims of one patient under one level, a hundred at most', () => {
    const claims = Array.from({ length: 101 }, (_, index) => ({ ...sampleClaim, patientControlNumber: `PCN${index}` }));
    const segments = segmentsOf(fileOf(...claims));
    expect(segments.filter((text) => text.startsWith('HL*'))).toEqual(['HL*1**20*1', 'HL*2*1*22*0', 'HL*3*1*22*0']);
  });
});

describe('a file that is read', () => {
  it('has each claim’s place in bytes', () => {
    const bytes = fixture('subscriber-and-dependent.edi');
    const { claims } = readOne(bytes);
    const texts = claims.map(({ byteOffset, byteLength }) =>
      new TextDecoder().decode(bytes.subarray(byteOffset, byteOffset + byteLength)),
    );
    expect(texts.map((text) => text.slice(0, 20))).toEqual(['CLM*PCN0000000000001', 'CLM*PCN0000000000002']);
    expect(texts.map((text) => text.trim().split('\n').at(-1))).toEqual([
      'DTP*472*D8*20261001~',
      'DTP*472*D8*20261001~',
    ]);
  });

  it('may contain several interchanges with different delimiters', () => {
    const delimiters = { element: '|', component: '>', repetition: '!', segment: '\n' };
    const one = write(fileOf(sampleClaim));
    const two = write(fileOf(sampleClaim), { delimiters });
    if (!one.ok || !two.ok) throw new Error('not written');
    const { interchanges, findings } = read(`${one.value}\r\n${two.value}`);
    expect(findings).toEqual([]);
    expect(interchanges.map(({ senderId }) => senderId)).toEqual([sampleEnvelope.senderId, sampleEnvelope.senderId]);
    const files = interchanges.map(({ transactions }) => transactions[0]?.file);
    expect(files).toEqual([fileOf(sampleClaim), fileOf(sampleClaim)]);
  });

  it('may contain claims with other payers, which are read', () => {
    const { file, findings } = readOne(fixture('secondary-claim.edi'));
    expect(findings).toEqual([]);
    const [coverage] = file?.claims[0]?.otherCoverages ?? [];
    expect(coverage?.paidCents).toBe(8000);
    expect(coverage?.payer).toMatchObject({ id: 'PAYER1', claimControlNumber: 'ICN1' });
    expect(coverage?.adjustments).toEqual([{ group: 'PR', carc: '1', cents: 550, quantity: '1' }]);
    expect(file?.claims[0]?.serviceLines[0]?.adjudications).toEqual([
      {
        payerId: 'PAYER1',
        paidCents: 8000,
        procedureKind: 'HC',
        procedure: '99213',
        quantity: '1',
        adjustments: [
          { group: 'CO', carc: '45', cents: 4000 },
          { group: 'PR', carc: '1', cents: 550 },
        ],
        decidedOn: '2026-10-20',
      },
    ]);
  });

  it('may leave the ids of its envelope, and of its submitter and receiver, blank, and contain several transactions', () => {
    const segments = segmentsOf(fileOf(sampleClaim));
    const [isa = '', gs = '', ...others] = segments;
    const blanks = [
      isa
        .split('*')
        .map((element, index) => (index === 6 || index === 8 ? ' '.repeat(15) : element))
        .join('*'),
      gs
        .split('*')
        .map((element, index) => (index === 2 || index === 3 ? '' : element))
        .join('*'),
    ];
    const transaction = others.slice(0, -2).map((text) => text.replace(/^(NM1\*4[01]\*.*\*46\*).*/, '$1'));
    const second = transaction.map((text) =>
      text.replace(/^(ST\*837|SE\*\d+)\*0007/, '$1*0008').replace('PCN0000000000001', 'PCN0000000000002'),
    );
    const ends = others.slice(-2).map((text) => text.replace(/^GE\*1/, 'GE*2'));
    const { interchanges, findings } = read(`${[...blanks, ...transaction, ...second, ...ends].join('~')}~`);
    expect(findings).toEqual([]);
    const transactions = interchanges.flatMap((interchange) => interchange.transactions);
    expect(transactions.map(({ claims }) => claims.length)).toEqual([1, 1]);
    expect(
      transactions.map(({ file }) => file?.claims.map(({ patientControlNumber }) => patientControlNumber)),
    ).toEqual([['PCN0000000000001'], ['PCN0000000000002']]);
  });

  it('of version 4010 is read with a finding', () => {
    const { file, findings } = readOne(fixture('version-4010.edi'));
    expect(findings.map(({ code }) => code)).toEqual(['version-4010']);
    expect(file?.claims[0]?.billingProvider.legacyId).toEqual({ kind: '24', id: '123456789' });
    expect(file?.claims[0]?.dependent?.memberId).toBe('M2');
  });

  it('without an envelope is read with findings', () => {
    const { interchanges, findings } = read(fixture('fragment-without-envelope.edi'));
    expect(findings.map(({ code }) => code)).toEqual(['envelope-missing-fragment', 'delimiters-guessed']);
    expect(interchanges[0]?.transactions[0]?.file).toEqual(fileOf(sampleClaim));
  });

  it.each([
    ['nothing', ''],
    ['something else', 'hello, world'],
    ['a header that is cut off', 'ISA*00*'],
    ['a fragment whose delimiters cannot be told', 'ST*837'],
  ])('is refused with a reason when it is %s', (_title, text) => {
    const result = readClaimFile(new TextEncoder().encode(text), professionalForm);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.failure.message.length).toBeGreaterThan(10);
  });
});

describe('a finding', () => {
  it.each([
    ['a segment that the guide does not know', inserted('HI*', 'ZZZ*1'), ['segment-unknown']],
    ['a reference of an unknown kind', inserted('HI*', 'REF*QQ*1'), ['segment-unknown']],
    ['a second segment where one may stand', inserted('HI*', 'REF*G1*1', 'REF*G1*2'), ['segment-repeated']],
    ['a second note to the claim, which is read', inserted('HI*', 'NTE*ADD*A', 'NTE*ADD*B'), ['segment-beyond-limit']],
    ['a claim’s segment after its lines', inserted('SE*', 'HI*ABF:I10'), ['segment-out-of-place']],
    ['an element that has no meaning', inserted('HI*', 'REF*G1*1*WHAT'), ['element-unknown']],
    ['a date that does not exist', inserted('HI*', 'DTP*431*D8*20260230'), ['element-unreadable']],
    ['an amount that is none', inserted('HI*', 'AMT*F5*1.005'), ['element-unreadable']],
    ['a reference without its value', inserted('HI*', 'REF*G1'), ['element-required']],
    ['a code out of an unknown list', inserted('HI*', 'HI*ZZZ:1'), ['code-list-unknown']],
    [
      'levels and lines with wrong numbers',
      changed((all) => all.map((text) => text.replace('HL*2*1', 'HL*3*2').replace('LX*1', 'LX*2'))),
      ['hierarchy-number-unexpected', 'hierarchy-parent-unexpected', 'line-number-unexpected'],
    ],
    [
      'a subscriber who is not the patient, without a patient',
      changed((all) => all.map((text) => text.replace('SBR*P*18', 'SBR*P*'))),
      ['patient-missing'],
    ],
    [
      'a service without its line, which is read',
      changed((all) => all.filter((text) => !text.startsWith('LX*'))),
      ['segment-required', 'transaction-segment-count-wrong'],
    ],
  ])('reports %s', (_title, text, expected) => {
    expect(codes(text)).toEqual(expected);
    expect(readOne(text).file?.claims[0]?.serviceLines[0]?.chargeCents).toBe(12_550);
  });

  it('names the byte where its segment begins, and no value', () => {
    const text = inserted('HI*', 'REF*QQ*SECRET');
    const [found] = readOne(text).findings;
    expect(text.slice(found?.byteOffset).startsWith('REF*QQ')).toBe(true);
    expect(found?.message).not.toContain('SECRET');
  });

  it('reports what is missing, and the claim is still there', () => {
    const levels = /^(?:HL|SBR|NM1\*IL|NM1\*PR|NM1\*85|N3|N4|DMG|REF\*EI)/;
    const transaction = readOne(changed((all) => all.filter((text) => !levels.test(text))));
    expect(transaction.file?.claims[0]?.patientControlNumber).toBe('PCN0000000000001');
    expect(transaction.file?.claims[0]?.payer).toEqual({
      name: { kind: 'organization', name: '' },
      idKind: '',
      id: '',
    });
    expect(transaction.findings.map(({ code }) => code)).toContain('segment-required');
  });

  it('reports a transaction of another kind', () => {
    expect(codes(changed((all) => all.map((text) => text.replace('ST*837', 'ST*270'))))).toEqual([
      'transaction-not-837',
    ]);
    const institutional = changed((all) => all.map((text) => text.replaceAll('005010X222A1', '005010X223A2')));
    expect(codes(institutional)).toEqual(['guide-of-another-form']);
    expect(readOne(institutional).file).toBeUndefined();
  });
});
