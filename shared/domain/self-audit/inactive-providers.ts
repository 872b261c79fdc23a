import type { Provider } from '../practice/practice.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { AuditRule } from './audit-rule.ts';
import type { AuditedEncounter } from './facts.ts';
import { type AuditFlag, behind, type FlagReason } from './flag.ts';

/**
 * Providers who were named on days without an active NPI, or who rendered or billed services without an enrolment with
 * the payer.
 */
export const inactiveProviders: AuditRule = (encounters, { providers }) => {
  const naming = Map.groupBy(
    encounters.flatMap((encounter) => encounter.providerIds.map((providerId) => ({ providerId, encounter }))),
    ({ providerId }) => providerId,
  );
  const flags = [...naming].flatMap(([providerId, named]): AuditFlag[] => {
    const provider = providers.get(providerId);
    if (provider === undefined) return [];
    const found = named.flatMap(({ encounter }) =>
      [...new Set([...outOfDates(provider, encounter), ...outOfEnrollments(provider, encounter)])].map((reason) => ({
        reason,
        encounterId: encounter.id,
      })),
    );
    return [...Map.groupBy(found, ({ reason }) => reason)].map(([reason, list]) => ({
      ...{ rule: 'inactive-providers' as const, providerId, subject: reason, reasons: [reason] },
      own: { count: list.length, of: named.length },
      threshold: { name: reason === 'not-enrolled' ? 'enrollments' : 'activeDates', value: 0 },
      parts: [],
      encounters: named.length,
      ...behind(list.map(({ encounterId }) => encounterId)),
    }));
  });
  return { flags, missing: [] };
};

function daysOf({ lines }: AuditedEncounter): readonly LocalDate[] {
  return lines.flatMap(({ serviceOn, serviceTo }) => [serviceOn, serviceTo]);
}

function outOfDates({ activeFrom, activeTo }: Provider, encounter: AuditedEncounter): readonly FlagReason[] {
  return daysOf(encounter).flatMap((day): FlagReason[] => [
    ...(activeFrom !== undefined && day < activeFrom ? (['before-active'] as const) : []),
    ...(activeTo !== undefined && day > activeTo ? (['after-active'] as const) : []),
  ]);
}

/**
 * If the office records enrolments with a payer: whether one is in force on the day for the rendering and the billing
 * provider.
 */
function outOfEnrollments(
  { id, enrollments = [] }: Provider,
  { lines, payerIds, providerIds: [billing] }: AuditedEncounter,
): readonly FlagReason[] {
  const days = lines.filter(({ providerId }) => id === billing || providerId === id).map(({ serviceOn }) => serviceOn);
  const isOut = payerIds.some((payerId) => {
    const own = enrollments.filter((enrollment) => enrollment.payerId === payerId);
    return own.length > 0 && days.some((day) => !own.some(({ from, to }) => from <= day && (to ?? day) >= day));
  });
  return isOut ? ['not-enrolled'] : [];
}
