import {
  amountHead,
  type BoxRow,
  boxesOf,
  exactHead,
  head,
  type PaperForm,
  remark,
  remarkHead,
  repeated,
} from '../paper-form.ts';

/** Name and address, on four lines. */
function address(id: string, label: string, row: number, column: number): BoxRow[] {
  return [0, 1, 2, 3].map((index) => [`${id}.${index + 1}`, index === 0 ? label : '', row + index, column, 44]);
}

function gender(id: string, row: number, column: number): BoxRow[] {
  return [
    [`${id}.male`, `${id} M`, row, column, 1, head],
    [`${id}.female`, 'F', row, column + 3, 1, head],
    [`${id}.unknown`, 'U', row, column + 6, 1, head],
  ];
}

/** Items 1 to 11: the kind of transaction, the billed plan, other coverage. */
const plans: readonly BoxRow[] = [
  ['1.services', '1 Services', 3, 2, 1, head],
  ['1.predetermination', 'Predetermination', 3, 16, 1, head],
  ['1.epsdt', 'EPSDT', 3, 36, 1, head],
  ['2', '2 Predetermination number', 5, 1, 44, head],
  ...address('3', '3 Plan', 8, 1),
  ['3a', '3a Payer id', 13, 1, 20, head],
  ['4.dental', '4 Other: dental', 16, 2, 1, head],
  ['4.medical', 'medical', 16, 18, 1, head],
  ['5', '5 Other subscriber', 18, 1, 44, head],
  ['6', '6 Born', 20, 1, 10, head],
  ...gender('7', 20, 14),
  ['8', '8 Number', 20, 24, 21, head],
  ['9', '9 Group', 22, 1, 16, head],
  ['10.self', '10 Self', 22, 19, 1, head],
  ['10.spouse', 'Spouse', 22, 25, 1, head],
  ['10.dependent', 'Dependent', 22, 31, 1, head],
  ['10.other', 'Other', 22, 40, 1, head],
  ...address('11', '11 Other plan', 24, 1).slice(0, 3),
  ['11a', '11a Payer id', 27, 1, 20],
];

/** Items 12 to 23: the policyholder and the patient. */
const people: readonly BoxRow[] = [
  ...address('12', '12 Policyholder', 3, 46),
  ['13', '13 Born', 9, 46, 10, head],
  ...gender('14', 9, 59),
  ['15', '15 Number', 9, 69, 21, exactHead],
  ['16', '16 Group', 11, 46, 16, head],
  ['17', '17 Employer', 11, 64, 26, head],
  ['18.self', '18 Self', 14, 47, 1, head],
  ['18.spouse', 'Spouse', 14, 55, 1, head],
  ['18.dependent', 'Dependent', 14, 63, 1, head],
  ['18.other', 'Other', 14, 76, 1, head],
  ...address('20', '20 Patient', 16, 46),
  ['21', '21 Born', 22, 46, 10, head],
  ...gender('22', 22, 59),
  ['23', '23 Account', 22, 69, 21, head],
];

const service: readonly BoxRow[] = [
  ['24', '24 Day', 30, 1, 10, exactHead],
  ['25', '25', 30, 12, 2, exactHead],
  ['26', '26', 30, 15, 2, head],
  ['27', '27 Teeth', 30, 18, 15, head],
  ['28', '28 Surfaces', 30, 34, 5, head],
  ['29', '29 Code', 30, 40, 5, exactHead],
  ['29a', '29a', 30, 46, 4, exactHead],
  ['29b', '29b', 30, 51, 2, exactHead],
  ['30', '30 What', 30, 54, 26, head],
  ['31', '31 Fee', 30, 81, 10, amountHead],
];

/** Services on one page. */
export const servicesPerPage = 10;

/** The boxes of the permanent teeth, which are crossed out when missing: 1 to 16, and below them 32 to 17. */
const teeth: readonly BoxRow[] = Array.from({ length: 32 }, (_, index): BoxRow => {
  const tooth = index + 1;
  const [row, place] = tooth <= 16 ? [42, tooth - 1] : [44, 32 - tooth];
  return [`33.${tooth}`, String(tooth), row, 1 + 3 * place, 1, head];
});

const rest: readonly BoxRow[] = [
  ...teeth,
  ['34', '34', 42, 50, 2, head],
  ['34a.A', '34a A', 42, 55, 8, exactHead],
  ['34a.C', 'C', 42, 66, 8, exactHead],
  ['34a.B', 'B', 44, 55, 8, exactHead],
  ['34a.D', 'D', 44, 66, 8, exactHead],
  ['31a', '31a Other fees', 42, 80, 11, amountHead],
  ['32', '32 Total', 44, 80, 11, amountHead],
  ['35.1', '35 Remarks', 46, 1, 90, remarkHead],
  ['35.2', '', 47, 1, 90, remark],
];

/** Items 36 to 47: signatures and the treatment. */
const treatment: readonly BoxRow[] = [
  ['36', '36 Patient’s signature', 50, 1, 30, head],
  ['36.date', 'Date', 50, 34, 10, head],
  ['37', '37 Subscriber’s signature', 53, 1, 30, head],
  ['37.date', 'Date', 53, 34, 10, head],
  ['38', '38 Place', 49, 46, 2, exactHead],
  ['39', '39 Enclosed', 49, 60, 1, head],
  ['39a', '39a Last scaling', 49, 76, 10, head],
  ['40.no', '40 Braces N', 51, 47, 1, head],
  ['40.yes', 'Y', 51, 60, 1, head],
  ['41', '41 Placed on', 51, 76, 10, head],
  ['42', '42 Months', 53, 46, 3, exactHead],
  ['43.no', '43 Replaces N', 53, 55, 1, head],
  ['43.yes', 'Y', 53, 67, 1, head],
  ['44', '44 Placed before on', 53, 76, 10, head],
  ['45.work', '45 Work', 55, 47, 1, head],
  ['45.auto', 'Auto', 55, 54, 1, head],
  ['45.other', 'Other', 55, 60, 1, head],
  ['46', '46 Accident on', 55, 68, 10, head],
  ['47', '47 State', 55, 84, 2, head],
];

/** Items 48 to 58: the billing and the treating dentist. */
const dentists: readonly BoxRow[] = [
  ...address('48', '48 Bills', 56, 1).slice(0, 3),
  ['49', '49 NPI', 60, 1, 10, exactHead],
  ['50', '50 License', 60, 14, 14, head],
  ['51', '51 Tax id', 60, 31, 9, exactHead],
  ['52', '52 Phone', 62, 1, 10, head],
  ['52a', '52a Other id', 62, 24, 20, head],
  ['53', '53 Treating dentist’s signature', 57, 46, 30, head],
  ['53.date', 'Date', 57, 79, 10, head],
  ['53a', '53a', 58, 46, 1],
  ['54', '54 NPI', 60, 46, 10, exactHead],
  ['55', '55 License', 60, 60, 14, head],
  ['56a', '56a Specialty', 60, 79, 11, exactHead],
  ['56.1', '56 Address', 61, 46, 44],
  ['56.2', '', 62, 46, 44],
  ['57', '57 Phone', 63, 46, 10],
  ['58', '58 Other id', 63, 69, 21],
];

/**
 * The ADA dental claim form (2024): twelve characters and six lines an inch. The item numbers are those of its public
 * instructions; the boxes are in that order, on a grid of our own.
 */
export const adaDental: PaperForm = {
  name: 'ada-dental',
  title: 'Dental claim, items as on the ADA form (2024)',
  characterWidth: 6,
  lineHeight: 12,
  left: 33,
  top: 15,
  boxes: boxesOf([
    ...plans,
    ...people,
    ...repeated(service, { times: servicesPerPage, step: 1 }),
    ...rest,
    ...treatment,
    ...dentists,
  ]),
};
