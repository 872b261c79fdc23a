import type { Principal } from '../../shared/domain/identity/principal.ts';
import { present } from '../../shared/domain/present.ts';
import { type AuditCase, noRetaliation } from '../../shared/domain/self-audit/audit-case.ts';
import type { ConditionGap } from '../../shared/domain/self-audit/condition-gaps.ts';
import type { AuditFlag } from '../../shared/domain/self-audit/flag.ts';
import { type SelfAudit, selfAuditRefusals } from '../../shared/domain/self-audit/run.ts';
import { whyOf } from '../../shared/domain/self-audit/why.ts';
import { type LocalDate, monthBefore, monthsBetween } from '../../shared/domain/time/local-date.ts';
import type { AuditCaseView, ConditionGapView, SelfAuditView } from './api.ts';

export function selfAuditView(audit: SelfAudit): SelfAuditView {
  const { id, kind, from, to, year, state, month, read, counted, found, notJudged } = audit;
  const { requestedAt, requestedBy, endedAt, refusal } = audit;
  const all = monthsBetween(`${monthBefore(from.slice(0, 7))}-01` as LocalDate, requestedAt.slice(0, 10) as LocalDate);
  return {
    ...{ id, kind, from, to, state, read, counted, found, notJudged: [...notJudged], requestedAt, requestedBy },
    months: all.length,
    monthsRead: all.filter((each) => each < month).length,
    ...present({ year, endedAt, refusal: refusal && { code: refusal, detail: selfAuditRefusals[refusal] } }),
  };
}

export function flagView(flag: AuditFlag): NonNullable<AuditCaseView['flag']> {
  const { rule, providerId, subject, reasons, own, peers, specialty, threshold, parts } = flag;
  const { encounters, flagged, encounterIds, citation } = flag;
  return {
    ...{ rule, providerId, subject, why: whyOf(flag), reasons: [...reasons], own, threshold, parts: [...parts] },
    ...{ encounters, flagged, encounterIds: [...encounterIds] },
    ...present({ peers, specialty, citation }),
  };
}

/** A case for one reader: only managers see who reported it. */
export function auditCaseView(found: AuditCase, { roles }: Pick<Principal, 'roles'>): AuditCaseView {
  const { flag, referral, decisions, ...own } = found;
  const { reporter, ...reported } = referral ?? {};
  const shown = referral && { ...reported, ...present({ reporter: roles.includes('manager') ? reporter : undefined }) };
  return {
    ...own,
    ...present({ flag: flag && flagView(flag), referral: shown }),
    decisions: decisions.map(({ measures, ...decision }) => ({
      ...decision,
      ...present({ measures: measures && [...measures] }),
    })),
    notice: noRetaliation,
    // The stored case is shown. The cast only drops `readonly`.
  } as unknown as AuditCaseView;
}

export function conditionGapView(gap: ConditionGap): ConditionGapView {
  const { diagnoses, encounterIds, providerIds, ...own } = gap;
  return { ...own, diagnoses: [...diagnoses], encounterIds: [...encounterIds], providerIds: [...providerIds] };
}
