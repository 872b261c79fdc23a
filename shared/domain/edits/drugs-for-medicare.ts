import type { ListedCodeRow } from '../code-set/rows.ts';
import { type DraftEncounter, isDraftOf } from '../encounter/encounter.ts';
import type { LocalDate } from '../time/local-date.ts';
import { addModifier, type CodedLine, codedLines } from './coded-lines.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';
import { isBilled } from './payer-rules.ts';

/**
 * What Medicare’s own contractors want of drugs that they pay for separately, first or after another payer. Its health
 * plans have rules of their own.
 */
export const medicareDrugRules = {
  'discard-not-said': {
    checks:
      'A drug from a single-dose container says whether some of it was discarded: a line of its own with JW for that part, or JZ where there was none. Drugs that come so are those of the office’s list.',
    severity: 'error',
    override: 'coder',
    source:
      'single-dose-drugs; Medicare Claims Processing Manual, chapter 17, 40; CMS, JW and JZ modifier policy, for services from 1 July 2023',
  },
  'discard-not-said-by-hospital': {
    checks:
      'A hospital’s outpatient drug from a single-dose container (revenue code 0636) says whether some of it was discarded (JW, JZ), unless it is paid within another service.',
    severity: 'warning',
    source:
      'single-dose-drugs; Medicare Claims Processing Manual, chapter 17, 40; CMS, JW and JZ modifier policy, for services from 1 July 2023',
  },
  'discard-without-dose': {
    checks: 'What was discarded (JW) stands beside a line with what was given from the same container.',
    severity: 'warning',
    source: 'Medicare Claims Processing Manual, chapter 17, 40.1',
  },
  'blood-test-missing': {
    checks:
      'A drug that stimulates the making of red blood cells (ESA) has the latest hemoglobin or hematocrit: a practitioner’s line as a measurement, a facility’s bill as value code 48 or 49. Not within a stay, which pays for its drugs.',
    severity: 'error',
    override: 'coder',
    source: 'Medicare Claims Processing Manual, chapter 17, 80.8, and chapter 8, 60.4; MLN Matters MM5699',
  },
  'anemia-cause-missing': {
    checks:
      'An ESA for a patient without end-stage renal disease says why it was given: chemotherapy (EA), radiotherapy (EB), or neither (EC).',
    severity: 'error',
    override: 'coder',
    source: 'Medicare Claims Processing Manual, chapter 17, 80.9; MLN Matters MM5699',
  },
} as const satisfies EditRules;

const finding = findingsOf(medicareDrugRules);

/** Codes that may be drugs: these letters of HCPCS. Others are not looked up, so that no office needs the list for them. */
const maybeDrug = /^[ACJPQ]\d{4}$/;
/**
 * Places where drugs are part of another payment (50 and 72: federally qualified and rural health centers) or may be (24:
 * surgery centers).
 */
const paidWithin: ReadonlySet<string | undefined> = new Set(['24', '50', '72']);
/** Types of bill for outpatients whose drugs Medicare may pay separately: hospitals, and critical access hospitals. */
const hospitalBill = /^0(?:12|13|85)/;
/** Drugs that a hospital lists with their codes. */
const drugRevenue = '0636';
/** The first day on which a line must say that nothing was discarded. Before, only what was discarded had a line. */
const askedFrom = '2023-07-01';
/** Types of bill for stays, whose payment includes drugs. */
const stayBill = /^0(?:11|18|21)/;
/** What the law excludes is not paid, and so not asked. */
const notPaid: ReadonlySet<string> = new Set(['GY', 'GZ']);

/** A single-dose drug says what became of the rest of its container. */
export const discardedDrugsAreSaid: Edit = (encounter, context) => {
  const editId = discardEdit(encounter, context);
  if (editId === undefined) return [];
  const lines = codedLines(encounter);
  return lines.flatMap((line): Finding[] => {
    if (!maybeDrug.test(line.procedure) || isWithin(encounter, line)) return [];
    const sameDrug = lines.filter(
      (other) => other !== line && other.procedure === line.procedure && other.serviceOn === line.serviceOn,
    );
    if (line.modifiers.includes('JW')) return sameDrug.some(isGiven) ? [] : [withoutDose(line)];
    if (line.modifiers.includes('JZ') || sameDrug.some(({ modifiers }) => modifiers.includes('JW'))) return [];
    if (line.serviceOn < askedFrom) return [];
    const listed = context.references.listed('single-dose-drugs', line.procedure, line.serviceOn);
    if (listed.kind === 'not-loaded') return [notChecked('single-dose-drugs')];
    if (listed.kind === 'absent' || !holdsOn(listed.row, line.serviceOn)) return [];
    const fix = {
      words: 'add JZ if nothing was discarded, else a line with JW and the units that were',
      changes: [addModifier(line, ['JZ'])],
    };
    const message = 'a drug from a single-dose container: the line does not say whether some was discarded';
    return [finding(editId, `${line.pointer}/modifiers`, message, { citation: listed.citation, fix })];
  });
};

const holdsOn = ({ from, to }: ListedCodeRow, day: LocalDate): boolean =>
  (from === undefined || from <= day) && (to === undefined || day <= to);

const isGiven = ({ modifiers }: CodedLine): boolean => !modifiers.includes('JW');

function withoutDose({ pointer, modifiers }: CodedLine): Finding {
  const fix = { words: 'add a line with the units that were given, without JW' };
  const at = `${pointer}/modifiers/${modifiers.indexOf('JW')}`;
  return finding('discard-without-dose', at, 'what was discarded stands without what was given', { fix });
}

/** Which rule this encounter is asked; none where the payer or the kind of bill has no such rule. */
function discardEdit(encounter: DraftEncounter, context: EditContext) {
  if (isDraftOf('professional', encounter)) {
    return isBilled(encounter, 'MB', context) ? 'discard-not-said' : undefined;
  }
  const isHospital = isDraftOf('institutional', encounter) && hospitalBill.test(encounter.typeOfBill);
  return isHospital && isBilled(encounter, 'MA', context) ? 'discard-not-said-by-hospital' : undefined;
}

function isWithin(encounter: DraftEncounter, { index, place, modifiers }: CodedLine): boolean {
  if (modifiers.some((modifier) => notPaid.has(modifier)) || paidWithin.has(place)) return true;
  return isDraftOf('institutional', encounter) && encounter.lines[index]?.revenueCode !== drugRevenue;
}

/** Drugs that stimulate the making of red blood cells, by their use (MLN Matters MM5699 and its updates). */
const withoutDialysis: ReadonlySet<string> = new Set(['J0881', 'J0885', 'J0888', 'Q5106']);
const onDialysis: ReadonlySet<string> = new Set(['J0882', 'J0887', 'Q4081', 'Q5105']);
const causes = ['EA', 'EB', 'EC'] as const;
const isCause = (modifier: string): boolean => (causes as readonly string[]).includes(modifier);
/** Hemoglobin and hematocrit: as measurements of a line, and as value codes of a bill. */
const bloodTests: ReadonlySet<string> = new Set(['R1', 'R2']);
const bloodValues: ReadonlySet<string> = new Set(['48', '49']);

/** A drug against anemia has the test that shows it, and its cause. */
export const anemiaIsShown: Edit = (encounter, context) => {
  const isPractitioner = isDraftOf('professional', encounter);
  if (!isBilled(encounter, isPractitioner ? 'MB' : 'MA', context)) return [];
  if (isDraftOf('institutional', encounter) && stayBill.test(encounter.typeOfBill)) return [];
  return codedLines(encounter).flatMap((line): Finding[] => {
    const isOutside = withoutDialysis.has(line.procedure);
    if (!isOutside && !onDialysis.has(line.procedure)) return [];
    if (line.modifiers.some((modifier) => notPaid.has(modifier))) return [];
    const found: Finding[] = [];
    if (!hasBloodTest(encounter, line)) {
      const message = 'Medicare returns this drug without the latest hemoglobin or hematocrit';
      const words = isPractitioner
        ? 'add a measurement of the line: reference TR, kind R1 (hemoglobin) or R2 (hematocrit)'
        : 'add value code 48 (hemoglobin) or 49 (hematocrit)';
      const pointer = isPractitioner ? `${line.pointer}/measurements` : '/valueCodes';
      found.push(finding('blood-test-missing', pointer, message, { fix: { words } }));
    }
    if (isOutside && !line.modifiers.some(isCause)) {
      const fix = { words: 'add EA (chemotherapy), EB (radiotherapy) or EC (neither)' };
      const message = 'the line does not say what caused the anemia';
      found.push(finding('anemia-cause-missing', `${line.pointer}/modifiers`, message, { fix }));
    }
    return found;
  });
};

function hasBloodTest(encounter: DraftEncounter, { index }: CodedLine): boolean {
  if (isDraftOf('professional', encounter)) {
    return (encounter.lines[index]?.measurements ?? []).some(({ kind }) => bloodTests.has(kind));
  }
  return (
    isDraftOf('institutional', encounter) && (encounter.valueCodes ?? []).some(({ code }) => bloodValues.has(code))
  );
}
