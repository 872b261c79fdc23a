import { proofOfFiling } from '../../shared/document/proof-of-filing.ts';
import { textPages } from '../../shared/document/text-pages.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { Filing } from '../../shared/domain/claim/filing.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import { evidenceOf } from '../../shared/domain/deadline/evidence.ts';
import { filingClock } from '../../shared/domain/deadline/filing-clocks.ts';
import { parseClaimId, type TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { readClaimAcknowledgements, readSubmissionAcknowledgements } from '../../shared/store/acknowledgements.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readDeliveries } from '../../shared/store/deliveries.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readPayerTerms } from '../../shared/store/payer-terms.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { Table } from '../../shared/store/table.ts';
import { claimSegments } from '../../shared/x12/837/claim-segments.ts';
import type { ClaimsDeps, ClaimsOperations } from './context.ts';

const mediaTypes = { text: 'text/plain; charset=utf-8', pdf: 'application/pdf' } as const;

/** The packet that shows a payer when it had a claim. */
export const proofOperations: ClaimsOperations<'getProofOfTimelyFiling'> = {
  getProofOfTimelyFiling: async (request, deps) => {
    const { tenantId } = request.principal;
    const { format } = request.query;
    const found = await sentFiling(deps.table, tenantId, request.params);
    if (!found.ok) return found;
    const { balance } = found.value;
    const document = proofOfFiling(await proofFacts(tenantId, found.value, deps));
    const bytes = format === 'text' ? Buffer.from(textPages(document)) : await pdfOf(document);
    const sha256 = sha256Hex(bytes);
    // The key has its digest, so the same packet again is the same file.
    const key = fileKey(tenantId, 'document', `${sha256}.${format === 'text' ? 'txt' : 'pdf'}`);
    await deps.files.put(key, bytes, mediaTypes[format]);
    return ok({
      body: await signedFile(deps.files, key, { sha256, sizeBytes: bytes.length }),
      writes: [],
      // Reads of patients' data are audited too.
      audit: { action: 'claim-read', entityId: balance.claimId, facts: { patientId: balance.patientId } },
    });
  },
};

/** The library is loaded when the first PDF is asked for. */
async function pdfOf(document: Parameters<typeof textPages>[0]): Promise<Uint8Array> {
  const { pdfPages } = await import('../../shared/document/pdf-pages.ts');
  return pdfPages(document);
}

/** A filing whose file was written here. */
interface SentFiling {
  readonly balance: ClaimBalance;
  readonly filing: Filing;
  readonly submission: Submission & { readonly state: Extract<Submission['state'], { kind: 'submitted' }> };
}

async function sentFiling(
  table: Table,
  tenant: TenantId,
  { claimId, number }: { readonly claimId: string; readonly number: string },
): Promise<Result<SentFiling, Failure>> {
  const [balance] = parseClaimId(claimId).ok ? await readBalances(table, tenant, [claimId]) : [];
  const filing = balance?.filings.find((each) => String(each.number) === number);
  if (balance === undefined || filing === undefined) return fail({ kind: 'not-found' });
  const submissionId = 'submissionId' in filing.state ? filing.state.submissionId : undefined;
  const submission = submissionId === undefined ? undefined : await readSubmission(table, tenant, submissionId);
  if (submission?.state.kind !== 'submitted') return fail({ kind: 'submission-not-written' });
  return ok({ balance, filing, submission: { ...submission, state: submission.state } });
}

async function proofFacts(tenant: TenantId, { balance, filing, submission }: SentFiling, deps: ClaimsDeps) {
  const { table, files } = deps;
  const { claimId, payers } = balance;
  const { state } = submission;
  const payerId = payers[filing.share]?.payerId;
  invariant(payerId !== undefined, 'a filing asks for a share of its claim');
  const [terms, [document], deliveries, ofFile, said, { timeZone }, bytes] = await Promise.all([
    readPayerTerms(table, tenant, [payerId]),
    readFilingDocuments(table, tenant, [{ claimId, number: filing.number }]),
    readDeliveries(table, tenant, submission.id),
    readSubmissionAcknowledgements(table, tenant, submission.id),
    readClaimAcknowledgements(table, tenant, claimId),
    readOffice(table, tenant),
    files.getRange(state.fileKey, 0, state.sizeBytes),
  ]);
  invariant(document !== undefined, 'a filing that was sent has a document');
  invariant(sha256Hex(bytes) === state.sha256, 'a file that was sent is as it was');
  const { claim } = document;
  const segments = claimSegments(bytes, claim.patientControlNumber);
  invariant(segments !== undefined, 'a claim that was sent is in its file');
  const ofClaim = said.filter((each) => each.filing === filing.number);
  const unfiled = { share: filing.share, stands: 'due', isCorrection: filing.frequency !== 'original' } as const;
  const { sha256, sizeBytes, controlNumber, submittedAt: writtenAt } = state;
  const { receiverId, submitterId, id: submissionId } = submission;
  const acknowledgements = [
    ...ofClaim.map((each) => ({ ...each, of: 'claim' as const })),
    ...ofFile.map((each) => ({ ...each, of: 'file' as const })),
  ].sort((left, right) => (left.receivedAt < right.receivedAt ? -1 : left.receivedAt > right.receivedAt ? 1 : 0));
  return {
    clock: filingClock(balance, unfiled, terms.get(payerId) ?? {}),
    evidence: evidenceOf({ writtenAt, deliveries, ofFile, ofClaim }, timeZone),
    ...{ claim, deliveries, acknowledgements },
    filing: { number: filing.number, frequency: filing.frequency, state: filing.state.kind },
    file: { submissionId, controlNumber, writtenAt, sha256, sizeBytes, receiverId, submitterId, segments },
  };
}
