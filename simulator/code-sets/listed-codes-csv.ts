import { chanceOf } from '../chance.ts';
import { demoModifiers } from './demo-hcpcs.ts';
import { sites } from './made-up-words.ts';
import { type GeneratedSize, lineEnd } from './options.ts';

/** Place of service codes (public, CMS): code and name. */
const places = `
01|Pharmacy
02|Telehealth Provided Other than in Patient's Home
03|School
04|Homeless Shelter
05|Indian Health Service Free-standing Facility
06|Indian Health Service Provider-based Facility
07|Tribal 638 Free-standing Facility
08|Tribal 638 Provider-based Facility
09|Prison/Correctional Facility
10|Telehealth Provided in Patient's Home
11|Office
12|Home
13|Assisted Living Facility
14|Group Home
15|Mobile Unit
16|Temporary Lodging
17|Walk-in Retail Health Clinic
18|Place of Employment-Worksite
19|Off Campus-Outpatient Hospital
20|Urgent Care Facility
21|Inpatient Hospital
22|On Campus-Outpatient Hospital
23|Emergency Room - Hospital
24|Ambulatory Surgical Center
25|Birthing Center
26|Military Treatment Facility
27|Outreach Site/Street
28-30|Unassigned
31|Skilled Nursing Facility
32|Nursing Facility
33|Custodial Care Facility
34|Hospice
35-40|Unassigned
41|Ambulance - Land
42|Ambulance - Air or Water
43-48|Unassigned
49|Independent Clinic
50|Federally Qualified Health Center
51|Inpatient Psychiatric Facility
52|Psychiatric Facility-Partial Hospitalization
53|Community Mental Health Center
54|Intermediate Care Facility/Individuals with Intellectual Disabilities
55|Residential Substance Abuse Treatment Facility
56|Psychiatric Residential Treatment Center
57|Non-residential Substance Abuse Treatment Facility
58|Non-residential Opioid Treatment Facility
59|Unassigned
60|Mass Immunization Center
61|Comprehensive Inpatient Rehabilitation Facility
62|Comprehensive Outpatient Rehabilitation Facility
63-64|Unassigned
65|End-Stage Renal Disease Treatment Facility
66|Programs of All-Inclusive Care for the Elderly (PACE) Center
67-70|Unassigned
71|Public Health Clinic
72|Rural Health Clinic
73-80|Unassigned
81|Independent Laboratory
82-98|Unassigned
99|Other Place of Service
`;

/** The numbers of CPT's modifiers in words of our own, which are not CPT's. */
const ownModifiers = `
22|SYNTHETIC more work than usual
24|SYNTHETIC visit after surgery for something else
25|SYNTHETIC visit on the day of a procedure, apart from it
26|SYNTHETIC the professional part only
27|SYNTHETIC several outpatient visits on one day
33|SYNTHETIC preventive service
50|SYNTHETIC both sides
51|SYNTHETIC several procedures
52|SYNTHETIC less than the whole service
53|SYNTHETIC begun and broken off
54|SYNTHETIC the surgery only
55|SYNTHETIC the care after surgery only
57|SYNTHETIC visit at which surgery was decided
58|SYNTHETIC planned further procedure after surgery
59|SYNTHETIC separate procedure
62|SYNTHETIC two surgeons
66|SYNTHETIC team of surgeons
76|SYNTHETIC again by the same physician
77|SYNTHETIC again by another physician
78|SYNTHETIC back to the operating room, unplanned
79|SYNTHETIC another procedure after surgery
80|SYNTHETIC assistant at surgery
81|SYNTHETIC minimum assistant at surgery
82|SYNTHETIC assistant where no resident was there
90|SYNTHETIC laboratory outside
91|SYNTHETIC the same test again, clinically needed
95|SYNTHETIC by video
AS|SYNTHETIC assistant at surgery who is no physician
`;

/** Numbers of reason and remark codes in words of our own, which are not X12's. */
const ownReasons = '1 2 3 4 11 15 16 18 22 23 24 26 27 29 31 45 50 96 97 109 119 151 197 204 242 253 A1 B7 B15 P1';
const ownRemarks =
  'M15 M20 M25 M50 M51 M76 M80 MA01 MA04 MA07 MA130 N30 N56 N95 N115 N130 N180 N362 N386 N519 N640 N706';

const revenue = `
0110|SYNTHETIC room and board, private
0120|SYNTHETIC room and board, two beds
0250|SYNTHETIC pharmacy
0258|SYNTHETIC intravenous solutions
0270|SYNTHETIC supplies
0300|SYNTHETIC laboratory
0305|SYNTHETIC laboratory, blood
0320|SYNTHETIC X-ray
0360|SYNTHETIC operating room
0370|SYNTHETIC anesthesia
0420|SYNTHETIC physical therapy
0450|SYNTHETIC emergency room
0490|SYNTHETIC ambulatory surgery
0510|SYNTHETIC clinic
0551|SYNTHETIC skilled nursing visit
0636|SYNTHETIC drugs with their code
0651|SYNTHETIC hospice, routine home care
0710|SYNTHETIC recovery room
0730|SYNTHETIC electrocardiogram
0771|SYNTHETIC giving of vaccines
`;

/** CMS's list of places of service, as CSV. */
export function* placeOfServiceCsv(): Iterable<string> {
  yield `Place of Service Code(s),Place of Service Name,Place of Service Description${lineEnd}`;
  for (const line of places.trim().split('\n')) {
    const [code, name] = line.split('|');
    yield `${code},"${name}","SYNTHETIC description."${lineEnd}`;
  }
}

/** SYNTHETIC: modifiers, those of HCPCS with their official words. */
export function* modifiersCsv(): Iterable<string> {
  yield `Modifier,Description,Effective,End${lineEnd}`;
  const lines = [...ownModifiers.trim().split('\n'), ...demoModifiers.trim().split('\n')];
  for (const line of lines.toSorted()) {
    const [code, description] = line.split('|');
    yield `${code},"${description}",2015-10-01,${lineEnd}`;
  }
}

/** SYNTHETIC: revenue codes in words of our own. */
export function* revenueCodesCsv({ seed, rows = 0 }: GeneratedSize): Iterable<string> {
  yield `Revenue Code,Description,Effective,End${lineEnd}`;
  const known = revenue
    .trim()
    .split('\n')
    .map((line) => line.split('|') as [string, string]);
  const taken = new Set(known.map(([code]) => code));
  const chance = chanceOf(seed, 'revenue-codes');
  const lines = [...known];
  for (let number = 1000; number < 10_000 && lines.length < rows; number += 1) {
    const code = String(number).padStart(4, '0');
    if (!taken.has(code)) lines.push([code, `SYNTHETIC service about the ${chance.pick(sites)}`]);
  }
  for (const [code, description] of lines) yield `${code},"${description}",2015-10-01,${lineEnd}`;
}

/** SYNTHETIC: an office's list of drugs from single-dose containers. */
export function* singleDoseDrugsCsv(): Iterable<string> {
  yield `Single-Dose HCPCS Code,Description,Effective,End${lineEnd}`;
  for (const code of ['J0881', 'J0894', 'J1745', 'J2505', 'J9035', 'Q5106']) {
    yield `${code},"SYNTHETIC list of single-dose containers",2023-07-01,${lineEnd}`;
  }
}

/** SYNTHETIC: claim adjustment reason codes, numbers only: their words are X12's. */
export function* carcCsv(): Iterable<string> {
  yield* x12List(ownReasons);
}

/** SYNTHETIC: remittance advice remark codes, numbers only: their words are X12's. */
export function* rarcCsv(): Iterable<string> {
  yield* x12List(ownRemarks);
}

function* x12List(codes: string): Iterable<string> {
  yield `Code,Description,Start Date,Last Modified,Stop Date,Notes${lineEnd}`;
  for (const code of codes.split(' ')) yield `${code},"SYNTHETIC words about code ${code}.",01/01/1995,,,${lineEnd}`;
}
