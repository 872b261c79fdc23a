import type { OtherCoverage } from '../../../domain/claim/claim-detail.ts';
import type { BillingProvider, ClaimProvider } from '../../../domain/claim/party.ts';
import type { ProfessionalClaim, ProfessionalClaimFile } from '../../../domain/claim/professional-claim.ts';
import type { ServiceLine } from '../../../domain/claim/professional-line.ts';
import { parseNpi } from '../../../domain/identity/npi.ts';

/** What the guide forbids in the content of a claim, though X12 could carry it. */
export type ContentProblemKind =
  | 'other-decision-not-supported'
  | 'claims-missing'
  | 'claims-too-many'
  | 'charge-differs-from-lines'
  | 'charge-negative'
  | 'amount-beyond-guide'
  | 'control-number-beyond-guide'
  | 'quantity-not-positive'
  | 'diagnosis-missing'
  | 'diagnosis-code-has-point'
  | 'pointer-missing'
  | 'pointer-unknown'
  | 'service-date-missing'
  | 'npi-invalid'
  | 'legacy-id-not-allowed'
  | 'tax-id-missing'
  | 'postal-code-not-nine-digits'
  | 'patient-address-missing'
  | 'patient-demographics-missing'
  | 'payer-claim-number-missing'
  | 'submission-reason-not-allowed';

export interface ContentProblem {
  readonly kind: ContentProblemKind;
  readonly place: string;
}

/** 005010X222A1 limits a transaction to 5,000 claims, and amounts to ten digits with the cents (appendix B.1.1.3.1.2). */
export const claimLimit = 5000;
const amountLimitCents = 9_999_999_999;

/** Payers need not return longer numbers of the provider for a claim and a line (notes to CLM01 and REF*6R). */
const claimNumberLimit = 20;
const lineNumberLimit = 30;

type Note = (kind: ContentProblemKind, place: string) => void;

/** What another payer decided, in a coverage of a claim. */
const decisions = [
  ...(['adjustments', 'paidCents', 'nonCoveredCents', 'remainingPatientLiabilityCents'] as const),
  ...(['otherAmounts', 'outpatientAdjudication'] as const),
] satisfies readonly (keyof OtherCoverage)[];

/** What keeps claims from being written whatever the options: what other payers decided can be read, but not written yet. */
export function checkSupport(file: ProfessionalClaimFile): readonly ContentProblem[] {
  const problems: ContentProblem[] = [];
  for (const [index, claim] of file.claims.entries()) {
    const kind = 'other-decision-not-supported';
    for (const [number, coverage] of (claim.otherCoverages ?? []).entries()) {
      const isDecided =
        decisions.some((field) => coverage[field] !== undefined) || coverage.payer?.decidedOn !== undefined;
      if (isDecided) problems.push({ kind, place: `/claims/${index}/otherCoverages/${number}` });
    }
    for (const [number, line] of claim.serviceLines.entries()) {
      if (line.adjudications === undefined) continue;
      problems.push({ kind, place: `/claims/${index}/serviceLines/${number}/adjudications` });
    }
  }
  return problems;
}

/** Checks the content of claims by those rules of the guide that need no outside data. Places are JSON pointers into the file. */
export function checkContent(file: ProfessionalClaimFile): readonly ContentProblem[] {
  const problems: ContentProblem[] = [];
  const note: Note = (kind, place) => problems.push({ kind, place });
  if (file.claims.length === 0) note('claims-missing', '/claims');
  if (file.claims.length > claimLimit) note('claims-too-many', '/claims');
  for (const [index, claim] of file.claims.entries()) checkClaim(claim, `/claims/${index}`, note);
  return problems;
}

function checkClaim(claim: ProfessionalClaim, at: string, note: Note): void {
  checkBilling(claim.billingProvider, `${at}/billingProvider`, note);
  checkPatient(claim, at, note);
  checkAmount(claim.chargeCents, `${at}/chargeCents`, note);
  if (String(claim.patientControlNumber).length > claimNumberLimit) {
    note('control-number-beyond-guide', `${at}/patientControlNumber`);
  }
  const lineCents = claim.serviceLines.reduce((sum, line) => sum + line.chargeCents, 0);
  if (lineCents !== claim.chargeCents) note('charge-differs-from-lines', `${at}/chargeCents`);
  const isCorrection = claim.frequency === '7' || claim.frequency === '8';
  if (isCorrection && claim.payerClaimControlNumber === undefined) {
    note('payer-claim-number-missing', `${at}/payerClaimControlNumber`);
  }
  if (claim.submissionReason !== undefined) note('submission-reason-not-allowed', `${at}/submissionReason`);
  if (claim.diagnoses.length === 0) note('diagnosis-missing', `${at}/diagnoses`);
  for (const [index, { code }] of claim.diagnoses.entries()) {
    if (String(code).includes('.')) note('diagnosis-code-has-point', `${at}/diagnoses/${index}/code`);
  }
  checkProviders(claim, at, note);
  for (const [index, line] of claim.serviceLines.entries()) {
    checkLine(line, claim.diagnoses.length, `${at}/serviceLines/${index}`, note);
  }
}

function checkBilling(provider: BillingProvider, at: string, note: Note): void {
  checkProvider(provider, at, note);
  if (provider.taxId === undefined) note('tax-id-missing', `${at}/taxId`);
  const { postalCode, country } = provider.address;
  const isAbroad = country !== undefined && country !== 'US';
  if (!isAbroad && !/^\d{9}$/.test(postalCode ?? '')) {
    note('postal-code-not-nine-digits', `${at}/address/postalCode`);
  }
}

function checkPatient(claim: ProfessionalClaim, at: string, note: Note): void {
  const who = claim.dependent === undefined ? 'subscriber' : 'dependent';
  const patient = claim.dependent ?? claim.subscriber;
  if (patient.address === undefined) note('patient-address-missing', `${at}/${who}/address`);
  if (patient.demographics?.birthDate === undefined || patient.demographics.gender === undefined) {
    note('patient-demographics-missing', `${at}/${who}/demographics`);
  }
}

function checkLine(line: ServiceLine, diagnoses: number, at: string, note: Note): void {
  checkAmount(line.chargeCents, `${at}/chargeCents`, note);
  if (!/[1-9]/.test(String(line.quantity)) || String(line.quantity).startsWith('-')) {
    note('quantity-not-positive', `${at}/quantity`);
  }
  if (line.controlNumber !== undefined && String(line.controlNumber).length > lineNumberLimit) {
    note('control-number-beyond-guide', `${at}/controlNumber`);
  }
  if (line.serviceFrom === undefined) note('service-date-missing', `${at}/serviceFrom`);
  if (line.diagnosisPointers.length === 0) note('pointer-missing', `${at}/diagnosisPointers`);
  for (const [index, pointer] of line.diagnosisPointers.entries()) {
    if (pointer < 1 || pointer > diagnoses) note('pointer-unknown', `${at}/diagnosisPointers/${index}`);
  }
  checkProviders(line, at, note);
}

function checkAmount(cents: number, at: string, note: Note): void {
  if (cents < 0) note('charge-negative', at);
  if (cents > amountLimitCents) note('amount-beyond-guide', at);
}

const providerFields = [
  ...['renderingProvider', 'referringProvider', 'referringPrimaryCareProvider', 'serviceFacility'],
  ...['supervisingProvider', 'purchasedServiceProvider', 'orderingProvider'],
] as const;

function checkProviders(from: ProfessionalClaim | ServiceLine, at: string, note: Note): void {
  const providers: Readonly<Partial<Record<(typeof providerFields)[number], ClaimProvider>>> = from;
  for (const field of providerFields) {
    const provider = providers[field];
    if (provider !== undefined) checkProvider(provider, `${at}/${field}`, note);
  }
}

function checkProvider(provider: ClaimProvider | BillingProvider, at: string, note: Note): void {
  if (provider.npi !== undefined && !parseNpi(provider.npi).ok) note('npi-invalid', `${at}/npi`);
  if (provider.legacyId !== undefined) note('legacy-id-not-allowed', `${at}/legacyId`);
}
