import type { Claim } from '../shared/domain/claim/claim.ts';
import type { LocalDate } from '../shared/domain/time/local-date.ts';
import { type ClaimAnswer, claimContent } from './adjudicate.ts';
import type { EarlierClaims } from './decide-left.ts';
import type { NumberedClaim } from './read-claims.ts';
import type { DocumentsWanted } from './request-documents.ts';
import { firstDayOf } from './select-claims.ts';
import type { SimulatedPayment } from './write-remittance.ts';

/** A sent answer, with its payment. */
export interface SentAnswer {
  readonly answer: ClaimAnswer;
  readonly paidOn: LocalDate;
  readonly traceNumber: string;
}

/** A claim that the payer has accepted. */
export interface TakenClaim {
  readonly claim: Claim;
  readonly payerClaimNumber: string;
  readonly receivedOn: LocalDate;
  /** In order of sending. */
  readonly answers: readonly SentAnswer[];
  /** The payer will decide it after it has the requested documents. */
  readonly isWaiting?: true;
}

/** A payer's memory of received files. */
export interface PayerMemory extends EarlierClaims {
  /** Records an interchange. False when it was received before. */
  noteInterchange(name: string): boolean;
  /** Records accepted claims, with the payer's numbers and payments. */
  note(taken: readonly Omit<TakenClaim, 'answers'>[], payments: readonly SimulatedPayment[]): void;
  /** Records claims that are decided only after their documents have come. */
  keepWaiting(waiting: readonly DocumentsWanted[], numberOf: (claim: Claim) => string): void;
  /**
   * Records documents that have come.
   * @returns the claims that waited for these documents and are now complete
   */
  documentsCame(documents: readonly CameDocument[]): readonly NumberedClaim[];
  /**
   * The office's numbers of the claims for which documents are still expected, because the claim announced them or the
   * payer asked for them.
   */
  documented(): readonly string[];
  /** The claims with this number, the office's or the payer's, in order of arrival. */
  claimsOf(number: string): readonly TakenClaim[];
}

/**
 * A document that has come: the office's claim that it is for, and its number, which is the office's (PWK) or that of
 * the payer's request.
 */
export interface CameDocument {
  readonly patientControlNumber: string;
  readonly number: string;
  readonly isAnswer: boolean;
}

type OpenClaim = Omit<TakenClaim, 'answers'> & { readonly answers: SentAnswer[] };

/** An empty memory. The same files in the same order make the same memory. */
export function openMemory(): PayerMemory {
  const interchanges = new Set<string>();
  const byNumber = new Map<string, OpenClaim[]>();
  const services = new Set<string>();
  const waiting = new Map<string, readonly NumberedClaim[]>();
  /** For each claim, the numbers of the documents that are still expected. */
  const expected = new Map<string, ReadonlySet<string>>();
  const expect = (claim: string, numbers: readonly string[]) => {
    if (numbers.length > 0) expected.set(claim, new Set([...(expected.get(claim) ?? []), ...numbers]));
  };
  const came = (claim: string, number: string) => {
    const left = new Set([...(expected.get(claim) ?? [])].filter((each) => each !== number));
    if (left.size > 0) expected.set(claim, left);
    else expected.delete(claim);
  };
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
        expect(each.claim.patientControlNumber, announcedDocuments(each.claim));
      }
      for (const { answers, paidOn, traceNumber } of payments) {
        for (const answer of answers) {
          const sent = { answer, paidOn: paidOn as LocalDate, traceNumber: traceNumber as string };
          open.get(answer.claim)?.answers.push(sent);
        }
      }
    },
    keepWaiting: (some, numberOf) => {
      for (const wanted of some) {
        const { claim, receivedOn } = wanted.numbered;
        const known: OpenClaim = { claim, receivedOn, payerClaimNumber: numberOf(claim), answers: [], isWaiting: true };
        add(claim.patientControlNumber, known);
        add(known.payerClaimNumber, known);
        expect(claim.patientControlNumber, [wanted.trace]);
        waiting.set(wanted.trace, [...(waiting.get(wanted.trace) ?? []), wanted.numbered]);
      }
    },
    documentsCame: (documents) =>
      documents.flatMap(({ patientControlNumber, number, isAnswer }) => {
        const decided = isAnswer ? (waiting.get(number) ?? []) : [];
        if (isAnswer) waiting.delete(number);
        const claims = [patientControlNumber, ...decided.map(({ claim }) => claim.patientControlNumber)];
        for (const claim of claims) came(claim, number);
        return decided;
      }),
    documented: () => [...expected.keys()],
    claimsOf: (number) => byNumber.get(number) ?? [],
    isDuplicate: (claim) => claim.frequency === '1' && services.has(servicesOf(claim)),
    standing: (number) =>
      byNumber
        .get(number)
        ?.flatMap(({ answers }) => standingOf(answers)?.answer ?? [])
        .at(-1),
  };
}

/** The numbers of the documents that a claim announces as sent electronically. One without a number can never be recognised. */
function announcedDocuments({ attachments = [], serviceLines }: Claim): string[] {
  const all = [
    ...attachments,
    ...serviceLines.flatMap((line) => ('attachments' in line ? (line.attachments ?? []) : [])),
  ];
  return all.flatMap(({ transmission, controlNumber }) =>
    transmission === 'EL' && controlNumber !== undefined ? [controlNumber] : [],
  );
}

/** The last answer, unless it is a reversal. */
export function standingOf(answers: readonly SentAnswer[]): SentAnswer | undefined {
  const last = answers.at(-1);
  return last?.answer.statusCode === '22' ? undefined : last;
}

/** The patient, dates and charges of services, by which a payer recognises duplicates. */
function servicesOf(claim: Claim): string {
  const days = claim.serviceLines.map(({ serviceFrom }) => serviceFrom ?? '');
  return JSON.stringify([claimContent(claim), claim.kind, firstDayOf(claim), days]);
}
