import type { ProcedureRow } from '../code-set/rows.ts';
import { isDraftOf } from '../encounter/encounter.ts';
import type { ClaimFormName } from '../encounter/kinds.ts';
import { formOfKind } from '../encounter/kinds.ts';
import { addModifier, type CodedLine, codedLines, removeModifier } from './coded-lines.ts';
import { procedureOn } from './codes.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';

/** What a procedure code requires of its line. */
export const requirementRules = {
  'add-on-without-primary': {
    checks: 'An add-on code is billed with one of its primary codes, on the same day.',
    severity: 'error',
    ruleOf: 'ncci',
    otherwise: 'warning',
    override: 'coder',
    source: 'ncci-add-on; NCCI Policy Manual, chapter 1, R',
  },
  'add-on-alone': {
    checks: 'An add-on code whose primary codes the contractor defines is billed with another service of the day.',
    severity: 'warning',
    source: 'ncci-add-on; NCCI Policy Manual, chapter 1, R',
  },
  'description-missing': {
    checks: 'A code for what is unlisted or not otherwise classified needs a description of what was done.',
    severity: 'error',
    source: 'Medicare Claims Processing Manual, chapter 26, 10.4, item 24; 837P, loop 2400',
  },
  'ndc-missing': {
    checks: 'A drug has its NDC.',
    severity: 'error',
    ruleOf: 'medicaid',
    otherwise: 'warning',
    override: 'coder',
    source: 'ndc-hcpcs; Social Security Act, 1927(a)(7)',
  },
  'ndc-of-other-code': {
    checks: 'The NDC of a line is of a package that its code bills.',
    severity: 'error',
    override: 'coder',
    source: 'ndc-hcpcs',
  },
  'clia-number-missing': {
    checks: 'A laboratory test has the CLIA number of the laboratory that made it.',
    severity: 'error',
    ruleOf: 'ncci',
    otherwise: 'warning',
    source: 'clia-waived; Medicare Claims Processing Manual, chapter 16, 70.2',
  },
  'clia-number-malformed': {
    checks: 'A CLIA number has ten characters, and the third is D.',
    severity: 'error',
    source: 'Medicare Claims Processing Manual, chapter 16, 70.2',
  },
  'qw-missing': {
    checks: 'A test that is CLIA-waived only with modifier QW has it, unless the laboratory has another certificate.',
    severity: 'warning',
    source: 'clia-waived; Medicare Claims Processing Manual, chapter 16, 70.8',
  },
  'qw-not-waived': {
    checks: 'Modifier QW is only on waived tests that need it.',
    severity: 'error',
    ruleOf: 'ncci',
    otherwise: 'warning',
    override: 'coder',
    source: 'clia-waived',
  },
} as const satisfies EditRules;

const finding = findingsOf(requirementRules);

export const addOnsHaveTheirPrimary: Edit = (encounter, { references, history }) => {
  const lines = codedLines(encounter);
  const sameDay = (line: CodedLine) => [
    ...lines.filter((other) => other.index !== line.index && other.serviceOn === line.serviceOn),
    ...history.filter(
      (past) => past.billingProviderId === encounter.billingProviderId && past.serviceOn === line.serviceOn,
    ),
  ];
  return lines.flatMap((line): Finding[] => {
    const rows = references.addOn(line.procedure, line.serviceOn);
    if (rows.kind === 'not-loaded') return [notChecked('ncci-add-on')];
    const [first] = rows.found;
    if (first === undefined) return [];
    const beside = sameDay(line);
    const primaries = rows.found.flatMap(({ row }) => row.primary ?? []);
    if (beside.some(({ procedure }) => primaries.includes(procedure))) return [];
    const { citation } = first;
    const pointer = `${line.pointer}/procedure`;
    if (first.row.type === 1) {
      const fix = { words: `add its primary code (${primaries.slice(0, 8).join(', ')}), or take the line out` };
      return [finding('add-on-without-primary', pointer, 'an add-on code without its primary code', { citation, fix })];
    }
    const isAlone = first.row.type === 2 ? beside.length === 0 : true;
    if (!isAlone) return [];
    const fix = { words: 'add the code to which it is added' };
    return [finding('add-on-alone', pointer, 'an add-on code without a primary code beside it', { citation, fix })];
  });
};

const unlisted = /\b(?:unlisted|unclassified|not otherwise (?:classified|specified|listed|identified)|noc|nos)\b/i;

/** A code that names a substance and its dose does state the drug: only the brand or the salt is not specified. */
const oneDrug = /not otherwise specified,? (?:per |up to )?[\d.,]+ ?(?:mg|mcg|g|gm|gram|ml|cc|units?|iu|meq|mci)\b/i;

function isUnlisted({ longDescription, shortDescription }: ProcedureRow): boolean {
  return !oneDrug.test(longDescription) && (unlisted.test(longDescription) || unlisted.test(shortDescription));
}

export const unlistedCodesAreDescribed: Edit = (encounter, { references }) => {
  const form: ClaimFormName = formOfKind(encounter.kind);
  return codedLines(encounter).flatMap((line): Finding[] => {
    if (line.description !== undefined) return [];
    const answer = procedureOn(references, form, line.procedure, line.serviceOn);
    if (answer.kind !== 'found') return [];
    const { row, citation } = answer;
    if (!isUnlisted(row)) return [];
    const fix = { words: 'describe what was done or given' };
    const message = 'the code does not say what was done: describe it';
    return [finding('description-missing', `${line.pointer}/description`, message, { citation, fix })];
  });
};

function drugFindings(line: CodedLine, { references }: EditContext): Finding[] {
  const { drug, serviceOn, procedure } = line;
  const packages = references.ndcOf(procedure, serviceOn);
  const pointer = `${line.pointer}/drug`;
  if (packages.kind === 'not-loaded') return [notChecked('ndc-hcpcs')];
  const [first] = packages.found;
  if (drug === undefined) {
    if (first === undefined) return [];
    const fix = { words: 'enter the NDC of the package that was used, its quantity and unit' };
    return [finding('ndc-missing', pointer, 'a drug: its NDC is missing', { citation: first.citation, fix })];
  }
  const listed = references.ndc(drug.ndc, serviceOn);
  const [other] = listed.kind === 'loaded' ? listed.found : [];
  if (other === undefined || packages.found.some(({ row }) => row.ndc === drug.ndc)) return [];
  const fix = {
    words: 'correct the NDC, or use the code of the drug that it belongs to',
    changes: [{ op: 'set', pointer: `${line.pointer}/procedure`, values: [other.row.code] } as const],
  };
  const message = 'the NDC is for a package that another code bills';
  return [finding('ndc-of-other-code', `${pointer}/ndc`, message, { citation: other.citation, fix })];
}

export const drugsHaveTheirNdc: Edit = (encounter, context) =>
  isDraftOf('dental', encounter) ? [] : codedLines(encounter).flatMap((line) => drugFindings(line, context));

const cliaNumber = /^\d{2}D\d{7}$/;

function cliaFindings(line: CodedLine, { references }: EditContext): Finding[] {
  const waived = references.cliaWaived(line.procedure, line.serviceOn);
  if (waived.kind === 'not-loaded') return [notChecked('clia-waived')];
  const hasQw = line.modifiers.includes('QW');
  if (waived.kind === 'absent') {
    if (!hasQw) return [];
    const fix = { words: 'take QW off', changes: [removeModifier(line, 'QW')] };
    const message = 'QW is only for waived tests';
    return [finding('qw-not-waived', `${line.pointer}/modifiers`, message, { citation: waived.citation, fix })];
  }
  const { citation, row } = waived;
  const missing = { words: 'enter the CLIA number of the laboratory that made the test' };
  const fix = { words: 'add QW if the laboratory has a certificate of waiver', changes: [addModifier(line, ['QW'])] };
  return [
    ...(line.cliaNumber === undefined
      ? [
          finding(
            'clia-number-missing',
            `${line.pointer}/cliaNumber`,
            'a laboratory test: its CLIA number is missing',
            { citation, fix: missing },
          ),
        ]
      : []),
    ...(row.needsQw && !hasQw
      ? [
          finding('qw-missing', `${line.pointer}/modifiers`, 'the test is waived only with modifier QW', {
            citation,
            fix,
          }),
        ]
      : []),
  ];
}

export const testsHaveTheirClia: Edit = (encounter, context) => {
  if (!isDraftOf('professional', encounter)) return [];
  const places = [
    ['/cliaNumber', encounter.cliaNumber] as const,
    ...encounter.lines.map((line, index) => [`/lines/${index}/cliaNumber`, line.cliaNumber] as const),
  ];
  const malformed = places.flatMap(([pointer, number]): Finding[] =>
    number === undefined || cliaNumber.test(number)
      ? []
      : [finding('clia-number-malformed', pointer, 'a CLIA number is two digits, D, and seven digits')],
  );
  return [...malformed, ...codedLines(encounter).flatMap((line) => cliaFindings(line, context))];
};
