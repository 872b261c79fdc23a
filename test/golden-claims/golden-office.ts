import type { ZodType } from 'zod';
import { patientsApi } from '../../functions/patients/api.ts';
import { practiceApi } from '../../functions/practice/api.ts';
import { claimOnPaper } from '../../shared/document/paper/paper-claim.ts';
import type { Authorization } from '../../shared/domain/authorization/authorization.ts';
import type { ServicesOfClaim } from '../../shared/domain/claim/assemble/input.ts';
import type { ChangeReason } from '../../shared/domain/claim/correction/change-reason.ts';
import type { Frequency } from '../../shared/domain/claim/filing.ts';
import type { FilingContent } from '../../shared/domain/claim/filing-document.ts';
import type { StatedAnswer } from '../../shared/domain/claim/next-payer/prior-answer.ts';
import { isPaperLane } from '../../shared/domain/claim/paper-batch.ts';
import { billedCoverages } from '../../shared/domain/encounter/billed-coverages.ts';
import { groupedForPayer } from '../../shared/domain/encounter/claim-groups.ts';
import {
  type DraftEncounter,
  type Encounter,
  type EncounterLine,
  splitIntoClaims,
} from '../../shared/domain/encounter/encounter.ts';
import { type ClaimFormName, type EncounterKind, formOfKind } from '../../shared/domain/encounter/kinds.ts';
import { totalCharge } from '../../shared/domain/encounter/line-charges.ts';
import { firstServiceDay } from '../../shared/domain/encounter/service-days.ts';
import { type IdKind, idPrefixes } from '../../shared/domain/identity/ids.ts';
import type { Coverage, Facility, Office, Patient, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { utc } from '../../shared/domain/time/time-zone.ts';
import { contentOf } from '../../shared/filing/content.ts';
import { lateContent } from '../../shared/filing/corrected-content.ts';
import { encounterStart } from '../../shared/http/encounter/encounter-schema.ts';
import { writeSubmissionFile } from '../../shared/x12/837/submission-file.ts';
import { stated } from '../unit/claim/next-payer/stated.ts';

/** The usual office of the golden claims, what a row changes in it, and the file with its claims. */

type Json = Readonly<Record<string, unknown>>;

const address = { line1: '1 EXAMPLE ST', city: 'COLUMBUS', state: 'OH', postalCode: '432150001' };

/** The usual records, by kind, as bodies of the API. */
const usual = {
  payer: {
    ...{ name: 'EXAMPLE HEALTH', claimPayerId: '99999', filingIndicator: 'CI', remittanceIdentities: [] },
    receiver: { id: 'EXCLEAR', name: 'EXAMPLE CLEARINGHOUSE' },
  },
  clinic: {
    npi: '1234567893',
    name: { kind: 'organization', organizationName: 'EXAMPLE CLINIC' },
    billing: {
      ...{ taxId: { kind: 'ein', value: '123456789' }, address },
      submitter: { id: 'EXSUBMIT', contactName: 'EXAMPLE DESK', phone: '6145550100' },
    },
  },
  physician: { npi: '1003000126', name: { kind: 'person', lastName: 'DOCTOR', firstName: 'ADA' } },
  facility: { name: 'EXAMPLE SITE', address: { ...address, line1: '55 EAST RD' }, placeOfService: '11' },
  patient: {
    ...{ name: { lastName: 'DOE', firstName: 'JANE' }, birthDate: '1980-01-31', sex: 'F' },
    address: { ...address, line1: '77 PATIENT WAY', postalCode: '43215' },
  },
  coverage: { payerId: 'payer', order: 1, memberId: 'M0001', relationship: '18', activeFrom: '2026-01-01' },
  office: { timeZone: 'UTC', submitterName: 'EXAMPLE BILLING' },
  encounter: {
    ...{ patientId: 'patient', billingProviderId: 'clinic', renderingProviderId: 'physician' },
    ...{ placeOfService: '11', diagnoses: ['J209'], lines: [{}] },
  },
  facilityEncounter: {
    ...{ patientId: 'patient', billingProviderId: 'clinic', attendingProviderId: 'physician' },
    ...{ typeOfBill: '0131', dischargeStatus: '01', diagnoses: [{ code: 'J209' }], lines: [{}] },
  },
  dentalEncounter: {
    ...{ patientId: 'patient', billingProviderId: 'clinic', renderingProviderId: 'physician' },
    ...{ placeOfService: '11', lines: [{}] },
  },
  facilityLine: { revenueCode: '0510', procedure: 'X9003', units: 1, serviceOn: '2026-11-20', chargeCents: 10_000 },
  dentalLine: { procedure: 'D9003', units: 1, serviceOn: '2026-11-20', chargeCents: 10_000 },
  line: { procedure: 'X9003', diagnosisPointers: [1], units: 1, serviceOn: '2026-11-20', chargeCents: 10_000 },
} as const satisfies Readonly<Record<string, Json>>;

/** The usual content of encounters and lines, by form. */
const usualOfForm = {
  professional: { encounter: usual.encounter, line: usual.line },
  institutional: { encounter: usual.facilityEncounter, line: usual.facilityLine },
  dental: { encounter: usual.dentalEncounter, line: usual.dentalLine },
} as const satisfies Readonly<Record<ClaimFormName, { readonly encounter: Json; readonly line: Json }>>;

/** The form of the claim that an encounter becomes: professional, if the encounter names no kind. */
const formOf = ({ kind = 'professional' }: Json): ClaimFormName => formOfKind(kind as EncounterKind);

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Applies changes to a value: objects field by field, lists and texts as a whole; `null` removes a field. */
function changed(base: Json, by: Json): Json {
  const fields = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(by)) {
    const before = fields.get(name);
    if (value === null) fields.delete(name);
    else fields.set(name, isJson(before) && isJson(value) ? changed(before, value) : value);
  }
  return Object.fromEntries(fields);
}

/** The id for a name, in the form of the product's ids. */
function idOf(kind: IdKind, name: string): string {
  const plain = name.toUpperCase().replace(/[^0-9A-HJKMNP-TV-Z]/g, (letter) => String(letter.charCodeAt(0) % 10));
  return `${idPrefixes[kind]}_${plain.padStart(26, '0')}`;
}

const kindsOfIds: readonly (readonly [RegExp, IdKind])[] = [
  [/ProviderIds?$/, 'provider'],
  [/^patientId$/, 'patient'],
  [/^payerId$/, 'payer'],
  [/acilityId$/, 'facility'],
  [/^coverageIds?$/, 'coverage'],
];

/** The same with ids in place of names. */
function withIds(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withIds(each, field));
  if (isJson(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withIds(inner, name)]));
  }
  const kind = kindsOfIds.find(([pattern]) => pattern.test(field))?.[1];
  return kind === undefined || typeof value !== 'string' ? value : idOf(kind, value);
}

/**
 * Reads an entered body with the schema of its route.
 * @throws when the API would refuse it
 */
function entered<Output>(schema: ZodType<unknown>, body: Json): Output {
  return schema.parse(withIds(body)) as Output;
}

const bodies = {
  payer: practiceApi.createPayer.body,
  provider: practiceApi.createProvider.body,
  facility: practiceApi.createFacility.body,
  patient: patientsApi.createPatient.body,
  coverage: patientsApi.createCoverage.body,
};

/** All records on file, by id. */
class GoldenOffice {
  readonly office: Office;
  readonly payers: ReadonlyMap<string, Payer>;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly facilities: ReadonlyMap<string, Facility>;
  readonly patients: ReadonlyMap<string, Patient>;
  readonly coverages: ReadonlyMap<string, Coverage>;

  constructor(setUp: Json) {
    const named = <Output>(
      kind: keyof typeof bodies,
      first: Json,
      others: unknown,
      base: Json,
    ): Map<string, Output> => {
      const further = Object.entries(isJson(others) ? others : {}).map(([name, body]) => [
        name,
        changed(base, body as Json),
      ]);
      const all = [...Object.entries(first), ...further] as [string, Json][];
      return new Map(
        all.map(([name, body]) => {
          const { patientId, ...rest } = body as Json & { readonly patientId?: string };
          const document = { ...entered<object>(bodies[kind], rest), id: idOf(kind, name), version: 1 };
          const of = kind === 'coverage' ? { patientId: idOf('patient', patientId ?? 'patient') } : {};
          const entity = kind === 'provider' && 'billing' in document ? { entityId: 'entity' } : {};
          return [document.id, { ...document, ...of, ...entity } as Output];
        }),
      );
    };
    const own = (name: keyof typeof usual) => changed(usual[name], (setUp[name] ?? {}) as Json);
    this.office = { ...practiceApi.replaceOffice.body.parse(own('office')), version: 1 } as Office;
    this.payers = named('payer', { payer: own('payer') }, setUp.payers, usual.payer);
    this.providers = named('provider', { clinic: own('clinic'), physician: own('physician') }, setUp.providers, {});
    this.facilities = named('facility', {}, setUp.facilities, usual.facility);
    this.patients = named('patient', { patient: own('patient') }, setUp.patients, usual.patient);
    this.coverages = named('coverage', { coverage: own('coverage') }, setUp.coverages, usual.coverage);
  }

  /** The usual patient's, approved for November by the usual clinic's request; with their procedures alone. */
  authorizationsOf({ authorizations = [] }: Json): readonly Authorization[] {
    return (authorizations as readonly (Json & { readonly procedures: readonly string[] })[]).map((each, place) => {
      const { procedures, ...own } = each;
      const usualOne = { status: 'approved', from: '2026-11-01', to: '2026-11-30', billingProviderId: 'clinic' };
      const body = entered<Omit<Authorization, 'id'>>(patientsApi.createAuthorization.body, {
        ...{ ...usualOne, ...own },
        services: [{ procedures }],
      });
      return { ...body, id: `aut_${place}`, version: 1, patientId: idOf('patient', 'patient'), payerId: '' };
    });
  }

  coveragesOf(encounter: Encounter): readonly Coverage[] {
    const own = [...this.coverages.values()].filter(({ patientId }) => patientId === encounter.patientId);
    return billedCoverages(encounter, own);
  }
}

/** The outcome of a row's claims: the segments of their file, or why they are held. */
export interface GoldenOutcome {
  readonly segments: readonly string[];
  readonly held: readonly string[];
  /** Whether the claims are printed: they then have facts that no file may tell. */
  readonly isPrinted: boolean;
  /** The boxes of the first claim's paper form that have content, by page. */
  readonly pages: readonly Readonly<Record<string, string>>[];
}

/** What the claims of a row send, or why they are held. They are entered and assembled as the product does it. */
export function filingsOf(setUp: Json): {
  readonly contents: readonly FilingContent[];
  readonly held: readonly string[];
} {
  const office = new GoldenOffice(setUp);
  const own = (setUp.encounter ?? {}) as Json;
  const usualVisit = changed(usualOfForm[formOf(own)].encounter, own);
  const visits = (setUp.encounters ?? [{}]) as readonly Json[];
  const contents: FilingContent[] = [];
  const held: string[] = [];
  let claims = 0;
  for (const visit of visits) {
    for (const content of contentsOf(changed(usualVisit, visit), office, setUp, claims)) {
      claims += 1;
      if (content.ok) contents.push(content.value);
      else held.push(...content.failure);
    }
  }
  return { contents, held };
}

/** Enters, assembles and writes the claims of a row, as the product does. */
export function claimsOf(setUp: Json): GoldenOutcome {
  const { contents, held } = filingsOf(setUp);
  const { submitterName } = new GoldenOffice(setUp).office;
  const [first] = contents;
  return {
    segments: contents.length === 0 ? [] : segmentsOf(contents, submitterName),
    held,
    isPrinted: contents.some(({ lane }) => isPaperLane(lane)),
    pages: first === undefined ? [] : pagesOf(first),
  };
}

/** The boxes of a claim's paper form, made on the day of the file. */
function pagesOf(content: FilingContent): GoldenOutcome['pages'] {
  const { pages } = claimOnPaper(content, '2026-11-23' as LocalDate);
  return pages.map((page) => Object.fromEntries(page.map(({ box, text }) => [box.id, text])));
}

/** The number of the filing. */
interface FilingOfRow {
  readonly share?: number;
  readonly frequency?: Frequency;
  readonly payerClaimNumber?: string;
  readonly changeReason?: ChangeReason;
  /** For late charges: how many lines the payer already has. */
  readonly linesBefore?: number;
}

function contentsOf(visit: Json, office: GoldenOffice, setUp: Json, before: number) {
  const form = formOf(visit);
  const lines = (visit.lines as readonly Json[]).map((line) => changed(usualOfForm[form].line, line));
  const { documentation: _none, ...draft } = entered<Omit<Encounter, 'state'> & { documentation: unknown }>(
    encounterStart,
    { ...visit, lines },
  );
  const [billed] = office.coveragesOf(draft as unknown as Encounter);
  const rules = billed === undefined ? undefined : office.payers.get(billed.payerId)?.claimRules;
  const grouped = groupedForPayer(draft as unknown as DraftEncounter, rules).lines as readonly EncounterLine[];
  const split = splitIntoClaims<EncounterLine>(grouped, form);
  const claimIds = split.map((_, index) => `CLAIM${before + index + 1}`);
  const state = { kind: 'final', finalizedAt: '2026-11-23T14:05:06.789Z', claimIds } as const;
  const encounter = { ...draft, lines: split.flat(), id: 'enc', version: 2, state } as unknown as Encounter;
  const {
    share = 0,
    frequency = 'original',
    payerClaimNumber,
    changeReason,
    linesBefore,
  } = (setUp.filing ?? {}) as FilingOfRow;
  const filing = { number: 2, share, frequency, state: { kind: 'preparing' } } as const;
  const added = { kind: 'lines-added', after: 1, linesBefore: linesBefore ?? 0 } as const;
  const asked = { filings: [filing], ...(linesBefore === undefined ? {} : { correction: added }) };
  const { patientId, billingProviderId, facilityId } = encounter;
  return split.map((own, index) =>
    lateContent(
      contentOf({
        ...{
          claimId: claimIds[index] as never,
          entityId: 'entity',
          chargeCents: totalCharge(own),
        },
        ...({ form, encounter, lines: own } as ServicesOfClaim),
        ...{ serviceFrom: firstServiceDay(own) as never, today: '2026-11-23' as never },
        ...{ payerPosition: share, frequency },
        ...present({ payerClaimNumber, changeReason }),
        patient: office.patients.get(patientId),
        coverages: office.coveragesOf(encounter).map((coverage, place) => {
          const payer = office.payers.get(coverage.payerId);
          return { coverage, payer, isPassedOver: ((setUp.passedOver ?? []) as number[]).includes(place) };
        }),
        priorAnswers: answersOf(setUp),
        authorizations: office.authorizationsOf(setUp),
        billingProvider: office.providers.get(billingProviderId),
        providers: office.providers,
        lineFacilities: office.facilities,
        facility: facilityId === undefined ? 'not-named' : (office.facilities.get(facilityId) ?? 'missing'),
      }),
      asked,
    ),
  );
}

/** The earlier payers' answers so far, by the share that they answer. */
function answersOf({ answers = [] }: Json): ReadonlyMap<number, readonly StatedAnswer[]> {
  const told = answers as readonly { readonly share: number; readonly on: string; readonly claim: readonly string[] }[];
  const byShare = Map.groupBy(told, ({ share }) => share);
  return new Map([...byShare].map(([share, own]) => [share, own.map(({ claim, on }) => stated(claim.join('\n'), on))]));
}

function segmentsOf(contents: readonly FilingContent[], submitterName: string | undefined): readonly string[] {
  const written = writeSubmissionFile({
    ...{ reference: 'SUBMISSION', createdAt: '2026-11-23T14:05:06.789Z', timeZone: utc },
    ...{ controlNumber: '000000042', usage: 'T', contents },
    ...(submitterName === undefined ? {} : { submitterName }),
  });
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return written.value.split('~').map((segment) => segment.trim());
}
