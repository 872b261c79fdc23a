import type { SaidError } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import { parseClaimId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { usageWith } from '../../shared/domain/trading-partner/trading-partner.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { readSubmissionClaims } from '../../shared/store/submissions.ts';
import { locateInClaims } from '../../shared/x12/837/locate-segment.ts';
import type { SubmissionFileInput } from '../../shared/x12/837/submission-file.ts';
import type { ApplyDeps, ApplyTask } from './context.ts';

/** An error with the claim that the receiver names. */
type FoundError = SaidError & { readonly patientControlNumber?: string };

/**
 * Traces the errors of a 997 or 999 to claims and their fields: by the segment's number in the file that was sent, and
 * by the claim that the acknowledgement names.
 */
export async function locateErrors(
  { tenant }: ApplyTask,
  submission: Submission,
  errors: readonly FoundError[],
  { table, usage }: ApplyDeps,
): Promise<readonly SaidError[]> {
  if (submission.state.kind !== 'submitted') return [];
  const rows = await readSubmissionClaims(table, tenant, submission.id);
  const documents = await readFilingDocuments(
    table,
    tenant,
    rows.map(({ claimId, filing }) => ({ claimId, number: filing })),
  );
  const contents = documents.filter((document) => document !== undefined);
  const { id, createdAt, timeZone, submitterName, partner, state } = submission;
  const input: SubmissionFileInput = {
    reference: id,
    createdAt,
    timeZone,
    ...present({ submitterName, partner }),
    controlNumber: state.controlNumber,
    usage: usageWith(partner, usage),
    contents,
  };
  const places = contents.length < rows.length ? [] : locateInClaims(input, state.sha256, errors);
  const sent = new Set<string>(rows.map(({ claimId }) => claimId));
  return errors.map(({ patientControlNumber = '', ...error }, index) => {
    const place = places[index];
    const named = sent.has(patientControlNumber) ? patientControlNumber : undefined;
    const claimId =
      named ??
      (place !== undefined && parseClaimId(place.patientControlNumber).ok ? place.patientControlNumber : undefined);
    // The receiver may name one claim and a segment of another. Then the segment's place is left out.
    const pointer = place?.patientControlNumber === claimId ? place?.pointer : undefined;
    return { ...error, ...present({ claimId, pointer }) };
  });
}
