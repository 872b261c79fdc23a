import { benefitsDocument, type RemittanceAnswer } from '../../shared/document/paper/benefits-document.ts';
import { type ClaimToLayOut, claimOnPaper } from '../../shared/document/paper/paper-claim.ts';
import { type PrintOffset, paperPdf, type Stock } from '../../shared/document/paper/paper-pdf.ts';
import { pdfPages } from '../../shared/document/pdf-pages.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readPaperSettings } from '../../shared/store/paper.ts';
import type { Table } from '../../shared/store/table.ts';

/** How claims are printed. */
export interface Printing {
  readonly stock: Stock;
  readonly offset: PrintOffset;
  /** The date on the UB-04. */
  readonly on: LocalDate;
}

/** The print offset for a printer of the office; zero when none is named. */
export async function offsetOf(
  table: Table,
  tenant: TenantId,
  name: string | undefined,
): Promise<Result<PrintOffset, Failure>> {
  if (name === undefined) return ok({ right: 0, down: 0 });
  const { printers } = await readPaperSettings(table, tenant);
  const found = printers.find((printer) => printer.name === name);
  return found === undefined ? fail({ kind: 'printer-unknown' }) : ok({ right: found.right, down: found.down });
}

/** A claim with the earlier payers' answers. */
export interface ClaimToPrint extends ClaimToLayOut {
  readonly answers: readonly RemittanceAnswer[];
}

/** Prints claims one after another, each followed by the explanation of benefits where another payer has decided. */
export async function printClaims(claims: readonly ClaimToPrint[], { on, ...options }: Printing) {
  const printed = await Promise.all(
    claims.map(async ({ answers, ...laid }) => {
      const benefits = benefitsDocument(laid.claim, answers);
      return { claim: claimOnPaper(laid, on), enclosures: benefits === undefined ? [] : [await pdfPages(benefits)] };
    }),
  );
  return paperPdf(printed, options);
}
