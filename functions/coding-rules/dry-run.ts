import { actOn } from '../../shared/domain/coding-rules/act-on.ts';
import type { CodingRule } from '../../shared/domain/coding-rules/rule.ts';
import { codingRuleFaults } from '../../shared/domain/coding-rules/rule-faults.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import { type FieldError, fail, ok } from '../../shared/domain/result.ts';
import { addDays, type LocalDate, monthsBetween } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { listPage } from '../../shared/runtime/api/list-page.ts';
import { encounterOfItem, type StoredEncounter } from '../../shared/store/encounters.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { monthPartition } from '../../shared/store/keys/entity.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readPatientRecord } from '../../shared/store/patients.ts';
import type { Table } from '../../shared/store/table.ts';
import type { CodingRulesOperations } from './context.ts';

const mostDays = 366;

function rangeFaults(from: LocalDate, to: LocalDate): FieldError[] {
  if (to < from) return [{ pointer: '/to', detail: 'expected the first day or a later one' }];
  if (to > addDays(from, mostDays))
    return [{ pointer: '/to', detail: `expected at most ${mostDays} days after the first` }];
  return [];
}

export const dryRunOperations: CodingRulesOperations<'dryRunCodingRules'> = {
  /**
   * Applies rules to existing encounters: final ones as they were billed, after the rules of that time. Lists only the
   * encounters that would change.
   */
  dryRunCodingRules: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { from, to } = request.body;
    const rules: readonly CodingRule[] = request.body.rules;
    const faults = [...rangeFaults(from, to), ...codingRuleFaults(rules)];
    if (faults.length > 0) return fail({ kind: 'coding-rules-invalid', errors: faults.slice(0, 50) });
    const { timeZone } = await readOffice(table, tenantId);
    // Month lists go by UTC, so a day of the office may fall into two of them.
    const partitions = monthsBetween(addDays(from, -1), addDays(to, 1)).map((month) =>
      monthPartition(tenantId, 'ENCOUNTER', month),
    );
    const query = { partitions, index: true, limit: request.query.limit } as const;
    const page = await listPage(request, table, query, (item) => {
      const encounter = encounterOfItem(item);
      const day = dayIn(timeZone, encounter.createdAt);
      return day < from || day > to ? undefined : encounter;
    });
    if (!page.ok) return page;
    const { items: encounters, ...next } = page.value;
    const tried = await Promise.all(encounters.map((encounter) => tryOn({ encounter, rules, tenantId }, table)));
    const items = tried.filter(({ acts, findings }) => acts.length > 0 || findings.length > 0);
    return ok({ body: { items, ...next } });
  },
};

async function tryOn(
  trial: { readonly encounter: StoredEncounter; readonly rules: readonly CodingRule[]; readonly tenantId: TenantId },
  table: Table,
) {
  const { encounter, rules, tenantId } = trial;
  const record = await readPatientRecord(table, tenantId, encounter.patientId);
  const coverages = record?.coverages ?? [];
  const payerIds = coverages.map(({ payerId }) => payerId);
  const payers = await readDocuments<Payer>(table, tenantId, 'PAYER', payerIds);
  const context = { patient: record?.patient, coverages, payers };
  const { acts, findings } = actOn(encounter as DraftEncounter, rules, context);
  return { encounterId: encounter.id, acts: [...acts], findings: [...findings] };
}
