import type { Provider } from '../../shared/domain/practice/practice.ts';
import type { AuditContext } from '../../shared/domain/self-audit/audit-rule.ts';
import type { AuditedEncounter, AuditedLine } from '../../shared/domain/self-audit/facts.ts';
import { noSpecialtyLevels, usualAuditSettings } from '../../shared/domain/self-audit/settings.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { type RowsRelease, referencesOfRows } from './references-of-rows.ts';

/** A short notation for what the rules of the self-audit check. Codes are made up; providers are `A`, `B`, ... */

let made = 0;

/** A line such as `X9004`, `X9004-25`, or `X9100*4` for four units. */
export function audited(
  providerId: string,
  day: string,
  codes: readonly string[],
  more: Partial<AuditedEncounter> = {},
): AuditedEncounter {
  made += 1;
  const serviceOn = day as LocalDate;
  const lines = codes.map((text): AuditedLine => {
    const [coded = '', units = '1'] = text.split('*');
    const [procedure = '', ...modifiers] = coded.split('-');
    const thousandths = Number(units) * 1000;
    return { procedure, modifiers, thousandths, isMinutes: false, serviceOn, serviceTo: serviceOn, providerId };
  });
  return {
    ...{ id: `enc-${made}`, kind: 'professional', patientId: `patient-${made}`, providerId, serviceOn, lines },
    ...{ providerIds: [providerId], payerIds: [], documentedMinutes: [], diagnoses: [] },
    ...more,
  };
}

/** The given number of identical encounters. */
export function times(count: number, one: () => AuditedEncounter): readonly AuditedEncounter[] {
  return Array.from({ length: count }, one);
}

export function providersOf(
  taxonomies: Readonly<Record<string, string>>,
  more: Readonly<Record<string, Partial<Provider>>> = {},
): ReadonlyMap<string, Provider> {
  return new Map(
    Object.entries(taxonomies).map(([id, taxonomyCode]) => [id, { id, taxonomyCode, ...more[id] } as Provider]),
  );
}

/** The first quarter of 2026, in which 10 encounters are enough. X9002 to X9005 are office visits of level 2 to 5. */
export function auditContext(releases: readonly RowsRelease[] = [], more: Partial<AuditContext> = {}): AuditContext {
  const levels = [2, 3, 4, 5].map((level) => ({
    category: 'office-established' as const,
    level,
    code: `X900${level}`,
  }));
  return {
    period: { from: '2026-01-01' as LocalDate, to: '2026-03-31' as LocalDate },
    settings: { ...usualAuditSettings, leastEncounters: 10 },
    specialtyLevels: noSpecialtyLevels,
    evaluationCodes: { version: 1, levels, prolonged: [] },
    providers: providersOf({ A: '207Q00000X', B: '207Q00000X', C: '207Q00000X', D: '208D00000X' }),
    references: referencesOfRows(releases),
    ...more,
  };
}
