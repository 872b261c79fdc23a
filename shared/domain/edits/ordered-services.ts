import type { Citation } from '../code-set/references.ts';
import { isDraftOf } from '../encounter/encounter.ts';
import type { LocalDate } from '../time/local-date.ts';
import { procedureIsIn } from './code-ranges.ts';
import { type CodedLine, codedLines } from './coded-lines.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';
import { firstPayer, isMedicare } from './payer-rules.ts';

/** Services that Medicare pays only where somebody ordered them. */
export const orderedServiceRules = {
  'ordering-provider-missing': {
    checks:
      'For Medicare, equipment, supplies, laboratory tests and imaging with its technical component name the provider who ordered them. Without that name, Medicare denies them with N264 or N265.',
    severity: 'error',
    override: 'coder',
    source:
      '42 CFR 424.507(a) and (b), for services from 6 January 2014; Medicare Claims Processing Manual, chapter 26, 10.4, items 17 and 17b. Tests are those of the CLIA list, those with a CLIA number of their line, and those of the laboratories’ codes (80047 to 89398, 0001U to 0999U, P2028 to P9615) where the encounter has one; imaging has a technical component in the fee schedule (PC/TC 1, 3 and 4)',
  },
} as const satisfies EditRules;

const finding = findingsOf(orderedServiceRules);

/** From this day on Medicare denies services that name no ordering provider (MLN Matters SE1305). */
const deniedFrom = '2014-01-06' as LocalDate;

/** The section of radiology, without the planning and delivery of radiation and without radionuclides as treatment. */
const imaging = ['70010-77092', '78012-78999'] as const;
/**
 * The codes of laboratories. A CLIA number of the whole encounter says nothing about its other services, such as the
 * visit.
 */
const laboratory = ['80047-89398', '0001U-0999U', 'P2028-P9615'] as const;
/** A screening mammogram needs no order (42 CFR 410.34(d)). */
const withoutOrder = ['77063', '77067'] as const;
/**
 * The PC/TC indicators of tests with a technical component: both components, the technical one alone, or only the
 * whole.
 */
const technical = ['1', '3', '4'];

/** A service that Medicare pays only when it is ordered, and the official row that says so, if there is one. */
interface Ordered {
  readonly what: string;
  readonly citation?: Citation;
}

function orderedAs(
  line: CodedLine,
  clia: { readonly ofLine: string | undefined; readonly ofEncounter: string | undefined },
  { references }: EditContext,
): Ordered | 'free' | 'not-loaded' {
  const { procedure, serviceOn, modifiers } = line;
  const test = references.cliaWaived(procedure, serviceOn);
  if (test.kind === 'found') return { what: 'a laboratory test', citation: test.citation };
  if (clia.ofLine !== undefined) return { what: 'a laboratory test' };
  const isLaboratorys = clia.ofEncounter !== undefined && procedureIsIn(procedure, laboratory);
  if (isLaboratorys && !modifiers.includes('26')) return { what: 'a laboratory test' };
  const isImaging = /^\d/.test(procedure) && procedureIsIn(procedure, imaging);
  if (!isImaging || procedureIsIn(procedure, withoutOrder) || modifiers.includes('26')) return 'free';
  const row = references.mpfs(procedure, undefined, serviceOn);
  if (row.kind === 'not-loaded') return 'not-loaded';
  const isTechnical = row.kind === 'found' && technical.includes(row.row.professionalTechnical);
  return isTechnical ? { what: 'imaging', citation: row.citation } : 'free';
}

export const orderedServicesNameWhoOrdered: Edit = (encounter, context) => {
  if (!isDraftOf('professional', encounter) || !isMedicare(firstPayer(encounter, context))) return [];
  const isEquipment = encounter.kind === 'equipment-order';
  return codedLines(encounter).flatMap((line): Finding[] => {
    const own = encounter.lines[line.index];
    const ordering = own?.orderingProviderId ?? encounter.orderingProviderId;
    // The provider who referred the patient for a test counts as the one who ordered it; equipment needs its ordering
    // provider.
    const referring = isEquipment ? undefined : (own?.referringProviderId ?? encounter.referringProviderId);
    if (line.serviceOn < deniedFrom || (ordering ?? referring) !== undefined) return [];
    const answer = isEquipment
      ? { what: 'equipment or a supply' }
      : orderedAs(line, { ofLine: own?.cliaNumber, ofEncounter: encounter.cliaNumber }, context);
    if (answer === 'not-loaded') return [notChecked('mpfs')];
    if (answer === 'free') return [];
    const fix = { words: 'name the provider who ordered it, even if that provider also gave the service' };
    const { what, ...cited } = answer;
    const message = `${what} for Medicare: name the provider who ordered it`;
    return [finding('ordering-provider-missing', `${line.pointer}/orderingProviderId`, message, { ...cited, fix })];
  });
};
