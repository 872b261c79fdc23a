import type { Period } from '../../shared/domain/books/period.ts';
import { counted } from '../counted.ts';
import { appealDenial } from './appeal.ts';
import { chargedByProcessor, type World } from './by-card.ts';
import { closeDay, closeMonth, unexplainedCents } from './closing.ts';
import { loadCodeSets } from './code-sets.ts';
import { type Way, ways } from './code-visit.ts';
import { type DeskEvent, enterVisit, type SentEncounter } from './enter-visit.ts';
import { type Books, type Equation, equationsOf, type Figures, figuresOf, readBooks } from './figures.ts';
import type { Kept } from './keep.ts';
import {
  type Acknowledged,
  billNextPayers,
  mendRejected,
  waitForAcknowledgements,
  waitForFilings,
} from './next-round.ts';
import type { Office } from './office.ts';
import { settleWithPatients } from './patients.ts';
import { type Practice, setUpPractice } from './practice.ts';
import { claimReport, equationReport, exceptionReport, sourceReport, trialBalanceReport } from './report.ts';
import { makeMonthReports, makeReports, reportsInWords } from './reports.ts';
import { lookAtOwnBilling } from './self-audit.ts';
import {
  type RemittanceView,
  type SubmissionView,
  submitClaims,
  waitForAssembly,
  waitForRemittances,
} from './story.ts';
import { dayBefore } from './visit-bodies.ts';
import { visits } from './visits.ts';

export interface Story extends Kept {
  readonly figures: Figures;
  /** Whether every equation holds and every remittance is posted. */
  readonly isSound: boolean;
}

/** How many people enter visits at the same time. */
const hands = 4;

interface Entered {
  readonly practice: Practice;
  readonly encounters: readonly SentEncounter[];
}

async function enterVisits(office: Office, say: (text: string) => void, today: Date): Promise<Entered> {
  for (const { fileName, rows } of await loadCodeSets(office)) {
    say(`${fileName}, synthetic, is loaded: ${counted(rows, 'row')}.\n`);
  }
  const practice = await setUpPractice(office, dayBefore(today, 400));
  say('The manager has set the practice up: 4 payers, 3 billing entities, 5 people, a hospital, a fee schedule.\n');
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
  return { practice, encounters: sent };
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

/** The files that were sent, and the payers' acknowledgements of their claims. */
interface Sent {
  readonly submissions: readonly SubmissionView[];
  readonly acknowledged: Acknowledged;
}

/** Sends the claims that are ready, and reports the files and their acknowledgements. */
async function sendClaims(
  office: Office,
  say: (text: string) => void,
  before: readonly SubmissionView[] = [],
): Promise<Sent> {
  const sent = await submitClaims(office);
  for (const { receiverId, controlNumber, claims } of sent) {
    say(`Claim file ${controlNumber} with ${counted(claims, 'claim')} is sent to ${receiverId}.\n`);
  }
  const all = [...before, ...sent];
  const claims = all.reduce((sum, submission) => sum + submission.claims, 0);
  const acknowledged = await waitForAcknowledgements(office, claims);
  const { accepted, rejected } = acknowledged;
  say(
    `Every file is acknowledged (999). Payers accepted ${counted(accepted, 'claim')} so far, and rejected ${rejected} (277CA).\n`,
  );
  return { submissions: all, acknowledged };
}

/** Corrects rejected claims, bills the next payers, and sends both. */
async function sendAgain(
  office: Office,
  say: (text: string) => void,
  before: readonly SubmissionView[],
): Promise<Sent> {
  const mended = await mendRejected(office, visits);
  for (const { claimId, detail, pointer } of mended) {
    say(
      `Claim ${claimId} was rejected: ${detail} The place is ${pointer}. The desk corrects it from the card, and the claim is filed again.\n`,
    );
  }
  const next = await billNextPayers(office);
  say(
    `${counted(next.length, 'claim')} of patients with two insurances ${next.length === 1 ? 'goes' : 'go'} to the second one, with the first one’s decision.\n`,
  );
  await waitForFilings(office, [...mended.map(({ claimId }) => claimId), ...next]);
  return sendClaims(office, say, before);
}

/**
 * Runs the whole story over the API: a practice, its encounters, their claims and files, acknowledgements and
 * remittances, corrected claims and claims to a second payer, an appealed denial, patients' statements and payments, a
 * collection agency, the day sheet, every report, a self-audit, and the close of the month. Reports each step.
 */
export async function tellStory(world: World, say: (text: string) => void): Promise<Story> {
  const { office } = world;
  const today = new Date();
  const { practice, encounters } = await enterVisits(office, say, today);
  const claimIds = encounters.flatMap((encounter) => encounter.claimIds);
  say(`${encounters.length} encounters are documented, coded and final; their charges are posted.\n`);
  await waitForAssembly(office, claimIds);
  say(`${claimIds.length} claims are assembled: of a physician's practice, of a hospital, of a dentist.\n`);
  const first = await sendClaims(office, say);
  await waitForRemittances(office, first.submissions.length);
  const { submissions, acknowledged } = await sendAgain(office, say, first.submissions);
  await waitForRemittances(office, submissions.length);
  const appealed = await appealDenial(office, dayBefore(today, 0), say);
  const { did: patients, planId } = await settleWithPatients(world, dayBefore(today, 0), say);
  const remittances = await waitForRemittances(office, submissions.length + (appealed === undefined ? 0 : 1));
  for (const { payerName, claims, exceptions, denials, state } of remittances) {
    say(
      `The remittance of ${payerName} for ${counted(claims, 'claim')} is ${state}, with ${counted(denials, 'denial')} and ${counted(exceptions, 'exception')}.\n`,
    );
  }
  const books = await readBooks(office);
  const takenBack = books.entries.filter(({ kind }) => kind === 'remittance-reversal').length;
  say(`${takenBack === 1 ? 'One answer was' : `${takenBack} answers were`} taken back and corrected.\n`);
  const figures = await figuresOf(office, books, { claimIds, encounters: encounters.length, acknowledged });
  const equations = equationsOf(figures, books, remittances);
  say(claimReport(figures) + equationReport(equations) + trialBalanceReport(books) + exceptionReport(books));
  const closed = await closeDay(office, { today: dayBefore(today, 0), planId }, say);
  const reports = await makeReports(office, dayBefore(today, 1));
  say(reportsInWords('Reports, with today so far', reports));
  await showSource(office, books, say);
  await showSelfAudit(office, practice, today, say);
  const months = await closeMonth(world, dayBefore(today, 0), say);
  const monthReports = await makeMonthReports(office, dayBefore(today, 0).slice(0, 7) as Period);
  say(reportsInWords('Reports of the month that is over', monthReports));
  const sound = isSound(equations, remittances) && unexplainedCents(closed) === 0;
  return {
    encounters,
    submissions,
    figures,
    patients,
    entries: books.entries,
    books: { ...closed, ...months },
    waiting: { denials: books.denials, exceptions: books.exceptions },
    reports,
    monthReports,
    processor: await chargedByProcessor(world),
    paperFileIds: appealed === undefined ? [] : [appealed],
    isSound: sound,
  };
}

async function showSelfAudit(
  office: Office,
  practice: Practice,
  today: Date,
  say: (text: string) => void,
): Promise<void> {
  const [from, leftOn, to] = [60, 34, 1].map((days) => dayBefore(today, days)) as [string, string, string];
  const found = await lookAtOwnBilling(office, practice, { from, leftOn, to });
  say(`\nThe manager enters that Dr Stone had left on ${leftOn}, and has the billing looked at:\n`);
  for (const line of found) say(`  ${line}\n`);
}

function isSound(equations: readonly Equation[], remittances: readonly RemittanceView[]): boolean {
  return (
    equations.every(({ leftCents, rightCents }) => leftCents === rightCents) &&
    remittances.every(({ state }) => state === 'posted')
  );
}

/** The booked claim with the most adjustments, shown next to the bytes that it was booked from. */
async function showSource(office: Office, { entries }: Books, say: (text: string) => void): Promise<void> {
  const [entry] = entries
    .filter(({ kind, source }) => kind === 'remittance-claim' && source !== undefined)
    .sort((left, right) => right.legs.length - left.legs.length || (left.id < right.id ? -1 : 1));
  if (entry === undefined) return;
  const path = `/v1/ledger-entries/${entry.id}/source`;
  say(sourceReport(entry, await office.get<Parameters<typeof sourceReport>[1]>('auditor', path)));
}
