import { claimOnPaper } from '../../shared/document/paper/paper-claim.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { readNamedClaim } from '../../shared/store/claims.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { remittanceAnswers } from './answers.ts';
import { codeTitles } from './code-titles.ts';
import type { PaperOperations } from './context.ts';
import { offsetOf, printClaims } from './print.ts';

export const claimOperations: PaperOperations<'getPaperClaim'> = {
  getPaperClaim: async (request, deps) => {
    const { table, files } = deps;
    const { tenantId } = request.principal;
    const { claimId } = request.params;
    const { stock, printer } = request.query;
    const balance = await readNamedClaim(table, tenantId, claimId);
    if (balance === undefined) return fail({ kind: 'not-found' });
    const filing = currentFiling(balance.filings);
    if (filing === undefined) return fail({ kind: 'claim-without-filing' });
    const [document] = await readFilingDocuments(table, tenantId, [{ claimId, number: filing.number }]);
    if (document === undefined) return fail({ kind: 'claim-being-assembled' });
    const offset = await offsetOf(table, tenantId, printer);
    if (!offset.ok) return offset;
    const answers = await remittanceAnswers(tenantId, balance, deps);
    const on = await request.today();
    const titles = await codeTitles(tenantId, { claims: [document.claim], on }, deps);
    if (!titles.ok) return titles;
    const laid = { ...document, codeTitle: titles.value };
    const { bytes, pages } = await printClaims([{ ...laid, answers }], {
      stock,
      offset: offset.value,
      on,
    });
    const { form, findings } = claimOnPaper(laid, on);
    const sha256 = sha256Hex(bytes);
    // The key contains the digest, so the same pages are the same file.
    const key = fileKey(tenantId, 'document', `${sha256}.pdf`);
    await files.put(key, bytes, 'application/pdf');
    return ok({
      body: {
        form,
        pages: pages[0] ?? 0,
        findings: [...findings],
        file: await signedFile(files, key, { sha256, sizeBytes: bytes.length }),
      },
      writes: [],
      // Reads of patients' data are audited too.
      audit: { action: 'paper-claim-read', entityId: claimId, facts: { stock } },
    });
  },
};
