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

/** The claims of a file, laid out as paper forms that are printed with their grid. */
export interface ClaimPages {
  readonly sink: ClaimSink;
  /** Problems that stop the pages from being made: values that a claim file could not carry either. */
  readonly problems: readonly DocumentProblem[];
  /** Remarks, one per line, about values that the forms have no room for. */
  readonly remarks: readonly string[];
  readonly isTooLong: boolean;
  /** The PDF. */
  finish(): Promise<Uint8Array>;
}

/**
 * Takes a file's claims and lays each out on its form. Behind a claim to a next payer comes the explanation of
 * benefits.
 * @param from `json`: the claims may have any values, so they are checked as for a claim file. `x12`: the reader of the
 * 837 has checked them
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
        const laid = claimOnPaper({ claim, submitter: transaction.submitter }, transaction.createdOn as LocalDate);
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
  'remark-cut': (lost) => `${counted(lost, 'character')} of a remark cut off`,
  'value-too-wide': (lost) => `empty, because the value is ${counted(lost, 'character')} too long`,
  'no-box-left': (lost) => `${counted(lost, 'value')} left off`,
  'character-replaced': (lost) => `${counted(lost, 'character')} replaced`,
};

function remarkOf({ code, page, box, lost }: PaperFinding): string {
  return `page ${page}, box ${box}: ${words[code](lost)} [${code}]`;
}
