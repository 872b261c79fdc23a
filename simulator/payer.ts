import type { Claim } from '../shared/domain/claim/claim.ts';
import { present } from '../shared/domain/present.ts';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { addDays } from '../shared/domain/time/local-date.ts';
import { openFileSorter } from '../shared/x12/file-sort.ts';
import { acknowledgementText, type Findings } from './acknowledge.ts';
import { numberNames, payerNumberOf } from './adjudicate.ts';
import { answerByChance } from './answer-by-chance.ts';
import { answerEligibility } from './answer-eligibility.ts';
import { answerReview } from './answer-review.ts';
import { answerStatus } from './answer-status.ts';
import { checkClaims } from './check-claims.ts';
import { checkFile, type PlacedError } from './check-file.ts';
import { type FileOutline, outlineOf } from './file-outline.ts';
import { openMemory, type PayerMemory } from './payer-memory.ts';
import { decidingOf, type PlayedFile, playScenario } from './play-scenario.ts';
import { type ClaimsToDecide, type NumberedClaim, type ReceivedClaims, readClaims } from './read-claims.ts';
import { documentRequests, documentsWanted } from './request-documents.ts';
import type { AcknowledgementSpec, Scenario } from './scenario.ts';
import type { AnswerName } from './scenario-checks.ts';
import { selectClaims } from './select-claims.ts';
import { takeDocuments } from './take-documents.ts';

/** A payer's answers to one file. */
export interface PayerAnswer {
  /** In order of sending. */
  readonly files: readonly PlayedFile[];
  /** Places of scenario answers that match no claim of the file. */
  readonly unused: readonly string[];
}

/** A simulated payer, or all payers behind one receiver. */
export interface SimulatedPayer {
  /**
   * Receives a file of claims (837), of inquiries (270, 276, 278) or of documents (275) and answers it. Earlier files
   * are remembered. `by` answers this file by another scenario, or at random.
   */
  receive(
    bytes: Uint8Array,
    by?: { readonly scenario: Scenario | undefined },
  ): Result<PayerAnswer, { readonly kind: 'file-unreadable' }>;
  /** The claims for which documents are still expected, by the number that their provider gave them. */
  documented(): readonly string[];
}

interface Payer {
  readonly seed: string;
  readonly scenario: Scenario | undefined;
  readonly memory: PayerMemory;
}

/**
 * Opens a payer that answers by a scenario, or at random. The same files in the same order, scenario and seed give the
 * same bytes.
 */
export function openPayer(seed: string, scenario?: Scenario): SimulatedPayer {
  const memory = openMemory();
  return {
    documented: memory.documented,
    receive: (bytes, by = { scenario }) => {
      const payer: Payer = { seed, memory, ...by };
      const sorter = openFileSorter();
      sorter.push(bytes);
      const { transactions } = sorter.finish();
      if (transactions.includes('837')) return receiveClaims(bytes, payer);
      if (transactions.includes('275')) return receiveDocuments(bytes, payer);
      const { knows = {}, reviews = [] } = by.scenario ?? {};
      const answers: Readonly<Record<string, { readonly name: string; text(): string | undefined }>> = {
        '270': { name: '01.271', text: () => answerEligibility(bytes, { seed, knows }) },
        '276': { name: '01.277', text: () => answerStatus(bytes, payer) },
        '278': { name: '01.278', text: () => answerReview(bytes, { seed, knows, reviews }) },
      };
      const answer = transactions.flatMap((type) => answers[type] ?? [])[0];
      const text = answer?.text();
      if (answer === undefined || text === undefined) return fail({ kind: 'file-unreadable' });
      return ok({ files: [{ name: answer.name, text }], unused: [] });
    },
  };
}

function receiveClaims(bytes: Uint8Array, payer: Payer): Result<PayerAnswer, { readonly kind: 'file-unreadable' }> {
  const read = readClaims(bytes);
  if (!read.ok) return fail({ kind: 'file-unreadable' });
  const findings = findingsOf(bytes, read.value, payer);
  const taken = findings.claims.filter(({ isTaken }) => isTaken).map(({ numbered }) => numbered);
  const { scenario, seed, memory } = payer;
  const wanted = documentsWanted(taken, isAsking(scenario) ? (scenario?.requests ?? []) : [], seed);
  const waiting = new Set(wanted.map(({ numbered }) => numbered));
  const remittances = decide({ ...read.value, claims: taken.filter((each) => !waiting.has(each)) }, findings, payer);
  memory.keepWaiting(wanted, findings.numberOf);
  const requests = documentRequests(wanted, {
    ...{ received: read.value, on: addDays(read.value.createdOn, findings.afterDays) },
    usage: findings.outline.interchanges[0]?.elements[15] ?? 'T',
    payerNumberOf: findings.numberOf,
  });
  return ok({
    files: inOrder(findings, { requests, remittances: remittances.files }, payer),
    unused: remittances.unused,
  });
}

/** Whether requests for documents are sent at all. */
function isAsking(scenario: Scenario | undefined): boolean {
  return scenario?.acknowledgements?.sends?.includes('277') ?? true;
}

/**
 * Receives documents. Claims that waited for them are decided on the day of the documents, as if they had come in that
 * file.
 */
function receiveDocuments(bytes: Uint8Array, payer: Payer): Result<PayerAnswer, { readonly kind: 'file-unreadable' }> {
  const documents = takeDocuments(bytes);
  if (documents === undefined) return fail({ kind: 'file-unreadable' });
  const { acknowledgement, documents: came, ...envelope } = documents;
  const waited = payer.memory.documentsCame(came);
  const numberOf = (claim: Claim) => payerNumberOf(payer.seed, ...numberNames(claim));
  // The claims may have come in several files, so they are numbered again here.
  const claims = waited.map((each, index) => ({ ...each, position: index + 1 }));
  const remittances = claims.length === 0 ? [] : decide({ ...envelope, claims }, { numberOf }, payer).files;
  return ok({ files: [{ name: '00-1.999', text: acknowledgement }, ...remittances], unused: [] });
}

/** A byte order mark, and white space. */
const beforeFile = /^(?:\u00ef\u00bb\u00bf)?\s*/;

const noAcknowledgements: AcknowledgementSpec = {};

function findingsOf(bytes: Uint8Array, received: ReceivedClaims, { seed, scenario, memory }: Payer): Findings {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const text = whole.replace(beforeFile, '');
  const outline = outlineOf(text, whole.length - text.length);
  const { acknowledgements = noAcknowledgements, knows = {} } = scenario ?? {};
  const { senders } = knows;
  const file = checkFile(text, outline, {
    refusal: ({ elements }) => {
      const [sender = '', control = ''] = [elements[6]?.trim(), elements[13]];
      if (acknowledgements.interchange !== undefined) return acknowledgements.interchange;
      if (senders !== undefined && !senders.includes(sender)) return '006';
      return memory.noteInterchange(`${sender} ${control}`) ? undefined : '025';
    },
    more: plantedErrors(acknowledgements.syntaxErrors ?? [], received.claims, outline),
    tolerates: acknowledgements.tolerates === true,
  });
  const numberOf = (claim: Claim) => payerNumberOf(seed, ...numberNames(claim));
  const claims = checkClaims(
    received.claims.filter(({ transactionOffset }) => file.taken.has(transactionOffset)),
    {
      knows,
      said: acknowledgements.claims,
      unbalanced: file.unbalanced,
      // The payer also knows the number that it would have given the original claim, even if it has not read that claim's file.
      hasGiven: (number, { patientControlNumber }) =>
        memory.claimsOf(number).length > 0 || number.startsWith(payerNumberOf(seed, patientControlNumber)),
    },
  );
  return { received, outline, file, claims, afterDays: acknowledgements.after ?? 0, numberOf };
}

/** The errors of a scenario, each in the first matching segment of each selected claim. */
function plantedErrors(
  specs: NonNullable<AcknowledgementSpec['syntaxErrors']>,
  claims: readonly NumberedClaim[],
  { segments }: FileOutline,
): PlacedError[] {
  return specs.flatMap(({ claims: meant, segment, loop, code = '8', element, component, elementCode = '7' }) =>
    (meant === 'all' ? claims : selectClaims(claims, meant)).flatMap(({ byteOffset }): PlacedError[] => {
      const begin = segments.findIndex((each) => each.byteOffset === byteOffset);
      const length = segments.slice(begin + 1).findIndex(({ elements: [id = ''] }) => /^(?:CLM|HL|SE)$/.test(id));
      const own = segments.slice(begin, length === -1 ? undefined : begin + 1 + length);
      const at = own.findIndex(({ elements: [id] }) => id === segment);
      if (begin === -1 || at === -1) return [];
      const number = begin + at + 1;
      const elements = element === undefined ? [] : [{ element, ...present({ component }), code: elementCode }];
      return [{ number, position: number, segment, ...present({ loop }), code, elements }];
    }),
  );
}

/** The remittances, and the scenario places that match nothing. Decisions are remembered. */
function decide(
  taken: ClaimsToDecide,
  { numberOf }: Pick<Findings, 'numberOf'>,
  { seed, scenario, memory }: Payer,
): PayerAnswer {
  const deciding = decidingOf(scenario, seed, memory);
  const noted = taken.claims.map(({ claim, receivedOn }) => ({
    claim,
    receivedOn,
    payerClaimNumber: numberOf(claim),
  }));
  if (scenario === undefined || scenario.remittances.length === 0) {
    const sent = answerByChance(taken, deciding);
    memory.note(noted, sent?.payments ?? []);
    return { files: sent === undefined ? [] : [{ name: '01.835', text: sent.text }], unused: [] };
  }
  const { files, payments, unused } = playScenario(taken, scenario, deciding);
  memory.note(noted, payments);
  return { files, unused };
}

const usualOrder: readonly AnswerName[] = ['TA1', '999', '277CA', '277', '835'];

/** The files in order of sending. An accepting TA1 is sent only on request. */
function inOrder(
  findings: Findings,
  { requests, remittances }: { readonly requests: string | undefined; readonly remittances: readonly PlayedFile[] },
  { scenario }: Payer,
): readonly PlayedFile[] {
  const { sends } = scenario?.acknowledgements ?? {};
  const isRejected = findings.file.interchanges.some(({ outcome }) => outcome === 'rejected');
  const isAsked = findings.outline.interchanges.some(({ elements }) => elements[14] === '1');
  return (sends ?? usualOrder).flatMap((answer, index): readonly PlayedFile[] => {
    if (answer === '835') return remittances;
    if (answer === 'TA1' && sends === undefined && !isRejected && !isAsked) return [];
    const text = answer === '277' ? requests : acknowledgementText(answer, findings);
    return text === undefined ? [] : [{ name: `00-${index + 1}.${answer.toLowerCase()}`, text }];
  });
}
