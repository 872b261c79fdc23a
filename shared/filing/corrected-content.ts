import type { ClaimBalance } from '../domain/claim/balance.ts';
import { lateChargesOf, voidOf } from '../domain/claim/correction/corrected-content.ts';
import { currentFiling, hasLeft } from '../domain/claim/filing.ts';
import type { FilingContent } from '../domain/claim/filing-document.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { readFilingDocuments } from '../store/filings.ts';
import type { Table } from '../store/table.ts';
import { errorReasons } from './content.ts';

type Content = Result<FilingContent, readonly string[]>;

/** A void repeats the claim that its payer has, exactly as it was sent. Current records do not matter. */
export async function voidContent(
  table: Table,
  tenant: TenantId,
  { claimId, filings, disclosureForbidden }: ClaimBalance,
): Promise<Content> {
  if (disclosureForbidden === true) return fail(['disclosure-forbidden']);
  const asked = currentFiling(filings);
  const sent = filings.findLast(
    ({ share, state, frequency }) =>
      share === asked?.share && hasLeft(state) && (frequency === 'original' || frequency === 'replacement'),
  );
  if (sent === undefined) return fail(['sent-claim-missing']);
  const [document] = await readFilingDocuments(table, tenant, [{ claimId, number: sent.number }]);
  if (document === undefined) return fail(['sent-claim-missing']);
  const { submitter, receiver, lane, claim } = document;
  return scrubbed({ submitter, receiver, lane, claim: voidOf(claim, asked) });
}

/** A filing's content. For late charges, it has only the lines that the payer does not have yet. */
export function lateContent(
  content: Content,
  { filings, correction }: Pick<ClaimBalance, 'filings' | 'correction'>,
): Content {
  const linesBefore = correction?.linesBefore;
  if (currentFiling(filings)?.frequency !== 'late-charges' || linesBefore === undefined || !content.ok) return content;
  return scrubbed({ ...content.value, claim: lateChargesOf(content.value.claim, linesBefore) });
}

function scrubbed(content: FilingContent): Content {
  const errors = errorReasons(content);
  return errors.length === 0 ? ok(content) : fail(errors);
}
