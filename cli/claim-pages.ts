import { benefitsDocument } from '../shared/document/paper/benefits-document.ts';
import type { PaperFinding } from '../shared/document/paper/fill-boxes.ts';
import { claimOnPaper } from '../shared/document/paper/paper-claim.ts';
import { type PrintedClaim, paperPdf } from '../shared/document/paper/paper-pdf.ts';
import { pdfPages } from '../shared/document/pdf-pages.ts';
import type { Claim } from '../shared/domain/claim/claim.ts';
import type { LocalDate } from '../shared/domain/time/local-date.ts';
import type { ClaimSink, DocumentTransaction } from '../shared/x12/837/convert/claim-document.ts';
import { type DocumentProblem, X12Sink } from '../shared/x12/837/convert/write-x12.ts';
import { counted } from './counted.ts';

/** At most this many claims in one PDF: the whole document is laid out in memory. */
export const claimsOnPages = 2000;

/** Claims of a file on paper forms with a grid. */
export interface ClaimPages {
  readonly sink: ClaimSink;
  /** What keeps the pages from being made: values that no claim file could carry either. */
  readonly problems: readonly DocumentProblem[];
  /** Remarks about what the forms have no room for, one on each line. */
  readonly remarks: readonly string[];
  readonly isTooLong: boolean;
  /** The PDF. */
  finish(): Promise<Uint8Array>;
}

/**
 * Takes a file's claims and lays each out on the form of its kind, with the explanation of benefits behind those to a next payer.
 * @param from claims of JSON may have any values, and are checked as if they were written; those of an 837 are what its reader made
 */
export function openClaimPages(from: 'json' | 'x12'): ClaimPages {
  const check = from === 'json' ? new X12Sink(() => undefined) : undefined;
  const problems = check?.problems ?? [];
  const remarks: string[] = [];
  const made: { readonly claim: PrintedClaim['claim']; readonly of: Claim }[] = [];
  let transaction: DocumentTransaction | undefined;
  let count = 0;
  return {
    sink: {
      interchange: (header) => check?.interchange(header),
      group: (header) => check?.group(header),
      transaction(header) {
        transaction = header;
        check?.transaction(header);
      },
      claim(parties, fields) {
        check?.claim(parties, fields);
        count += 1;
        if (transaction === undefined || count > claimsOnPages || problems.length > 0) return;
        const claim = { kind: transaction.kind, ...parties, ...fields } as unknown as Claim;
        // The date of the file, not today's: the same file always gives the same pages.
        const laid = claimOnPaper(claim, transaction.createdOn as LocalDate);
        made.push({ claim: laid, of: claim });
        remarks.push(...laid.findings.map((finding) => `claim ${count}: ${remarkOf(finding)}`));
      },
      end: () => check?.end(),
    },
    problems,
    remarks,
    get isTooLong() {
      return count > claimsOnPages;
    },
    async finish() {
      const printed = await Promise.all(
        made.map(async ({ claim, of }) => {
          const benefits = benefitsDocument(of);
          return { claim, enclosures: benefits === undefined ? [] : [await pdfPages(benefits)] };
        }),
      );
      return (await paperPdf(printed, { stock: 'grid', offset: { right: 0, down: 0 } })).bytes;
    },
  };
}

const words: Readonly<Record<PaperFinding['code'], (lost: number) => string>> = {
  'text-cut': (lost) => `${counted(lost, 'character')} cut off`,
  'value-too-wide': (lost) => `empty, because the value is ${counted(lost, 'character')} too long`,
  'no-box-left': (lost) => `${counted(lost, 'value')} left off`,
  'character-replaced': (lost) => `${counted(lost, 'character')} replaced`,
};

function remarkOf({ code, page, box, lost }: PaperFinding): string {
  return `page ${page}, box ${box}: ${words[code](lost)} [${code}]`;
}
