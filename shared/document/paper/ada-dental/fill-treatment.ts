import type { DentalClaim } from '../../../domain/claim/dental-claim.ts';
import { attachmentTexts, caseNumberOf } from '../claim-people.ts';
import { type BoxTexts, crossed, type FormContent, inLines, inOrder } from '../fill-boxes.ts';
import { identifier, longDate, moneyText, plain, quantityText } from '../paper-text.ts';

const onFile = 'SIGNATURE ON FILE';
const diagnosisItems = ['34a.A', '34a.B', '34a.C', '34a.D'];
const remarkBoxes = [1, 2].map((line) => ({ id: `35.${line}`, width: 90 }));

/** Items 33 to 47, and the values that they have no room for. */
export function treatmentBoxes(claim: DentalClaim): {
  readonly texts: BoxTexts;
  readonly leftOff: FormContent['leftOff'];
} {
  const missing = (claim.toothStatuses ?? []).filter(({ status }) => status === 'M');
  const permanent = missing.filter(({ tooth }) => /^([1-9]|[12]\d|3[0-2])$/.test(tooth));
  const placements = claim.serviceLines.flatMap(
    (line) => line.priorPlacementOn ?? line.estimatedPriorPlacementOn ?? [],
  );
  const appliances = [claim, ...claim.serviceLines].flatMap(({ appliancePlacedOn }) => appliancePlacedOn ?? []);
  const braces = claim.orthodontics;
  const isReplacement = claim.serviceLines.some(({ prosthesis }) => prosthesis === 'R');
  const isFirst = claim.serviceLines.some(({ prosthesis }) => prosthesis === 'I');
  return {
    texts: {
      ...Object.fromEntries(permanent.map(({ tooth }) => [`33.${tooth}`, 'X'])),
      '34': claim.diagnoses.length === 0 ? '' : claim.diagnoses[0]?.codeSet === 'icd-9-cm' ? 'B' : 'AB',
      ...inOrder(
        diagnosisItems.slice(0, claim.diagnoses.length),
        claim.diagnoses.map(({ code }) => identifier(code)),
      ),
      ...inLines(remarkBoxes, remarksOf(claim)),
      '36': claim.releaseOfInformation === 'Y' || claim.releaseOfInformation === 'I' ? onFile : '',
      '37': claim.benefitsAssignment === 'Y' ? onFile : '',
      '38': claim.placeOfService,
      '39': (claim.attachments ?? []).length > 0 ? 'Y' : 'N',
      ...crossed(braces === undefined ? '40.no' : '40.yes'),
      '41': longDate(appliances[0], ' '),
      '42': quantityText(braces?.totalMonths),
      ...crossed(isReplacement ? '43.yes' : isFirst ? '43.no' : undefined),
      '44': longDate(placements[0], ' '),
      ...causeBoxes(claim),
    },
    leftOff: [
      { box: '33', count: missing.length - permanent.length },
      { box: '34a', count: claim.diagnoses.length - diagnosisItems.length },
      { box: '41', count: new Set(appliances).size - 1 },
      { box: '44', count: new Set(placements).size - 1 },
    ],
  };
}

function causeBoxes({ relatedCauses = [], accidentDate, autoAccidentState }: DentalClaim): BoxTexts {
  const causes = [
    ['EM', '45.work'],
    ['AA', '45.auto'],
    ['OA', '45.other'],
  ] as const;
  return {
    ...Object.fromEntries(causes.filter(([cause]) => relatedCauses.includes(cause)).map(([, box]) => [box, 'X'])),
    '46': longDate(accidentDate, ' '),
    '47': autoAccidentState,
  };
}

/**
 * Says in words which claim is corrected. The form has no item for it, and without the words the payer would take it
 * for a duplicate.
 */
function correctionTexts({ frequency, payerClaimControlNumber = '' }: DentalClaim): string[] {
  const words = frequency === '7' ? 'CORRECTED CLAIM REPLACES' : frequency === '8' ? 'VOID OF CLAIM' : undefined;
  return words === undefined ? [] : [`${words} ${identifier(payerClaimControlNumber)}`.trim()];
}

/**
 * Facts without an item on the form: the corrected claim, the number of a case, the patient’s payment, remaining months of orthodontic
 * treatment, attachments, notes.
 */
function remarksOf(claim: DentalClaim): string {
  const left = claim.orthodontics?.remainingMonths;
  const number = caseNumberOf(claim);
  return [
    ...correctionTexts(claim),
    ...(number === '' ? [] : [`CASE ${number}`]),
    ...(claim.patientPaidCents === undefined ? [] : [`PATIENT PAID ${moneyText(claim.patientPaidCents, ' ')}`]),
    ...(left === undefined ? [] : [`MONTHS OF TREATMENT LEFT ${quantityText(left)}`]),
    ...attachmentTexts(claim),
    ...(claim.notes ?? []).map(({ text }) => plain(text)),
  ].join('   ');
}
