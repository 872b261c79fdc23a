import type { Accident, ClaimAttachment } from '../../encounter/common-encounter.ts';
import { isSelf } from '../../practice/coverage.ts';
import type { Coverage, Patient, Payer, Provider } from '../../practice/practice.ts';
import { present } from '../../present.ts';
import { invariant } from '../../result.ts';
import type { Attachment } from '../claim-detail.ts';
import type { AccidentStatement } from '../common-claim.ts';
import { type AssemblyInput, billedCoverage } from './input.ts';
import { coverageInput, otherCoverages, placeOf } from './other-coverages.ts';
import { billingParty, consentsOf, dependentParty, payerParty, subscriberParty } from './parties.ts';

/** The records that every claim needs. */
export interface PartiesOnFile {
  readonly patient: Patient;
  readonly coverage: Coverage;
  readonly payer: Payer;
  readonly billingProvider: Provider & { readonly billing: NonNullable<Provider['billing']> };
}

/** The parties of a claim that has no reason to be held. @throws when one is missing */
export function partiesOnFile(input: AssemblyInput): PartiesOnFile {
  const { patient, billingProvider } = input;
  const { coverage, payer } = billedCoverage(input);
  invariant(
    patient !== undefined && coverage !== undefined && payer !== undefined && billingProvider?.billing !== undefined,
    'what has no reason to be held has its parties',
  );
  return { patient, coverage, payer, billingProvider: { ...billingProvider, billing: billingProvider.billing } };
}

/** The facts in claims of all forms: billing provider, insured, payer, earlier payers, and amounts. */
export function commonFacts(input: AssemblyInput, { patient, coverage, payer, billingProvider }: PartiesOnFile) {
  return {
    billingProvider: billingParty(billingProvider),
    subscriber: subscriberParty(placeOf(input, input.payerPosition), { patient, coverage, payer }),
    payer: payerParty(payer, billingProvider),
    ...(isSelf(coverage) ? {} : { dependent: dependentParty(patient, coverage) }),
    patientControlNumber: input.claimId,
    chargeCents: input.chargeCents,
    ...present({ payerClaimControlNumber: input.payerClaimNumber }),
    assignment: billingProvider.billing.acceptsAssignment === false ? 'C' : 'A',
    ...consentsOf(coverage),
    ...otherCoverages(coverageInput(input)),
  };
}

/** Our own document is identified to the payer by its id. */
export function attachmentOf({ reportType, transmission, documentId, controlNumber }: ClaimAttachment): Attachment {
  return { reportType, transmission, ...present({ controlNumber: documentId ?? controlNumber }) };
}

/** What caused the condition, as professional and dental claims state it. */
export function accidentOf({ accident }: { readonly accident?: Accident }): AccidentStatement {
  if (accident === undefined) return {};
  const { causes, date, state, country } = accident;
  return {
    relatedCauses: causes,
    ...present({ accidentDate: date, autoAccidentState: state, autoAccidentCountry: country }),
  };
}
