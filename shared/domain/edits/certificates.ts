import { isDraftOf } from '../encounter/encounter.ts';
import type { ProfessionalLine } from '../encounter/professional-encounter.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** What a certificate of medical necessity must say, so that its line can be paid. */
export const certificateRules = {
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

/** Certificates have their days, and their physician. */
export const certificatesAreWhole: Edit = (encounter, context) => {
  if (!isDraftOf('professional', encounter)) return [];
  return encounter.lines.flatMap((line, index) => [
    ...dayFindings(line, `/lines/${index}/equipment/certification`),
    ...(line.forms === undefined
      ? []
      : ordererFindings(line.orderingProviderId ?? encounter.orderingProviderId, index, context)),
  ]);
};

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
