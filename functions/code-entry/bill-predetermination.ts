import type { Predetermination } from '../../shared/domain/claim/predetermination.ts';
import type { DentalEncounter } from '../../shared/domain/encounter/encounter.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invariant, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { EncounterStart } from '../../shared/http/encounter/encounter-schema.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { newEncounter } from '../../shared/runtime/api/new-encounter.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { billEncounterId, readEncounter, type StoredEncounter } from '../../shared/store/encounters.ts';
import type { Table } from '../../shared/store/table.ts';
import type { CodeEntryOperations } from './context.ts';
import { viewOf } from './drafts.ts';

export const predeterminationOperations: CodeEntryOperations<'billPredetermination'> = {
  billPredetermination: async (request, { table }) => {
    const { tenantId } = request.principal;
    const asked = await readEncounter(table, tenantId, request.params.encounterId);
    if (asked === undefined) return fail({ kind: 'not-found' });
    const { state } = asked;
    if (state.kind !== 'final' || !('predetermination' in asked) || asked.predetermination !== true) {
      return fail({ kind: 'encounter-no-predetermination' });
    }
    const [claim] = await readBalances(table, tenantId, state.claimIds.slice(0, 1));
    const body = billOf(asked as DentalEncounter & StoredEncounter, {
      serviceOn: request.body.serviceOn as LocalDate,
      ...present({
        externalId: request.body.externalId,
        predeterminationNumber: numberOf(claim?.predetermination),
      }),
    });
    const next = await nextBill(tenantId, asked.id, table);
    if (next.isDraft) return fail(inDraft(next.id));
    const newId: typeof request.newId = (kind) => (kind === 'encounter' ? next.id : request.newId(kind));
    const created = await newEncounter(body, { ...request, newId }, table);
    if (!created.ok) return created;
    const { encounter, writes, audit } = created.value;
    const [started, ...others] = writes;
    invariant(started !== undefined, 'a new encounter is written');
    // Somebody else may have started it at this moment.
    return ok({
      body: viewOf(encounter),
      version: 1,
      writes: [{ ...started, orElse: inDraft(next.id) }, ...others],
      audit,
    });
  },
};

/** The payer's number of its answer, otherwise that of its decision. */
const numberOf = ({ answer, decision }: Predetermination = {}) => answer?.payerClaimNumber ?? decision?.number;

const inDraft = (encounterId: string): Failure => ({ kind: 'encounter-billed-in-draft', facts: { encounterId } });

/** The bill of a predetermination that is a draft, or the id of the next one. */
async function nextBill(tenant: TenantId, askedId: string, table: Table): Promise<{ id: string; isDraft: boolean }> {
  for (let number = 1; ; number += 1) {
    const id = billEncounterId(tenant, askedId, number);
    const state = (await readEncounter(table, tenant, id))?.state;
    if (state === undefined || state.kind === 'draft') return { id, isDraft: state !== undefined };
  }
}

/** What stands in place of the predetermination. */
interface Given {
  readonly serviceOn: LocalDate;
  readonly externalId?: string;
  readonly predeterminationNumber?: string;
}

/** The encounter of services that were given, with the content of the one that asked about them. */
function billOf(asked: DentalEncounter & StoredEncounter, { serviceOn, ...given }: Given): EncounterStart {
  const { id: _id, version: _version, createdAt: _at, state: _state, externalId: _external, ...content } = asked;
  const { prices: _prices, codingRules: _rules, overrides: _overrides, predetermination: _asked, ...coded } = content;
  const lines = coded.lines.map(({ serviceTo: _to, ...line }) => ({ ...line, serviceOn }));
  return { ...coded, ...given, lines, documentation: [] } as unknown as EncounterStart;
}
