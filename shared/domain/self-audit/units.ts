import type { Cited, NcciSetting } from '../code-set/references.ts';
import type { MueRow } from '../code-set/rows.ts';
import { mueKinds, mueSetting, perDay } from '../edits/units.ts';
import { present } from '../present.ts';
import { daysThrough, type LocalDate } from '../time/local-date.ts';
import type { AuditContext, AuditNeed, AuditRule } from './audit-rule.ts';
import type { AuditedEncounter } from './facts.ts';
import { type AuditFlag, behind, isMoreThan } from './flag.ts';
import { type Counted, flagsOfRates, measure } from './measure.ts';

/**
 * A provider's billed units of a procedure for a patient on a day, over all encounters; per line when the edit counts
 * by line.
 */
interface BilledUnits {
  readonly setting: NcciSetting;
  readonly providerId: string;
  readonly procedure: string;
  readonly thousandths: number;
  readonly encounterIds: readonly string[];
  readonly likely: Cited<MueRow>;
}

/** Days with more units than likely. One is enough: each is a fact, not a rate. */
export const unitsOverMue: AuditRule = (encounters, context) => {
  const { billed, missing } = billedUnits(encounters, context);
  const byCode = Map.groupBy(billed, ({ setting, providerId, procedure }) => `${setting} ${providerId} ${procedure}`);
  const flags = [...byCode.values()].flatMap((all): AuditFlag[] => {
    const over = all.filter(({ thousandths, likely }) => thousandths > likely.row.units * 1000);
    const [first] = over;
    if (first === undefined) return [];
    const { providerId, procedure, likely } = first;
    return [
      {
        ...{ rule: 'units-over-mue', providerId, subject: procedure, reasons: ['above-threshold'] as const },
        own: { count: over.length, of: all.length },
        threshold: { name: 'mue', value: likely.row.units },
        parts: [],
        encounters: new Set(all.flatMap(({ encounterIds }) => encounterIds)).size,
        ...behind(over.flatMap(({ encounterIds }) => encounterIds)),
        citation: likely.citation,
      },
    ];
  });
  return { flags, missing };
};

/**
 * Procedures with most days near the likely units. A procedure with one likely unit is always at its limit, and means
 * nothing.
 */
export const unitsNearMue: AuditRule = (encounters, context) => {
  const { billed, missing } = billedUnits(encounters, context);
  const several = billed.filter(({ likely }) => likely.row.units > 1);
  // Each setting has its own table.
  const bySetting = Map.groupBy(several, ({ setting }) => setting);
  return { flags: [...bySetting.values()].flatMap((those) => flagsNear(those, context)), missing };
};

function flagsNear(several: readonly BilledUnits[], context: AuditContext): readonly AuditFlag[] {
  const { mueNearPercent, mueNearSharePercent } = context.settings;
  const things = several.map(
    ({ providerId, procedure, encounterIds, thousandths, likely }): Counted => ({
      ...{ providerId, subject: procedure, encounterIds },
      isHit: thousandths * 100 >= likely.row.units * 1000 * mueNearPercent,
    }),
  );
  const citations = new Map(several.map(({ procedure, likely }) => [procedure, likely.citation]));
  const flags = flagsOfRates('units-near-mue', measure(things), context, ({ subject, ratio }) => {
    const citation = citations.get(subject);
    return {
      reasons: isMoreThan(ratio, mueNearSharePercent) ? ['above-threshold'] : [],
      threshold: { name: 'mueNearSharePercent', value: mueNearSharePercent },
      ...present({ citation }),
    };
  });
  // For this rule, distant peers are only a figure, not a reason for a flag.
  return flags.filter(({ reasons }) => reasons.includes('above-threshold'));
}

function billedUnits(
  encounters: readonly AuditedEncounter[],
  { references }: AuditContext,
): { readonly billed: readonly BilledUnits[]; readonly missing: readonly AuditNeed[] } {
  const missing = new Set<AuditNeed>();
  const billed = [...unitsByDay(encounters).values()].flatMap((day): BilledUnits[] => {
    const answer = references.mue(day.setting, day.procedure, day.serviceOn);
    if (answer.kind === 'not-loaded') missing.add(mueKinds[day.setting]);
    if (answer.kind !== 'found') return [];
    const { setting, providerId, procedure, lines } = day;
    const likely = { row: answer.row, citation: answer.citation };
    const portions = likely.row.adjudication === 1 ? lines.map((line) => [line]) : [lines];
    return portions.map((portion) => ({
      ...{ setting, providerId, procedure, likely },
      thousandths: portion.reduce((sum, { thousandths }) => sum + thousandths, 0),
      encounterIds: [...new Set(portion.map(({ encounterId }) => encounterId))],
    }));
  });
  return { billed, missing: [...missing] };
}

interface DayOfProcedure {
  readonly setting: NcciSetting;
  readonly providerId: string;
  readonly procedure: string;
  readonly serviceOn: LocalDate;
  readonly lines: { readonly encounterId: string; readonly thousandths: number }[];
}

/** A line over several days contributes its part to each. */
function unitsByDay(encounters: readonly AuditedEncounter[]): ReadonlyMap<string, DayOfProcedure> {
  const days = new Map<string, DayOfProcedure>();
  for (const { id, kind, patientId, lines } of encounters) {
    const setting = mueSetting({ kind });
    if (setting === undefined) continue;
    for (const line of lines) {
      if (line.isMinutes) continue;
      const { providerId, procedure } = line;
      for (const serviceOn of daysThrough(line.serviceOn, line.serviceTo)) {
        const key = `${setting} ${patientId} ${providerId} ${procedure} ${serviceOn}`;
        const day = days.get(key) ?? { setting, providerId, procedure, serviceOn, lines: [] };
        day.lines.push({ encounterId: id, thousandths: perDay(line) });
        days.set(key, day);
      }
    }
  }
  return days;
}
