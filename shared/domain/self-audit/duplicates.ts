import { meantTwice } from '../edits/repeated-services.ts';
import type { AuditRule } from './audit-rule.ts';
import type { AuditedEncounter } from './facts.ts';
import { type AuditFlag, behind } from './flag.ts';

/** One of several identical services. */
interface AlikeService {
  readonly encounterId: string;
  readonly providerId: string;
  readonly procedure: string;
}

/**
 * The same patient, day, person, procedure and modifiers in more than one encounter, without a modifier that states an
 * intended repetition.
 */
export const sameDayDuplicates: AuditRule = (encounters) => {
  const alike = Map.groupBy(services(encounters), ({ likeness }) => likeness);
  const byCode = Map.groupBy([...alike.values()], ([first]) => `${first?.providerId} ${first?.procedure}`);
  const flags = [...byCode.values()].flatMap((groups): AuditFlag[] => {
    const repeated = groups.filter((group) => new Set(group.map(({ encounterId }) => encounterId)).size > 1);
    const [first] = repeated[0] ?? [];
    if (first === undefined) return [];
    const all = groups.flat();
    const ids = (list: readonly AlikeService[]) => list.map(({ encounterId }) => encounterId);
    return [
      {
        ...{ rule: 'same-day-duplicates', providerId: first.providerId, subject: first.procedure },
        reasons: ['above-threshold'],
        // All but one of identical services are too many.
        own: { count: repeated.reduce((sum, group) => sum + new Set(ids(group)).size - 1, 0), of: all.length },
        threshold: { name: 'duplicates', value: 0 },
        parts: [],
        encounters: new Set(ids(all)).size,
        ...behind(ids(repeated.flat())),
      },
    ];
  });
  return { flags, missing: [] };
};

function* services(encounters: readonly AuditedEncounter[]): Iterable<AlikeService & { readonly likeness: string }> {
  for (const { id, kind, patientId, lines } of encounters) {
    for (const { procedure, modifiers, serviceOn, providerId } of lines) {
      if (modifiers.some((modifier) => meantTwice.has(modifier))) continue;
      const likeness = [kind, patientId, providerId, procedure, serviceOn, ...[...modifiers].sort()].join(' ');
      yield { encounterId: id, providerId, procedure, likeness };
    }
  }
}
