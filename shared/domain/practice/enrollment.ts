import type { LocalDate } from '../time/local-date.ts';
import type { Enrollment, Payer, Provider, TransactionEnrollment } from './practice.ts';

/** Medicare's eligibility system answers only providers with an attestation for their NPI. */
const needsAttestation = ({ filingIndicator }: Payer): boolean => filingIndicator === 'MA' || filingIndicator === 'MB';

function enrollmentsWith({ enrollments = [] }: Pick<Provider, 'enrollments'>, payerId: string): readonly Enrollment[] {
  return enrollments.filter((enrollment) => enrollment.payerId === payerId);
}

/** The office's record for one kind of transaction, over all enrolments with the payer; the latest counts. */
function wordOf(
  provider: Pick<Provider, 'enrollments'>,
  payerId: string,
  kind: TransactionEnrollment['kind'],
): TransactionEnrollment | undefined {
  return enrollmentsWith(provider, payerId)
    .flatMap(({ transactions = [] }) => transactions)
    .filter((transaction) => transaction.kind === kind)
    .reduce<TransactionEnrollment | undefined>(
      (latest, word) => (latest === undefined || word.on >= latest.on ? word : latest),
      undefined,
    );
}

/** Whether a provider may ask a payer about eligibility on a day. Without a record, only Medicare is refused. */
export function mayAskEligibility(provider: Pick<Provider, 'enrollments'>, payer: Payer, on: LocalDate): boolean {
  const word = wordOf(provider, payer.id, 'eligibility');
  if (word === undefined) return !needsAttestation(payer);
  return word.status === 'active' && word.on <= on;
}

/**
 * Whether the record says that a payer does not accept the provider's electronic claims: requested, refused or ended.
 */
export function areClaimsRefused(provider: Pick<Provider, 'enrollments'>, payerId: string): boolean {
  const word = wordOf(provider, payerId, 'claims');
  return word !== undefined && word.status !== 'active';
}
