import type { Cited } from '../code-set/references.ts';
import type { MpfsRow } from '../code-set/rows.ts';
import type { DraftLine } from '../encounter/encounter.ts';
import { chargesOfLines } from '../encounter/line-charges.ts';
import { pricedServices } from '../encounter/priced-services.ts';
import { priceOf } from '../fees/price.ts';
import { type CodedLine, codedLines } from './coded-lines.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';
import { hospitalPlaces } from './places.ts';

/** Whether a charge is plausible. */
export const priceRules = {
  'charge-zero': {
    checks: 'A line has a charge above zero.',
    severity: 'warning',
    source: 'Medicare Claims Processing Manual, chapter 26, 10.4, item 24F',
  },
  'charge-far-from-schedule': {
    checks: 'A charge that the coder gave is between half and twice the office’s price.',
    severity: 'warning',
    source: 'The office’s fee schedules',
  },
  'charge-below-medicare': {
    checks: 'A charge is not below what Medicare pays: a payer pays the lower of the two.',
    severity: 'warning',
    source: 'mpfs; Social Security Act, 1833(a)(1)',
  },
  'charge-far-above-medicare': {
    checks: 'A charge is at most ten times what Medicare pays.',
    severity: 'warning',
    source: 'mpfs',
  },
} as const satisfies EditRules;

const finding = findingsOf(priceRules);

export const chargesAreAboveZero: Edit = (encounter, context) =>
  chargesOfLines(encounter, context).flatMap(({ chargeCents }, index): Finding[] =>
    chargeCents === 0
      ? [
          finding('charge-zero', `/lines/${index}/chargeCents`, 'the line costs nothing', {
            fix: { words: 'enter the charge' },
          }),
        ]
      : [],
  );

export const chargesAreNearTheSchedule: Edit = (encounter, { coverages, fees }) => {
  const services = pricedServices(encounter, coverages);
  return encounter.lines.flatMap(({ chargeCents }: DraftLine, index): Finding[] => {
    const service = services[index];
    if (chargeCents === undefined || chargeCents <= 0 || service === undefined) return [];
    const price = priceOf(service, fees).chargeCents;
    if (price === undefined || price <= 0 || (chargeCents * 2 >= price && chargeCents <= price * 2)) return [];
    const pointer = `/lines/${index}/chargeCents`;
    const fix = {
      words: 'take the price of the fee schedule, or keep the charge if it is meant',
      changes: [{ op: 'set', pointer, values: [price] } as const],
    };
    return [finding('charge-far-from-schedule', pointer, 'the charge is far from the office’s own price', { fix })];
  });
};

/** What Medicare pays for the units of a line before any locality, in cents, rounded down. */
function medicareCents(line: CodedLine, { row }: Cited<MpfsRow>): number {
  const isFacility = hospitalPlaces.has(line.place ?? '');
  const expense = isFacility ? row.facilityExpense : row.nonFacilityExpense;
  // Hundredths of a relative value times ten-thousandths of a dollar are millionths of a dollar.
  const millionths = (row.work + expense + row.malpractice) * row.conversionFactor;
  return Math.floor((millionths * line.thousandths) / 1000 / 10_000);
}

export const chargesAreNearMedicare: Edit = (encounter, context) => {
  if (encounter.kind !== 'professional') return [];
  const charges = chargesOfLines(encounter, context);
  return codedLines(encounter).flatMap((line): Finding[] => {
    const charge = line.isMinutes ? undefined : charges[line.index]?.chargeCents;
    if (charge === undefined || charge <= 0) return [];
    const component = line.modifiers.find((modifier) => modifier === '26' || modifier === 'TC');
    const answer = context.references.mpfs(line.procedure, component, line.serviceOn);
    if (answer.kind === 'not-loaded') return [notChecked('mpfs')];
    const paid = answer.kind === 'found' ? medicareCents(line, answer) : 0;
    if (answer.kind !== 'found' || paid === 0 || (charge >= paid && charge <= paid * 10)) return [];
    const pointer = `${line.pointer}/chargeCents`;
    const { citation } = answer;
    const fix = { words: 'check the charge and the fee schedule' };
    return charge < paid
      ? [finding('charge-below-medicare', pointer, 'the charge is below what Medicare pays', { citation, fix })]
      : [
          finding('charge-far-above-medicare', pointer, 'the charge is more than ten times what Medicare pays', {
            citation,
            fix,
          }),
        ];
  });
};
