import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { Claim } from '../domain/claim/claim.ts';
import { type EncounterLine, splitIntoClaims } from '../domain/encounter/encounter.ts';
import { formOfKind } from '../domain/encounter/kinds.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { readClaimSources } from '../store/claim-sources.ts';
import { readEncounters } from '../store/encounters.ts';
import type { Table } from '../store/table.ts';

/** One service on an itemised bill. */
export interface BilledService {
  readonly serviceOn?: LocalDate;
  /** The code with its modifiers, and a facility's revenue code. */
  readonly code: string;
  readonly description?: string;
  readonly quantity?: string;
  readonly chargeCents: Cents;
}

/** The services of claims, by claim: from our encounters, or from another system's claim. */
export async function billedServices(
  table: Table,
  tenant: TenantId,
  claims: readonly ClaimBalance[],
): Promise<ReadonlyMap<string, readonly BilledService[]>> {
  const [encounters, sources] = await Promise.all([
    readEncounters(
      table,
      tenant,
      claims.flatMap(({ encounterId }) => encounterId ?? []),
    ),
    readClaimSources(
      table,
      tenant,
      claims.map(({ claimId }) => claimId),
    ),
  ]);
  const services = new Map<string, readonly BilledService[]>();
  for (const [place, { claimId, encounterId = '' }] of claims.entries()) {
    const source = sources[place];
    const encounter = encounters.get(encounterId);
    if (source !== undefined) services.set(claimId, source.claim.serviceLines.map(sentService));
    else if (encounter?.state.kind === 'final') {
      const split = splitIntoClaims(encounter.lines as readonly EncounterLine[], formOfKind(encounter.kind));
      services.set(claimId, (split[encounter.state.claimIds.indexOf(claimId)] ?? []).map(codedService));
    }
  }
  return services;
}

function codedService(line: EncounterLine): BilledService {
  const { serviceOn, chargeCents, units } = line;
  const modifiers = 'modifiers' in line ? line.modifiers : [];
  const revenue = 'revenueCode' in line ? [line.revenueCode] : [];
  const code = [...revenue, [line.procedure, ...modifiers].filter((part) => part !== undefined).join('-')];
  return { serviceOn, code: code.filter((part) => part !== '').join(' '), quantity: String(units), chargeCents };
}

function sentService(line: Claim['serviceLines'][number]): BilledService {
  const { procedure, modifiers = [], chargeCents, serviceFrom } = line;
  const code = [procedure ?? ('revenueCode' in line ? line.revenueCode : ''), ...modifiers].join('-');
  return { ...present({ serviceOn: serviceFrom }), code, chargeCents };
}
