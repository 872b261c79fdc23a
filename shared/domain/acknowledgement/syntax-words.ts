/**
 * The meanings of TA1, 997 and 999 codes in our own words: what is wrong, for the person who corrects it. An unknown
 * code is shown as it is.
 */

/** Why a receiver did not accept an interchange (TA1). */
const interchangeNotes: Readonly<Record<string, string>> = {
  '000': 'Nothing is wrong.',
  '001': 'The control numbers at the beginning and the end of the file differ.',
  '002': 'The receiver does not read this version of the envelope.',
  '003': 'The receiver does not read this version of the envelope.',
  '004': 'The segment terminator cannot be read.',
  '005': 'The kind of the sender’s identifier is not one that the receiver knows.',
  '006': 'The receiver does not know the sender’s identifier.',
  '007': 'The kind of the receiver’s identifier is not one that the receiver knows.',
  '008': 'The receiver’s identifier is not the receiver’s.',
  '009': 'The receiver does not know the receiver’s identifier.',
  '010': 'The kind of authorisation is not one that the receiver knows.',
  '011': 'The authorisation is not right.',
  '012': 'The kind of password is not one that the receiver knows.',
  '013': 'The password is not right.',
  '014': 'The date of the file cannot be read.',
  '015': 'The time of the file cannot be read.',
  '016': 'The standard that the envelope names is not known.',
  '017': 'The version that the envelope names is not known.',
  '018': 'The control number of the file cannot be read, or is that of an earlier file.',
  '019': 'Whether an acknowledgement is asked for cannot be read.',
  '020': 'Whether the file is a test cannot be read, or is not agreed.',
  '021': 'The number of groups in the file is wrong.',
  '022': 'A control character is not right.',
  '023': 'The file ends too early.',
  '024': 'The content of the file cannot be read.',
  '025': 'The receiver took a file with this control number before.',
  '026': 'The separator of elements is not right.',
  '027': 'The separator of components is not right.',
  '028': 'The date for delivery is not right.',
  '029': 'The time for delivery is not right.',
  '030': 'The code for the time of delivery is not right.',
  '031': 'The grade of service is not right.',
};

/** Why a group was not accepted, or accepted with errors (the end of a 999). */
const groupCodes: Readonly<Record<string, string>> = {
  '1': 'The receiver does not take this kind of group.',
  '2': 'The receiver does not read this version of the guide.',
  '3': 'The group has no end.',
  '4': 'The control numbers at the beginning and the end of the group differ.',
  '5': 'The number of transactions in the group is wrong.',
  '6': 'The control number of the group cannot be read, or is that of an earlier group.',
  '10': 'The sender of the group is not authorised.',
  '11': 'The sender of the group is not known.',
  '12': 'The receiver of the group is not known.',
  '13': 'The receiver does not read this version of the security segments.',
  '14': 'The group’s security segments are not right.',
  '15': 'The group’s security segments are not right.',
  '16': 'The group’s security segments are not right.',
  '17': 'A segment of the group is not right.',
  '18': 'A control number appears twice.',
  '19': 'The control number of the group was used before.',
  '23': 'The group’s security segments are not right.',
  '24': 'The group’s security segments are not right.',
  '25': 'The group’s security segments are not right.',
  '26': 'The group’s security segments are not right.',
};

/** Why a transaction was not accepted, or accepted with errors. */
const transactionCodes: Readonly<Record<string, string>> = {
  '1': 'The receiver does not take this kind of transaction.',
  '2': 'The transaction has no end.',
  '3': 'The control numbers at the beginning and the end of the transaction differ.',
  '4': 'The number of segments at the end of the transaction is wrong.',
  '5': 'Segments have errors, which are listed.',
  '6': 'The transaction’s kind cannot be read.',
  '7': 'The transaction’s control number cannot be read, or occurs twice.',
  '18': 'The transaction is not one that this group may have.',
  '19': 'The receiver does not read this version of the guide.',
  '23': 'A control number appears twice in the group.',
  '24': 'The transaction’s security segments are not right.',
  '25': 'The transaction’s security segments are not right.',
  '26': 'The transaction’s security segments are not right.',
  '27': 'The transaction’s security segments are not right.',
  I5: 'Segments break a rule of the guide; they are listed.',
  I6: 'The receiver does not read this version of the guide.',
};

/** What is wrong with a segment. */
const segmentCodes: Readonly<Record<string, string>> = {
  '1': 'The segment is not one that the transaction knows.',
  '2': 'The segment is not expected here.',
  '3': 'A required segment is missing.',
  '4': 'The loop occurs more often than it may.',
  '5': 'The segment occurs more often than it may.',
  '6': 'The segment is not in this transaction.',
  '7': 'The segments are in a wrong order.',
  '8': 'The segment has elements with errors.',
  I4: 'The guide does not use this segment.',
  I6: 'The segment is missing, though the rest of the claim makes it required.',
  I7: 'The loop occurs too few times.',
  I8: 'The segment stands below a level at which it may not be.',
  I9: 'The segment is there, though the rest of the claim rules it out.',
};

/** What is wrong with an element. */
const elementCodes: Readonly<Record<string, string>> = {
  '1': 'A required value is missing.',
  '2': 'A value is missing that another value makes required.',
  '3': 'There are more elements than the segment has.',
  '4': 'The value is too short.',
  '5': 'The value is too long.',
  '6': 'The value has a character that it may not have.',
  '7': 'The code is not one of those that may stand here.',
  '8': 'The date is not a date.',
  '9': 'The time is not a time.',
  '10': 'The value rules another value out that is there too.',
  '12': 'The value is repeated more often than it may be.',
  '13': 'There are more components than the element has.',
  I6: 'The code is not one that the guide allows here.',
  I9: 'The value is there, though the rest of the claim rules it out.',
  I10: 'The guide does not use this element.',
  I11: 'The value is repeated more often than the guide allows.',
  I12: 'The value does not have the form that the guide gives it.',
  I13: 'The value is missing, though the rest of the claim makes it required.',
};

const lists = {
  interchange: interchangeNotes,
  group: groupCodes,
  transaction: transactionCodes,
  segment: segmentCodes,
  element: elementCodes,
} as const;

/** What a code of an acknowledgement means, in words. */
export function syntaxWords(list: keyof typeof lists, code: string): string {
  return lists[list][code] ?? `The receiver gives code ${code}; its guide says what it means.`;
}
