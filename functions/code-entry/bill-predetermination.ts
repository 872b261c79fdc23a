import type { DentalEncounter } from '../../shared/domain/encounter/encounter.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { EncounterStart } from '../../shared/http/encounter/encounter-schema.ts';
import { newEncounter } from '../../shared/runtime/api/new-encounter.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readEncounter, type StoredEncounter } from '../../shared/store/encounters.ts';
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
        predeterminationNumber: claim?.predetermination?.answer?.payerClaimNumber,
      }),
    });
    const created = await newEncounter(body, request, table);
    if (!created.ok) return created;
    const { encounter, writes, audit } = created.value;
    return ok({ body: viewOf(encounter), version: 1, writes, audit });
  },
};

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
