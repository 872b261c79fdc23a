import type { BillingProvider, ClaimProvider } from '../../../domain/claim/party.ts';
import { parseNpi } from '../../../domain/identity/npi.ts';
import { checkCoverages } from './check-coverages.ts';
import type { CheckedClaim, CheckedLine, NoteProblem } from './content-problems.ts';

/*
 * The rules of the guides about the content of claims that are the same for all forms, and need no outside data. Places are JSON
 * pointers into the file.
 */

/** The guides limit a transaction to 5,000 claims, and amounts to ten digits with the cents (appendix B.1.1.3.1.2). */
export const claimLimit = 5000;
const amountLimitCents = 9_999_999_999;

/**
 * Payers need not return a provider's claim number or line number that is longer than this (notes to CLM01 and REF*6R).
 */
const claimNumberLimit = 20;
const lineNumberLimit = 30;

/** The rules for all forms. */
export function checkClaim(claim: CheckedClaim, at: string, note: NoteProblem): void {
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
  for (const [index, line] of claim.serviceLines.entries()) checkLine(line, `${at}/serviceLines/${index}`, note);
  checkCoverages(claim, at, note);
}

function checkLine(line: CheckedLine, at: string, note: NoteProblem): void {
  checkAmount(line.chargeCents, `${at}/chargeCents`, note);
  if (line.controlNumber !== undefined && String(line.controlNumber).length > lineNumberLimit) {
    note('control-number-beyond-guide', `${at}/controlNumber`);
  }
}

function checkBilling(provider: BillingProvider, at: string, note: NoteProblem): void {
  checkProvider(provider, at, note);
  if (provider.taxId === undefined) note('tax-id-missing', `${at}/taxId`);
  const { postalCode, country } = provider.address;
  const isAbroad = country !== undefined && country !== 'US';
  if (!isAbroad && !/^\d{9}$/.test(postalCode ?? '')) {
    note('postal-code-not-nine-digits', `${at}/address/postalCode`);
  }
}

function checkPatient(claim: CheckedClaim, at: string, note: NoteProblem): void {
  const who = claim.dependent === undefined ? 'subscriber' : 'dependent';
  const patient = claim.dependent ?? claim.subscriber;
  if (patient.address === undefined) note('patient-address-missing', `${at}/${who}/address`);
  if (patient.demographics?.birthDate === undefined || patient.demographics.gender === undefined) {
    note('patient-demographics-missing', `${at}/${who}/demographics`);
  }
}

/** Only professional claims state a patient's death, weight or pregnancy (PAT05 to PAT09). */
export function checkPlainPatient({ subscriber, dependent }: CheckedClaim, at: string, note: NoteProblem): void {
  if (subscriber.asPatient !== undefined) note('patient-detail-not-allowed', `${at}/subscriber/asPatient`);
  for (const field of ['deathDate', 'weightPounds', 'pregnant'] as const) {
    if (dependent?.[field] !== undefined) note('patient-detail-not-allowed', `${at}/dependent/${field}`);
  }
}

function checkAmount(cents: number, at: string, note: NoteProblem): void {
  if (cents < 0) note('charge-negative', at);
  if (cents > amountLimitCents) note('amount-beyond-guide', at);
}

/** Checks the providers that a claim or a line names in these fields. */
export function checkProviders<Field extends string>(
  from: { readonly [Key in Field]?: ClaimProvider },
  fields: readonly Field[],
  at: string,
  note: NoteProblem,
): void {
  for (const field of fields) {
    const provider: ClaimProvider | undefined = from[field];
    if (provider !== undefined) checkProvider(provider, `${at}/${field}`, note);
  }
}

function checkProvider(provider: ClaimProvider | BillingProvider, at: string, note: NoteProblem): void {
  if (provider.npi !== undefined && !parseNpi(provider.npi).ok) note('npi-invalid', `${at}/npi`);
  if (provider.legacyId !== undefined) note('legacy-id-not-allowed', `${at}/legacyId`);
}

/** A diagnosis is written without its point. */
export function checkCode(code: string, at: string, note: NoteProblem): void {
  if (String(code).includes('.')) note('diagnosis-code-has-point', `${at}/code`);
}

/** Units are more than zero. */
export function checkQuantity(quantity: string, at: string, note: NoteProblem): void {
  if (!/[1-9]/.test(String(quantity)) || String(quantity).startsWith('-'))
    note('quantity-not-positive', `${at}/quantity`);
}

/** Pointers are numbers of the claim's diagnoses. */
export function checkPointers(pointers: readonly number[], diagnoses: number, at: string, note: NoteProblem): void {
  for (const [index, pointer] of pointers.entries()) {
    if (pointer < 1 || pointer > diagnoses) note('pointer-unknown', `${at}/diagnosisPointers/${index}`);
  }
}
