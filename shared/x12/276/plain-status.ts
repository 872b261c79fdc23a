import { furthest, type PayerStatus, type StatusStatement, standingOf } from '../../domain/inquiry/payer-status.ts';
import { present } from '../../domain/present.ts';
import type { LoopFinding } from '../loops/loop-finding.ts';
import { readByGuide } from '../loops/read-guide.ts';
import { attachmentRequestGuide, claimStatusAnswerGuide } from './claim-status-loops.ts';
import type {
  AnsweredClaim,
  AnsweredLine,
  ClaimStatusAnswer,
  StatusInformation,
  StatusOfAll,
} from './claim-status-parts.ts';

/** A 277's answer about one claim. */
export interface ClaimAnswer {
  /** The returned trace of the inquiry. */
  readonly trace: string;
  /** The patient control number, where the payer returned it. */
  readonly patientControlNumber?: string;
  readonly status: PayerStatus;
}

export interface PlainStatuses {
  readonly claims: readonly ClaimAnswer[];
  /**
   * Statuses for all questions of a provider or of the sender, by the returned trace. They say that the inquiry itself
   * was wrong.
   */
  readonly ofAll: readonly { readonly trace: string; readonly status: PayerStatus }[];
  readonly findings: readonly LoopFinding[];
}

/** Reads 277s that answer status inquiries, in plain terms. A file without one has no claims, and a finding. */
export function readStatusAnswers(bytes: Uint8Array): PlainStatuses {
  const read = readByGuide(bytes, claimStatusAnswerGuide);
  if (!read.ok) {
    const { kind, message, byteOffset } = read.failure;
    return { claims: [], ofAll: [], findings: [{ code: kind, message, byteOffset }] };
  }
  const transactions = read.value.interchanges
    .flatMap((interchange) => interchange.transactions)
    // A request for documents is a 277 too, and is left out here.
    .filter(({ version }) => !attachmentRequestGuide.versions.test(version));
  const contents = transactions.flatMap(({ content }) => (content === undefined ? [] : [content]));
  return {
    claims: contents.flatMap(claimsOf).map(answerOf),
    ofAll: contents.flatMap(ofAllIn).map(({ number, information }) => ({
      trace: number,
      status: { ...statusOf(information), lines: [] },
    })),
    findings: [...read.value.findings, ...transactions.flatMap(({ findings }) => findings)],
  };
}

function providersOf({ payers = [] }: ClaimStatusAnswer) {
  return payers.flatMap(({ receivers = [] }) => receivers).flatMap(({ providers = [] }) => providers);
}

function claimsOf(answer: ClaimStatusAnswer): readonly AnsweredClaim[] {
  return providersOf(answer)
    .flatMap(({ members = [] }) => members)
    .flatMap(({ claims = [], dependents = [] }) => [...claims, ...dependents.flatMap((each) => each.claims ?? [])]);
}

function ofAllIn(answer: ClaimStatusAnswer): readonly StatusOfAll[] {
  const receivers = (answer.payers ?? []).flatMap(({ receivers: all = [] }) => all);
  return [...receivers, ...providersOf(answer)].flatMap(({ ofAll = [] }) => ofAll);
}

function answerOf(claim: AnsweredClaim): ClaimAnswer {
  const { number, information, references = [], lines = [] } = claim;
  const referenceOf = (kind: string) => references.find((reference) => reference.kind === kind)?.id;
  return {
    trace: number,
    ...present({ patientControlNumber: referenceOf('EJ') }),
    status: {
      ...statusOf(information),
      ...present({ payerClaimNumber: referenceOf('1K') }),
      lines: lines.map(lineOf),
    },
  };
}

function lineOf({
  procedure,
  chargeCents,
  paidCents,
  information,
  references = [],
}: AnsweredLine): PayerStatus['lines'][number] {
  return {
    procedure: [procedure.code, ...(procedure.modifiers ?? [])].join('-'),
    chargeCents,
    statements: statementsOf(information),
    ...present({ paidCents, lineNumber: references.find(({ kind }) => kind === 'FJ')?.id }),
  };
}

function statusOf(information: readonly StatusInformation[] = []): Omit<PayerStatus, 'lines'> {
  const statements = statementsOf(information);
  const has = <Field extends keyof StatusInformation>(field: Field) =>
    information.find((each) => each[field] !== undefined)?.[field];
  return {
    standing: furthest(statements.map(({ standing }) => standing)),
    statements,
    ...present({
      chargeCents: has('chargeCents'),
      paidCents: has('paidCents'),
      decidedOn: has('decidedOn'),
      paidOn: has('paidOn'),
      paymentNumber: has('paymentNumber'),
    }),
  };
}

function statementsOf(information: readonly StatusInformation[] = []): readonly StatusStatement[] {
  return information.flatMap(({ statuses, on }) =>
    statuses.map(({ category, code, entity }) => ({
      ...standingOf(category),
      category,
      ...present({ code, entity, on }),
    })),
  );
}
