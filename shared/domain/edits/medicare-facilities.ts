import { type DraftOfForm, isDraftOf } from '../encounter/encounter.ts';
import { isNotice } from '../encounter/kinds.ts';
import type { LocalDate } from '../time/local-date.ts';
import { procedureIsIn } from './code-ranges.ts';
import { addModifier, type CodedLine, codedLines, removeModifier } from './coded-lines.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { firstPayer, isMedicare } from './payer-rules.ts';

/** What Medicare wants on bills of facilities, so that it does not return them. */
export const medicareFacilityRules = {
  'visit-origin-missing': {
    checks:
      'A facility’s bill to Medicare says how urgent the visit was and where the patient came from, except for laboratory tests of people who are not its patients (type of bill 014x).',
    severity: 'warning',
    source: 'Medicare Claims Processing Manual, chapter 25, 75.1, form locators 14 and 15',
  },
  'rural-visit-unmarked': {
    checks:
      'A rural health clinic’s bill to Medicare marks one service of each day (CG), with the charges of the visit; care coordination and telehealth (G2025) alone have no mark.',
    severity: 'warning',
    source:
      'Medicare Claims Processing Manual, chapter 9, 60; Medicare Benefit Policy Manual, chapter 13, 230; MLN Matters SE1611, for services from 1 October 2016',
  },
  'rural-visit-marked-twice': {
    checks:
      'A rural health clinic’s bill to Medicare marks (CG) at most one medical and one mental health service of each day.',
    severity: 'error',
    override: 'coder',
    source: 'Medicare Claims Processing Manual, chapter 9, 60; MLN Matters SE1611, for services from 1 October 2016',
  },
  'home-health-bill-incomplete': {
    checks:
      'A home health agency’s bill of a period of care has the day of its assessment (occurrence code 50), the area where care was given (value codes 61 and 85), and a line for the kind of place (Q5001, Q5002 or Q5009).',
    severity: 'warning',
    source: 'Medicare Claims Processing Manual, chapter 10, 40.2',
  },
  'admission-notice-days': {
    checks: 'A home health agency’s notice of admission (type of bill 032A) has one day: that of the admission.',
    severity: 'error',
    override: 'coder',
    source:
      'Medicare Claims Processing Manual, chapter 10, 40.1; National Government Services, Billing the Home Health Notice of Admission Electronically',
  },
} as const satisfies EditRules;

const finding = findingsOf(medicareFacilityRules);

export const visitsSayTheirOrigin: Edit = (encounter, context) => {
  if (!isDraftOf('institutional', encounter) || !isMedicare(firstPayer(encounter, context))) return [];
  // For stays, every payer requires these.
  const isStay = encounter.kind === 'inpatient-facility' || encounter.kind === 'nursing-facility';
  if (isStay || encounter.typeOfBill.startsWith('014')) return [];
  const fields = {
    admissionType: 'say how urgent the visit was (admissionType)',
    admissionSource: 'say where the patient came from (admissionSource)',
  } as const;
  return (['admissionType', 'admissionSource'] as const).flatMap((field) =>
    encounter[field] === undefined
      ? [
          finding('visit-origin-missing', `/${field}`, 'Medicare wants this on the bill', {
            fix: { words: fields[field] },
          }),
        ]
      : [],
  );
};

/** From this day on Medicare accepts the mark, and returns bills without it. */
const markedFrom = '2016-10-01' as LocalDate;
/**
 * Care coordination is paid beside the visit's rate, and has no mark: until 2025 as G0511, since then by the codes of
 * the services (chronic and principal care management, monitoring from afar, behavioral health, community health and
 * navigation, pain, advanced primary care). A telehealth service is G2025, which needs none either.
 */
const withoutMark = [
  ...['98975-98986', '99421-99427', '99437-99439', '99445-99458', '99470', '99484-99494'],
  ...['G0019-G0024', 'G0071', 'G0140-G0146', 'G0323', 'G0511-G0512', 'G0556-G0558', 'G2025', 'G2214', 'G3002-G3003'],
];

const kinds = { medical: /^052/, mental: /^0900$/ } as const;

/** The services of a clinic's visits, by day and kind. */
function visitsOf(encounter: DraftOfForm['institutional']): readonly (readonly CodedLine[])[] {
  const lines = codedLines(encounter).filter(
    ({ serviceOn, procedure }) => serviceOn >= markedFrom && !procedureIsIn(procedure, withoutMark),
  );
  const revenueOf = ({ index }: CodedLine) => encounter.lines[index]?.revenueCode ?? '';
  return Object.values(kinds).flatMap((revenue) => [
    ...Map.groupBy(
      lines.filter((line) => revenue.test(revenueOf(line))),
      ({ serviceOn }) => serviceOn,
    ).values(),
  ]);
}

export const ruralVisitsAreMarked: Edit = (encounter, context) => {
  if (!isDraftOf('institutional', encounter) || !isMedicare(firstPayer(encounter, context))) return [];
  if (!encounter.typeOfBill.startsWith('071') || isNotice(encounter.typeOfBill)) return [];
  const groups = visitsOf(encounter);
  const isMarked = ({ modifiers }: CodedLine) => modifiers.includes('CG');
  const days = Map.groupBy(groups.flat(), ({ serviceOn }) => serviceOn);
  return [
    ...[...days.values()].flatMap((lines) => (lines.some(isMarked) ? [] : [unmarkedFinding(lines)])),
    ...groups.flatMap((lines) => {
      const marked = lines.filter(isMarked);
      return marked.length > 1 ? marked.map(markedTwiceFinding) : [];
    }),
  ];
};

/** The mark belongs to the service with the charges of the visit. */
function unmarkedFinding(lines: readonly CodedLine[]): Finding {
  const ranked = lines.toSorted(
    (one, other) => (other.chargeCents ?? 0) - (one.chargeCents ?? 0) || (one.procedure < other.procedure ? -1 : 1),
  );
  const line = ranked[0] as CodedLine;
  const fix = {
    words: 'add CG to the service for which the patient came, with the charges of the visit',
    changes: [addModifier(line, ['CG'])],
  };
  return finding('rural-visit-unmarked', `${line.pointer}/modifiers`, 'no service of the day has CG', { fix });
}

function markedTwiceFinding(line: CodedLine): Finding {
  const fix = { words: 'take CG off all but one', changes: [removeModifier(line, 'CG')] };
  const pointer = `${line.pointer}/modifiers/${line.modifiers.indexOf('CG')}`;
  return finding('rural-visit-marked-twice', pointer, 'another service of the day has CG', { fix });
}

/** A notice of admission speaks of one day. Medicare's systems return it with another one. */
export const admissionNoticesHaveOneDay: Edit = (encounter, context) => {
  if (!isDraftOf('institutional', encounter) || encounter.typeOfBill !== '032A') return [];
  if (!isMedicare(firstPayer(encounter, context))) return [];
  const { admissionDate, statementFrom, statementTo, lines } = encounter;
  const told = {
    '/admissionDate': admissionDate ?? null,
    ...(statementFrom === undefined ? {} : { '/statementFrom': statementFrom }),
    ...(statementTo === undefined ? {} : { '/statementTo': statementTo }),
    ...Object.fromEntries(
      lines.flatMap(({ serviceOn, serviceTo }, index) => [
        [`/lines/${index}/serviceOn`, serviceOn],
        ...(serviceTo === undefined ? [] : [[`/lines/${index}/serviceTo`, serviceTo]]),
      ]),
    ),
  };
  const day = admissionDate ?? lines[0]?.serviceOn;
  return Object.entries(told).flatMap(([pointer, on]) => {
    if (on === day) return [];
    const fix = { words: 'give the day of the first visit that Medicare pays for' };
    return [finding('admission-notice-days', pointer, 'the notice has another day than the admission', { fix })];
  });
};

/** Lines that say at which kind of place care at home was given. */
const placesOfCare: ReadonlySet<string | undefined> = new Set(['Q5001', 'Q5002', 'Q5009']);

/** A bill with a rate code for a period of care has what Medicare prices and checks it by. */
export const homeHealthBillsAreWhole: Edit = (encounter, context) => {
  if (!isDraftOf('institutional', encounter) || firstPayer(encounter, context)?.filingIndicator !== 'MA') return [];
  const { typeOfBill, lines, occurrenceCodes = [], valueCodes = [] } = encounter;
  const isPeriod = typeOfBill.startsWith('032') && !isNotice(typeOfBill);
  if (!isPeriod || !lines.some(({ revenueCode }) => revenueCode === '0023')) return [];
  const missing = (isThere: boolean, pointer: string, words: string): Finding[] =>
    isThere
      ? []
      : [finding('home-health-bill-incomplete', pointer, 'Medicare wants this on the bill', { fix: { words } })];
  const hasValue = (wanted: string) => valueCodes.some(({ code }) => code === wanted);
  return [
    ...missing(
      occurrenceCodes.some(({ code }) => code === '50'),
      '/occurrenceCodes',
      'add occurrence code 50 with the day on which the assessment was completed',
    ),
    ...missing(hasValue('61'), '/valueCodes', 'add value code 61 with the number of the area (CBSA)'),
    ...missing(hasValue('85'), '/valueCodes', 'add value code 85 with the number of the county (FIPS)'),
    ...missing(
      lines.some(({ procedure }) => placesOfCare.has(procedure)),
      '/lines',
      'add a line with Q5001 (home), Q5002 (assisted living) or Q5009 (another place) on the day of the first visit',
    ),
  ];
};
