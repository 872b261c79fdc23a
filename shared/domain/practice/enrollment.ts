import type { LocalDate } from '../time/local-date.ts';
import type { Enrollment, Payer, Provider, TransactionEnrollment } from './practice.ts';

/** Medicare's eligibility system answers only providers with an attestation for their NPI. */
const needsAttestation = ({ filingIndicator }: Payer): boolean => filingIndicator === 'MA' || filingIndicator === 'MB';

function enrollmentsWith({ enrollments = [] }: Pick<Provider, 'enrollments'>, payerId: string): readonly Enrollment[] {
  return enrollments.filter((enrollment) => enrollment.payerId === payerId);
}

/** What the office recorded for one kind of transaction, over all enrolments with the payer, in order of days. */
function wordsOf(
  provider: Pick<Provider, 'enrollments'>,
  payerId: string,
  kind: TransactionEnrollment['kind'],
): readonly TransactionEnrollment[] {
  return enrollmentsWith(provider, payerId)
    .flatMap(({ transactions = [] }) => transactions)
    .filter((transaction) => transaction.kind === kind)
    .sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
}

/** Whether a provider may ask a payer about eligibility on a day. Without a record, only Medicare is refused. */
export function mayAskEligibility(provider: Pick<Provider, 'enrollments'>, payer: Payer, on: LocalDate): boolean {
  const words = wordsOf(provider, payer.id, 'eligibility');
  if (words.length === 0) return !needsAttestation(payer);
  return words.findLast((word) => word.on <= on)?.status === 'active';
}

/**
 * Whether the record says that a payer does not accept the provider's electronic claims on a day: requested, refused, ended,
 * or active only from a later day on. Before the first word, claims are accepted if that word ends the enrolment.
 */
export function areClaimsRefused(provider: Pick<Provider, 'enrollments'>, payerId: string, on: LocalDate): boolean {
  const words = wordsOf(provider, payerId, 'claims');
  const word = words.findLast((each) => each.on <= on);
  if (word !== undefined) return word.status !== 'active';
  return words[0] !== undefined && words[0].status !== 'ended';
}
