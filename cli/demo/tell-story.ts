import { counted } from '../counted.ts';
import { loadCodeSets } from './code-sets.ts';
import { type Way, ways } from './code-visit.ts';
import { type DeskEvent, dayBefore, enterVisit, type SentEncounter } from './enter-visit.ts';
import { type Books, type Equation, equationsOf, type Figures, figuresOf, readBooks } from './figures.ts';
import type { Kept } from './keep.ts';
import type { Office } from './office.ts';
import { setUpPractice } from './practice.ts';
import { claimReport, equationReport, exceptionReport, sourceReport, trialBalanceReport } from './report.ts';
import { type RemittanceView, submitClaims, waitForAssembly, waitForRemittances } from './story.ts';
import { visits } from './visits.ts';

export interface Story extends Kept {
  readonly figures: Figures;
  /** Whether every equation holds and every remittance is posted. */
  readonly isSound: boolean;
}

/** How many people enter visits at once. */
const hands = 4;

async function enterVisits(office: Office, say: (text: string) => void, today: Date): Promise<SentEncounter[]> {
  for (const { fileName, rows } of await loadCodeSets(office)) {
    say(`${fileName}, synthetic, is loaded: ${counted(rows, 'row')}.\n`);
  }
  const practice = await setUpPractice(office, dayBefore(today, 400));
  say('The manager has set the practice up: 4 payers, 2 billing entities, 4 people, a hospital, a fee schedule.\n');
  const sent: SentEncounter[] = [];
  const found: Record<Way, number> = { suggested: 0, words: 0, beginning: 0 };
  const told = (event: DeskEvent) => {
    if (event.kind === 'found') found[event.way] += 1;
    else say(toldInWords(event));
  };
  const desk = { office, practice, today, told };
  const waiting = [...visits.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, visit] = next;
      sent[index] = await enterVisit(desk, visit, index + 1);
    }
  };
  await Promise.all(Array.from({ length: hands }, work));
  const codes = ways.reduce((sum, way) => sum + found[way], 0);
  say(
    `Of ${codes} codes, ${found.suggested} were suggested from the notes, ${found.words} were found by words, ${found.beginning} by their beginnings.\n`,
  );
  return sent;
}

function toldInWords(event: Exclude<DeskEvent, { readonly kind: 'found' }>): string {
  switch (event.kind) {
    case 'refused':
      return `A coder was told:\n  ${event.words.replaceAll('\n', '\n  ')}\n`;
    case 'asked':
      return `A coder asked the physician: ${event.question} The note has the answer now: ${event.answer}.\n`;
    case 'mended': {
      const { editId, pointer, message, citation, fix } = event.finding;
      const source = citation === undefined ? '' : ` (${citation.set}, ${citation.release}, ${citation.row})`;
      return `An edit found at ${pointer}, ${editId}: ${message}${source}.\n  Its fix, which the coder took: ${fix?.words}.\n`;
    }
  }
}

/**
 * The whole story over the API: a practice, its encounters, their claims, the files that go out, the remittances that come in,
 * and the books. Tells it as it goes.
 */
export async function tellStory(office: Office, say: (text: string) => void): Promise<Story> {
  const encounters = await enterVisits(office, say, new Date());
  const claimIds = encounters.flatMap((encounter) => encounter.claimIds);
  say(`${encounters.length} encounters are documented, coded and final; their charges are posted.\n`);
  await waitForAssembly(office, claimIds);
  say(`${claimIds.length} claims are assembled.\n`);
  const submissions = await submitClaims(office);
  for (const { receiverId, controlNumber, claims } of submissions) {
    say(`Claim file ${controlNumber} with ${claims} claims is out to ${receiverId}.\n`);
  }
  const remittances = await waitForRemittances(office, submissions.length);
  for (const { payerName, claims, exceptions, denials, state } of remittances) {
    say(
      `The remittance of ${payerName} for ${claims} claims is ${state}, with ${denials} denials and ${exceptions} exceptions.\n`,
    );
  }
  const books = await readBooks(office);
  const takenBack = books.entries.filter(({ kind }) => kind === 'remittance-reversal').length;
  say(`${takenBack === 1 ? 'One answer was' : `${takenBack} answers were`} taken back and corrected.\n`);
  const figures = await figuresOf(office, books, claimIds, encounters.length);
  const equations = equationsOf(figures, books, remittances);
  say(claimReport(figures) + equationReport(equations) + trialBalanceReport(books) + exceptionReport(books));
  await showSource(office, books, say);
  return { encounters, submissions, figures, isSound: isSound(equations, remittances) };
}

function isSound(equations: readonly Equation[], remittances: readonly RemittanceView[]): boolean {
  return (
    equations.every(({ leftCents, rightCents }) => leftCents === rightCents) &&
    remittances.every(({ state }) => state === 'posted')
  );
}

/** The booked claim with the most adjustments, beside the bytes that it came from. */
async function showSource(office: Office, { entries }: Books, say: (text: string) => void): Promise<void> {
  const [entry] = entries
    .filter(({ kind, source }) => kind === 'remittance-claim' && source !== undefined)
    .sort((left, right) => right.legs.length - left.legs.length || (left.id < right.id ? -1 : 1));
  if (entry === undefined) return;
  const path = `/v1/ledger-entries/${entry.id}/source`;
  say(sourceReport(entry, await office.get<Parameters<typeof sourceReport>[1]>('auditor', path)));
}
