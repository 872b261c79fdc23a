import type { EligibilityResult } from '../../shared/domain/eligibility/benefits.ts';
import { benefitWords, periodWord, serviceTypeWord } from '../../shared/domain/eligibility/eligibility-codes.ts';
import { type EligibilityCheck, needsAttention } from '../../shared/domain/inquiry/inquiry.ts';
import { present } from '../../shared/domain/present.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { plannedView } from '../../shared/http/inquiry-schemas.ts';
import type { CheckView, ListedCheckView } from './api.ts';

export function checkView(check: EligibilityCheck, at: Instant): CheckView {
  return { ...commonView(check, at), ...present({ result: check.result && resultView(check.result) }) };
}

export function listedCheckView(check: EligibilityCheck, at: Instant): ListedCheckView {
  return { ...commonView(check, at), ...present({ status: check.result?.status, plan: check.result?.plan }) };
}

function commonView(check: EligibilityCheck, at: Instant) {
  const { id, version, patientId, coverageId, payerId, providerId, serviceOn, serviceTypes } = check;
  const { requestedAt, requestedBy, state, changes, dismissed } = check;
  return {
    ...{ id, version, patientId, coverageId, payerId, providerId, serviceOn, serviceTypes: [...serviceTypes] },
    ...{ requestedAt, requestedBy, ...plannedView(state), needsAttention: needsAttention(check, at) },
    ...present({ changes: changes && [...changes], dismissed: dismissed && { ...dismissed } }),
  };
}

function resultView(result: EligibilityResult): NonNullable<CheckView['result']> {
  return {
    ...result,
    rejections: [...result.rejections],
    services: result.services.map(({ limits, ...service }) => ({
      ...service,
      words: serviceTypeWord(service.serviceType),
      limits: limits.map(({ period, ...limit }) => ({
        ...limit,
        ...present({ period: period && periodWord(period) }),
      })),
    })),
    benefits: result.benefits.map(({ serviceTypes, period, ...benefit }) => ({
      ...benefit,
      words: benefitWords[benefit.kind],
      serviceTypes: serviceTypes.map((code) => ({ code, words: serviceTypeWord(code) })),
      ...present({ period: period && periodWord(period) }),
      messages: [...benefit.messages],
      circumstances: [...benefit.circumstances],
      parties: [...benefit.parties],
    })),
    otherPayers: [...result.otherPayers],
    managedCare: [...result.managedCare],
    contradictions: result.contradictions.map(({ benefits, kind }) => ({ benefits: [...benefits], kind })),
  };
}
