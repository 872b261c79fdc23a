import {
  amount,
  amountHead,
  type BoxRow,
  boxesOf,
  exact,
  exactHead,
  head,
  type PaperForm,
  remark,
  remarkHead,
  repeated,
} from '../paper-form.ts';

/** Month, day and year of a date. */
function date(id: string, label: string, row: number, [month, day, year]: readonly [number, number, number]): BoxRow[] {
  return [
    [`${id}.month`, label, row, month, 2, head],
    [`${id}.day`, '', row, day, 2, head],
    [`${id}.year`, '', row, year, 4, head],
  ];
}

/** Boxes 1 to 13: the payer, the patient and the insured. */
const people: readonly BoxRow[] = [
  ['payer.1', 'Payer', 4, 41, 38],
  ['payer.2', '', 5, 41, 38],
  ['payer.3', '', 6, 41, 38],
  ['payer.4', '', 7, 41, 38],
  ['page', 'Page', 8, 32, 15],
  ['1.medicare', '1 Medicare', 10, 1, 1, head],
  ['1.medicaid', 'Medicaid', 10, 8, 1, head],
  ['1.tricare', 'Tricare', 10, 15, 1, head],
  ['1.champva', 'CHAMPVA', 10, 24, 1, head],
  ['1.group', 'Group', 10, 31, 1, head],
  ['1.feca', 'FECA', 10, 39, 1, head],
  ['1.other', 'Other', 10, 45, 1, head],
  ['1a', '1a Insured’s number', 10, 50, 29, head],
  ['2', '2 Patient', 12, 1, 28, head],
  ...date('3', '3 Born', 12, [31, 34, 37]),
  ['3.male', 'M', 12, 42, 1, head],
  ['3.female', 'F', 12, 47, 1, head],
  ['4', '4 Insured', 12, 50, 29, head],
  ['5.street', '5 Patient’s address', 14, 1, 28, head],
  ['6.self', '6 Self', 14, 33, 1, head],
  ['6.spouse', 'Spouse', 14, 38, 1, head],
  ['6.child', 'Child', 14, 42, 1, head],
  ['6.other', 'Other', 14, 47, 1, head],
  ['7.street', '7 Insured’s address', 14, 50, 29, head],
  ['5.city', '5 City', 16, 1, 24, head],
  ['5.state', 'State', 16, 26, 3, head],
  ['7.city', '7 City', 16, 50, 23, head],
  ['7.state', 'State', 16, 74, 3, head],
  ['5.zip', '5 ZIP', 18, 1, 12, head],
  ['5.area', 'Phone', 18, 15, 3, head],
  ['5.phone', '', 18, 19, 10, head],
  ['7.zip', '7 ZIP', 18, 50, 12, head],
  ['7.area', 'Phone', 18, 65, 3, head],
  ['7.phone', '', 18, 69, 10, head],
  ['9', '9 Other insured', 20, 1, 28, head],
  ['11', '11 Group or FECA number', 20, 50, 29, head],
  ['9a', '9a Other policy or group', 22, 1, 28, head],
  ['10a.yes', '10a Work Y', 22, 35, 1, head],
  ['10a.no', 'N', 22, 41, 1, head],
  ...date('11a', '11a Born', 22, [53, 56, 59]),
  ['11a.male', 'M', 22, 68, 1, head],
  ['11a.female', 'F', 22, 75, 1, head],
  ['10b.yes', '10b Auto Y', 24, 35, 1, head],
  ['10b.no', 'N', 24, 41, 1, head],
  ['10b.state', 'State', 24, 45, 2, head],
  ['11b.kind', '11b', 24, 50, 2, head],
  ['11b', 'Other claim number', 24, 53, 26, head],
  ['10c.yes', '10c Other Y', 26, 35, 1, head],
  ['10c.no', 'N', 26, 41, 1, head],
  ['11c', '11c Plan', 26, 50, 29, head],
  ['9d', '9d Other plan', 28, 1, 28, head],
  ['10d', '10d Claim codes', 28, 31, 18, exactHead],
  ['11d.yes', '11d Y', 28, 52, 1, head],
  ['11d.no', 'N', 28, 57, 1, head],
  ['12', '12 Patient’s signature', 31, 7, 22, head],
  ['12.date', 'Date', 31, 38, 10, head],
  ['13', '13 Insured’s signature', 31, 56, 22, head],
];

/** Boxes 14 to 23: the condition. */
const condition: readonly BoxRow[] = [
  ...date('14', '14 Began', 34, [2, 5, 8]),
  ['14.kind', 'Kind', 34, 16, 3, head],
  ['15.kind', '15 Other', 34, 31, 3, head],
  ...date('15', 'Date', 34, [37, 40, 43]),
  ...date('16.from', '16 No work from', 34, [54, 57, 60]),
  ...date('16.to', 'to', 34, [68, 71, 74]),
  ['17a.kind', '17a', 35, 30, 2],
  ['17a', '', 35, 33, 16, exact],
  ['17.kind', '17', 36, 1, 2],
  ['17', 'Referring or other provider', 36, 4, 24],
  ['17b', '17b NPI', 36, 33, 10, exact],
  ...date('18.from', '18 In hospital from', 36, [54, 57, 60]),
  ...date('18.to', 'to', 36, [68, 71, 74]),
  // The line above has room beside the title: 23 and 48 are the 71 characters of the NUCC’s instructions.
  ['19.above', '', 37, 26, 23, remark],
  ['19', '19 More about the claim', 38, 1, 48, remarkHead],
  ['20.yes', '20 Lab Y', 38, 52, 1, head],
  ['20.no', 'N', 38, 57, 1, head],
  ['20', 'Bought for', 38, 62, 9, amountHead],
  ['21.version', '21 ICD', 39, 42, 1],
  ...(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'] as const).map(
    (letter, index): BoxRow => [`21${letter}`, letter, 40 + Math.floor(index / 4), 3 + 13 * (index % 4), 8, exact],
  ),
  ['22.code', '22 Sent again', 40, 50, 11, exact],
  ['22', 'Payer’s number', 40, 62, 17, exact],
  ['23', '23 Authorization', 42, 50, 29, exact],
];

/** One service: the shaded line with supplements, and the service line. */
const service: readonly BoxRow[] = [
  ['24', '24 Besides', 45, 1, 61, remark],
  ['24H.reason', 'H', 45, 63, 2],
  ['24I', 'I', 45, 65, 2],
  ['24J.other', 'J', 45, 68, 11, exact],
  ['24A.from', 'A From', 46, 1, 8, exact],
  ['24A.to', 'To', 46, 10, 8, exact],
  ['24B', 'B', 46, 19, 2, exact],
  ['24C', 'C', 46, 22, 1],
  ['24D', 'D Procedure', 46, 25, 6, exact],
  ['24D.modifiers', 'Modifiers', 46, 33, 11, exact],
  ['24E', 'E', 46, 45, 4, exact],
  ['24F', 'F Charge', 46, 49, 9, amount],
  ['24G', 'G', 46, 59, 4, exact],
  ['24H', 'H', 46, 64, 1],
  ['24J', 'J NPI', 46, 68, 10, exact],
];

/** Boxes 25 to 33: amounts, and the billing provider. */
const billing: readonly BoxRow[] = [
  ['25', '25 Tax id', 58, 1, 15, exactHead],
  ['25.ssn', 'SSN', 58, 17, 1, head],
  ['25.ein', 'EIN', 58, 19, 1, head],
  ['26', '26 Account', 58, 23, 14, head],
  ['27.yes', '27 Y', 58, 38, 1, head],
  ['27.no', 'N', 58, 43, 1, head],
  ['28', '28 Total', 58, 50, 10, amountHead],
  ['29', '29 Paid', 58, 61, 9, amountHead],
  ['33.area', '33', 59, 66, 3],
  ['33.phone', 'Phone', 59, 70, 9],
  ['32.name', '32 Place', 60, 23, 26],
  ['33.name', 'Bills', 60, 50, 29],
  ['32.street', '', 61, 23, 26],
  ['33.street', '', 61, 50, 29],
  ['31', '31 Provider’s signature', 62, 1, 21],
  ['32.city', '', 62, 23, 26],
  ['33.city', '', 62, 50, 29],
  ['31.date', 'Date', 63, 12, 8],
  ['32a', '32a NPI', 63, 23, 10, exact],
  ['32b', '32b', 63, 36, 13, exact],
  ['33a', '33a NPI', 63, 50, 10, exact],
  ['33b', '33b', 63, 63, 16, exact],
];

/** Services on one page. */
export const servicesPerPage = 6;

/**
 * The CMS-1500 (02/12): ten characters and six lines an inch. Boxes are numbered as in the instructions of the National
 * Uniform Claim Committee.
 */
export const cms1500: PaperForm = {
  name: 'cms-1500',
  title: 'Professional claim, boxes as on the CMS-1500 (02/12)',
  characterWidth: 7.2,
  lineHeight: 12,
  left: 21.6,
  top: 0,
  boxes: boxesOf([...people, ...condition, ...repeated(service, { times: servicesPerPage, step: 2 }), ...billing]),
};
