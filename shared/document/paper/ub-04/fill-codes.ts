import type { InstitutionalClaim, ReportedDiagnosis } from '../../../domain/claim/institutional-claim.ts';
import type { ClaimProvider } from '../../../domain/claim/party.ts';
import { attachmentTexts, caseNumberOf, otherIdOf } from '../claim-people.ts';
import { type BoxTexts, type FormContent, inLines, inOrder } from '../fill-boxes.ts';
import { identifier, plain, shortDate } from '../paper-text.ts';
import { otherDiagnoses, remarkBoxes } from './boxes.ts';
import { eventBoxes } from './fill-events.ts';
import { caseIn62 } from './fill-payers.ts';

const procedureBoxes = ['74', '74a', '74b', '74c', '74d', '74e'];

/** Form locators 18 to 41 and 66 to 81: codes, providers and remarks, and the values without room. */
export function codeBoxes(claim: InstitutionalClaim): {
  readonly texts: BoxTexts;
  readonly leftOff: FormContent['leftOff'];
} {
  const events = eventBoxes(claim);
  const others = providersOf(claim);
  const left = (box: string, values: readonly unknown[] | undefined, room: number) => {
    return { box, count: (values?.length ?? 0) - room };
  };
  return {
    texts: {
      ...events.texts,
      ...procedureTexts(claim),
      ...diagnosisBoxes(claim),
      ...providerBoxes('76', claim.attendingProvider),
      ...providerBoxes('77', claim.operatingProvider),
      ...providerBoxes('78', others[0]?.provider, others[0]?.role),
      ...providerBoxes('79', others[1]?.provider, others[1]?.role),
      ...inLines(remarkBoxes, remarksOf(claim)),
    },
    leftOff: [
      ...events.leftOff,
      left('67', claim.diagnoses, 1 + otherDiagnoses.length),
      left('70', claim.reasonsForVisit, 3),
      left('72', claim.externalCauses, 3),
      left('74', claim.procedures, procedureBoxes.length),
      left('78', others, 2),
    ],
  };
}

function procedureTexts({ procedures = [] }: InstitutionalClaim): BoxTexts {
  const texts = procedures.slice(0, procedureBoxes.length).map(({ code, performedOn }, at): BoxTexts => {
    const box = procedureBoxes[at] ?? '';
    return { [box]: identifier(code), [`${box}.date`]: shortDate(performedOn) };
  });
  return Object.assign({}, ...texts);
}

function diagnosisBoxes(claim: InstitutionalClaim): BoxTexts {
  const [principal, ...others] = claim.diagnoses;
  return {
    '66': principal === undefined ? '' : principal.codeSet === 'icd-9-cm' ? '9' : '0',
    '67': diagnosisText(principal),
    ...inOrder(otherDiagnoses, others.slice(0, otherDiagnoses.length).map(diagnosisText)),
    '69': identifier(claim.admittingDiagnosis?.code ?? ''),
    ...inOrder(
      ['70a', '70b', '70c'],
      (claim.reasonsForVisit ?? []).slice(0, 3).map(({ code }) => identifier(code)),
    ),
    '71': claim.drg,
    ...inOrder(['72a', '72b', '72c'], (claim.externalCauses ?? []).slice(0, 3).map(diagnosisText)),
  };
}

/** The diagnosis code in seven characters, and its present-on-admission indicator as the eighth. */
function diagnosisText(diagnosis: ReportedDiagnosis | undefined): string {
  if (diagnosis === undefined) return '';
  return `${identifier(diagnosis.code).padEnd(7)}${diagnosis.presentOnAdmission ?? ''}`.trimEnd();
}

/** Other providers with their roles: referring, other operating, rendering. */
function providersOf({ referringProvider, otherOperatingProvider, renderingProvider }: InstitutionalClaim) {
  const named = [
    ['ZZ', otherOperatingProvider],
    ['DN', referringProvider],
    ['82', renderingProvider],
  ] as const;
  return named.flatMap(([role, provider]) => (provider === undefined ? [] : [{ role, provider }]));
}

function providerBoxes(locator: string, provider: ClaimProvider | undefined, role?: string): BoxTexts {
  const other = otherIdOf(provider);
  const name = provider?.name;
  return {
    [`${locator}.role`]: role,
    [`${locator}.npi`]: provider?.npi,
    [`${locator}.kind`]: other?.kind,
    [`${locator}.id`]: identifier(other?.id ?? ''),
    [`${locator}.last`]: plain(name?.kind === 'person' ? name.last : (name?.name ?? '')),
    [`${locator}.first`]: plain(name?.kind === 'person' ? (name.first ?? '') : ''),
  };
}

function remarksOf(claim: InstitutionalClaim): string {
  const number = caseNumberOf(claim);
  const told = number === '' || caseIn62(claim) !== '' ? [] : [`CASE ${number}`];
  return [...told, ...attachmentTexts(claim), ...(claim.notes ?? []).map(({ text }) => plain(text))].join(' ');
}
