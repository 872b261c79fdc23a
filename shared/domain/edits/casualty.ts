import { billedCoverages } from '../encounter/billed-coverages.ts';
import { type DraftEncounter, isDraftOf } from '../encounter/encounter.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** What insurers of employers and of cars want, because they pay only for what work or a car has caused. */
export const casualtyRules = {
  'casualty-cause-missing': {
    checks:
      'A claim to workers’ compensation says that work caused the condition (EM; a facility: condition code 02 or occurrence code 04), and one to an auto insurer that a car did (AA; a facility: occurrence code 01, 02 or 03).',
    severity: 'error',
    override: 'coder',
    source: '837P and 837D, loop 2300, related causes; NUCC, item 10; NUBC, form locators 18 to 34',
  },
  'casualty-day-missing': {
    checks: 'A claim to workers’ compensation has the day of the injury, or the day on which the illness began.',
    severity: 'warning',
    source: '837P, loop 2300, accident date and onset; NUCC, item 14; NUBC, form locators 31 to 34',
  },
  'casualty-number-missing': {
    checks:
      'The coverage of workers’ compensation or of an auto insurer has the insurer’s number of the case, once it is known.',
    severity: 'warning',
    source: '837, loops 2010BA and 2010CA, property and casualty claim number; 28 TAC 133.10(f)',
  },
} as const satisfies EditRules;

const finding = findingsOf(casualtyRules);

/** Per filing indicator: the cause of the condition, and how a facility says it. */
const kinds = {
  WC: { cause: 'EM', conditions: ['02'], occurrences: ['04'] },
  AM: { cause: 'AA', conditions: [], occurrences: ['01', '02', '03'] },
} as const;
type Kind = keyof typeof kinds;
const isKind = (indicator: string | undefined): indicator is Kind => indicator !== undefined && indicator in kinds;

/** What is billed to an insurer of casualties tells the casualty. */
export const casualtiesAreTold: Edit = (encounter, { coverages, payers }) => {
  const [first] = billedCoverages(encounter, coverages);
  const indicator = first && payers.get(first.payerId)?.filingIndicator;
  if (first === undefined || !isKind(indicator)) return [];
  const isFacility = isDraftOf('institutional', encounter);
  const found: Finding[] = [];
  if (!saysCause(encounter, indicator)) {
    const { cause, conditions, occurrences } = kinds[indicator];
    const words = isFacility
      ? `add ${[...conditions.map((code) => `condition code ${code}`), ...occurrences.map((code) => `occurrence code ${code}`)].join(' or ')}`
      : `add \`accident\` with the cause ${cause}`;
    const pointer = isFacility ? '/occurrenceCodes' : '/accident';
    found.push(finding('casualty-cause-missing', pointer, 'what caused the condition?', { fix: { words } }));
  } else if (indicator === 'WC' && !saysDay(encounter)) {
    const [pointer, words] = dayPlace(encounter);
    found.push(finding('casualty-day-missing', pointer, 'when did it happen, or begin?', { fix: { words } }));
  }
  if (first.propertyCasualty?.claimNumber === undefined) {
    const fix = { words: 'enter the insurer’s number of the case: `propertyCasualty.claimNumber` of the coverage' };
    found.push(
      finding('casualty-number-missing', '/coverageIds', 'the insurer’s number of the case is missing', { fix }),
    );
  }
  return found;
};

function saysCause(encounter: DraftEncounter, indicator: Kind): boolean {
  const { cause, conditions, occurrences } = kinds[indicator];
  if (!isDraftOf('institutional', encounter)) return encounter.accident?.causes.includes(cause) === true;
  const { conditionCodes = [], occurrenceCodes = [] } = encounter;
  return (
    conditionCodes.some((code) => (conditions as readonly string[]).includes(code)) ||
    occurrenceCodes.some(({ code }) => (occurrences as readonly string[]).includes(code))
  );
}

/** A facility's occurrence codes for the day of an injury at work, and for that on which an illness began. */
const workDays: ReadonlySet<string> = new Set(['04', '11']);

/** A dentist's accident is the only place for a day. */
function saysDay(encounter: DraftEncounter): boolean {
  if (isDraftOf('institutional', encounter)) {
    return (encounter.occurrenceCodes ?? []).some(({ code }) => workDays.has(code));
  }
  const onset = isDraftOf('professional', encounter) ? encounter.onsetDate : undefined;
  return (encounter.accident?.date ?? onset) !== undefined;
}

/** Where the day belongs, and what to enter there. */
function dayPlace(encounter: DraftEncounter): readonly [pointer: string, words: string] {
  if (isDraftOf('institutional', encounter)) {
    return [
      '/occurrenceCodes',
      'add occurrence code 04 with the day of the injury, or 11 with that on which the illness began',
    ];
  }
  const orOnset = isDraftOf('professional', encounter) ? ', or when the illness began (`onsetDate`)' : '';
  return ['/accident/date', `give the day of the injury (\`accident.date\`)${orOnset}`];
}
