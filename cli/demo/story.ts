import { present } from '../../shared/domain/present.ts';
import { CommandProblem } from '../api-client.ts';
import { type Office, waitFor } from './office.ts';
import { claimPayerIds, type Practice } from './practice.ts';
import type { Insurance, Person, Visit } from './visits.ts';

/** An encounter as it was sent over the API, and the claims that came of it. */
export interface SentEncounter {
  readonly encounterId: string;
  readonly claimIds: readonly string[];
  /** The lines of the finalised encounter, with their charges. */
  readonly lines: readonly { readonly procedure: string; readonly chargeCents: number }[];
  /** The payers of its claims by the ids that claims give them, in the order of billing; none when the patient pays. */
  readonly payers: readonly string[];
}

interface EncounterView {
  readonly id: string;
  readonly state: { readonly claimIds?: readonly string[] };
  readonly lines: readonly { readonly procedure: string; readonly chargeCents: number }[];
}

const address = { line1: '12 SYNTHETIC ST', city: 'COLUMBUS', state: 'OH', postalCode: '43215' };

/** The day that is this many days before today. */
export function dayBefore(today: Date, days: number): string {
  return new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}

function nameOf({ last, first }: Person) {
  return { lastName: last, firstName: first };
}

function coverageBody({ payer, memberId, through }: Insurance, index: number, practice: Practice, activeFrom: string) {
  const insured = { payerId: practice.payers[payer], order: index + 1, memberId, activeFrom };
  if (through === undefined) return { ...insured, relationship: '18' };
  const { relationship, born, sex } = through;
  return { ...insured, relationship, subscriber: { name: nameOf(through), birthDate: born, sex, address } };
}

/** What the physician writes down. The coder adds the codes. */
function documentedBody(visit: Visit, practice: Practice, patientId: string, externalId: string) {
  const { billing = 'clinic', rendering = 'doctorReed', referring, facility } = visit;
  const { providers, facilities } = practice;
  return {
    externalId,
    patientId,
    billingProviderId: providers[billing],
    renderingProviderId: providers[rendering],
    ...present({
      referringProviderId: referring === undefined ? undefined : providers[referring],
      facilityId: facility === undefined ? undefined : facilities[facility],
    }),
    placeOfService: facility === undefined ? '11' : '22',
    documentation: [{ kind: 'progress-note', text: visit.documentation }],
  };
}

type Documented = ReturnType<typeof documentedBody>;

/** What the coder makes of it: the codes, without the notes, which stand apart and stay as they are. */
function codedBody(visit: Visit, documented: Documented, serviceOn: string, defaultPointers: readonly number[]) {
  const { documentation: _notes, ...others } = documented;
  const { diagnoses, priorAuthorization, claimNote, selfPay } = visit;
  return {
    ...others,
    diagnoses,
    lines: visit.lines.map(({ procedure, modifiers = [], pointers, units = 1, charge, place, note, description }) => ({
      procedure,
      modifiers,
      diagnosisPointers: pointers ?? defaultPointers,
      units,
      ...present({ chargeCents: charge }),
      serviceOn,
      ...present({ placeOfService: place, note, description }),
    })),
    ...present({ priorAuthorizationNumber: priorAuthorization, claimNote, selfPay }),
  };
}

/** Where visits are entered, and on which day. */
export interface FrontDesk {
  readonly office: Office;
  readonly practice: Practice;
  readonly today: Date;
  /** Called with what the API says about codes that cannot be billed. */
  refused(words: string): void;
}

/** One visit: the coder registers the patient and the insurances, the physician documents, the coder codes and finalises. */
export async function enterVisit(
  { office, practice, today, refused }: FrontDesk,
  visit: Visit,
  number: number,
): Promise<SentEncounter> {
  const externalId = `DEMO-${String(number).padStart(3, '0')}`;
  const { born: birthDate, sex } = visit.who;
  const patient = await office.post<{ id: string }>('coder', '/v1/patients', {
    externalId,
    name: nameOf(visit.who),
    birthDate,
    sex,
    address,
  });
  const patientId = patient.body.id;
  for (const [index, insurance] of visit.insurances.entries()) {
    const body = coverageBody(insurance, index, practice, dayBefore(today, 365));
    await office.post('coder', `/v1/patients/${patientId}/coverages`, body);
  }
  const documented = documentedBody(visit, practice, patientId, externalId);
  const draft = await office.post<EncounterView>('physician', '/v1/encounters', documented);
  const path = `/v1/encounters/${draft.body.id}`;
  const serviceOn = dayBefore(today, visit.daysAgo);
  let { version } = draft;
  if (visit.codedWrongFirst) {
    const incomplete = { ...visit, lines: visit.lines.map(({ pointers: _, ...line }) => line) };
    version = (await office.put('coder', path, codedBody(incomplete, documented, serviceOn, []), version)).version;
    refused(await refusalOf(office.post('coder', `${path}/finalize`, undefined, version)));
  }
  const coded = await office.put<EncounterView>('coder', path, codedBody(visit, documented, serviceOn, [1]), version);
  const final = await office.post<EncounterView>('coder', `${path}/finalize`, undefined, coded.version);
  const { id, state, lines } = final.body;
  const billed = visit.selfPay === true ? [] : visit.insurances;
  return {
    encounterId: id,
    claimIds: state.claimIds ?? [],
    lines: lines.map(({ procedure, chargeCents }) => ({ procedure, chargeCents })),
    payers: billed.map((insurance) => claimPayerIds[insurance.payer]),
  };
}

async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof CommandProblem) return error.message;
    throw error;
  }
  throw new Error('codes that cannot be billed were taken');
}

/** The parts of a claim, as the API shows it, that the demo uses. */
export interface ClaimView {
  readonly id: string;
  readonly state: { readonly kind: string; readonly outcome?: string };
  readonly chargeCents: number;
}

/** All claims by id, as they stand. */
export async function readClaims(office: Office, claimIds: readonly string[]): Promise<ClaimView[]> {
  const claims: ClaimView[] = [];
  for (let start = 0; start < claimIds.length; start += 100) {
    const body = { claimIds: claimIds.slice(start, start + 100) };
    claims.push(...(await office.post<{ items: ClaimView[] }>('biller', '/v1/claims/balances', body)).body.items);
  }
  return claims;
}

/** Waits until every claim is assembled: ready, held, or the patient's own. */
export async function waitForAssembly(office: Office, claimIds: readonly string[]): Promise<ClaimView[]> {
  return waitFor('the claims to be assembled', async () => {
    const claims = await readClaims(office, claimIds);
    const isAll = claims.length === claimIds.length && claims.every((claim) => claim.state.kind !== 'charged');
    return isAll ? claims : undefined;
  });
}

export interface SubmissionView {
  readonly id: string;
  readonly state: string;
  readonly receiverId: string;
  readonly claims: number;
  readonly chargeCents: number;
  readonly controlNumber?: string;
  readonly nextSubmissionId?: string;
}

/** Sends what is ready and waits for the files. */
export async function submitClaims(office: Office): Promise<SubmissionView[]> {
  const asked = await office.post<{ items: { id: string }[] }>('biller', '/v1/submissions', {});
  const finished: SubmissionView[] = [];
  const waiting = asked.body.items.map((submission) => submission.id);
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const path = `/v1/submissions/${id}`;
    const submission = await waitFor('the claim files', async () => {
      const view = await office.get<SubmissionView>('biller', path);
      return ['submitted', 'empty'].includes(view.state) ? view : undefined;
    });
    finished.push(submission);
    if (submission.nextSubmissionId !== undefined) waiting.push(submission.nextSubmissionId);
  }
  const number = ({ controlNumber = '' }: SubmissionView) => controlNumber;
  return finished.sort((left, right) => (number(left) < number(right) ? -1 : 1));
}

export interface RemittanceView {
  readonly id: string;
  readonly state: string;
  readonly payerName: string;
  readonly traceNumber: string;
  readonly paymentCents: number;
  readonly claimPaidCents: number;
  readonly providerAdjustmentCents: number;
  readonly claims: number;
  readonly claimsPosted: number;
  readonly claimsUnapplied: number;
  readonly exceptions: number;
  readonly denials: number;
}

interface FileView {
  readonly id: string;
  readonly state: string;
}

/** Waits until a remittance file for each submission has come in and is posted; gives their payments by trace number. */
export async function waitForRemittances(office: Office, files: number): Promise<RemittanceView[]> {
  const done = await waitFor('the payers’ remittances to be posted', async () => {
    const found = await office.list<FileView>('biller', '/v1/remittance-files?limit=200');
    const finished = found.filter(({ state }) => state === 'done' || state === 'refused');
    return finished.length >= files ? finished : undefined;
  });
  const remittances: RemittanceView[] = [];
  for (const { id } of done) {
    remittances.push(
      ...(await office.list<RemittanceView>('biller', `/v1/remittance-files/${id}/remittances?limit=200`)),
    );
  }
  return remittances.sort((left, right) => (left.traceNumber < right.traceNumber ? -1 : 1));
}
