import type { InstitutionalClaim, ReportedDiagnosis } from '../../../domain/claim/institutional-claim.ts';
import type { ClaimProvider } from '../../../domain/claim/party.ts';
import { attachmentTexts, otherIdOf } from '../claim-people.ts';
import { type BoxTexts, type FormContent, inLines, inOrder } from '../fill-boxes.ts';
import { identifier, plain, shortDate } from '../paper-text.ts';
import { otherDiagnoses, remarkBoxes } from './boxes.ts';

const conditionBoxes = Array.from({ length: 11 }, (_, index) => String(18 + index));
/** In the order in which they are used: all of line a, then line b, ... */
const occurrenceBoxes = ['31a', '32a', '33a', '34a', '31b', '32b', '33b', '34b'];
const periodBoxes = ['35a', '36a', '35b', '36b'];
const valueBoxes = ['a', 'b', 'c', 'd'].flatMap((line) => [39, 40, 41].map((locator) => `${locator}${line}`));
const procedureBoxes = ['74', '74a', '74b', '74c', '74d', '74e'];

/** Form locators 18 to 41 and 66 to 81: codes, providers and remarks, and what they have no room for. */
export function codeBoxes(claim: InstitutionalClaim): {
  readonly texts: BoxTexts;
  readonly leftOff: FormContent['leftOff'];
} {
  const others = providersOf(claim);
  const left = (box: string, values: readonly unknown[] | undefined, room: number) => {
    return { box, count: (values?.length ?? 0) - room };
  };
  return {
    texts: {
      ...inOrder(conditionBoxes, (claim.conditionCodes ?? []).slice(0, 11)),
      ...eventBoxes(claim),
      ...diagnosisBoxes(claim),
      ...providerBoxes('76', claim.attendingProvider),
      ...providerBoxes('77', claim.operatingProvider),
      ...providerBoxes('78', others[0]?.provider, others[0]?.role),
      ...providerBoxes('79', others[1]?.provider, others[1]?.role),
      ...inLines(remarkBoxes, remarksOf(claim)),
      ...taxonomyBoxes(claim),
    },
    leftOff: [
      left('18', claim.conditionCodes, 11),
      left('31', claim.occurrences, occurrenceBoxes.length),
      left('35', claim.occurrenceSpans, periodBoxes.length),
      left('39', claim.values, valueBoxes.length),
      left('67', claim.diagnoses, 1 + otherDiagnoses.length),
      left('72', claim.externalCauses, 3),
      left('74', claim.procedures, procedureBoxes.length),
      left('78', others, 2),
    ],
  };
}

/** Texts by the box of each value, for as many as there are boxes. */
function boxesFor<Value>(
  boxes: readonly string[],
  values: readonly Value[] | undefined,
  texts: (box: string, value: Value) => BoxTexts,
): BoxTexts {
  return Object.assign({}, ...(values ?? []).slice(0, boxes.length).map((value, at) => texts(boxes[at] ?? '', value)));
}

function eventBoxes({ occurrences, occurrenceSpans, values, procedures }: InstitutionalClaim): BoxTexts {
  return {
    ...boxesFor(occurrenceBoxes, occurrences, (box, { code, on }) => {
      return { [`${box}.code`]: code, [`${box}.date`]: shortDate(on) };
    }),
    ...boxesFor(periodBoxes, occurrenceSpans, (box, { code, from, to }) => {
      return { [`${box}.code`]: code, [`${box}.from`]: shortDate(from), [`${box}.to`]: shortDate(to) };
    }),
    ...boxesFor(valueBoxes, values, (box, { code, value }) => {
      return { [`${box}.code`]: code, [`${box}.amount`]: valueText(value) };
    }),
    ...boxesFor(procedureBoxes, procedures, (box, { code, performedOn }) => {
      return { [box]: identifier(code), [`${box}.date`]: shortDate(performedOn) };
    }),
  };
}

/**
 * A value against the form's line between dollars and cents, without a point. Of a whole number, such as of days, the two places of the
 * cents stay empty.
 */
function valueText(value: string): string {
  const [whole = '', fraction = ''] = value.split('.');
  return `${whole}${fraction === '' ? '  ' : fraction.padEnd(2, '0')}`;
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
      (claim.reasonsForVisit ?? []).map(({ code }) => identifier(code)),
    ),
    '71': claim.drg,
    ...inOrder(['72a', '72b', '72c'], (claim.externalCauses ?? []).slice(0, 3).map(diagnosisText)),
  };
}

/** The code in seven places, and whether it was present on admission in the eighth. */
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
  return [...attachmentTexts(claim), ...(claim.notes ?? []).map(({ text }) => plain(text))].join(' ');
}

/** The billing provider's taxonomy (`B3`) in the list of further codes. */
function taxonomyBoxes({ billingProvider: { taxonomy } }: InstitutionalClaim): BoxTexts {
  return taxonomy === undefined ? {} : { '81a.kind': 'B3', '81a': identifier(taxonomy) };
}
