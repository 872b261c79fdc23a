import { noticeOf } from '../domain/claim/notice.ts';
import { noticeClock } from '../domain/deadline/clocks.ts';
import type { OpenDeadline } from '../domain/deadline/open-deadline.ts';
import { billedCoverages } from '../domain/encounter/billed-coverages.ts';
import { type DraftEncounter, isDraftOf } from '../domain/encounter/encounter.ts';
import { throughDate } from '../domain/encounter/service-days.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { zeroCents } from '../domain/money/cents.ts';
import type { StoredEncounter } from '../store/encounters.ts';
import { readPatientRecord } from '../store/patients.ts';
import { readPayerTerms } from '../store/payer-terms.ts';
import type { Table } from '../store/table.ts';

/** The deadlines of notices that are still drafts, by the payer that they are meant for. */
export async function noticeDeadlines(
  table: Table,
  tenant: TenantId,
  drafts: readonly StoredEncounter[],
): Promise<readonly { readonly open: OpenDeadline; readonly encounter: StoredEncounter }[]> {
  const found = await Promise.all(
    drafts.map(async (encounter) => {
      const draft = encounter as DraftEncounter;
      // A draft may have been finalised or voided since it was listed.
      if (encounter.state.kind !== 'draft' || !isDraftOf('institutional', draft)) return [];
      const notice = noticeOf({ ...draft, through: throughDate(draft, draft.lines) });
      if (notice?.on === undefined) return [];
      const record = await readPatientRecord(table, tenant, encounter.patientId);
      const [first] = billedCoverages(draft, record?.coverages ?? []);
      return first === undefined ? [] : [{ encounter, notice, payerId: first.payerId }];
    }),
  );
  const notices = found.flat();
  const terms = await readPayerTerms(table, tenant, [...new Set(notices.map(({ payerId }) => payerId))]);
  return notices.flatMap(({ encounter, notice, payerId }) => {
    const clock = noticeClock(terms.get(payerId) ?? {}, notice);
    if (clock === undefined) return [];
    const open = { clock, payerId, cents: zeroCents, stands: 'draft', encounterId: encounter.id } as const;
    return [{ open, encounter }];
  });
}
