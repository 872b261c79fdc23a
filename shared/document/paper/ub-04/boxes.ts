import {
  amount,
  type BoxRow,
  boxesOf,
  exact,
  exactHead,
  head,
  type PaperForm,
  remark,
  repeated,
} from '../paper-form.ts';

/** Form locators 1 to 17 and 29: the billing provider, the patient and the stay. */
const stay: readonly BoxRow[] = [
  ...[1, 2, 3, 4].map((row): BoxRow => [`1.${row}`, row === 1 ? '1 Bills' : '', row, 1, 25]),
  ...[1, 2, 3, 4].map((row): BoxRow => [`2.${row}`, row === 1 ? '2 Pay to' : '', row, 26, 25]),
  ['3a', '3a Account', 1, 54, 24],
  ['3b', '3b Record', 2, 54, 23],
  ['4', '4 Type', 2, 78, 4, exact],
  ['5', '5 Tax id', 4, 51, 10, exact],
  ['6.from', '6 From', 4, 61, 6, exact],
  ['6.to', 'Through', 4, 68, 6, exact],
  ['8a', '8a Patient’s number', 5, 12, 19],
  ['9a', '9a Street', 5, 42, 40],
  ['8b', '8b Patient', 6, 3, 29],
  ['9b', '9b City', 6, 33, 30],
  ['9c', '9c', 6, 65, 2],
  ['9d', '9d ZIP', 6, 69, 10],
  ['9e', '9e', 6, 80, 2],
  ['10', '10 Born', 8, 1, 8, exactHead],
  ['11', '11', 8, 11, 1, head],
  ['12', '12 Admit', 8, 13, 6, exactHead],
  ['13', '13', 8, 20, 2, head],
  ['14', '14', 8, 24, 1, head],
  ['15', '15', 8, 27, 1, head],
  ['16', '16', 8, 29, 2, head],
  ['17', '17', 8, 32, 2, head],
  ['29', '29', 8, 70, 2, head],
];

/** Condition codes, eleven side by side. */
const conditions: readonly BoxRow[] = Array.from({ length: 11 }, (_, index): BoxRow => {
  return [String(18 + index), String(18 + index), 8, 35 + 3 * index, 2, exactHead];
});

/** A code and its day (form locators 31 to 34), on two lines. */
function occurrence(locator: number, column: number): BoxRow[] {
  return (['a', 'b'] as const).flatMap((line, index): BoxRow[] => [
    [`${locator}${line}.code`, `${locator}${line}`, 10 + index, column, 2, index === 0 ? exactHead : exact],
    [`${locator}${line}.date`, '', 10 + index, column + 3, 6, index === 0 ? exactHead : exact],
  ]);
}

/** A code and its period (form locators 35 and 36), on two lines. */
function period(locator: number, column: number): BoxRow[] {
  return (['a', 'b'] as const).flatMap((line, index): BoxRow[] => {
    const more = index === 0 ? exactHead : exact;
    return [
      [`${locator}${line}.code`, `${locator}${line}`, 10 + index, column, 2, more],
      [`${locator}${line}.from`, 'from', 10 + index, column + 3, 6, more],
      [`${locator}${line}.to`, 'to', 10 + index, column + 10, 6, more],
    ];
  });
}

/** A code and its amount (form locators 39 to 41), on four lines. */
function value(locator: number, column: number): BoxRow[] {
  return (['a', 'b', 'c', 'd'] as const).flatMap((line, index): BoxRow[] => [
    [`${locator}${line}.code`, `${locator}${line}`, 13 + index, column, 2, exact],
    [`${locator}${line}.amount`, '', 13 + index, column + 3, 9, amount],
  ]);
}

const events: readonly BoxRow[] = [
  ...[31, 32, 33, 34].flatMap((locator, index) => occurrence(locator, 1 + 10 * index)),
  ...[35, 36].flatMap((locator, index) => period(locator, 41 + 17 * index)),
  ...[1, 2, 3, 4, 5].map((row): BoxRow => [`38.${row}`, row === 1 ? '38 To' : '', 11 + row, 1, 40]),
  ...[39, 40, 41].flatMap((locator, index) => value(locator, 44 + 13 * index)),
];

const service: readonly BoxRow[] = [
  ['42', '42', 18, 1, 4, exactHead],
  ['43', '43 What', 18, 6, 24, head],
  ['44', '44 Code or rate', 18, 31, 14, exactHead],
  ['45', '45 Day', 18, 46, 6, exactHead],
  ['46', '46 Units', 18, 53, 7, { ...amount, ...head }],
  ['47', '47 Charges', 18, 61, 10, { ...amount, ...head }],
  ['48', '48 Not covered', 18, 72, 9, { ...amount, ...head }],
];

/** Services on one page. */
export const servicesPerPage = 22;

const totals: readonly BoxRow[] = [
  ['42.23', '', 40, 1, 4, exact],
  ['page', 'Page', 40, 12, 3, exact],
  ['pages', 'of', 40, 20, 3, exact],
  ['created', 'Made', 40, 46, 6, exact],
  ['47.23', 'Totals', 40, 61, 10, amount],
  ['48.23', '', 40, 72, 9, amount],
];

const lines = ['A', 'B', 'C'] as const;

/** Form locators 50 to 65: the payers and the insured. */
const payers: readonly BoxRow[] = lines.flatMap((line, index): BoxRow[] => [
  [`50${line}`, `50${line} Payer`, 42 + index, 1, 23],
  [`51${line}`, '51 Plan', 42 + index, 25, 15, exact],
  [`52${line}`, '52', 42 + index, 41, 1],
  [`53${line}`, '53', 42 + index, 44, 1],
  [`54${line}`, '54 Paid', 42 + index, 46, 10, amount],
  [`55${line}`, '55 Due', 42 + index, 57, 10, amount],
  [`57${line}`, '57', 42 + index, 69, 13, exact],
  [`58${line}`, `58${line} Insured`, 46 + index, 1, 25],
  [`59${line}`, '59', 46 + index, 27, 2],
  [`60${line}`, '60 Insured’s number', 46 + index, 30, 19, exact],
  [`61${line}`, '61 Group', 46 + index, 50, 14],
  [`62${line}`, '62 Group number', 46 + index, 65, 17, exact],
  [`63${line}`, `63${line} Authorization`, 50 + index, 1, 29, exact],
  [`64${line}`, '64 Payer’s number', 50 + index, 31, 26, exact],
  [`65${line}`, '65 Employer', 50 + index, 58, 24],
]);

/** The boxes of other diagnoses, in order. */
export const otherDiagnoses = [...'ABCDEFGHIJKLMNOPQ'].map((letter) => `67${letter}`);

const diagnoses: readonly BoxRow[] = [
  ['56', '56 NPI', 41, 69, 10, exact],
  ['66', '66', 54, 1, 1],
  ['67', '67', 53, 3, 8, exact],
  ...otherDiagnoses.map((id, index): BoxRow => {
    const at = index + 1;
    const [row, place] = at < 9 ? [53, at] : [54, at - 9];
    return [id, id.slice(2), row, 3 + 8 * place, 8, exact];
  }),
  ['69', '69', 55, 5, 7, exact],
  ['70a', '70a', 55, 16, 7, exact],
  ['70b', 'b', 55, 24, 7, exact],
  ['70c', 'c', 55, 32, 7, exact],
  ['71', '71', 55, 42, 4, exact],
  ['72a', '72a', 55, 49, 8, exact],
  ['72b', 'b', 55, 58, 8, exact],
  ['72c', 'c', 55, 67, 8, exact],
];

const procedures: readonly BoxRow[] = ['74', '74a', '74b', '74c', '74d', '74e'].flatMap((id, index): BoxRow[] => {
  const [row, place] = index < 3 ? [57, index] : [59, index - 3];
  return [
    [id, id, row, 1 + 15 * place, 7, exact],
    [`${id}.date`, '', row, 9 + 15 * place, 6, exact],
  ];
});

/** Form locators 76 to 79: a provider on two lines. */
const providers: readonly BoxRow[] = ([76, 77, 78, 79] as const).flatMap((locator, index): BoxRow[] => {
  const row = 56 + 2 * index;
  return [
    [`${locator}.role`, String(locator), row, 56, 2],
    [`${locator}.npi`, `${locator} NPI`, row, 60, 10, exact],
    [`${locator}.kind`, '', row, 72, 2],
    [`${locator}.id`, '', row, 74, 8, exact],
    [`${locator}.last`, 'Last', row + 1, 54, 15],
    [`${locator}.first`, 'First', row + 1, 71, 11],
  ];
});

const remarks: readonly BoxRow[] = [
  ...[19, 24, 24, 24].map(
    (width, index): BoxRow => [`80.${index + 1}`, index === 0 ? '80 Remarks' : '', 60 + index, 1, width, remark],
  ),
  ...(['a', 'b', 'c', 'd'] as const).flatMap((line, index): BoxRow[] => [
    [`81${line}.kind`, `81${line}`, 60 + index, 27, 2],
    [`81${line}`, '', 60 + index, 29, 10, exact],
    [`81${line}.more`, '', 60 + index, 40, 12],
  ]),
];

/** The boxes of remarks with their widths. */
export const remarkBoxes = [19, 24, 24, 24].map((width, index) => ({ id: `80.${index + 1}`, width }));

/**
 * The UB-04 (CMS-1450): ten characters and six lines an inch. Boxes are the form locators of the National Uniform Billing Committee.
 */
export const ub04: PaperForm = {
  name: 'ub-04',
  title: 'Institutional claim, boxes as on the UB-04 (CMS-1450)',
  characterWidth: 7.2,
  lineHeight: 12,
  left: 14.4,
  top: 9,
  boxes: boxesOf([
    ...stay,
    ...conditions,
    ...events,
    ...repeated(service, { times: servicesPerPage, step: 1 }),
    ...totals,
    ...payers,
    ...diagnoses,
    ...procedures,
    ...providers,
    ...remarks,
  ]),
};
