import type { OtherCoverage } from '../../domain/claim/claim-detail.ts';
import type { CommonClaim } from '../../domain/claim/common-claim.ts';
import type { ClaimProvider, Contact, Demographics, PartyName, PostalAddress } from '../../domain/claim/party.ts';
import { type Cents, sumCents } from '../../domain/money/cents.ts';
import { present } from '../../domain/present.ts';
import { identifier } from './paper-text.ts';

/** The patient of a claim, who is its subscriber or a dependent. */
export interface PaperPatient {
  readonly name: PartyName;
  readonly address?: PostalAddress;
  readonly demographics?: Demographics;
  /** Relationship to the subscriber; `18` is the subscriber. */
  readonly relationship: string;
}

export function patientOf({ subscriber, dependent }: CommonClaim): PaperPatient {
  const { relationship, ...person } = dependent ?? { ...subscriber, relationship: '18' };
  const { name, address, demographics } = person;
  return { name, relationship, ...present({ address, demographics }) };
}

/** The payer's number of a case of workers' compensation or of an accident, which the claim file has in REF Y4. */
export function caseNumberOf({ subscriber, dependent }: CommonClaim): string {
  return identifier(dependent?.propertyCasualtyClaimNumber ?? subscriber.propertyCasualtyClaimNumber ?? '');
}

/** The first telephone number of the contacts. */
export function phoneOf(contacts: readonly (Contact | undefined)[] | undefined): string | undefined {
  const numbers = (contacts ?? []).flatMap((contact) => contact?.numbers ?? []);
  return numbers.find(({ kind }) => kind === 'TE')?.value;
}

/** A number of the provider's besides the NPI, unless only one payer uses it. */
export function otherIdOf(
  provider: Pick<ClaimProvider, 'secondaryIds'> | undefined,
): { readonly kind: string; readonly id: string } | undefined {
  return provider?.secondaryIds?.find(({ payerId }) => payerId === undefined);
}

/** What the patient and other payers have paid; undefined when no such amount was stated. */
export function paidBefore(
  patientPaidCents: Cents | undefined,
  coverages: readonly OtherCoverage[] | undefined,
): Cents | undefined {
  const paid = [patientPaidCents, ...(coverages ?? []).map(({ paidCents }) => paidCents)];
  const told = paid.filter((each) => each !== undefined);
  return told.length === 0 ? undefined : sumCents(told);
}

/** Attachments in the form of the remarks line: `PWK`, type, transmission, number. */
export function attachmentTexts({ attachments }: Pick<CommonClaim, 'attachments'>): string[] {
  return (attachments ?? []).map(({ reportType, transmission, controlNumber = '' }) => {
    return `PWK${reportType}${transmission}${controlNumber}`;
  });
}
