import { type IdKind, idPrefixes, isId, parseClaimId } from '../identity/ids.ts';
import type { Role } from '../identity/principal.ts';

/** The kinds of work items that can have notes, and their names on lists. */
export const markableKinds = {
  encounter: 'an encounter to be coded; coding has its own tags and people',
  claim: 'a claim, on every list of claims',
  exception: 'an exception',
  denial: 'a denial',
  paymentVariance: 'a payment that differs from the contract',
  remittance: 'a payer’s payment that waits for a person’s decision',
  deposit: 'a deposit',
  claimIntake: 'a file of another system’s claims',
  intake: 'a file of encounters',
  intakeFailure: 'an encounter of such a file that could not be imported',
  inquiry: 'a question to a payer, such as whether a coverage is in force',
  authorization: 'a prior authorisation',
  attachmentRequest: 'documents that a payer wants',
  receivedDocument: 'a fax or a letter that nobody has filed',
  refund: 'a refund',
  adjustment: 'a write-off or a transfer that waits for a second person',
  manualEntry: 'an entry by hand',
  assistance: 'an application for financial assistance',
  paymentPlan: 'a payment plan',
  cardCharge: 'a charge to a card, or the cardholder’s dispute of it',
  patientPayment: 'a patient’s payment, with its unapplied cash',
  depositBatch: 'a deposit batch, with the money in transit',
  virtualCardCharge: 'a charge of a payer’s virtual card, with the money in transit',
  invoice: 'an invoice to an employer or a facility',
  estimate: 'a good-faith estimate',
  account: 'an account',
  collectionCase: 'a placement with a collection agency',
  agencyRemit: 'a file of a collection agency, with its lines that wait',
  paymentDispute: 'a letter to a payer about what it paid too little',
  federalDispute: 'a federal dispute with a health plan',
  correspondence: 'a call or a message',
  conditionGap: 'a condition category that no encounter of a year has',
  task: 'a task',
} as const satisfies Partial<Record<IdKind | 'claim' | 'intakeFailure', string>>;

export type MarkableKind = keyof typeof markableKinds;

/** What coders work on; managers mark everything, and billers nearly everything. */
const ofCoders: readonly MarkableKind[] = [
  ...(['encounter', 'claimIntake', 'intake', 'intakeFailure', 'inquiry', 'authorization'] as const),
  ...(['conditionGap', 'task'] as const),
];

/** The place of a failure: the id of its file, and the number of its record. */
export interface IntakeFailurePlace {
  readonly intakeId: string;
  readonly record: number;
}

/** The id by which a failure of a file of encounters is marked: `itk_….7`. */
export function intakeFailureId({ intakeId, record }: IntakeFailurePlace): string {
  return `${intakeId}.${record}`;
}

export function placeOfIntakeFailure(id: string): IntakeFailurePlace | undefined {
  const [, intakeId = '', record] = new RegExp(`^(${idPrefixes.intake}_\\w+)\\.([1-9]\\d{0,8})$`).exec(id) ?? [];
  return record !== undefined && isId('intake', intakeId) ? { intakeId, record: Number(record) } : undefined;
}

/** The kind of an id's work item, if it can have notes. */
export function markableKindOf(id: string): MarkableKind | undefined {
  if (parseClaimId(id).ok) return 'claim';
  if (placeOfIntakeFailure(id) !== undefined) return 'intakeFailure';
  return (Object.keys(markableKinds) as MarkableKind[]).find(
    (kind) => kind !== 'claim' && kind !== 'intakeFailure' && isId(kind, id),
  );
}

export function mayMark(kind: MarkableKind, roles: readonly Role[]): boolean {
  if (roles.includes('manager')) return true;
  // Billers see no gaps.
  if (kind === 'conditionGap') return roles.includes('coder');
  return roles.includes('biller') || ofCoders.includes(kind);
}
