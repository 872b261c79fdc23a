import { describe, expect, it } from 'vitest';
import type { ProfessionalClaim } from '../../../../shared/domain/claim/professional-claim.ts';
import type { ServiceLine } from '../../../../shared/domain/claim/professional-line.ts';
import type { Cents } from '../../../../shared/domain/money/cents.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import {
  day,
  fileOf,
  problemsOf,
  sampleClaim,
  sampleDependent,
  sampleEnvelope,
  sampleLine,
  segmentsOf,
} from './sample-claim.ts';

const claimProblems = (patch: Partial<ProfessionalClaim>, strict = true) =>
  problemsOf(fileOf({ ...sampleClaim, ...patch }), { strict });

const lineProblems = (patch: Partial<ServiceLine>, strict = true) =>
  claimProblems({ serviceLines: [{ ...sampleLine, ...patch }] }, strict);

/** A value of the wrong type, as a program without types might pass it. */
const wrong = <T>(value: unknown) => value as T;

const note = (text: string) => ({ notes: [{ kind: 'ADD', text }] });

describe('the writer refuses what X12 cannot carry, strict or not', () => {
  const structural: readonly [string, Partial<ProfessionalClaim>, string][] = [
    ['a character that has no plain letter', note('中'), 'character-not-allowed /claims/0/notes/0/text'],
    ['a line end inside a text', note('A\nB'), 'character-not-allowed /claims/0/notes/0/text'],
    ['the element separator inside a text', note('A*B'), 'delimiter-in-text /claims/0/notes/0/text'],
    ['the component separator inside a text', note('A:B'), 'delimiter-in-text /claims/0/notes/0/text'],
    ['the repetition separator inside a text', note('A^B'), 'delimiter-in-text /claims/0/notes/0/text'],
    ['the segment terminator inside a text', note('A~B'), 'delimiter-in-text /claims/0/notes/0/text'],
    ['a text that is too long', note('X'.repeat(81)), 'text-too-long /claims/0/notes/0/text'],
    ['an empty text', note(''), 'text-empty /claims/0/notes/0/text'],
    ['a text of spaces', note('  '), 'text-empty /claims/0/notes/0/text'],
    ['the text undefined', note('undefined'), 'placeholder-text /claims/0/notes/0/text'],
    ['the text NaN', note('NaN'), 'placeholder-text /claims/0/notes/0/text'],
    ['the text null', note('null'), 'placeholder-text /claims/0/notes/0/text'],
    ['an object as text', note(wrong({})), 'not-text /claims/0/notes/0/text'],
    ['null as text', { cliaNumber: wrong<string>(null) }, 'not-text /claims/0/cliaNumber'],
    [
      'no patient control number',
      { patientControlNumber: wrong<string>(undefined) },
      'missing /claims/0/patientControlNumber',
    ],
    ['NaN as a charge', { chargeCents: Number.NaN as Cents }, 'amount-invalid /claims/0/chargeCents'],
    ['part of a cent', { chargeCents: 0.5 as Cents }, 'amount-invalid /claims/0/chargeCents'],
    ['an amount beyond the exact integers', { chargeCents: 1e18 as Cents }, 'amount-invalid /claims/0/chargeCents'],
    ['a day that does not exist', { onsetDate: day('2026-02-30') }, 'date-invalid /claims/0/onsetDate'],
    ['a date in another form', { onsetDate: day('10/01/2026') }, 'date-invalid /claims/0/onsetDate'],
    [
      'a span that ends before it begins',
      { disabilityBegin: day('2026-02-02'), disabilityEnd: day('2026-02-01') },
      'date-range-reversed /claims/0/disabilityEnd',
    ],
    ['no service line', { serviceLines: [] }, 'missing /claims/0/serviceLines'],
    [
      'a list in the place of an object',
      { contract: wrong<NonNullable<ProfessionalClaim['contract']>>([]) },
      'missing /claims/0/contract',
    ],
    ['an object without any value', { spinalManipulation: wrong({}) }, 'missing /claims/0/spinalManipulation'],
    ['something else than a list', { attachments: wrong({}) }, 'missing /claims/0/attachments'],
    [
      'more than 12 diagnoses',
      { diagnoses: Array.from({ length: 13 }, () => ({ codeSet: 'icd-10-cm' as const, code: 'J209' })) },
      'too-many /claims/0/diagnoses',
    ],
    [
      'a code set that it does not know',
      { diagnoses: [{ codeSet: wrong<'icd-10-cm'>('icd-11'), code: 'J209' }] },
      'code-not-allowed /claims/0/diagnoses/0/codeSet',
    ],
    ['more than 24 condition codes', { conditionCodes: Array(25).fill('01') }, 'too-many /claims/0/conditionCodes'],
    [
      'more than one note to the claim',
      { notes: [...note('A').notes, ...note('B').notes] },
      'too-many /claims/0/notes',
    ],
    [
      'a provider number of a kind that it could not read again',
      { renderingProvider: { secondaryIds: [{ kind: 'QQ', id: '1' }] } },
      'code-not-allowed /claims/0/renderingProvider/secondaryIds/0/kind',
    ],
  ];

  it.each(structural)('%s', (_title, patch, problem) => {
    expect(claimProblems(patch, true)).toContain(problem);
    expect(claimProblems(patch, false)).toContain(problem);
  });

  it.each([
    ['more than 4 modifiers', { modifiers: ['1A', '2A', '3A', '4A', '5A'] }, 'too-many', 'modifiers'],
    ['a modifier that is too long', { modifiers: ['ABC'] }, 'text-too-long', 'modifiers/0'],
    ['more than 4 pointers', { diagnosisPointers: [1, 1, 1, 1, 1] }, 'too-many', 'diagnosisPointers'],
    ['a pointer that is no whole number', { diagnosisPointers: [1.5] }, 'number-invalid', 'diagnosisPointers/0'],
    ['a quantity that is no decimal', { quantity: '1e3' }, 'decimal-malformed', 'quantity'],
    ['a number as a quantity', { quantity: wrong<string>(1) }, 'decimal-malformed', 'quantity'],
    ['a text where yes or no belongs', { emergency: wrong<boolean>('Y') }, 'boolean-invalid', 'emergency'],
  ] as const)('%s', (_title, patch, kind, field) => {
    for (const strict of [true, false]) {
      expect(lineProblems(patch, strict)).toContain(`${kind} /claims/0/serviceLines/0/${field}`);
    }
  });

  it('more than 50 service lines', () => {
    const serviceLines = Array.from({ length: 51 }, () => sampleLine);
    const chargeCents = cents(51 * sampleLine.chargeCents);
    for (const strict of [true, false]) {
      expect(claimProblems({ serviceLines, chargeCents }, strict)).toEqual(['too-many /claims/0/serviceLines']);
    }
    expect(claimProblems({ serviceLines: serviceLines.slice(1), chargeCents: cents(50 * 12_550) })).toEqual([]);
  });

  it('a problem of a claim that shares its provider with the one before, at its own place', () => {
    const bad = { ...sampleClaim, ...note('A*B') };
    expect(problemsOf(fileOf(sampleClaim, bad))).toEqual(['delimiter-in-text /claims/1/notes/0/text']);
  });
});

describe('the writer refuses what the guide forbids, unless it is set to be lenient', () => {
  it.each([
    [
      'a charge that is not the sum of the lines',
      { chargeCents: cents(1) },
      'charge-differs-from-lines /claims/0/chargeCents',
    ],
    ['a claim without diagnosis', { diagnoses: [] }, 'diagnosis-missing /claims/0/diagnoses'],
    [
      'a diagnosis with its point',
      { diagnoses: [{ codeSet: 'icd-10-cm' as const, code: 'J20.9' }] },
      'diagnosis-code-has-point /claims/0/diagnoses/0/code',
    ],
    [
      'a replacement without the payer’s number',
      { frequency: '7' },
      'payer-claim-number-missing /claims/0/payerClaimControlNumber',
    ],
    [
      'a void without the payer’s number',
      { frequency: '8' },
      'payer-claim-number-missing /claims/0/payerClaimControlNumber',
    ],
    [
      'a patient control number that payers need not return whole',
      { patientControlNumber: 'P'.repeat(21) },
      'control-number-beyond-guide /claims/0/patientControlNumber',
    ],
    ['a predetermination', { submissionReason: '08' }, 'submission-reason-not-allowed /claims/0/submissionReason'],
    [
      'a billing provider whose postal code has five digits',
      { billingProvider: { ...sampleClaim.billingProvider, address: { line1: 'X', city: 'XX', postalCode: '43215' } } },
      'postal-code-not-nine-digits /claims/0/billingProvider/address/postalCode',
    ],
    [
      'an NPI with a wrong check digit',
      { billingProvider: { ...sampleClaim.billingProvider, npi: '1234567890' } },
      'npi-invalid /claims/0/billingProvider/npi',
    ],
    [
      'the same of a rendering provider',
      { renderingProvider: { npi: '1' } },
      'npi-invalid /claims/0/renderingProvider/npi',
    ],
    [
      'a provider’s number in the form of version 4010',
      { renderingProvider: { legacyId: { kind: '24', id: '123456789' } } },
      'legacy-id-not-allowed /claims/0/renderingProvider/legacyId',
    ],
    [
      'a patient without address',
      { dependent: { name: sampleDependent.name, relationship: '19' } },
      'patient-address-missing /claims/0/dependent/address',
    ],
    [
      'a patient without birth date',
      { dependent: { ...sampleDependent, demographics: { gender: 'F' } } },
      'patient-demographics-missing /claims/0/dependent/demographics',
    ],
    ['a text with spaces around it', note('A '), 'text-padded /claims/0/notes/0/text'],
    ['a text that is too short', { specialProgram: '5' }, 'text-too-short /claims/0/specialProgram'],
  ] as const)('%s', (_title, patch, problem) => {
    expect(claimProblems(patch, true)).toContain(problem);
    expect(claimProblems(patch, false)).toEqual([]);
  });

  it.each([
    ['a negative charge', { chargeCents: cents(-1) }, 'charge-negative', 'chargeCents'],
    ['an amount of more than ten digits', { chargeCents: cents(10_000_000_000) }, 'amount-beyond-guide', 'chargeCents'],
    ['a pointer beyond the diagnoses', { diagnosisPointers: [1, 2] }, 'pointer-unknown', 'diagnosisPointers/1'],
    ['a pointer to nothing', { diagnosisPointers: [0] }, 'pointer-unknown', 'diagnosisPointers/0'],
    ['a line without pointers', { diagnosisPointers: [] }, 'pointer-missing', 'diagnosisPointers'],
    [
      'a line number of the same kind',
      { controlNumber: 'L'.repeat(31) },
      'control-number-beyond-guide',
      'controlNumber',
    ],
    ['no units', { quantity: '0' }, 'quantity-not-positive', 'quantity'],
    ['negative units', { quantity: '-1' }, 'quantity-not-positive', 'quantity'],
  ] as const)('%s', (_title, patch, kind, field) => {
    expect(lineProblems(patch, true)).toContain(`${kind} /claims/0/serviceLines/0/${field}`);
    expect(lineProblems(patch, false)).toEqual([]);
  });

  it('a line without a date', () => {
    const { serviceFrom: _none, ...undated } = sampleLine;
    const problems = claimProblems({ serviceLines: [undated] });
    expect(problems).toEqual(['service-date-missing /claims/0/serviceLines/0/serviceFrom']);
    expect(claimProblems({ serviceLines: [undated] }, false)).toEqual([]);
  });

  it('a billing provider without tax number', () => {
    const { taxId: _none, ...billingProvider } = sampleClaim.billingProvider;
    expect(claimProblems({ billingProvider })).toEqual(['tax-id-missing /claims/0/billingProvider/taxId']);
  });

  it('a file without claims, or with more than 5,000', () => {
    expect(problemsOf(fileOf())).toEqual(['claims-missing /claims']);
    expect(problemsOf(fileOf(...Array(5001).fill(sampleClaim)))).toEqual(['claims-too-many /claims']);
  });
});

describe('the writer refuses an invalid envelope', () => {
  it.each([
    ['interchangeControlNumber', '12345678'],
    ['groupControlNumber', '0'],
    ['transactionControlNumber', '123'],
    ['senderId', 'LONGER THAN FIFTEEN'],
    ['senderId', ''],
    ['receiverId', 'A*B'],
    ['senderQualifier', 'Z'],
    ['usage', 'X'],
    ['date', '2026-02-30'],
    ['time', '2460'],
    ['time', undefined],
    ['applicationSender', 'X'],
  ])('when %s is %s', (field, value) => {
    const envelope = { ...sampleEnvelope, [field]: value };
    expect(problemsOf(fileOf(sampleClaim), { envelope })).toEqual([`envelope-invalid /envelope/${field}`]);
  });

  it('when delimiters are letters, equal, or several characters', () => {
    const delimiters = { element: '*', component: 'A', repetition: '^', segment: '~~' };
    expect(problemsOf(fileOf(sampleClaim), { delimiters })).toEqual([
      'envelope-invalid /delimiters/component',
      'envelope-invalid /delimiters/segment',
    ]);
    const alike = { element: '*', component: '*', repetition: '^', segment: '~' };
    expect(problemsOf(fileOf(sampleClaim), { delimiters: alike })).toContain('envelope-invalid /delimiters/component');
  });
});

describe('a refusal', () => {
  it('names every problem and no value', () => {
    const problems = claimProblems({ ...note('PRIVATE*TEXT'), chargeCents: cents(1), diagnoses: [] });
    expect(problems.length).toBe(4);
    expect(problems.join()).not.toContain('PRIVATE');
  });

  it('lists a limited number of problems', () => {
    expect(problemsOf(fileOf(...Array(300).fill({ ...sampleClaim, ...note('A*B') }))).length).toBe(200);
  });

  it('is not given for the sample, even with other delimiters', () => {
    expect(problemsOf(fileOf(sampleClaim))).toEqual([]);
    const delimiters = { element: '|', component: '>', repetition: '!', segment: '\n' };
    expect(segmentsOf(fileOf({ ...sampleClaim, ...note('A*B:C') }), { delimiters })).toContain('NTE|ADD|A*B:C');
  });
});
