import { isDraftOf } from '../encounter/encounter.ts';
import type { ProfessionalLine } from '../encounter/professional-encounter.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { firstPayer } from './payer-rules.ts';

/** What a certificate of medical necessity must say, so that its line can be paid. */
export const certificateRules = {
  'certificate-not-taken': {
    checks:
      'A line for Medicare has no certificate of medical necessity: of services since 2023 Medicare rejects claims with one. What the certificate said stays in the medical record.',
    severity: 'error',
    override: 'coder',
    source:
      'Medicare Claims Processing Manual, chapter 20, 100.2; CGS Administrators, CMN/DIF elimination, for services from 1 January 2023',
  },
  'certificate-days-missing': {
    checks:
      'A certificate of medical necessity says when the treatment began; a renewed or revised one also when it was last certified, and when it was changed.',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: '837P, loop 2400, begin therapy date, last certification date, certification revision date',
  },
  'certificate-without-orderer': {
    checks: 'A line with a certificate of medical necessity names who ordered it, with address and telephone.',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: '837P, loop 2420E',
  },
} as const satisfies EditRules;

const finding = findingsOf(certificateRules);

/** The first day of services whose claims Medicare takes only without certificates. Its health plans decide themselves. */
const abolishedFrom = '2023-01-01';

/** Certificates have their days, and their physician; Medicare gets none any more. */
export const certificatesAreWhole: Edit = (encounter, context) => {
  if (!isDraftOf('professional', encounter)) return [];
  const isMedicares = firstPayer(encounter, context)?.filingIndicator === 'MB';
  return encounter.lines.flatMap((line, index) => {
    if (isMedicares && line.serviceOn >= abolishedFrom) return abolishedFindings(line, `/lines/${index}`);
    return [
      ...dayFindings(line, `/lines/${index}/equipment/certification`),
      ...(line.forms === undefined
        ? []
        : ordererFindings(line.orderingProviderId ?? encounter.orderingProviderId, index, context)),
    ];
  });
};

function abolishedFindings({ equipment, forms }: Pick<ProfessionalLine, 'equipment' | 'forms'>, pointer: string) {
  const places = [
    ...(equipment?.certification === undefined ? [] : [`${pointer}/equipment/certification`]),
    ...(forms === undefined ? [] : [`${pointer}/forms`]),
  ];
  const fix = { words: 'take the certificate off the line, and keep it in the medical record' };
  const message = 'Medicare rejects a claim with a certificate';
  return places.map((place) => finding('certificate-not-taken', place, message, { fix }));
}

function dayFindings({ equipment }: Pick<ProfessionalLine, 'equipment'>, pointer: string): Finding[] {
  const certification = equipment?.certification;
  if (certification === undefined) return [];
  const { kind, therapyBeganOn, revisedOn, lastCertifiedOn } = certification;
  const wanted = {
    therapyBeganOn: [therapyBeganOn, 'when the treatment began'],
    ...(kind === 'initial'
      ? {}
      : {
          lastCertifiedOn: [lastCertifiedOn, 'when it was last certified'],
          revisedOn: [revisedOn, 'when it was renewed or revised'],
        }),
  } as const;
  return Object.entries(wanted).flatMap(([field, [day, words]]) =>
    day === undefined
      ? [finding('certificate-days-missing', `${pointer}/${field}`, `the certificate does not say ${words}`)]
      : [],
  );
}

function ordererFindings(id: string | undefined, index: number, { providers }: EditContext): Finding[] {
  const pointer = `/lines/${index}/orderingProviderId`;
  if (id === undefined) {
    const fix = { words: 'name the physician who signed the certificate' };
    return [finding('certificate-without-orderer', pointer, 'the certificate has no physician', { fix })];
  }
  const orderer = providers.get(id);
  if (orderer === undefined || orderer.practice?.phone !== undefined) return [];
  const fix = { words: 'enter address and telephone of the physician’s practice (`practice` of the provider)' };
  return [finding('certificate-without-orderer', pointer, 'the physician has no address or telephone', { fix })];
}
