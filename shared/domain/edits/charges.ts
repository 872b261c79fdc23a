import { type EncounterLine, splitIntoClaims } from '../encounter/encounter.ts';
import { formOfKind, isNotice } from '../encounter/kinds.ts';
import { chargesOfLines, largestChargeCents } from '../encounter/line-charges.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** What a line costs. */
export const chargeRules = {
  'charge-wrong': {
    checks: 'A charge is whole cents, from 0 to 99,999,999.99 dollars.',
    severity: 'error',
    source: '837P, loop 2400, charge',
  },
  'price-missing': {
    checks: 'A line has a charge, or a fee schedule that applies to it has its price.',
    severity: 'error',
    source: 'The office’s fee schedules',
  },
  'total-zero': {
    checks: 'The charges of a claim come to more than zero; those of a notice (type of bill 32A, 81A, ...) to zero.',
    severity: 'error',
    source:
      '837P, loop 2300, total charge; of notices Medicare Claims Processing Manual, chapters 10, 40.1, and 11, 20.1',
  },
} as const satisfies EditRules;

const finding = findingsOf(chargeRules);

function isAmount(value: EncounterLine['chargeCents']): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= largestChargeCents;
}

export const amountsAreRight: Edit = (encounter, context) =>
  chargesOfLines(encounter, context).flatMap(({ chargeCents: charge }, index): Finding[] => {
    if (charge === undefined || isAmount(charge)) return [];
    const words = 'a charge is whole cents, from 0 to 99,999,999.99 dollars';
    return [finding('charge-wrong', `/lines/${index}/chargeCents`, words)];
  });

/** A charge comes from the coder or from the fee schedule of the day; a price is never guessed. */
export const chargesAreKnown: Edit = (encounter, context) =>
  chargesOfLines(encounter, context).flatMap(({ chargeCents: charge }, index): Finding[] => {
    if (charge !== undefined) return [];
    const words = 'no fee schedule has a price for this service: give a charge, or ask /v1/fee-schedules/match why';
    return [finding('price-missing', `/lines/${index}/chargeCents`, words)];
  });

/** A claim without any charge is not sent, and a notice is never sent with one. */
export const totalsArePositive: Edit = (encounter, context) => {
  const charges = chargesOfLines(encounter, context);
  const noticed = 'typeOfBill' in encounter && isNotice(encounter.typeOfBill);
  const lines = encounter.lines.map(({ claimGroup = 0 }, index) => ({
    claimGroup,
    index,
    charge: charges[index]?.chargeCents,
  }));
  return splitIntoClaims(lines, formOfKind(encounter.kind)).flatMap((claim): Finding[] => {
    const isCharged = claim.some(({ charge }) => charge !== 0);
    if (isCharged !== noticed) return [];
    const first = claim[0]?.index ?? 0;
    const pointer = first === 0 ? '/lines' : `/lines/${first}`;
    const words = noticed ? 'a notice has no charges' : 'the charges of a claim come to more than zero';
    return [finding('total-zero', pointer, words)];
  });
};
