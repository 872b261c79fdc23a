import { type IdKind, isId, parseClaimId } from '../identity/ids.ts';
import type { Role } from '../identity/principal.ts';

/** The kinds of work items that can have notes, and their names on lists. */
export const markableKinds = {
  encounter: 'an encounter to be coded; coding has its own tags and people',
  claim: 'a claim, on every list of claims',
  exception: 'an exception',
  denial: 'a denial',
  paymentVariance: 'a payment that differs from the contract',
  remittance: 'a payment of a payer that waits for a person’s word',
  deposit: 'a deposit',
  claimIntake: 'a file of another system’s claims',
  intake: 'a file of encounters',
  receivedDocument: 'a fax or a letter that nobody has filed',
  refund: 'a refund',
  adjustment: 'a write-off or a transfer that waits for a second person',
  paymentPlan: 'a payment plan',
  patientPayment: 'a patient’s payment, with its unapplied cash',
  estimate: 'a good-faith estimate',
  account: 'an account',
  collectionCase: 'a placement with a collection agency',
  agencyRemit: 'a file of a collection agency, with its lines that wait',
  paymentDispute: 'a letter to a payer about what it paid too little',
  correspondence: 'a call or a message',
  task: 'a task',
} as const satisfies Partial<Record<IdKind | 'claim', string>>;

export type MarkableKind = keyof typeof markableKinds;

/** The kinds that coders work on; billers and managers may mark everything. */
const ofCoders: readonly MarkableKind[] = ['encounter', 'claimIntake', 'intake', 'task'];

/** The kind of an id's work item, if it can have notes. */
export function markableKindOf(id: string): MarkableKind | undefined {
  if (parseClaimId(id).ok) return 'claim';
  return (Object.keys(markableKinds) as MarkableKind[]).find((kind) => kind !== 'claim' && isId(kind, id));
}

export function mayMark(kind: MarkableKind, roles: readonly Role[]): boolean {
  return roles.includes('biller') || roles.includes('manager') || ofCoders.includes(kind);
}
