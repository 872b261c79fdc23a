import type { Claim } from '../../domain/claim/claim.ts';
import type { ClaimFile } from '../../domain/claim/common-claim.ts';
import { inFileOrder } from '../../domain/claim/file-order.ts';
import type { FilingContent } from '../../domain/claim/filing-document.ts';
import type { Submitter } from '../../domain/claim/party.ts';
import { present } from '../../domain/present.ts';
import { invariant, type Result } from '../../domain/result.ts';
import type { Instant, LocalDate } from '../../domain/time/local-date.ts';
import { clockIn, dayIn, type TimeZone } from '../../domain/time/time-zone.ts';
import { type PartnerTerms, plainEnvelope } from '../../domain/trading-partner/trading-partner.ts';
import type { SegmentWatch } from '../loops/write-loops.ts';
import type { ClaimForm } from './claim-form.ts';
import { claimForms } from './claim-forms.ts';
import { type WriteClaimFileFailure, type WriteClaimFileProblem, writeClaimFile } from './write-file.ts';

/** Everything from which a submission's file is written, so that a retry writes the same bytes. */
export interface SubmissionFileInput {
  /** The submission's id, which is the transaction's reference. */
  readonly reference: string;
  readonly createdAt: Instant;
  /** The office's time zone, for the dates and times of the file. */
  readonly timeZone: TimeZone;
  /** The sender's name, if the office has set one: all of the office's files then have it. */
  readonly submitterName?: string;
  /** Nine digits. */
  readonly controlNumber: string;
  /** `P` for claims that are to be paid, `T` for a test. */
  readonly usage: 'P' | 'T';
  /** Filings of one lane: they share submitter and receiver. */
  readonly contents: readonly FilingContent[];
  /** The terms agreed with the receiver, if it is a stored partner. */
  readonly partner?: Pick<PartnerTerms, 'envelope' | 'separators' | 'lineEnds' | 'submitter'>;
}

interface WritingOptions {
  /** False skips the guide's own rules: only what X12 can carry counts. */
  readonly strict?: boolean;
  readonly watch?: SegmentWatch;
}

/**
 * Writes the claims of a submission as one 837 file (ASCII text), in an order that does not depend on the order in which they are given.
 * @returns the file's text, or what cannot be written
 */
export function writeSubmissionFile(
  { createdAt, timeZone, ...input }: SubmissionFileInput,
  options: WritingOptions = {},
): Result<string, WriteClaimFileFailure> {
  return writeDated({ ...input, date: dayIn(timeZone, createdAt), time: clockIn(timeZone, createdAt) }, options);
}

/** The submission to write, with the day and the time of the file. */
interface DatedInput extends Omit<SubmissionFileInput, 'createdAt' | 'timeZone'> {
  readonly date: LocalDate;
  readonly time: string;
}

function writeDated(
  input: DatedInput,
  { strict = true, watch }: WritingOptions,
): Result<string, WriteClaimFileFailure> {
  const { reference, date, time, controlNumber, usage, contents, partner } = input;
  const claims = inFileOrder(contents.map((content) => content.claim));
  const first = contents.find((content) => content.claim === claims[0]);
  invariant(first !== undefined, 'a submission’s file has a claim');
  const { receiver } = first;
  const submitter = submitterOf(first.submitter, input);
  return writeClaimFile(
    { reference, purpose: '00', createdOn: date, createdTime: time, claimKind: 'CH', submitter, receiver, claims },
    // A lane has claims of only one form, so the first claim's form fits all of them.
    claimForms[first.claim.kind] as ClaimForm<ClaimFile<Claim>>,
    {
      strict,
      ...present({ delimiters: partner?.separators, lineEnds: partner?.lineEnds, watch }),
      envelope: {
        ...(partner?.envelope ?? plainEnvelope(submitter.id, receiver.id)),
        interchangeControlNumber: controlNumber,
        usage,
        groupControlNumber: String(Number(controlNumber)),
        transactionControlNumber: '0001',
        date,
        time,
      },
    },
  );
}

/** The sender of the file. It is the same in all files if the office, or the agreement with the partner, names it. */
function submitterOf(first: Submitter, { submitterName, partner }: DatedInput): Submitter {
  const agreed = partner?.submitter;
  if (agreed !== undefined) {
    const contacts = [{ name: agreed.contactName, numbers: [{ kind: 'TE' as const, value: agreed.phone }] }];
    return { ...first, name: { kind: 'organization', name: agreed.name }, contacts };
  }
  return submitterName === undefined ? first : { ...first, name: { kind: 'organization', name: submitterName } };
}

const trial = {
  reference: 'TRIAL',
  date: '2000-01-01' as LocalDate,
  time: '0000',
  controlNumber: '000000001',
  usage: 'T',
} as const;

/** Writes a claim alone, in a file that is not sent. */
export function trialFile(
  content: FilingContent,
  partner?: SubmissionFileInput['partner'],
  watch?: SegmentWatch,
  strict = true,
): Result<string, WriteClaimFileFailure> {
  return writeDated({ ...trial, contents: [content], ...present({ partner }) }, { strict, ...present({ watch }) });
}

/**
 * Why the writer would refuse a claim alone, each with its place in the claim. Never a value.
 * @param rules whether the guide's own rules apply, too, or only what X12 can carry
 * @param partner the terms agreed with the receiver; the usual separators without any
 */
export function claimWriteProblems(
  content: FilingContent,
  rules: 'guide' | 'syntax' = 'guide',
  partner?: SubmissionFileInput['partner'],
): readonly WriteClaimFileProblem[] {
  const written = trialFile(content, partner, undefined, rules === 'guide');
  return written.ok ? [] : problemsInClaim(written.failure);
}

/** The problems of a claim that was written alone, each with its place in the claim. */
export function problemsInClaim({ problems }: WriteClaimFileFailure): readonly WriteClaimFileProblem[] {
  return problems.map(({ kind, place }) => ({ kind, place: place.replace(/^\/claims\/\d+/, '') }));
}
