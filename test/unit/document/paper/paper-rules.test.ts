import { describe, expect, test } from 'vitest';
import { claimOnPaper } from '../../../../shared/document/paper/paper-claim.ts';
import type { Claim } from '../../../../shared/domain/claim/claim.ts';
import type { OtherCoverage } from '../../../../shared/domain/claim/claim-detail.ts';
import type { Contact, PostalAddress } from '../../../../shared/domain/claim/party.ts';
import type { ProfessionalClaim } from '../../../../shared/domain/claim/professional-claim.ts';
import type { ServiceLine } from '../../../../shared/domain/claim/professional-line.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';
import { dental, institutional, professional } from './paper-claims.ts';

/**
 * Rules of the forms that the full claims of `golden-boxes.ts` do not test, each worked out by hand from the manuals:
 * NUCC for the CMS-1500, chapter 26 of Medicare's Claims Processing Manual for claims to Medicare, NUBC and chapter 25
 * for the UB-04, the ADA's instructions. In `boxes`, an empty text means that the box must be empty.
 */
interface Row {
  readonly rule: string;
  readonly claim: Claim;
  readonly submitter?: { readonly contacts: readonly Contact[] };
  readonly boxes: Readonly<Record<string, string>>;
  /** The findings about what is missing, by box. */
  readonly left?: Readonly<Record<string, number>>;
  readonly page?: number;
}

const day = (text: string) => text as LocalDate;
const { otherCoverages: _, dependent: __, ...alone } = professional;
const [line] = professional.serviceLines as readonly [ServiceLine];
const withLine = (more: Partial<ServiceLine>): ProfessionalClaim => ({
  ...alone,
  serviceLines: [{ ...line, ...more }],
});

/** A plan of the employer of the patient's wife, which pays before Medicare. */
const elder: OtherCoverage = {
  payerResponsibility: 'P',
  relationship: '01',
  groupNumber: 'EMP-9',
  paidCents: cents(6000),
  demographics: { birthDate: day('1950-02-03'), gender: 'F' },
  subscriber: {
    name: { kind: 'person', last: 'Roe', first: 'Ann' },
    idKind: 'MI',
    memberId: 'E1',
    address: { line1: '9 Elm St', city: 'Columbus', state: 'OH', postalCode: '43215' },
  },
  payer: { name: { kind: 'organization', name: 'Employer Plan' }, idKind: 'PI', id: '11111' },
};
const supplement: OtherCoverage = {
  payerResponsibility: 'S',
  relationship: '18',
  subscriber: { name: professional.subscriber.name, idKind: 'MI', memberId: 'MG 77' },
  payer: { name: { kind: 'organization', name: 'Example Supplement' }, idKind: 'PI', id: '55123' },
};
const toMedicare = (payerResponsibility: string, otherCoverages?: readonly OtherCoverage[]): ProfessionalClaim => ({
  ...alone,
  subscriber: { ...professional.subscriber, filingIndicator: 'MB', payerResponsibility },
  ...(otherCoverages === undefined ? {} : { otherCoverages }),
});
/** Who bills, with nothing on file about a telephone of its own. */
function billedFrom<Form extends Claim>(claim: Form, address: Partial<PostalAddress> = {}): Form {
  const { contacts: _none, ...billingProvider } = claim.billingProvider;
  return { ...claim, billingProvider: { ...billingProvider, address: { ...billingProvider.address, ...address } } };
}
const submitter = { contacts: [{ name: 'Pat', numbers: [{ kind: 'TE', value: '6145550199' }] }] };
const longCity = { city: 'Rancho Santa Margarita', state: 'CA', postalCode: '926881234' };
const empty = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, '']));

const professionalRows: readonly Row[] = [
  {
    rule: 'signs that stand for letters are spelled, as in a file',
    claim: {
      ...alone,
      subscriber: {
        ...alone.subscriber,
        address: { line1: '12½ Calle Peñón', line2: '5º piso', city: 'Columbus', state: 'OH', postalCode: '43215' },
      },
    },
    boxes: { '5.street': '12 1 2 CALLE PENON 5O PISO' },
  },
  {
    rule: 'a city that is too long is cut, and the state and the ZIP code after it stay whole',
    claim: billedFrom(alone, longCity),
    boxes: { '33.city': 'RANCHO SANTA MAR CA 926881234' },
  },
  {
    rule: 'the telephone of a billing provider without one of its own is the submitter’s, as in the claim file',
    claim: billedFrom(alone),
    submitter,
    boxes: { '33.area': '614', '33.phone': '5550199' },
  },
  {
    rule: 'Medicare first: NONE in 11, and nothing about an insured or another plan',
    claim: toMedicare('P'),
    boxes: {
      '1.medicare': 'X',
      '11': 'NONE',
      ...empty('4', '6.self', '7.street', '7.city', '9', '11a.year', '11a.female', '11c', '11d.yes', '11d.no'),
    },
  },
  {
    rule: 'Medicare first with a supplement: Medigap in 9, its id in 9d',
    claim: toMedicare('P', [supplement]),
    boxes: { '11': 'NONE', '9': 'SAME', '9a': 'MEDIGAP MG77', '9d': '55123', ...empty('4', '11d.yes') },
  },
  {
    rule: 'Medicare second: 4, 6, 7 and 11 are about who pays before it; 29 has what the patient paid alone',
    claim: toMedicare('S', [elder]),
    boxes: {
      '1a': 'M000123',
      '4': 'ROE, ANN',
      '6.spouse': 'X',
      '7.street': '9 ELM ST',
      '7.zip': '43215',
      '11': 'EMP9',
      '11a.month': '02',
      '11a.day': '03',
      '11a.year': '1950',
      '11a.female': 'X',
      '11c': 'EMPLOYER PLAN',
      '29': '5 00',
      ...empty('9', '9a', '9d', '11d.yes', '11d.no'),
    },
    page: 2,
  },
  {
    rule: 'Medicare second by the patient’s own plan: SAME for name and address',
    claim: toMedicare('S', [{ ...elder, relationship: '18' }]),
    boxes: { '4': 'SAME', '6.self': 'X', '7.street': 'SAME', ...empty('7.city', '7.zip') },
  },
  {
    rule: 'Medicare returns claims with another number than the NPI in 17a, 24J, 32b or 33b',
    claim: toMedicare('P'),
    boxes: { '17b': '1245319599', '24J.1': '1356453675', ...empty('17a', '17a.kind', '24I.1', '24J.other.1', '33b') },
  },
  {
    rule: 'who bills and renders stands in 33a alone',
    claim: { ...alone, renderingProvider: { npi: '1234567893' } },
    boxes: { '33a': '1234567893', ...empty('24I.1', '24J.other.1', '24J.1') },
  },
  {
    rule: 'a physician who bills alone is named in 33 as people are addressed, and in 32 where no other place is told',
    claim: (() => {
      const { serviceFacility: _place, ...claim } = alone;
      const name = { kind: 'person', last: 'Welby', first: 'Marcus', middle: 'Quentin' } as const;
      return { ...claim, billingProvider: { ...alone.billingProvider, name } };
    })(),
    boxes: { '32.name': 'MARCUS Q WELBY', '33.name': 'MARCUS Q WELBY' },
  },
  {
    rule: 'a rendering provider without another number has the taxonomy in 24J, as ZZ',
    claim: { ...alone, renderingProvider: { npi: '1356453675', taxonomy: '207R00000X' } },
    boxes: { '24I.1': 'ZZ', '24J.other.1': '207R00000X', '24J.1': '1356453675' },
  },
  {
    rule: 'last menstrual period is 484 where no other onset is told; 454 is the first treatment',
    claim: (() => {
      const { onsetDate: _onset, accidentDate: _accident, ...claim } = alone;
      return { ...claim, lastMenstrualPeriodDate: day('2026-06-01'), initialTreatmentDate: day('2026-07-02') };
    })(),
    boxes: { '14.kind': '484', '14.month': '06', '14.day': '01', '15.kind': '454', '15.month': '07', '15.day': '02' },
  },
  {
    rule: 'a middle name is an initial in 17, and a line’s ordering provider is DK',
    claim: (() => {
      const { referringProvider: _referring, ...claim } = withLine({
        orderingProvider: { name: { kind: 'person', last: 'Order', first: 'Ida', middle: 'Belle' }, npi: '1245319599' },
      });
      return claim;
    })(),
    boxes: { '17.kind': 'DK', '17': 'IDA B ORDER', '17b': '1245319599' },
  },
  {
    rule: 'a rate of a contract keeps its point in the shaded line; half a unit keeps its point in 24G',
    claim: withLine({ contract: { type: '02', amountCents: cents(12300) }, notes: [], quantity: '0.50' }),
    boxes: { '24.1': 'N400001000203   ML1.5   CTR123.00', '24G.1': '0.5' },
  },
  {
    rule: 'a reason of EPSDT stands in the shaded part of 24H',
    claim: { ...withLine({ epsdt: true }), epsdtConditions: { applies: true, codes: ['S2'] } },
    boxes: { '24H.reason.1': 'S2', '24H.1': 'Y' },
  },
  {
    rule: 'a number of authorization on a line stands in 23, where the claim has none',
    claim: (() => {
      const {
        priorAuthorizationNumber: _auth,
        referralNumber: _ref,
        ...claim
      } = withLine({
        priorAuthorizations: [{ number: 'LINE-1' }, { number: 'OTHERS', payerId: '11111' }],
        cliaNumber: '36D0000001',
      });
      return claim;
    })(),
    boxes: { '23': 'LINE1' },
    left: { '23': 1 },
  },
  {
    rule: 'a thirteenth diagnosis and a fifth claim code have no box, and are told',
    claim: {
      ...alone,
      diagnoses: [...professional.diagnoses, { codeSet: 'icd-10-cm', code: 'Z9999' }],
      conditionCodes: ['AB', 'AC', 'AD', 'AE', 'AF'],
    },
    boxes: { '21L': 'S61001A', '10d': 'AB   AC   AD   AE' },
    left: { '21': 1, '10d': 1, '23': 1 },
    page: 2,
  },
  {
    rule: 'an address abroad has its country behind the postal code',
    claim: (() => {
      const address = {
        line1: '1 King St.',
        city: 'Toronto',
        countrySubdivision: 'ON',
        postalCode: 'M5V 2T6',
        country: 'CA',
      };
      return { ...alone, subscriber: { ...professional.subscriber, address } };
    })(),
    boxes: { '5.city': 'TORONTO', '5.state': 'ON', '5.zip': 'M5V2T6 CA', '7.zip': 'M5V2T6 CA' },
  },
  {
    rule: 'a name that is too long is cut at its right end',
    claim: {
      ...alone,
      // Box 2 has 28 characters: last name, first name and commas take 33.
      subscriber: {
        ...professional.subscriber,
        name: { kind: 'person', last: 'Wolfeschlegelsteinhausenberger', first: 'A' },
      },
    },
    boxes: { '2': 'WOLFESCHLEGELSTEINHAUSENBERG', '4': 'WOLFESCHLEGELSTEINHAUSENBERGE' },
  },
];

const twelve = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', 'A1'];
const institutionalRows: readonly Row[] = [
  {
    rule: 'a room has its rate for a day, at the right, unless the days do not have the same rate',
    claim: {
      ...institutional,
      serviceLines: [
        { revenueCode: '0120', chargeCents: cents(300_000), unit: 'DA', quantity: '3' },
        { revenueCode: '0200', chargeCents: cents(100_000), unit: 'DA', quantity: '3' },
        { revenueCode: '0250', chargeCents: cents(4_000), unit: 'UN', quantity: '4' },
      ],
    },
    boxes: { '44.1': '       1000.00', '44.2': '', '44.3': '' },
  },
  {
    rule: 'the provider’s ZIP code stays whole where the city is too long for line 3, and line 4 has the submitter’s telephone',
    claim: billedFrom(institutional, longCity),
    submitter,
    boxes: { '1.3': 'RANCHO SANT CA 92688-1234', '1.4': '6145550199' },
  },
  {
    rule: 'codes stand in order, and 81 has those that no box is left for, below the taxonomy',
    claim: {
      ...institutional,
      // Twelve codes for eleven boxes, nine for eight, five for four: each is one too many.
      conditionCodes: twelve.toReversed(),
      occurrences: ['05', '01', '02', '03', '04', '06', '07', '08', '09'].map((code) => ({
        code,
        on: day('2026-09-30'),
      })),
      occurrenceSpans: ['78', '70', '71', '72', '74'].map((code) => {
        return { code, from: day('2026-10-02'), to: day('2026-10-03') };
      }),
    },
    boxes: {
      '18': '01',
      '28': '11',
      '31a.code': '01',
      '34a.code': '04',
      '31b.code': '05',
      '34b.code': '08',
      '35a.code': '70',
      '36a.code': '71',
      '35b.code': '72',
      '36b.code': '74',
      '81a.kind': 'B3',
      '81b.kind': 'A1',
      '81b': 'A1',
      '81c.kind': 'A2',
      '81c': '09',
      '81c.more': '093026',
      '81d.kind': 'A3',
      '81d': '78',
      '81d.more': '100226100326',
    },
    left: { '74': 1 },
    page: 2,
  },
  {
    rule: 'what 81 has no line for is told',
    claim: { ...institutional, conditionCodes: [...twelve, 'B1', 'B2', 'B3'] },
    boxes: { '81b': 'A1', '81c': 'B1', '81d': 'B2' },
    left: { '81': 1, '74': 1 },
    page: 2,
  },
  {
    rule: 'a social security number has no hyphens in 5, a void is type of bill 0118 with the payer’s number in 64',
    claim: {
      ...institutional,
      frequency: '8',
      payerClaimControlNumber: 'ICN 8',
      billingProvider: { ...institutional.billingProvider, taxId: { kind: 'ssn', id: '123456789' } },
    },
    boxes: { '4': '0118', '5': '123456789', '64B': 'ICN8' },
  },
];

const [filling] = dental.serviceLines;
const onTeeth = (...teeth: readonly string[]): Claim => ({
  ...dental,
  serviceLines: [
    { procedureKind: 'AD', procedure: 'D4910', chargeCents: cents(8500), teeth: teeth.map((tooth) => ({ tooth })) },
  ],
});
const dentalRows: readonly Row[] = [
  {
    rule: 'the submitter’s telephone, where the practice has none of its own',
    claim: billedFrom(dental),
    submitter,
    boxes: { '52': '6145550199' },
  },
  {
    rule: 'teeth that follow each other are a range',
    claim: onTeeth('1', '4', '5', '6', '7'),
    boxes: { '27.1': '1,4-7' },
  },
  {
    rule: 'two teeth are no range, and letters are teeth of children',
    claim: onTeeth('A', 'B', 'T'),
    boxes: { '27.1': 'A,B,T' },
  },
  { rule: 'a range of letters', claim: onTeeth('C', 'D', 'E', '9'), boxes: { '27.1': 'C-E,9' } },
  {
    rule: 'a dentist who bills alone states the licence in 50, and is named as people sign',
    claim: {
      ...dental,
      billingProvider: {
        ...dental.billingProvider,
        name: { kind: 'person', last: 'Molar', first: 'Mia', middle: 'Jo' },
      },
    },
    boxes: { '48.1': 'MIA J MOLAR', '50': 'OH12345' },
  },
  {
    rule: 'a corrected claim says which one it replaces: the form has no item for it',
    claim: { ...dental, frequency: '7', payerClaimControlNumber: 'ICN-9', notes: [] },
    boxes: {
      '35.1': 'CORRECTED CLAIM REPLACES ICN9   PATIENT PAID 20 00   MONTHS OF TREATMENT LEFT 15',
      '35.2': 'PWKRBBMX9',
    },
  },
  {
    rule: 'an eleventh row goes on a second page, which has the total',
    claim: {
      ...dental,
      serviceLines: [
        ...dental.serviceLines,
        { ...filling, teeth: [{ tooth: '5' }] } as (typeof dental.serviceLines)[number],
      ],
    },
    boxes: { '27.1': '5', '31.1': '85 00', '32': '765 00', '27.2': '' },
    page: 2,
  },
  {
    rule: 'a second part of the mouth has no box, and is told',
    claim: {
      ...dental,
      serviceLines: dental.serviceLines.slice(1, 2).map((each) => ({ ...each, oralCavity: ['10', '20'] })),
    },
    boxes: { '25.1': '10' },
    left: { '25': 1 },
  },
];

describe.each([
  ['CMS-1500', professionalRows],
  ['UB-04', institutionalRows],
  ['ADA form', dentalRows],
])('on the %s', (_form, rows) => {
  test.each(rows)('$rule', ({ claim, submitter, boxes, left = {}, page = 1 }) => {
    const { pages, findings } = claimOnPaper(
      { claim, ...(submitter === undefined ? {} : { submitter }) },
      day('2026-11-27'),
    );
    const printed = Object.fromEntries((pages[page - 1] ?? []).map(({ box, text }) => [box.id, text]));
    expect(Object.fromEntries(Object.keys(boxes).map((id) => [id, printed[id] ?? '']))).toEqual(boxes);
    const missing = findings.filter(({ code }) => code === 'no-box-left').map(({ box, lost }) => [box, lost] as const);
    if (Object.keys(left).length > 0) expect(Object.fromEntries(missing)).toEqual(left);
    expect(findings.filter(({ code }) => code === 'value-too-wide')).toEqual([]);
  });
});
