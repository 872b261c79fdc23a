import type { Authorization } from '../../shared/domain/authorization/authorization.ts';
import type { EditContext } from '../../shared/domain/edits/edit.ts';
import type { PastService } from '../../shared/domain/edits/history.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import type { Quantity } from '../../shared/domain/encounter/quantity.ts';
import type { Npi } from '../../shared/domain/identity/npi.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import type { Coverage, Facility, Patient, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { type Fields, lineWords } from './line-words.ts';
import { worldReferences } from './world.ts';

/** Reads the notation of the golden tables, which `README.md` explains, and makes the encounter and its context. */

const day = (text: string) => text as LocalDate;
const address = { line1: '1 Example St', city: 'Columbus', state: 'OH', postalCode: '432150001' };
type Mutable<Value> = { -readonly [Name in keyof Value]: Value[Name] };

/** Everything that the words of the notation can change. */
interface World {
  readonly encounter: Fields;
  readonly patient: Fields;
  readonly payer: Fields;
  readonly coverages: Fields[];
  readonly payers: Fields[];
  readonly billing: Fields;
  readonly rendering: Fields;
  readonly facilities: Fields[];
  readonly history: PastService[];
  readonly authorizations: Authorization[];
  today: string;
}

function usual(): World {
  const payer = { id: 'payer', name: 'Example payer', filingIndicator: 'MB' };
  const name = { kind: 'organization', organizationName: 'Example Clinic' };
  const submitter = { id: 'EX', contactName: 'Desk', phone: '6145550100' };
  const taxId = { kind: 'ein', value: '123456789' };
  return {
    encounter: {
      ...{ kind: 'professional', id: 'enc', version: 1, state: { kind: 'draft' }, documentation: [] },
      ...{ patientId: 'patient', billingProviderId: 'group', renderingProviderId: 'person', placeOfService: '11' },
    },
    patient: { id: 'patient', birthDate: '1980-01-31', sex: 'F', address, name: { lastName: 'D', firstName: 'A' } },
    payer,
    payers: [payer],
    coverages: [
      {
        ...{ id: 'cov-1', patientId: 'patient', payerId: 'payer', order: 1, memberId: '1EG4TE5MK73' },
        ...{ relationship: '18', activeFrom: '2024-01-01' },
      },
    ],
    billing: {
      ...{ id: 'group', npi: '1234567893' as Npi, taxonomyCode: '261QM1300X', name, entityId: 'entity' },
      billing: { taxId, address, submitter },
    },
    rendering: {
      ...{ id: 'person', npi: '1003000126' as Npi, taxonomyCode: '207Q00000X' },
      name: { kind: 'person', lastName: 'D', firstName: 'A' },
    },
    facilities: [],
    history: [],
    authorizations: [],
    today: '2026-11-23',
  };
}

type Word = (world: World, value: string) => void;

const isFacility = ({ encounter }: World) => /facility|home-health|hospice/.test(String(encounter.kind));

/** A diagnosis as in its encounter: a facility's may be `J209:Y`. */
function diagnosisOf(world: World, text: string): unknown {
  const [code, presentOnAdmission] = text.split(':');
  if (!isFacility(world)) return code;
  return presentOnAdmission === undefined ? { code } : { code, presentOnAdmission };
}

const between = (text: string) => {
  const [from = '', to] = text.split('..');
  return to === undefined ? { from } : { from, to };
};

/**
 * A prior authorisation, such as `A1:X9003:3:2026-11-01..2026-11-30`: number, procedures, units, days; then `second` if
 * the second payer gave it.
 */
function authorizationOf(text: string, status: Authorization['status']): Authorization {
  const [number = '', procedures = '', units = '', days = '', giver] = text.split(':');
  const by =
    giver === 'second' ? { coverageId: 'cov-2', payerId: 'payer-2' } : { coverageId: 'cov-1', payerId: 'payer' };
  const { from, to = from } = between(days);
  return {
    ...{ id: 'authorization', version: 1, patientId: 'patient', ...by, status, number },
    services: [{ procedures: procedures.split(','), ...(units === '' ? {} : { units: units as Quantity }) }],
    ...{ from: day(from), to: day(to), billingProviderId: 'group' },
  };
}

const usualBills: Readonly<Record<string, string>> = {
  'home-health': '0329',
  hospice: '0812',
  'nursing-facility': '0211',
};

/** The words before the lines, each with one value. */
const words: Readonly<Record<string, Word>> = {
  kind: (world, kind) => {
    const { encounter } = world;
    encounter.kind = kind;
    if (!isFacility(world)) return;
    delete encounter.placeOfService;
    delete encounter.renderingProviderId;
    encounter.attendingProviderId = 'person';
    if (kind === 'inpatient-facility')
      Object.assign(encounter, {
        ...{ typeOfBill: '0111', admissionType: '3', dischargeStatus: '01' },
        ...{ admissionSource: '1', admittingDiagnosis: 'J209', admissionTime: '09', dischargeTime: '11' },
      });
    else encounter.typeOfBill = usualBills[kind] ?? '0131';
    if (kind !== 'nursing-facility')
      Object.assign(encounter, { admissionType: '3', admissionSource: '1', dischargeStatus: '01' });
  },
  bill: ({ encounter }, typeOfBill) => {
    encounter.typeOfBill = typeOfBill;
  },
  statement: ({ encounter }, period) => {
    const { from, to } = between(period);
    Object.assign(encounter, { statementFrom: from, statementTo: to });
  },
  pos: ({ encounter }, place) => {
    encounter.placeOfService = place;
  },
  sex: ({ patient }, sex) => {
    patient.sex = sex;
  },
  born: ({ patient }, date) => {
    patient.birthDate = date;
  },
  died: ({ patient }, date) => {
    patient.deathDate = date;
  },
  payer: ({ payer }, indicator) => {
    payer.filingIndicator = indicator;
  },
  member: ({ coverages }, memberId) => {
    (coverages[0] as Fields).memberId = memberId.replaceAll('_', ' ');
  },
  covered: ({ coverages }, period) => {
    const { from, to } = between(period);
    coverages[0] = { ...coverages[0], activeFrom: from, ...(to === undefined ? {} : { activeTo: to }) };
  },
  plan: ({ coverages }, text) => {
    const [employment, employerSize] = text.split(':');
    Object.assign(coverages[0] as Fields, { employment, ...(employerSize === undefined ? {} : { employerSize }) });
  },
  second: ({ coverages, payers }, text) => {
    const [filingIndicator, reason] = text.split(':');
    payers.push({ id: 'payer-2', name: 'Second payer', filingIndicator });
    const why = reason === undefined ? {} : { medicareSecondaryType: reason };
    coverages.push({ ...coverages[0], id: 'cov-2', payerId: 'payer-2', order: 2, memberId: '1EG4TE5MK73', ...why });
  },
  approved: (world, text) => {
    world.authorizations.push(authorizationOf(text, 'approved'));
  },
  requested: (world, text) => {
    world.authorizations.push(authorizationOf(text, 'requested'));
  },
  used: ({ history }, text) => {
    const [authorization = '', procedure = '', units = ''] = text.split(':');
    history.push({
      ...{ encounterId: 'used', billingProviderId: 'group', procedure, modifiers: [], authorization },
      ...{ units: units as Quantity, serviceOn: day('2026-11-10') },
    });
  },
  today: (world, date) => {
    world.today = date;
  },
  admitted: ({ encounter }, date) => {
    encounter.admissionDate = date;
  },
  discharged: ({ encounter }, date) => {
    encounter.dischargeDate = date;
  },
  past: ({ history }, text) => {
    const [service = '', when = '', who = 'group'] = text.split('@');
    const renderingProviderId = who === 'surgeon' ? 'surgeon' : 'person';
    const [procedure = '', ...modifiers] = service.split('-');
    const billingProviderId = who === 'other' ? 'other-group' : 'group';
    const units = '1' as PastService['units'];
    history.push({
      ...{ encounterId: 'past', billingProviderId, renderingProviderId, procedure, modifiers, units },
      serviceOn: day(when),
    });
  },
  facility: (world, text) => {
    const [placeOfService, postalCode = '432150001'] = text.split(':');
    world.encounter.facilityId = 'facility';
    world.facilities.push({ id: 'facility', name: 'F', address: { ...address, postalCode }, placeOfService });
  },
  street: ({ billing }, line1) => {
    const { billing: own } = billing as { billing: Fields };
    billing.billing = { ...own, address: { ...address, line1: line1.replaceAll('_', ' ') } };
  },
  rendering: ({ encounter, rendering }, who) => {
    if (who === 'none') delete encounter.renderingProviderId;
    else rendering.taxonomyCode = who;
  },
  taxonomy: ({ billing }, code) => {
    if (code === 'none') delete billing.taxonomyCode;
    else billing.taxonomyCode = code;
  },
  number: ({ rendering }, payerId) => {
    delete rendering.npi;
    rendering.payerNumbers = [{ payerId, kind: 'G2', number: 'N-1' }];
  },
  enrolled: ({ rendering }, period) => {
    rendering.enrollments = [{ payerId: 'payer', ...between(period) }];
  },
  active: ({ rendering }, period) => {
    const { from, to } = between(period);
    Object.assign(rendering, { activeFrom: from }, to === undefined ? {} : { activeTo: to });
  },
  wants: ({ payer }, list) => {
    payer.priorAuthorization = list.split(',');
  },
  limit: ({ payer }, text) => {
    const [procedures = '', times, days] = text.split(':');
    payer.frequencyLimits = [{ procedures: procedures.split(','), times: Number(times), days: Number(days) }];
  },
  filing: ({ payer }, days) => {
    payer.filingDays = Number(days);
  },
  setting: ({ payer }, text) => {
    const [editId, severity] = text.split(':');
    payer.editSeverities = [{ editId, severity }];
  },
  auth: ({ encounter }, number) => {
    encounter.priorAuthorizationNumber = number;
  },
  late: ({ encounter }, reason) => {
    encounter.delayReason = reason;
  },
  ordered: ({ encounter }, who) => {
    encounter.orderingProviderId = who;
  },
  referred: ({ encounter }, who) => {
    encounter.referringProviderId = who;
  },
  origin: ({ encounter }, text) => {
    const [type, source] = text.split(':');
    Object.assign(encounter, { admissionType: type === 'none' ? undefined : type });
    Object.assign(encounter, { admissionSource: source === 'none' ? undefined : source });
  },
  hours: ({ encounter }, text) => {
    const [admissionTime, dischargeTime] = text.split(':').map((hour) => (hour === 'none' ? undefined : hour));
    Object.assign(encounter, { admissionTime, dischargeTime });
  },
  complaint: ({ encounter }, code) => {
    encounter.reasonsForVisit = [code];
  },
  clia: ({ encounter }, number) => {
    encounter.cliaNumber = number;
  },
  condition: ({ encounter }, code) => {
    encounter.conditionCodes = [code];
  },
  pcs: ({ encounter }, text) => {
    const [code = '', performedOn = ''] = text.split('@');
    encounter.procedures = [{ code, performedOn }];
  },
  cause: (world, text) => {
    world.encounter.externalCauses = [diagnosisOf(world, text)];
  },
  miles: ({ encounter }, miles) => {
    encounter.transport = { reason: 'A', miles, pickUp: { address }, dropOff: { address } };
  },
  purpose: ({ encounter }, roundTripPurpose) => {
    encounter.transport = { ...(encounter.transport as Fields), roundTripPurpose };
  },
  braces: ({ encounter }, on) => {
    encounter.orthodontics = { totalMonths: 24, ...(on === 'none' ? {} : { appliancePlacedOn: on }) };
  },
  accident: ({ encounter }, text) => {
    const [causes = '', date] = text.split('@');
    encounter.accident = { causes: causes.split('+'), ...(date === undefined ? {} : { date }) };
  },
  case: ({ coverages }, claimNumber) => {
    coverages[0] = { ...coverages[0], propertyCasualty: { claimNumber } };
  },
  began: ({ encounter }, on) => {
    encounter.initialTreatmentDate = on;
  },
  event: ({ encounter }, text) => {
    const [code, on] = text.split('@');
    encounter.occurrenceCodes = [{ code, on }];
  },
  value: ({ encounter }, code) => {
    encounter.valueCodes = [{ code, number: '9.5' }];
  },
  pays: ({ encounter }) => {
    encounter.selfPay = true;
  },
};

function lineOf(world: World, text: string): Fields {
  const tokens = text.trim().split(/\s+/);
  const [procedure = '', ...modifiers] = (tokens.shift() ?? '').split('-');
  const line: Fields = { procedure, modifiers, units: '1', serviceOn: '2026-11-20', diagnosisPointers: [1] };
  if (procedure === 'none') delete line.procedure;
  if (isFacility(world)) {
    delete line.diagnosisPointers;
    line.revenueCode = '0450';
  }
  for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
    const value = token.slice(1);
    if (token.startsWith('x')) line.units = value;
    else if (token.startsWith('@')) {
      const { from, to } = between(value);
      Object.assign(line, { serviceOn: from }, to === undefined ? {} : { serviceTo: to });
    } else if (token.startsWith('>')) line.diagnosisPointers = value === '' ? [] : value.split(',').map(Number);
    else if (token.startsWith('$')) line.chargeCents = cents(Math.round(Number(value) * 100));
    else if (token === 'minutes') line.unit = 'MJ';
    else {
      const word = lineWords[token];
      if (word === undefined) throw new Error(`no word of a line: ${token}`);
      word(line, tokens.shift() ?? '');
    }
  }
  return line;
}

const alwaysActive = ({ activeFrom: _from, activeTo: _to, ...rest }: Fields): Fields => rest;

/** Makes an encounter and its context from a cell such as `pos 21 dx J209 / X9003-25 x2`. @throws when a word is unknown */
export function readNotation(text: string): { readonly encounter: DraftEncounter; readonly context: EditContext } {
  const [head = '', ...lines] = text.split(' / ');
  const world = usual();
  const [before = '', codes = ''] = ` ${head} `.split(' dx ');
  const tokens = before.trim() === '' ? [] : before.trim().split(/\s+/);
  for (let name = tokens.shift(); name !== undefined; name = tokens.shift()) {
    const word = words[name];
    if (word === undefined) throw new Error(`no word of an encounter: ${name}`);
    word(world, tokens.shift() ?? '');
  }
  const diagnoses =
    codes.trim() === ''
      ? []
      : codes
          .trim()
          .split(/\s+/)
          .map((code) => diagnosisOf(world, code));
  const encounter = { ...world.encounter, diagnoses, lines: lines.map((line) => lineOf(world, line)) };
  const byId = <Value>(list: readonly Fields[]) =>
    new Map(list.map((each) => [String(each.id), each as unknown as Value]));
  const context: Mutable<EditContext> = {
    today: day(world.today),
    patient: world.patient as unknown as Patient,
    providers: byId<Provider>([
      ...[world.billing, world.rendering, { ...alwaysActive(world.rendering), id: 'other' }],
      { ...alwaysActive(world.rendering), id: 'surgeon', taxonomyCode: '207X00000X' },
    ]),
    facilities: byId<Facility>(world.facilities),
    coverages: world.coverages as unknown as Coverage[],
    payers: byId<Payer>(world.payers),
    fees: {
      schedules: [{ id: 'fee', version: 1, name: 'Prices', effectiveFrom: day('2020-01-01'), appliesTo: {} }],
      feesOf: (_id, procedure) => [{ procedure, modifiers: [], cents: cents(10_000) }],
      references: worldReferences,
    },
    history: world.history,
    authorizations: world.authorizations,
    references: worldReferences,
  };
  return { encounter: encounter as unknown as DraftEncounter, context };
}
