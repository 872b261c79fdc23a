import type { WantedDocument } from '../../domain/attachment/attachment.ts';
import { present } from '../../domain/present.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { LoopFinding } from '../loops/loop-finding.ts';
import { readByGuide } from '../loops/read-guide.ts';
import { attachmentRequestGuide } from './claim-status-loops.ts';
import type { AnsweredClaim, StatusInformation } from './claim-status-parts.ts';

/** A payer's request for documents to one claim. */
export interface DocumentRequest {
  readonly trace: string;
  readonly payerName?: string;
  readonly patientControlNumber?: string;
  readonly payerClaimNumber?: string;
  readonly wanted: readonly WantedDocument[];
  readonly dueOn?: LocalDate;
}

/** Reads 277s that request documents. Other transactions have none. */
export function readDocumentRequests(bytes: Uint8Array): {
  readonly requests: readonly DocumentRequest[];
  readonly findings: readonly LoopFinding[];
} {
  const read = readByGuide(bytes, attachmentRequestGuide);
  if (!read.ok) {
    const { kind, message, byteOffset } = read.failure;
    return { requests: [], findings: [{ code: kind, message, byteOffset }] };
  }
  const transactions = read.value.interchanges
    .flatMap((interchange) => interchange.transactions)
    .filter(({ version }) => attachmentRequestGuide.versions.test(version));
  const requests = transactions.flatMap(({ content }) =>
    (content?.payers ?? []).flatMap(({ name, receivers = [] }) =>
      receivers
        .flatMap(({ providers = [] }) => providers)
        .flatMap(({ members = [], patients = [] }) => [
          ...members.flatMap(({ claims = [], dependents = [] }) => [...claims, ...dependents.flatMap(claimsOf)]),
          ...patients.flatMap(claimsOf),
        ])
        .map((claim) => requestOf(claim, name?.kind === 'organization' ? name.name : undefined)),
    ),
  );
  return { requests, findings: transactions.flatMap(({ findings }) => findings) };
}

const claimsOf = ({ claims = [] }: { readonly claims?: readonly AnsweredClaim[] }) => claims;

function requestOf(claim: AnsweredClaim, payerName: string | undefined): DocumentRequest {
  const { number, information, references = [], dates = [], lines = [] } = claim;
  const referenceOf = (kind: string) => references.find((reference) => reference.kind === kind)?.id;
  return {
    trace: number,
    wanted: [
      ...codesOf(information).map((code) => ({ code })),
      ...lines.flatMap((line) => {
        const lineNumber = line.references?.find(({ kind }) => kind === 'FJ')?.id;
        return codesOf(line.information).map((code) => ({ code, ...present({ lineNumber }) }));
      }),
    ],
    ...present({
      payerName,
      patientControlNumber: referenceOf('EJ'),
      payerClaimNumber: referenceOf('1K'),
      dueOn: dates.find(({ kind }) => kind === '106')?.on,
    }),
  };
}

/** Requested documents are statuses of the category R, by their codes. */
function codesOf(information: readonly StatusInformation[] = []): readonly string[] {
  return information
    .flatMap(({ statuses }) => statuses)
    .flatMap(({ category, code }) => (category.startsWith('R') && code !== undefined ? [code] : []));
}
