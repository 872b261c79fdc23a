import type { CodeTitle } from '../../shared/document/paper/code-titles.ts';
import type { PaperFinding } from '../../shared/document/paper/fill-boxes.ts';
import { claimOnPaper } from '../../shared/document/paper/paper-claim.ts';
import type { PrintOffset } from '../../shared/document/paper/paper-pdf.ts';
import { afterFilingEvent } from '../../shared/domain/claim/claim-events.ts';
import type { PaperBatch } from '../../shared/domain/claim/paper-batch.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import { sumCents } from '../../shared/domain/money/cents.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { freshnessChecks } from '../../shared/filing/freshness.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { historyWrite } from '../../shared/store/claim-history.ts';
import { balanceWrite } from '../../shared/store/claims.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import type { Write } from '../../shared/store/table.ts';
import { remittanceAnswers } from './answers.ts';
import type { PaperDeps, PaperRequest } from './context.ts';
import { printClaims } from './print.ts';
import type { WaitingClaim } from './waiting-claims.ts';

type BatchRequest = PaperRequest<'createPaperBatch'>;

interface Filed {
  readonly batch: PaperBatch | undefined;
  /** Marks the claims as submitted, on condition that none of their sources has changed. */
  readonly writes: readonly Write<Failure>[];
  readonly unprintable: { readonly claimId: WaitingClaim['balance']['claimId']; readonly findings: PaperFinding[] }[];
}

/** The claims to print, for which payer, and how the printer feeds its paper. */
interface PrintOrder {
  readonly claims: readonly WaitingClaim[];
  readonly payer: Payer;
  readonly offset: PrintOffset;
  readonly codeTitle: CodeTitle;
}

/**
 * Prints claims into one file and keeps it. A claim with a value that does not fit its box is not filed, nor is one whose
 * remarks would be cut, unless that was asked for.
 */
export async function fileBatch(
  request: BatchRequest,
  { claims, offset, payer, codeTitle }: PrintOrder,
  deps: PaperDeps,
): Promise<Filed> {
  const on = await request.today();
  const laid = claims.map((claim) => ({ ...claim, paper: claimOnPaper({ ...claim.document, codeTitle }, on) }));
  const { cutRemarks = false } = request.body;
  const isWhole = ({ paper }: (typeof laid)[number]) =>
    paper.findings.every(({ code }) => code !== 'value-too-wide' && (cutRemarks || code !== 'remark-cut'));
  const unprintable = laid
    .filter((claim) => !isWhole(claim))
    .map(({ balance, paper }) => ({ claimId: balance.claimId, findings: [...paper.findings] }));
  const whole = laid.filter(isWhole);
  if (whole.length === 0) return { batch: undefined, writes: [], unprintable };
  const { tenantId, subject } = request.principal;
  const { payerId, stock, printer } = request.body;
  const printed = await printClaims(
    await Promise.all(
      whole.map(async ({ balance, document: { claim, submitter } }) => {
        return { claim, submitter, codeTitle, answers: await remittanceAnswers(tenantId, balance, deps) };
      }),
    ),
    { stock, offset, on },
  );
  const sha256 = sha256Hex(printed.bytes);
  const key = fileKey(tenantId, 'claim-file', `${sha256}.pdf`);
  await deps.files.put(key, printed.bytes, 'application/pdf');
  const batch: PaperBatch = {
    id: request.newId('paperBatch'),
    createdAt: request.at,
    createdBy: subject,
    payerId,
    stock,
    ...present({ printer }),
    claims: whole.map(({ balance, document, paper }, index) => ({
      claimId: balance.claimId,
      filing: document.number,
      form: paper.form,
      pages: printed.pages[index] ?? 0,
      findings: paper.findings,
    })),
    pages: printed.pages.reduce((sum, pages) => sum + pages, 0),
    chargeCents: sumCents(whole.map(({ balance }) => balance.chargeCents)),
    file: { fileKey: key, sha256, sizeBytes: printed.bytes.length },
    mailTo: { name: payer.name, ...present({ address: payer.address }) },
  };
  const checks = freshnessChecks(
    tenantId,
    whole.map(({ document }) => document),
  );
  const writes = [
    ...whole.flatMap((claim) => submittedWrites(request, batch, { ...claim, on })),
    ...checks.map((check): Write<Failure> => ({ ...check, orElse: { kind: 'version-changed' } }) as Write<Failure>),
  ];
  return { batch, writes, unprintable };
}

/** The claim leaves with the batch, and its history records it with the proof. */
function submittedWrites(
  { principal: { tenantId, subject }, at }: BatchRequest,
  { id: submissionId, file }: PaperBatch,
  { balance, on }: Pick<WaitingClaim, 'balance'> & { readonly on: LocalDate },
): Write<Failure>[] {
  const batched = afterFilingEvent(balance, { kind: 'batched', submissionId });
  invariant(batched.ok, 'a ready claim can be put into a batch');
  const submitted = afterFilingEvent(batched.value, { kind: 'submitted', submissionId, on });
  invariant(submitted.ok, 'a claim of a batch can be submitted');
  const [from, to] = [claimStatus(balance).kind, claimStatus(submitted.value).kind];
  const facts = { paperBatchId: submissionId, sha256: file.sha256 };
  const line = { at, actor: subject, event: 'printed', from, to, facts };
  return [
    { ...balanceWrite(tenantId, balance, submitted.value), orElse: { kind: 'version-changed' } },
    historyWrite(tenantId, balance.claimId, line, String(balance.version + 1).padStart(9, '0')),
  ];
}
