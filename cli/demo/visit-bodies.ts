import { present } from '../../shared/domain/present.ts';
import type { Practice } from './practice.ts';
import type { Insurance, Line, Person, Visit } from './visits.ts';

/* The request bodies that the demo sends for a visit. */

export const address = { line1: '12 SYNTHETIC ST', city: 'COLUMBUS', state: 'OH', postalCode: '43215' };

/** The day that is this many days before today. */
export function dayBefore(today: Date, days: number): string {
  return new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}

export function nameOf({ last, first }: Person) {
  return { lastName: last, firstName: first };
}

export function coverageBody(
  { payer, memberId, through }: Insurance,
  index: number,
  practice: Practice,
  activeFrom: string,
) {
  const insured = { payerId: practice.payers[payer], order: index + 1, memberId, activeFrom };
  if (through === undefined) return { ...insured, relationship: '18' };
  const { relationship, born, sex } = through;
  return { ...insured, relationship, subscriber: { name: nameOf(through), birthDate: born, sex, address } };
}

/** What the physician or the dentist documents. The coder adds the codes. */
export function documentedBody(visit: Visit, practice: Practice, patientId: string, externalId: string) {
  const { billing = 'clinic', referring, facility } = visit;
  const { providers, facilities } = practice;
  return {
    externalId,
    patientId,
    billingProviderId: providers[billing],
    ...present({
      kind: visit.kind,
      referringProviderId: referring === undefined ? undefined : providers[referring],
      facilityId: facility === undefined ? undefined : facilities[facility],
    }),
    ...placeOf(visit, practice),
    documentation: [{ kind: 'progress-note', text: visit.documentation }],
  };
}

/** The place and the providers of the visit. A hospital visit has a type of bill and an attending physician instead. */
function placeOf({ kind, rendering = 'doctorReed', facility }: Visit, { providers }: Practice) {
  if (kind === 'outpatient-facility') {
    return { typeOfBill: '131', dischargeStatus: '01', attendingProviderId: providers[rendering] };
  }
  return { renderingProviderId: providers[rendering], placeOfService: facility === undefined ? '11' : '22' };
}

export type Documented = ReturnType<typeof documentedBody>;
export type Codes = ReturnType<typeof codedBody>;

/** The coded encounter: the codes, without the notes, which are stored separately and do not change. */
export function codedBody(visit: Visit, documented: Documented, serviceOn: string, defaultPointers: readonly number[]) {
  const { documentation: _notes, ...others } = documented;
  const { kind, diagnoses, priorAuthorization, claimNote, selfPay } = visit;
  const isHospital = kind === 'outpatient-facility';
  const coded: readonly (string | { readonly code: string })[] = isHospital
    ? diagnoses.map((code) => ({ code }))
    : diagnoses;
  return {
    ...others,
    diagnoses: coded,
    lines: visit.lines.map((line) => ({
      ...codedLine(line, serviceOn),
      ...(isHospital || diagnoses.length === 0 ? {} : { diagnosisPointers: line.pointers ?? defaultPointers }),
    })),
    ...present({ priorAuthorizationNumber: priorAuthorization, claimNote, selfPay }),
  };
}

function codedLine(line: Line, serviceOn: string) {
  const { procedure, modifiers = [], units = 1, charge, place, note, description, revenue, tooth } = line;
  return {
    procedure,
    modifiers,
    units,
    serviceOn,
    ...present({ chargeCents: charge, placeOfService: place, note, description, revenueCode: revenue }),
    ...(tooth === undefined ? {} : { teeth: [tooth] }),
  };
}
