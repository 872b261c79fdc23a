import type { Office } from './office.ts';
import type { Unclear, Visit } from './visits.ts';

/** How a coder came to a code: it was suggested from the note, or found by words, or found by its first characters. */
export const ways = ['suggested', 'words', 'beginning'] as const;
export type Way = (typeof ways)[number];

/** What a coder types to find a code: words, or else the beginning of the code. */
const typed: Readonly<Record<string, string>> = {
  A4550: 'surgical tray',
  E669: 'obesity',
  E785: 'dyslipidemia',
  G0008: 'influenza vaccine',
  G0439: 'wellness subsequent',
  G4733: 'obstructive sleep apnea',
  G4700: 'insomnia',
  I10: 'htn',
  I4891: 'afib',
  J1885: 'ketorlac',
  J189: 'pneumonia',
  J209: 'acute bronchitis',
  J3301: 'triamcinolone',
  J449: 'copd',
  K219: 'esoph reflux',
  L1902: 'ankle gauntlet',
  M25511: 'pain right shoulder',
  M542: 'neck pain',
  N390: 'uti',
  R42: 'light headed',
};

interface Found {
  readonly items: readonly { readonly code: string }[];
}

/**
 * Finds every code of a visit, as of the visit's date: in the suggestions for the note, or else by typing.
 * @throws when a code is not found
 */
export async function findCodes(office: Office, visit: Visit, day: string): Promise<Way[]> {
  const suggested = await office.post<Found>('coder', '/v1/codes/suggest', { text: visit.documentation, day });
  const isSuggested = new Set(suggested.body.items.map(({ code }) => code));
  const found: Way[] = [];
  for (const code of visit.diagnoses) {
    found.push(isSuggested.has(code) ? 'suggested' : await typeFor(office, code, ['icd-10-cm'], day));
  }
  for (const code of new Set(visit.lines.map(({ procedure }) => procedure))) {
    found.push(await typeFor(office, code, ['hcpcs', 'cpt'], day));
  }
  return found;
}

async function typeFor(office: Office, code: string, systems: readonly string[], day: string): Promise<Way> {
  const text = typed[code] ?? code.slice(0, 4);
  const { items } = (await office.post<Found>('coder', '/v1/codes/search', { text, systems, day })).body;
  if (!items.some((item) => item.code === code)) throw new Error(`${text} does not lead to ${code}`);
  return code in typed ? 'words' : 'beginning';
}

/** Asks the physician what the note leaves open. The answer is added to the note. */
export async function askPhysician(office: Office, encounterId: string, unclear: Unclear) {
  const { quote, question, options, answer } = unclear;
  const notes = `/v1/encounters/${encounterId}/documentation`;
  const [note] = (await office.get<{ items: { id: string }[] }>('coder', notes)).items;
  const queries = `/v1/coding-work/${encounterId}/queries`;
  const query = await office.post<{ id: string }>('coder', queries, {
    indicators: [{ noteId: note?.id, quote }],
    question,
    form: { kind: 'choice', options },
  });
  const chosen = { kind: 'option', option: answer };
  await office.post('physician', `${queries}/${query.body.id}/answer`, chosen, query.version);
  return { question, answer: options[answer - 1] as string };
}

/** The parts of an edit's finding that the coder uses here. */
export interface Finding {
  readonly editId: string;
  readonly severity: string;
  readonly pointer: string;
  readonly message: string;
  readonly citation?: { readonly set: string; readonly release: string; readonly row?: string };
  readonly fix?: {
    readonly words: string;
    readonly changes?: readonly { readonly op: string; readonly pointer: string }[];
  };
}

/**
 * The error that stops an encounter from being finalised; the note may cause the same error for several pairs.
 * @throws when there is none
 */
export async function errorOf(office: Office, encounter: string): Promise<Finding> {
  const { findings } = await office.get<{ findings: readonly Finding[] }>('coder', `${encounter}/findings`);
  const error = findings.find(({ severity }) => severity === 'error');
  if (error === undefined) throw new Error('no edit found what was coded wrongly');
  return error;
}

/** The codes without the diagnoses that the finding's fix removes. */
export function mended<Codes extends { readonly diagnoses: readonly unknown[] }>(
  codes: Codes,
  { fix }: Finding,
): Codes {
  const removed = new Set(fix?.changes?.filter(({ op }) => op === 'remove').map(({ pointer }) => pointer));
  return { ...codes, diagnoses: codes.diagnoses.filter((_, index) => !removed.has(`/diagnoses/${index}`)) };
}
