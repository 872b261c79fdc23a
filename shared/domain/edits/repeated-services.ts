import type { Payer } from '../practice/practice.ts';
import { addDays } from '../time/local-date.ts';
import { procedureIsIn } from './code-ranges.ts';
import { addModifier, type CodedLine, codedLines } from './coded-lines.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import type { PastService } from './history.ts';
import { firstPayer } from './payer-rules.ts';

/** Services that were already billed. */
export const repetitionRules = {
  'visit-entered-twice': {
    checks: 'No other encounter of the patient has the same service, by the same provider, on the same day.',
    severity: 'warning',
    source: 'Medicare Claims Processing Manual, chapter 1, 120.2: suspect duplicates',
  },
  'frequency-exceeded': {
    checks: 'A service is not given more often than the payer’s rule allows.',
    severity: 'error',
    override: 'coder',
    source: 'The payer’s `frequencyLimits`',
  },
} as const satisfies EditRules;

const finding = findingsOf(repetitionRules);

/** Modifiers that state that a repetition is intended. */
export const meantTwice: ReadonlySet<string> = new Set('76 77 78 79 91 59 XE XP XS XU'.split(' '));

function isSame(line: CodedLine, past: PastService, billingProviderId: string): boolean {
  const actingOf = (id: string | undefined) => id ?? billingProviderId;
  return (
    past.procedure === line.procedure &&
    past.serviceOn === line.serviceOn &&
    actingOf(past.renderingProviderId) === actingOf(line.renderingProviderId) &&
    [...past.modifiers].sort().join(' ') === [...line.modifiers].sort().join(' ')
  );
}

export const visitsAreEnteredOnce: Edit = (encounter, { history }) =>
  codedLines(encounter).flatMap((line): Finding[] => {
    if (line.modifiers.some((modifier) => meantTwice.has(modifier))) return [];
    if (!history.some((past) => isSame(line, past, encounter.billingProviderId))) return [];
    const fix = {
      words:
        'if it is the same visit, do not bill it again; if the service was repeated, add 76 (same person) or 77 (another)',
      changes: [addModifier(line, ['76', '77'])],
    };
    const message = 'the same service of the same provider on this day is in another encounter of the patient';
    return [finding('visit-entered-twice', line.pointer, message, { fix })];
  });

type Limit = NonNullable<Payer['frequencyLimits']>[number];

/**
 * How often a service was given in the days of the limit, up to this line: each other line counts once, and so does
 * this one.
 */
function timesWithin(
  line: CodedLine,
  limit: Limit,
  others: readonly { procedure: string; serviceOn: string }[],
): number {
  const from = addDays(line.serviceOn, 1 - limit.days);
  const counted = others.filter(
    ({ procedure, serviceOn }) =>
      procedureIsIn(procedure, limit.procedures) && serviceOn >= from && serviceOn <= line.serviceOn,
  );
  return counted.length + 1;
}

export const frequencyIsKept: Edit = (encounter, context) => {
  const limits = firstPayer(encounter, context)?.frequencyLimits ?? [];
  const lines = codedLines(encounter);
  return lines.flatMap((line, position): Finding[] =>
    limits.flatMap((limit): Finding[] => {
      if (!procedureIsIn(line.procedure, limit.procedures)) return [];
      // Of several lines on one day, the later ones exceed the limit, so that each is counted once.
      const before = lines.filter(
        (other, at) => other.serviceOn < line.serviceOn || (other.serviceOn === line.serviceOn && at < position),
      );
      if (timesWithin(line, limit, [...context.history, ...before]) <= limit.times) return [];
      const often = limit.times === 1 ? 'once' : `${limit.times} times`;
      const fix = {
        words: 'bill the patient, if the patient was told so beforehand, or override and say what the payer agreed to',
      };
      const message = `the payer covers it ${often} in ${limit.days} days`;
      return [finding('frequency-exceeded', line.pointer, message, { fix })];
    }),
  );
};
