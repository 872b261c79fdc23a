import type { CollectionSettings } from '../../shared/domain/billing-settings/collections.ts';
import { type CollectionAgency, hasLicence } from '../../shared/domain/collections/agency.ts';
import {
  type Missing,
  missingOfAccount,
  missingOfClaim,
  type PlacementWarning,
  warningsOf,
} from '../../shared/domain/collections/conditions.ts';
import { type Cents, sumCents } from '../../shared/domain/money/cents.ts';
import { daysBetween, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { ReadCandidate } from './candidate-reading.ts';

export type JudgedClaim = ReadCandidate['claims'][number] & { readonly missing: readonly Missing[] };

/** An account's balance at one legal entity, and whether it may go to an agency. */
export interface JudgedCandidate {
  readonly read: ReadCandidate;
  readonly entityId: string;
  readonly claims: readonly JudgedClaim[];
  /** Claims that meet every condition of their own. */
  readonly placeable: readonly JudgedClaim[];
  readonly missing: readonly Missing[];
  readonly isReady: boolean;
  readonly owedCents: Cents;
  readonly placeableCents: Cents;
  readonly ageDays: number;
  readonly warnings: readonly PlacementWarning[];
}

/** The facts that decide about an account, besides its balances. */
interface Asked {
  /** The claims to place; all of them when absent. */
  readonly only?: readonly string[] | undefined;
  /** The agency that is to have them. */
  readonly agency?: Pick<CollectionAgency, 'licences'> | undefined;
}

/** Judges an account separately for each legal entity: the entities' books and claims on the patient are separate. */
export function judge(
  read: ReadCandidate,
  settings: CollectionSettings,
  today: LocalDate,
  { only, agency }: Asked = {},
): JudgedCandidate[] {
  const wanted = read.claims.filter(({ balance }) => only === undefined || only.includes(balance.claimId));
  const isUnlicensed = agency !== undefined && !hasLicence(agency, read.facts.state, today);
  const byEntity = Map.groupBy(wanted, ({ balance }) => balance.entityId);
  return [...byEntity].map(([entityId, own]) => {
    const claims = own
      .map((claim) => ({ ...claim, missing: missingOfClaim(claim, read.facts, settings, today) }))
      .sort((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1));
    const placeable = claims.filter(({ missing }) => missing.length === 0);
    const balances = placeable.map(({ balance }) => balance);
    const missing = missingOfAccount(read.facts, balances, settings);
    const oldest = claims.map(({ balance }) => balance.serviceFrom).sort()[0] ?? today;
    const ages = claims.map(({ owedSince }) => (owedSince === undefined ? 0 : daysBetween(owedSince, today)));
    return {
      ...{ read, entityId, claims, placeable, missing },
      isReady: placeable.length > 0 && missing.length === 0,
      owedCents: sumCents(claims.map(({ balance }) => balance.patientCents)),
      placeableCents: sumCents(balances.map(({ patientCents }) => patientCents)),
      ageDays: Math.max(0, ...ages),
      warnings: [
        ...warningsOf(settings, read.facts.state, oldest, today),
        ...(isUnlicensed ? (['licence-missing'] as const) : []),
      ],
    };
  });
}

const orderOf = ({ balance }: JudgedClaim | ReadCandidate['claims'][number]): string =>
  `${balance.serviceFrom} ${balance.claimId}`;
