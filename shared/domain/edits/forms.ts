import { type DraftEncounter, type DraftOfForm, isDraftOf } from '../encounter/encounter.ts';
import { admittingBillTypes, encounterKinds } from '../encounter/kinds.ts';
import { isTransportRevenue } from '../encounter/transport.ts';
import type { LocalDate } from '../time/local-date.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** What the claim's form requires of an encounter of its kind. */
export const formRules = {
  'accident-date-missing': {
    checks: 'The day of an auto accident or another accident is stated.',
    severity: 'error',
    source: '837P and 837D, loop 2300, accident date',
  },
  'accident-state-missing': {
    checks: 'An auto accident has the state in which it happened, or the country if it happened abroad.',
    severity: 'error',
    source: '837P and 837D, loop 2300, related causes',
  },
  'drug-quantity-missing': {
    checks: 'A drug has its quantity and unit.',
    severity: 'error',
    source: '837P and 837I, loop 2410, drug quantity',
  },
  'transport-missing': {
    checks: 'An ambulance’s encounter has the transport.',
    severity: 'error',
    source: '837P, loop 2300, ambulance transport information',
  },
  'type-of-bill-of-another-kind': {
    checks: 'The type of bill is one of the kind of facility.',
    severity: 'error',
    source: 'Medicare Claims Processing Manual, chapter 25, form locator 4',
  },
  'attending-missing': {
    checks: 'A facility’s encounter names the attending provider, unless all of it is transport by ambulance.',
    severity: 'error',
    source: '837I, loop 2310A',
  },
  'stay-incomplete': {
    checks:
      'A stay states its type of admission and its discharge status. An inpatient’s stay also states the source and the diagnosis of the admission, and a stay in a nursing facility the day of admission.',
    severity: 'error',
    source: '837I, loop 2300, admission date, institutional claim code and admitting diagnosis',
  },
  'discharge-status-missing': {
    checks: 'A facility’s encounter that is no stay states the discharge status, too.',
    severity: 'error',
    source: '837I, loop 2300, institutional claim code; NUBC, form locator 17',
  },
  'days-reversed': {
    checks: 'A stay, a statement period and a disability end on the day they begin, or later.',
    severity: 'error',
    source: '837P and 837I, loop 2300, dates',
  },
  'appliance-day-missing': {
    checks: 'Orthodontic treatment says when the appliance was placed, once it was. A predetermination does not.',
    severity: 'warning',
    source: '837D, loop 2300, appliance placement date; ADA dental claim form, item 41',
  },
} as const satisfies EditRules;

const finding = findingsOf(formRules);

/** A work-related illness has no accident date. */
export const accidentsAreTold: Edit = (encounter) => {
  if (isDraftOf('institutional', encounter) || encounter.accident === undefined) return [];
  const { causes, date, state, country } = encounter.accident;
  const isAccident = causes.some((cause) => cause !== 'EM');
  const isPlaced = state !== undefined || country !== undefined;
  return [
    ...(isAccident && date === undefined
      ? [finding('accident-date-missing', '/accident/date', 'give the day of the accident')]
      : []),
    ...(causes.includes('AA') && !isPlaced
      ? [
          finding(
            'accident-state-missing',
            '/accident/state',
            'give the state of the accident, or the country if it happened abroad',
          ),
        ]
      : []),
  ];
};

export const drugsHaveQuantities: Edit = ({ lines }) =>
  lines.flatMap((line, index): Finding[] => {
    const drug = 'drug' in line ? line.drug : undefined;
    if (drug === undefined || drug.quantity !== undefined) return [];
    const words = 'say how much of the drug was given, and in which unit';
    return [finding('drug-quantity-missing', `/lines/${index}/drug/quantity`, words)];
  });

export const ambulancesTransport: Edit = (encounter) =>
  encounter.kind === 'ambulance' && encounter.transport === undefined
    ? [finding('transport-missing', '/transport', 'say where the ambulance went, how far, and why')]
    : [];

/** Kinds of facility in which patients stay. */
const staying: readonly DraftEncounter['kind'][] = ['inpatient-facility', 'nursing-facility'];

export const facilitiesAreComplete: Edit = (encounter) => {
  if (!isDraftOf('institutional', encounter)) return [];
  const { kind, typeOfBill, attendingProviderId, lines } = encounter;
  const { billTypes, meaning } = encounterKinds[kind];
  const isOfKind = billTypes.some((type) => type === typeOfBill.slice(1, 3));
  const isTransport = lines.length > 0 && lines.every(({ revenueCode }) => isTransportRevenue(revenueCode));
  return [
    ...(isOfKind
      ? []
      : [finding('type-of-bill-of-another-kind', '/typeOfBill', `not a type of bill for: ${meaning.toLowerCase()}`)]),
    ...(attendingProviderId === undefined && !isTransport
      ? [finding('attending-missing', '/attendingProviderId', 'name the attending provider')]
      : []),
    ...(staying.includes(kind) ? stayFindings(encounter) : visitFindings(encounter)),
  ];
};

function visitFindings({ dischargeStatus }: DraftOfForm['institutional']): readonly Finding[] {
  if (dischargeStatus !== undefined) return [];
  const fix = { words: 'say how the patient left, such as 01: home' };
  return [
    finding('discharge-status-missing', '/dischargeStatus', 'a facility’s claim states the discharge status', { fix }),
  ];
}

function stayFindings(encounter: DraftOfForm['institutional']): readonly Finding[] {
  // Another edit requires the admission date for a hospital.
  const day = encounter.kind === 'nursing-facility' ? (['admissionDate'] as const) : [];
  const isAdmitted = admittingBillTypes.has(encounter.typeOfBill.slice(1, 3));
  const admission = isAdmitted ? (['admissionSource', 'admittingDiagnosis'] as const) : [];
  const fields = [...day, 'admissionType', ...admission, 'dischargeStatus'] as const;
  return fields.flatMap((field) =>
    encounter[field] === undefined ? [finding('stay-incomplete', `/${field}`, 'a stay needs this')] : [],
  );
}

interface Span {
  readonly pointer: string;
  readonly from: LocalDate | undefined;
  readonly to: LocalDate | undefined;
}

function spansOf(encounter: DraftEncounter): readonly Span[] {
  if (isDraftOf('dental', encounter)) return [];
  const stay = { pointer: '/dischargeDate', from: encounter.admissionDate, to: encounter.dischargeDate };
  return isDraftOf('institutional', encounter)
    ? [stay, { pointer: '/statementTo', from: encounter.statementFrom, to: encounter.statementTo }]
    : [stay, { pointer: '/disabilityEnd', from: encounter.disabilityBegin, to: encounter.disabilityEnd }];
}

export const spansAreOrdered: Edit = (encounter) =>
  spansOf(encounter).flatMap(({ pointer, from, to }) =>
    from === undefined || to === undefined || from <= to
      ? []
      : [finding('days-reversed', pointer, 'this ends on the day it begins, or later')],
  );

/** Braces have the day on which they were placed. */
export const appliancesHaveTheirDay: Edit = (encounter) => {
  if (!isDraftOf('dental', encounter)) return [];
  const { orthodontics, predetermination } = encounter;
  if (orthodontics === undefined || orthodontics.appliancePlacedOn !== undefined || predetermination === true)
    return [];
  const fix = { words: 'give the day on which the appliance was placed' };
  const message = 'when was the appliance placed?';
  return [finding('appliance-day-missing', '/orthodontics/appliancePlacedOn', message, { fix })];
};
