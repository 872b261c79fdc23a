import { type FilingProof, proofOfFiling } from '../../shared/document/proof-of-filing.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { Claim } from '../../shared/domain/claim/claim.ts';
import type { Filing } from '../../shared/domain/claim/filing.ts';
import type { FilingDocument } from '../../shared/domain/claim/filing-document.ts';
import type { PaperBatch } from '../../shared/domain/claim/paper-batch.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import { evidenceOf } from '../../shared/domain/deadline/evidence.ts';
import { filingClock } from '../../shared/domain/deadline/filing-clocks.ts';
import { isId, type TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import { clocksOfLines } from '../../shared/filing/line-deadlines.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { keptDocument } from '../../shared/runtime/api/kept-document.ts';
import { readClaimAcknowledgements, readSubmissionAcknowledgements } from '../../shared/store/acknowledgements.ts';
import { readNamedClaim } from '../../shared/store/claims.ts';
import { readDeliveries } from '../../shared/store/deliveries.ts';
import { sha256Hex } from '../../shared/store/files.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readPaperBatch } from '../../shared/store/paper.ts';
import { readPayerTerms } from '../../shared/store/payer-terms.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { Table } from '../../shared/store/table.ts';
import { claimSegments } from '../../shared/x12/837/claim-segments.ts';
import type { ClaimsDeps, ClaimsOperations } from './context.ts';

/** The packet that proves to a payer when it had a claim. */
export const proofOperations: ClaimsOperations<'getProofOfTimelyFiling'> = {
  getProofOfTimelyFiling: async (request, deps) => {
    const { tenantId } = request.principal;
    const { format } = request.query;
    const found = await sentFiling(deps.table, tenantId, request.params);
    if (!found.ok) return found;
    const { balance } = found.value;
    const document = proofOfFiling(await proofFacts(tenantId, found.value, deps));
    return ok({
      body: await keptDocument({ files: deps.files, tenant: tenantId }, document, format),
      writes: [],
      // Reads of patients' data are audited too.
      audit: { action: 'claim-read', entityId: balance.claimId, facts: { patientId: balance.patientId } },
    });
  },
};

/** A filing that was sent from here, with its submission or paper batch. */
interface SentFiling {
  readonly balance: ClaimBalance;
  readonly filing: Filing;
  readonly document: FilingDocument;
  readonly left: LeftInFile | LeftOnPaper;
}

interface LeftInFile {
  readonly kind: 'file';
  readonly id: string;
  readonly submission: Submission;
  readonly state: Extract<Submission['state'], { kind: 'submitted' }>;
}

interface LeftOnPaper {
  readonly kind: 'paper';
  readonly id: string;
  readonly batch: PaperBatch;
}

async function sentFiling(
  table: Table,
  tenant: TenantId,
  { claimId, number }: { readonly claimId: string; readonly number: string },
): Promise<Result<SentFiling, Failure>> {
  const balance = await readNamedClaim(table, tenant, claimId);
  const filing = balance?.filings.find((each) => String(each.number) === number);
  if (balance === undefined || filing === undefined) return fail({ kind: 'not-found' });
  const left = await leftIn(table, tenant, filing);
  if (left === undefined) return fail({ kind: 'submission-not-written' });
  const [document] = await readFilingDocuments(table, tenant, [{ claimId, number: filing.number }]);
  invariant(document !== undefined, 'a filing that was sent has a document');
  return ok({ balance, filing, document, left });
}

/** The submission or the paper batch that sent a filing; undefined when it was not sent from here. */
async function leftIn(
  table: Table,
  tenant: TenantId,
  { state: filed }: Filing,
): Promise<LeftInFile | LeftOnPaper | undefined> {
  const id = 'submissionId' in filed ? filed.submissionId : undefined;
  if (id === undefined) return undefined;
  if (isId('paperBatch', id)) {
    const batch = await readPaperBatch(table, tenant, id);
    return batch === undefined ? undefined : { kind: 'paper', id, batch };
  }
  const submission = await readSubmission(table, tenant, id);
  if (submission?.state.kind !== 'submitted') return undefined;
  return { kind: 'file', id, submission, state: submission.state };
}

async function proofFacts(tenant: TenantId, sent: SentFiling, deps: ClaimsDeps): Promise<FilingProof> {
  const { balance, filing, document, left } = sent;
  const { table } = deps;
  const payerId = balance.payers[filing.share]?.payerId;
  invariant(payerId !== undefined, 'a filing asks for a share of its claim');
  const [terms, deliveries, ofFile, said, { timeZone }] = await Promise.all([
    readPayerTerms(table, tenant, [payerId]),
    readDeliveries(table, tenant, left.id),
    readSubmissionAcknowledgements(table, tenant, left.id),
    readClaimAcknowledgements(table, tenant, balance.claimId),
    readOffice(table, tenant),
  ]);
  const { claim } = document;
  const ofClaim = said.filter((each) => each.filing === filing.number);
  const unfiled = { share: filing.share, stands: 'due', isCorrection: filing.frequency !== 'original' } as const;
  const acknowledgements = [
    ...ofClaim.map((each) => ({ ...each, of: 'claim' as const })),
    ...ofFile.map((each) => ({ ...each, of: 'file' as const })),
  ].sort((one, other) => (one.receivedAt < other.receivedAt ? -1 : one.receivedAt > other.receivedAt ? 1 : 0));
  const ownTerms = terms.get(payerId) ?? {};
  const clock = filingClock(balance, unfiled, ownTerms);
  const mailings = left.kind === 'paper' ? (left.batch.mailings ?? []) : [];
  const evidence = evidenceOf({ left: departureOf(left), mailings, deliveries, ofFile, ofClaim }, timeZone);
  return {
    ...{ clock, evidence, claim, deliveries, acknowledgements },
    filing: { number: filing.number, frequency: filing.frequency, state: filing.state.kind },
    sent: left.kind === 'file' ? await fileFacts(left, claim, deps) : await paperFacts(left, sent, deps),
    lines: clocksOfLines(document, clock, { terms: ownTerms, asOf: evidence.best.on }),
  };
}

function departureOf(left: LeftInFile | LeftOnPaper) {
  return left.kind === 'file'
    ? ({ kind: 'written', at: left.state.submittedAt } as const)
    : ({ kind: 'printed', at: left.batch.createdAt } as const);
}

async function fileFacts({ id, submission, state }: LeftInFile, claim: Claim, { files }: ClaimsDeps) {
  const bytes = await files.getRange(state.fileKey, 0, state.sizeBytes);
  invariant(sha256Hex(bytes) === state.sha256, 'a file that was sent is as it was');
  const segments = claimSegments(bytes, claim.patientControlNumber);
  invariant(segments !== undefined, 'a claim that was sent is in its file');
  const { sha256, sizeBytes, controlNumber, submittedAt: writtenAt } = state;
  const { receiverId, submitterId } = submission;
  const facts = { submissionId: id, controlNumber, writtenAt, sha256, sizeBytes, receiverId, submitterId, segments };
  return { kind: 'file', ...facts } as const;
}

async function paperFacts({ batch }: LeftOnPaper, { balance, filing }: SentFiling, { files }: ClaimsDeps) {
  const bytes = await files.get(batch.file.fileKey);
  invariant(sha256Hex(bytes) === batch.file.sha256, 'pages that were printed are as they were');
  const own = batch.claims.find((each) => each.claimId === balance.claimId && each.filing === filing.number);
  invariant(own !== undefined, 'a claim that was printed is in its batch');
  return { kind: 'paper', batch, form: own.form, pages: own.pages } as const;
}
