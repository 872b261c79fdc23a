import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { Claim } from '../domain/claim/claim.ts';
import { type EncounterLine, splitIntoClaims } from '../domain/encounter/encounter.ts';
import { type ClaimFormName, formOfKind } from '../domain/encounter/kinds.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { readClaimSources } from '../store/claim-sources.ts';
import { readEncounters, type StoredEncounter } from '../store/encounters.ts';
import type { Table } from '../store/table.ts';

/** One service on an itemised bill, or one procedure of a stay. */
export interface BilledService {
  /** The day whose releases of the code sets name its codes. */
  readonly namedOn: LocalDate;
  readonly serviceOn?: LocalDate;
  /** Set for a facility's service. */
  readonly revenueCode?: string;
  readonly procedure?: string;
  /**
   * Which code sets have the procedure's title: those for the lines of a form, or the one for stays. Absent for any
   * other procedure.
   */
  readonly listedIn?: ClaimFormName | 'icd-10-pcs';
  readonly modifiers: readonly string[];
  /** The office's own words for this service. */
  readonly description?: string;
  readonly quantity?: string;
  /** Absent for a procedure of a stay, because its charge is on the services. */
  readonly chargeCents?: Cents;
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
  for (const [place, { claimId, encounterId = '', serviceFrom }] of claims.entries()) {
    const source = sources[place];
    const encounter = encounters.get(encounterId);
    if (source !== undefined) services.set(claimId, servicesOfSource(source.claim, serviceFrom));
    else if (encounter?.state.kind === 'final') {
      const form = formOfKind(encounter.kind);
      const split = splitIntoClaims(encounter.lines as readonly EncounterLine[], form);
      const index = encounter.state.claimIds.indexOf(claimId);
      const coded = (split[index] ?? []).map((line) => codedService(line, form));
      // A stay may have become several claims; its procedures are listed once.
      services.set(claimId, index === 0 ? [...coded, ...codedProcedures(encounter)] : coded);
    }
  }
  return services;
}

function codedService(line: EncounterLine, form: ClaimFormName): BilledService {
  const { serviceOn, chargeCents, units, modifiers, description } = line;
  const isRate = 'procedureKind' in line && line.procedureKind === 'HP';
  return {
    ...{ namedOn: serviceOn, serviceOn, modifiers, quantity: String(units), chargeCents },
    ...(isRate ? {} : { listedIn: form }),
    ...present({
      revenueCode: 'revenueCode' in line ? line.revenueCode : undefined,
      ...{ procedure: line.procedure, description },
    }),
  };
}

function codedProcedures(encounter: StoredEncounter): BilledService[] {
  if (!('procedures' in encounter)) return [];
  const { procedures = [], dischargeDate } = encounter;
  return procedures.map(({ code, performedOn }) => ({
    ...{ namedOn: dischargeDate ?? performedOn, serviceOn: performedOn },
    ...{ procedure: code, listedIn: 'icd-10-pcs', modifiers: [] },
  }));
}

/** The services of a claim that another system sent. */
function servicesOfSource(claim: Claim, firstDay: LocalDate): BilledService[] {
  const lines = claim.serviceLines.map((line) => sentService(line, claim.kind, firstDay));
  if (claim.kind !== 'institutional') return lines;
  const { procedures = [], statementTo } = claim;
  const done = procedures.map(
    ({ codeSet, code, performedOn }): BilledService => ({
      ...{ namedOn: statementTo ?? performedOn ?? firstDay, procedure: code, modifiers: [] },
      ...(codeSet === 'icd-10-pcs' ? { listedIn: codeSet } : {}),
      ...present({ serviceOn: performedOn }),
    }),
  );
  return [...lines, ...done];
}

function sentService(line: Claim['serviceLines'][number], form: ClaimFormName, firstDay: LocalDate): BilledService {
  const { procedureKind, procedure, modifiers = [], chargeCents, serviceFrom, quantity, description } = line;
  const isListed = procedureKind === 'HC' || procedureKind === 'AD';
  return {
    ...{ namedOn: serviceFrom ?? firstDay, modifiers, chargeCents },
    ...(isListed ? { listedIn: form } : {}),
    ...present({
      revenueCode: 'revenueCode' in line ? line.revenueCode : undefined,
      ...{ serviceOn: serviceFrom, procedure, quantity, description },
    }),
  };
}
