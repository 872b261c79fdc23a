import type { EditContext } from '../../shared/domain/edits/edit.ts';
import { billedCoverages } from '../../shared/domain/encounter/billed-coverages.ts';
import type { ClaimCharges } from '../../shared/domain/encounter/charges.ts';
import { type DraftEncounter, type EncounterLine, splitIntoClaims } from '../../shared/domain/encounter/encounter.ts';
import { withGroup } from '../../shared/domain/encounter/grouper.ts';
import { formOfKind, isNotice } from '../../shared/domain/encounter/kinds.ts';
import { pricedLines } from '../../shared/domain/encounter/line-charges.ts';
import { pricesOfLines } from '../../shared/domain/encounter/prices-of-lines.ts';
import type { TakenPrice } from '../../shared/domain/fees/price.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, invariant, ok } from '../../shared/domain/result.ts';
import { billedServicesItem } from '../../shared/store/billed-services.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readSettingsAndWork } from '../../shared/store/coding-work.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { claimIdOf, encounterItem, type FinalEncounter, type StoredEncounter } from '../../shared/store/encounters.ts';
import { readPatientRecord } from '../../shared/store/patients.ts';
import { readingOnce } from '../../shared/store/reading-once.ts';
import { chargeWrites } from './charge-claims.ts';
import type { CodedOperations } from './context.ts';
import { correctedClaimWrites } from './correct-claims.ts';
import { currentFindings } from './current-findings.ts';
import { viewOf } from './drafts.ts';
import { readEditContext, readEncounterToday } from './edit-context.ts';
import { endWork } from './end-work.ts';
import { errorOfFinding } from './findings.ts';
import { errorsLeft } from './overrides.ts';
import { isPredetermination, otherThanSent } from './stays-as-sent.ts';

export const finalizeOperations: CodedOperations<'finalizeEncounter'> = {
  /**
   * Finalises a draft. All edits run first; an error stops it, and nothing is written. Otherwise one transaction writes
   * the final encounter, each claim's charge entry, balance and filing, and the day's account totals. If the sources of
   * a filing have changed since they were read, this is noticed before it is sent.
   */
  finalizeEncounter: async (request, deps) => {
    const { tenantId } = request.principal;
    const id = request.params.encounterId;
    const table = readingOnce(deps.table);
    const { found, today } = await readEncounterToday(table, request, id);
    if (found === undefined) return fail({ kind: 'not-found' });
    const { encounter: draft, standing } = found;
    if (draft.state.kind !== 'draft') return fail({ kind: `encounter-${draft.state.kind}` });
    if (draft.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const encounter = draft as DraftEncounter & StoredEncounter;
    const record = await readPatientRecord(table, tenantId, encounter.patientId);
    // People's remarks are read after the encounter, which counts them: a later remark makes the write fail.
    const [edits, said] = await Promise.all([
      readEditContext({ ...deps, table, tenantId, today }, encounter, record),
      readSettingsAndWork(table, tenantId, id),
    ]);
    const { acted, context } = edits;
    const refusing = errorsLeft(await currentFindings(edits, table, tenantId), encounter);
    if (refusing.length > 0) return fail({ kind: 'encounter-not-billable', errors: refusing.map(errorOfFinding) });
    // The draft is billed as the office's rules changed it.
    const acting = { ...encounter, ...acted.encounter } as typeof encounter;
    const billed = await withGroup(acting, record?.patient, deps.grouper);
    const { principal } = request;
    const work = endWork(said, { principal, today, billed, version: encounter.version });
    if (!work.ok) return work;
    const { claims, taken } = claimsOf(tenantId, billed, context);
    if (claims.length > 1 && billed.correctsClaim !== undefined) {
      const detail = `the lines make ${claims.length} claims, and the payer’s number belongs to one of them: enter them as separate encounters`;
      return fail({ kind: 'encounter-not-billable', errors: [{ pointer: '/correctsClaim', detail }] });
    }
    const isAsked = isPredetermination(billed);
    if (isAsked && claims[0]?.coverages.length === 0) {
      const detail = 'no payer is asked: the patient has no coverage on the planned day, or pays alone';
      return fail({ kind: 'encounter-not-billable', errors: [{ pointer: '/predetermination', detail }] });
    }
    const { reopened } = draft.state;
    const kept = reopened?.keepsClaims === true ? reopened : undefined;
    if (kept !== undefined && kept.claimIds.length !== claims.length) {
      return fail({ kind: 'encounter-bills-otherwise', facts: { claimId: kept.claimIds[0] ?? '' } });
    }
    if (kept !== undefined) {
      const [sent] = await readBalances(table, tenantId, kept.claimIds.slice(0, 1));
      const error = otherThanSent(sent, billed);
      if (error !== undefined) return fail({ kind: 'encounter-not-billable', errors: [error] });
    }
    // The record of billed services is written before the transaction, not in it, which costs half as much. So no
    // billed service is ever missing when the next encounter is checked. If the transaction then fails,
    // `currentFindings` reads the encounter and sees that it was not billed.
    if (!isAsked) {
      const services = { encounter: billed, coverages: billedCoverages(billed, context.coverages) };
      await deps.table.transact([{ put: billedServicesItem(tenantId, services, request.at) }]);
    }
    const final = finalOf(billed, { claims, taken, finalizedAt: request.at });
    const order = { actor: request, final, claims };
    const charged =
      kept === undefined
        ? ok({ writes: await chargeWrites({ ...order, postedOn: today }, table), due: [] })
        : await correctedClaimWrites({ ...order, on: today, reason: kept.reason }, deps);
    if (!charged.ok) return charged;
    return ok({
      body: viewOf(final),
      version: final.version,
      writes: [
        {
          put: encounterItem(tenantId, final),
          condition: standing,
          orElse: { kind: 'version-changed' },
        },
        ...work.value,
        ...charged.value.writes,
      ],
      audit: {
        action: 'encounter-finalized',
        entityId: id,
        facts: { patientId: encounter.patientId, version: final.version, claims: claims.length },
      },
      // The alarm of a notice that was a draft.
      due: [...charged.value.due, ...(isNoticeOf(billed) ? [deadlinesEnded(tenantId, request.at)] : [])],
    });
  },
};

interface ClaimsAndPrices {
  readonly claims: readonly ClaimCharges[];
  /** Which schedule gave the price of a line; none for a charge that a person entered. */
  readonly taken: ReadonlyMap<EncounterLine, TakenPrice>;
}

function claimsOf(tenant: TenantId, encounter: DraftEncounter, context: EditContext): ClaimsAndPrices {
  const priced = pricedLines(encounter, context);
  invariant(priced !== undefined, 'an encounter without errors has its prices');
  const coverages = billedCoverages(encounter, context.coverages);
  const entityId = context.providers.get(encounter.billingProviderId)?.entityId;
  invariant(entityId !== undefined, 'an encounter without errors has a provider that bills');
  const { reopened } = encounter.state;
  const kept = reopened?.keepsClaims === true ? reopened.claimIds : [];
  const claims = splitIntoClaims(priced.lines, formOfKind(encounter.kind)).map((claimLines, split) => ({
    claimId: (kept[split] as ClaimId | undefined) ?? claimIdOf(tenant, encounter.id, encounter.version + 1, split),
    lines: claimLines,
    encounter,
    entityId,
    coverages,
  }));
  return { claims, taken: priced.taken };
}

function finalOf(
  encounter: DraftEncounter & StoredEncounter,
  { claims, taken, finalizedAt }: ClaimsAndPrices & { readonly finalizedAt: string },
): FinalEncounter & StoredEncounter {
  const lines: readonly EncounterLine[] = claims.flatMap((claim) => claim.lines);
  const prices = pricesOfLines(lines.map((line) => taken.get(line)));
  const claimIds = claims.map((claim) => claim.claimId);
  const state = { kind: 'final', finalizedAt, claimIds } as const;
  // The lines are the draft’s own, with their charges, so they fit its form.
  return { ...encounter, version: encounter.version + 1, lines, prices, state } as FinalEncounter & StoredEncounter;
}

function isNoticeOf(encounter: DraftEncounter): boolean {
  return 'typeOfBill' in encounter && isNotice(encounter.typeOfBill);
}
