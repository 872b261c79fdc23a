import { daysText, letterDay } from '../../shared/document/day-text.ts';
import type { DisputeLetter } from '../../shared/document/dispute-letter.ts';
import { payerLetterHead } from '../../shared/document/party-facts.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { DisputeField } from '../../shared/domain/contract/dispute-letters.ts';
import type { PaymentVariance } from '../../shared/domain/contract/variance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { formatAmount, sumCents } from '../../shared/domain/money/cents.ts';
import type { Coverage, Patient, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { documentOfItem, readDocuments } from '../../shared/store/entity-items.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import type { Table } from '../../shared/store/table.ts';

/** The facts of a letter about payments, besides its text. */
export type DisputeSource = Omit<DisputeLetter, 'letter'> & {
  readonly facts: Readonly<Partial<Record<DisputeField, string>>>;
};

interface Writing {
  readonly reference: string;
  readonly today: LocalDate;
  /** All of one payer and one billing provider. */
  readonly variances: readonly PaymentVariance[];
}

/** Reads the facts of a letter about payments from the current records. */
export async function readDisputeSource(
  table: Table,
  tenant: TenantId,
  { reference, today, variances }: Writing,
): Promise<DisputeSource> {
  const [first] = variances;
  const payerId = first?.payerId ?? '';
  const billingProviderId = first?.billingProviderId ?? '';
  const balances = await readBalances(
    table,
    tenant,
    variances.map(({ claimId }) => claimId as ClaimBalance['claimId']),
  );
  const [payers, providers, claims] = await Promise.all([
    readDocuments<Payer>(table, tenant, 'PAYER', [payerId]),
    readDocuments<Provider>(table, tenant, 'PROVIDER', [billingProviderId]),
    readClaims(table, tenant, variances, balances),
  ]);
  const payer = payers.get(payerId);
  const provider = providers.get(billingProviderId);
  const { facts: head, from, to } = payerLetterHead(provider, payer, today);
  const amount = (field: 'expectedCents' | 'allowedCents' | 'cents') =>
    `$${formatAmount(sumCents(variances.map((variance) => variance[field])))}`;
  const totals = { expected: amount('expectedCents'), allowed: amount('allowedCents'), difference: amount('cents') };
  const contracts = [...new Set(variances.flatMap(({ contractName }) => contractName ?? []))];
  const laws = [...new Set(variances.flatMap(({ late = [] }) => late.map(({ source }) => source)))];
  const deadline = variances.flatMap(({ disputeBy }) => disputeBy ?? []).sort()[0];
  const days = variances.map(({ serviceFrom }) => serviceFrom).sort();
  const facts = {
    ...head,
    ...{ reference, ...totals, deadline: letterDay(deadline) },
    ...{
      contracts: contracts.length === 0 ? undefined : contracts.join(', '),
      laws: laws.length === 0 ? undefined : laws.join('; '),
      claims: String(claims.length),
      services: days[0] && daysText(days[0], days.at(-1), 'en'),
      firstService: letterDay(days[0]),
      lastService: letterDay(days.at(-1)),
    },
  };
  return {
    ...{ today, reference, contracts, claims, totals, ...present({ deadline }) },
    facts: present(facts),
    from,
    to,
  };
}

/** The claims with their patients, ordered by date of service. */
async function readClaims(
  table: Table,
  tenant: TenantId,
  variances: readonly PaymentVariance[],
  balances: readonly (ClaimBalance | undefined)[],
): Promise<DisputeLetter['claims']> {
  const known = balances.filter((balance) => balance !== undefined);
  const [patients, coverages] = await Promise.all([
    readDocuments<Patient>(
      table,
      tenant,
      'PATIENT',
      known.map(({ patientId }) => patientId),
    ),
    table.batchGet(known.map(({ patientId, payers }) => coverageKey(tenant, patientId, payers[0]?.coverageId ?? ''))),
  ]);
  const memberOf = new Map(
    known.map(({ claimId }, index) => {
      const item = coverages[index];
      return [claimId as string, item === undefined ? '' : documentOfItem<Coverage>(item).memberId];
    }),
  );
  const claims = variances.map((variance, index) => {
    const balance = balances[index];
    const name = patients.get(balance?.patientId ?? '')?.name;
    return {
      variance,
      claimNumber: balance?.controlNumber ?? variance.claimId,
      patient: name === undefined ? 'not on record' : [name.lastName, name.firstName].filter(Boolean).join(', '),
      memberId: memberOf.get(variance.claimId) ?? '',
    };
  });
  const order = ({ variance }: (typeof claims)[number]) => `${variance.serviceFrom} ${variance.claimId}`;
  return claims.sort((left, right) => (order(left) < order(right) ? -1 : 1));
}
