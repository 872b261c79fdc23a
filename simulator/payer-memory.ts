import type { Claim } from '../shared/domain/claim/claim.ts';
import type { LocalDate } from '../shared/domain/time/local-date.ts';
import { type ClaimAnswer, claimContent } from './adjudicate.ts';
import type { EarlierClaims } from './decide-left.ts';
import type { ReceivedClaims } from './read-claims.ts';
import type { DocumentsWanted } from './request-documents.ts';
import { firstDayOf } from './select-claims.ts';
import type { SimulatedPayment } from './write-remittance.ts';

/** An answer that was sent, with its payment. */
export interface SentAnswer {
  readonly answer: ClaimAnswer;
  readonly paidOn: LocalDate;
  readonly traceNumber: string;
}

/** A claim that the payer has taken in. */
export interface TakenClaim {
  readonly claim: Claim;
  readonly payerClaimNumber: string;
  readonly receivedOn: LocalDate;
  /** In the order of sending. */
  readonly answers: readonly SentAnswer[];
  /** The payer decides it once it has the documents that it asked for. */
  readonly isWaiting?: true;
}

/** What a payer keeps of the files that it got. */
export interface PayerMemory extends EarlierClaims {
  /** Notes an interchange. False when it came before. */
  noteInterchange(name: string): boolean;
  /** Notes claims that were taken, with the payer's numbers, and what was paid for them. */
  note(taken: readonly Omit<TakenClaim, 'answers'>[], payments: readonly SimulatedPayment[]): void;
  /** Notes claims that are not decided before their documents come, with the file in which they came. */
  keepWaiting(waiting: readonly DocumentsWanted[], received: ReceivedClaims, numberOf: (claim: Claim) => string): void;
  /** The claims that waited for documents under this number of the payer's request; they wait no more. */
  documentsCame(trace: string): readonly WaitingClaim[];
  /** The claims that documents may come for, by our number: those that announce some, and those for which the payer wants some. */
  documented(): readonly string[];
  /** The claims of a number of ours, or of the payer's, in the order of arrival. */
  claimsOf(number: string): readonly TakenClaim[];
}

/** A claim that waits for documents, and the file in which it came. */
export interface WaitingClaim {
  readonly wanted: DocumentsWanted;
  readonly received: ReceivedClaims;
}

type OpenClaim = Omit<TakenClaim, 'answers'> & { readonly answers: SentAnswer[] };

/** A payer's memory, empty. The same files in the same order make the same memory. */
export function openMemory(): PayerMemory {
  const interchanges = new Set<string>();
  const byNumber = new Map<string, OpenClaim[]>();
  const services = new Set<string>();
  const waiting = new Map<string, readonly WaitingClaim[]>();
  const documented = new Set<string>();
  const add = (number: string, claim: OpenClaim) => byNumber.set(number, [...(byNumber.get(number) ?? []), claim]);
  return {
    noteInterchange: (name) => {
      const isNew = !interchanges.has(name);
      interchanges.add(name);
      return isNew;
    },
    note: (taken, payments) => {
      const open = new Map<Claim, OpenClaim>();
      for (const each of taken) {
        const claim: OpenClaim = { ...each, answers: [] };
        open.set(each.claim, claim);
        add(each.claim.patientControlNumber, claim);
        add(each.payerClaimNumber, claim);
        services.add(servicesOf(each.claim));
        if (announcesDocuments(each.claim)) documented.add(each.claim.patientControlNumber);
      }
      for (const { answers, paidOn, traceNumber } of payments) {
        for (const answer of answers) {
          const sent = { answer, paidOn: paidOn as LocalDate, traceNumber: traceNumber as string };
          open.get(answer.claim)?.answers.push(sent);
        }
      }
    },
    keepWaiting: (some, received, numberOf) => {
      for (const wanted of some) {
        const { claim, receivedOn } = wanted.numbered;
        const known: OpenClaim = { claim, receivedOn, payerClaimNumber: numberOf(claim), answers: [], isWaiting: true };
        add(claim.patientControlNumber, known);
        add(known.payerClaimNumber, known);
        documented.add(claim.patientControlNumber);
        waiting.set(wanted.trace, [...(waiting.get(wanted.trace) ?? []), { wanted, received }]);
      }
    },
    documentsCame: (trace) => {
      const came = waiting.get(trace) ?? [];
      waiting.delete(trace);
      return came;
    },
    documented: () => [...documented],
    claimsOf: (number) => byNumber.get(number) ?? [],
    isDuplicate: (claim) => claim.frequency === '1' && services.has(servicesOf(claim)),
    standing: (number) =>
      byNumber
        .get(number)
        ?.flatMap(({ answers }) => standingOf(answers)?.answer ?? [])
        .at(-1),
  };
}

/** Whether a claim says that a document to it goes electronically. */
function announcesDocuments({ attachments = [], serviceLines }: Claim): boolean {
  const all = [
    ...attachments,
    ...serviceLines.flatMap((line) => ('attachments' in line ? (line.attachments ?? []) : [])),
  ];
  return all.some(({ transmission }) => transmission === 'EL');
}

/** The last answer, unless it takes another one back. */
export function standingOf(answers: readonly SentAnswer[]): SentAnswer | undefined {
  const last = answers.at(-1);
  return last?.answer.statusCode === '22' ? undefined : last;
}

/** Who was served, when, and for how much: what makes two claims the same to a payer. */
function servicesOf(claim: Claim): string {
  const days = claim.serviceLines.map(({ serviceFrom }) => serviceFrom ?? '');
  return JSON.stringify([claimContent(claim), claim.kind, firstDayOf(claim), days]);
}
