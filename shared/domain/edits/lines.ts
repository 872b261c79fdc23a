import { codedDiagnoses } from '../encounter/coded-diagnoses.ts';
import type { DentalLine } from '../encounter/dental-encounter.ts';
import { type DraftEncounter, type DraftLine, isDraftOf } from '../encounter/encounter.ts';
import { parseQuantity } from '../encounter/quantity.ts';
import { modifierSet } from '../fees/modifier-set.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** The form of a line and its diagnoses, independent of code sets. */
export const lineRules = {
  'diagnosis-repeated': {
    checks: 'A diagnosis is listed once.',
    severity: 'error',
    source: '837P, loop 2300, diagnoses',
  },
  'modifiers-too-many': {
    checks: 'A line has at most four modifiers.',
    severity: 'error',
    source: '837P, loop 2400, service',
  },
  'modifier-malformed': {
    checks: 'A modifier has two letters or digits.',
    severity: 'error',
    source: '837P, loop 2400, service',
  },
  'modifier-repeated': {
    checks: 'A line has each modifier once.',
    severity: 'error',
    source: '837P, loop 2400, service',
  },
  'units-wrong': {
    checks: 'Units are a decimal above zero, with at most three decimals.',
    severity: 'error',
    source: '837P, loop 2400, units',
  },
  'pointer-missing': {
    checks: 'A line points at a diagnosis.',
    severity: 'error',
    source: '837P, loop 2400, pointers',
  },
  'pointers-too-many': {
    checks: 'A line points at most at four diagnoses.',
    severity: 'error',
    source: '837P, loop 2400, pointers',
  },
  'pointer-outside': {
    checks: 'A line points at a diagnosis that is there.',
    severity: 'error',
    source: '837P, loop 2400, pointers',
  },
  'pointer-repeated': {
    checks: 'A line points at each diagnosis once.',
    severity: 'error',
    source: '837P, loop 2400, pointers',
  },
  'line-repeated': {
    checks:
      'The same service, by the same person, with the same modifiers, days, drug and description, is on one line only. Visits of home health and hospice each have a line.',
    severity: 'error',
    source:
      'Medicare Claims Processing Manual, chapter 1, 120.2: exact duplicates; chapters 10, 40.2 and 11, 30.3: visits',
  },
} as const satisfies EditRules;

const finding = findingsOf(lineRules);

/**
 * Principal and other diagnoses may each occur once. A facility’s admitting diagnosis may also be the principal one.
 */
export const diagnosesStandOnce: Edit = (encounter) => {
  const ranked = codedDiagnoses(encounter).filter(({ use }) => use === 'principal' || use === 'other');
  const codes = ranked.map(({ code }) => code);
  return ranked.flatMap(({ pointer, code }, index): Finding[] =>
    codes.indexOf(code) === index
      ? []
      : [finding('diagnosis-repeated', pointer, 'the diagnosis is already listed above')],
  );
};

export const modifiersAreRight: Edit = ({ lines }) =>
  lines.flatMap((line, index): Finding[] => {
    const pointer = `/lines/${index}/modifiers`;
    if (line.modifiers.length > 4) return [finding('modifiers-too-many', pointer, 'a line has at most four modifiers')];
    return line.modifiers.flatMap((modifier, position): Finding[] => {
      const place = `${pointer}/${position}`;
      if (!/^[A-Z0-9]{2}$/.test(modifier))
        return [finding('modifier-malformed', place, 'a modifier has two letters or digits')];
      if (line.modifiers.indexOf(modifier) === position) return [];
      const fix = { words: 'take it off', changes: [{ op: 'remove', pointer: place }] } as const;
      return [finding('modifier-repeated', place, 'the line has this modifier already', { fix })];
    });
  });

export const unitsAreRight: Edit = ({ lines }) =>
  lines.flatMap((line, index): Finding[] =>
    parseQuantity(line.units).ok
      ? []
      : [finding('units-wrong', `/lines/${index}/units`, 'units are a decimal above zero with at most three decimals')],
  );

/** A line points at one to four diagnoses of its encounter, each once. A dental line need not; a facility’s cannot. */
export const pointersAreRight: Edit = (encounter) => {
  if (isDraftOf('institutional', encounter)) return [];
  const { diagnoses } = encounter;
  return encounter.lines.flatMap((line, index): Finding[] => {
    const pointer = `/lines/${index}/diagnosisPointers`;
    const { diagnosisPointers } = line;
    if (diagnosisPointers.length === 0 && isDraftOf('professional', encounter))
      return [finding('pointer-missing', pointer, 'point at the diagnosis that is the reason for the service')];
    if (diagnosisPointers.length > 4)
      return [finding('pointers-too-many', pointer, 'a line points at most at four diagnoses')];
    return diagnosisPointers.flatMap((position, order): Finding[] => {
      const place = `${pointer}/${order}`;
      if (!Number.isSafeInteger(position) || position < 1 || position > diagnoses.length)
        return [finding('pointer-outside', place, 'there is no diagnosis in this position')];
      if (diagnosisPointers.indexOf(position) !== order)
        return [finding('pointer-repeated', place, 'the line points at this diagnosis already')];
      return [];
    });
  });
};

/**
 * Revenue codes of visits by home health agencies and hospices: two visits of one day are two lines (chapters 10, 40.2
 * and 11, 30.3).
 */
const visitRevenue = /^0(4[234]|5[567])/;

function isVisit({ kind }: DraftEncounter, line: DraftLine): boolean {
  return (kind === 'home-health' || kind === 'hospice') && 'revenueCode' in line && visitRevenue.test(line.revenueCode);
}

/**
 * What distinguishes a facility's lines besides the service. Lines without a procedure are also told apart by charge
 * and units: rooms at two rates, or two supplies.
 */
function facilityLine(line: DraftLine): readonly unknown[] {
  const revenueCode = 'revenueCode' in line ? line.revenueCode : '';
  return line.procedure === undefined ? [revenueCode, line.chargeCents, line.units] : [revenueCode];
}

/**
 * What distinguishes one service from another: the code, the modifiers and days, the drug and the description; for a
 * practitioner or a dentist, also who gave it and where.
 */
function nameOfLine(encounter: DraftEncounter, line: DraftLine): string {
  const { procedure, modifiers, serviceOn, serviceTo = serviceOn, description } = line;
  const drug = 'drug' in line ? line.drug : undefined;
  const { renderingProviderId, placeOfService } = { ...encounter, ...line } as Partial<ProfessionalPlace>;
  const own = isDraftOf('institutional', encounter)
    ? facilityLine(line)
    : [renderingProviderId, placeOfService, placeInMouth(line as Partial<DentalLine>)];
  return JSON.stringify([
    ...[procedure, modifierSet(modifiers), serviceOn, serviceTo, description, drug?.ndc, drug?.linkNumber],
    ...own,
  ]);
}

interface ProfessionalPlace {
  readonly renderingProviderId: string;
  readonly placeOfService: string;
}

function placeInMouth({ teeth = [], oralCavity = [] }: Partial<DentalLine>): string {
  return [...teeth.map(({ tooth, surfaces = [] }) => `${tooth}${surfaces.join('')}`), ...oralCavity].sort().join(' ');
}

/**
 * The same service twice on one day must be one line with more units, or have a modifier that explains it (76, 77, 59,
 * ...).
 */
export const linesStandOnce: Edit = (encounter) => {
  const lines = encounter.lines as readonly DraftLine[];
  const names = lines.map((line) => nameOfLine(encounter, line));
  return lines.flatMap((line, index): Finding[] => {
    const first = names.indexOf(names[index] ?? '');
    if (first === index || isVisit(encounter, line)) return [];
    const words = 'the same service on the same days is on a line above: add units there, or a modifier here';
    return [finding('line-repeated', `/lines/${index}`, words, { related: [`/lines/${first}`] })];
  });
};
