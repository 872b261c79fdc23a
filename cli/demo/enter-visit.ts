import { CommandProblem } from '../api-client.ts';
import { askPhysician, errorOf, type Finding, findCodes, mended, type Way } from './code-visit.ts';
import type { Office, Versioned } from './office.ts';
import { claimPayerIds, type Practice } from './practice.ts';
import {
  address,
  type Codes,
  codedBody,
  coverageBody,
  type Documented,
  dayBefore,
  documentedBody,
  nameOf,
} from './visit-bodies.ts';
import type { Visit } from './visits.ts';

/** An encounter as it was sent to the API, and the claims that it became. */
export interface SentEncounter {
  readonly encounterId: string;
  readonly claimIds: readonly string[];
  /** The lines of the finalised encounter, with their charges. */
  readonly lines: readonly { readonly procedure: string; readonly chargeCents: number; readonly serviceOn: string }[];
  /** The payers of its claims, by the ids that claims use, in billing order; none when the patient pays. */
  readonly payers: readonly string[];
  /** The edits that a coder overrode. */
  readonly overrides: readonly string[];
}

interface EncounterView {
  readonly id: string;
  readonly state: { readonly claimIds?: readonly string[] };
  readonly lines: SentEncounter['lines'];
  readonly overrides?: readonly { readonly editId: string }[];
}

/** An event at the front desk that the demo reports. */
export type DeskEvent =
  | { readonly kind: 'found'; readonly way: Way }
  | { readonly kind: 'asked'; readonly question: string; readonly answer: string }
  /** The API's message about codes that cannot be billed. */
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'mended'; readonly finding: Finding };

/** The office and the date at which visits are entered. */
export interface FrontDesk {
  readonly office: Office;
  readonly practice: Practice;
  readonly today: Date;
  told(event: DeskEvent): void;
}

/**
 * One visit: the coder registers the patient and the coverages, the physician writes the note, and the coder codes and
 * finalises the encounter.
 */
export async function enterVisit(desk: FrontDesk, visit: Visit, number: number): Promise<SentEncounter> {
  const { office, practice, today } = desk;
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
    const typed = { ...insurance, memberId: insurance.mistyped ?? insurance.memberId };
    const body = coverageBody(typed, index, practice, dayBefore(today, 365));
    await office.post('coder', `/v1/patients/${patientId}/coverages`, body);
  }
  const documented = documentedBody(visit, practice, patientId, externalId);
  const draft = await office.post<EncounterView>('physician', '/v1/encounters', documented);
  const final = await codeVisit(desk, visit, { ...draft, documented });
  const { id, state, lines, overrides = [] } = final.body;
  const billed = visit.selfPay === true ? [] : visit.insurances;
  return {
    encounterId: id,
    claimIds: state.claimIds ?? [],
    lines: lines.map(({ procedure, chargeCents, serviceOn }) => ({ procedure, chargeCents, serviceOn })),
    overrides: overrides.map(({ editId }) => editId),
    payers: billed.map((insurance) => claimPayerIds[insurance.payer]),
  };
}

type Draft = Versioned<EncounterView> & { readonly documented: Documented };

/**
 * The coder's part: asks what is unclear, finds the codes, corrects what an edit reports, and finalises the encounter.
 */
async function codeVisit(
  { office, today, told }: FrontDesk,
  visit: Visit,
  { body: { id }, version, documented }: Draft,
): Promise<Versioned<EncounterView>> {
  const path = `/v1/encounters/${id}`;
  const serviceOn = dayBefore(today, visit.daysAgo);
  if (visit.unclear !== undefined) told({ kind: 'asked', ...(await askPhysician(office, id, visit.unclear)) });
  for (const way of await findCodes(office, visit, serviceOn)) told({ kind: 'found', way });
  const save = (codes: Codes, seen: string) => office.put<EncounterView>('coder', path, codes, seen);
  const codes = codedBody(visit, documented, serviceOn, [1]);
  const { codedFirst } = visit;
  if (codedFirst === 'without-pointers') {
    const incomplete = { ...visit, lines: visit.lines.map(({ pointers: _, ...line }) => line) };
    const saved = await save(codedBody(incomplete, documented, serviceOn, []), version);
    told({
      kind: 'refused',
      words: await refusalOf(office.post('coder', `${path}/finalize`, undefined, saved.version)),
    });
    return finalize(office, path, (await save(codes, saved.version)).version);
  }
  if (codedFirst === undefined) return finalize(office, path, (await save(codes, version)).version);
  const tooMuch = { ...codes, diagnoses: [...codes.diagnoses, codedFirst.also] };
  const saved = await save(tooMuch, version);
  const finding = await errorOf(office, path);
  told({ kind: 'mended', finding });
  return finalize(office, path, (await save(mended(tooMuch, finding), saved.version)).version);
}

function finalize(office: Office, path: string, version: string) {
  return office.post<EncounterView>('coder', `${path}/finalize`, undefined, version);
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
