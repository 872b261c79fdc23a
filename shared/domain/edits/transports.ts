import { isDraftOf } from '../encounter/encounter.ts';
import { claimDecimal, thousandthsOf } from '../encounter/quantity.ts';
import type { AmbulanceTransport } from '../encounter/transport.ts';
import { procedureIsIn } from './code-ranges.ts';
import { codedLines } from './coded-lines.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { firstPayer, isMedicare } from './payer-rules.ts';

/** What a transport by ambulance says with modifiers and units. */
export const transportRules = {
  'transport-ends-missing': {
    checks:
      'A transport and its miles say where it began and ended: a modifier of two characters, such as RH for from home to hospital. Not of a patient who died before it began (QL).',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: 'Medicare Claims Processing Manual, chapter 15, 30 A',
  },
  'transport-arrangement-missing': {
    checks:
      'A hospital’s or another facility’s ambulance for Medicare says whether the facility drove (QN), or somebody for it (QM).',
    severity: 'warning',
    source: 'Medicare Claims Processing Manual, chapter 15, 30.2; First Coast Service Options, Ambulance modifiers',
  },
  'transport-miles-differ': {
    checks:
      'The miles that are billed are those of the transport, with those beyond the nearest facility (A0888); from 100 on they may be rounded up to a whole mile. Of a round trip, each way may have its line.',
    severity: 'warning',
    source:
      '837P, loop 2300, ambulance transport information; Medicare Claims Processing Manual, chapter 15, 30.1.2; Noridian Healthcare Solutions, Ambulance mileage',
  },
} as const satisfies EditRules;

const finding = findingsOf(transportRules);

/** Where a transport may begin and end. X is a stop at a physician’s office on the way to the hospital: an end only. */
const ends = /^[DEGHIJNPRS][DEGHIJNPRSX]$/;
const ambulance = ['A0021-A0999'] as const;
const transports = ['A0425-A0436'] as const;
const miles = ['A0425', 'A0435', 'A0436'] as const;
/** Miles beyond the nearest facility, which Medicare does not pay. */
const furtherMiles = ['A0888'] as const;

/**
 * Whether a modifier names both ends of a transport. Lists of modifiers do not have them: each is made of two characters
 * (Medicare Claims Processing Manual, chapter 15, 30 A).
 */
export const isTransportEnds = (procedure: string, modifier: string): boolean =>
  ends.test(modifier) && procedureIsIn(procedure, ambulance);

/** Transports name their ends, and bill the miles that they state. */
export const transportsAreWhole: Edit = (encounter, context) => {
  const lines = codedLines(encounter).filter(({ procedure }) => procedureIsIn(procedure, transports));
  const found = lines.flatMap(({ modifiers, pointer }): Finding[] => {
    if (modifiers.some((modifier) => modifier === 'QL' || ends.test(modifier))) return [];
    const fix = { words: 'add where it began and ended, such as RH: from home to hospital' };
    return [finding('transport-ends-missing', `${pointer}/modifiers`, 'where it began and ended is missing', { fix })];
  });
  const isMedicares = isDraftOf('institutional', encounter) && isMedicare(firstPayer(encounter, context));
  const unarranged = lines.filter(({ modifiers }) => !modifiers.some((modifier) => /^Q[MN]$/.test(modifier)));
  for (const { pointer } of isMedicares ? unarranged : []) {
    const fix = { words: 'add QN if the facility drove, QM if another drove for it' };
    found.push(finding('transport-arrangement-missing', `${pointer}/modifiers`, 'whose ambulance was it?', { fix }));
  }
  const transport = isDraftOf('professional', encounter) ? encounter.transport : undefined;
  const billed = codedLines(encounter).filter(({ procedure }) => procedureIsIn(procedure, [...miles, ...furtherMiles]));
  const sum = billed.reduce((total, { thousandths }) => total + thousandths, 0);
  const [first] = billed;
  if (transport === undefined || first === undefined || isTold(sum, transport, billed.length)) return found;
  const fix = { words: `bill ${claimDecimal(transport.miles)} miles, or correct the transport` };
  const message = 'the miles that are billed are not those of the transport';
  return [...found, finding('transport-miles-differ', `${first.pointer}/units`, message, { fix })];
};

/** From this many miles on, Medicare wants whole miles. */
const wholeMilesFrom = 100_000;

/** Whether a transport states the miles that are billed. The miles of a round trip may be those of one way. */
function isTold(billed: number, { miles, roundTripPurpose }: AmbulanceTransport, lines: number): boolean {
  const stated = thousandthsOf(miles);
  if (billed === stated || (roundTripPurpose !== undefined && lines > 1)) return true;
  return stated >= wholeMilesFrom && billed === Math.ceil(stated / 1000) * 1000;
}
