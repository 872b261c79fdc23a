/** The findings about X12 files, with their messages. Messages never contain a name, an id or a date. */
export const findingMeanings = {
  // Before anything can be read
  'file-empty': 'the file is empty',
  'file-utf-16': 'the file is UTF-16 text; X12 is read as ASCII, UTF-8 or Latin-1',
  'file-compressed': 'the file is compressed (ZIP or gzip): unpack it first',
  'envelope-missing': 'the file does not begin with an ISA segment, so it is not an X12 interchange',
  'envelope-missing-fragment':
    'a transaction or group without an interchange: there is no ISA segment, so the delimiters are unknown',
  'envelope-malformed': 'the ISA segment is malformed: it must have 16 elements between equal separators',
  'envelope-truncated': 'the file ends inside the ISA segment',
  'element-separator-differs':
    'the segments after ISA use another element separator than ISA does: use the same one in both',
  'segment-terminator-differs':
    'the segments after ISA end with another character than ISA does: end ISA with the same character',
  'delimiters-collide': 'the ISA segment names one byte for two purposes, or a letter, digit or space as a delimiter',

  // The envelope
  'file-folded':
    'the file is folded into lines of a fixed length; it is read, and its bytes are counted, without the line ends',
  'byte-order-mark': 'the file begins with a byte order mark',
  'leading-whitespace': 'the file begins with white space',
  'isa-not-padded': 'the ISA segment is not 106 bytes long; its elements were counted instead',
  'isa-component-separator-missing': 'the ISA segment names no component separator; a colon is assumed',
  'isa-space-before-terminator': 'there are spaces between ISA16 and the segment terminator; they are skipped',
  'isa-trailing-separator': 'the ISA segment has a separator after its last element',
  'terminator-after-line-end': 'a further delimiter follows each line end that terminates a segment; it is skipped',
  'interchange-trailer-missing': 'the interchange has no IEA segment; the file may be cut off',
  'interchange-control-number-differs': 'IEA02 is not the control number of the ISA segment',
  'interchange-group-count-wrong': 'IEA01 is not the number of groups',
  'group-header-missing': 'a transaction is outside any group (no GS segment)',
  'group-trailer-missing': 'the group has no GE segment; the file may be cut off',
  'group-control-number-differs': 'GE02 is not the control number of the GS segment',
  'group-transaction-count-wrong': 'GE01 is not the number of transactions in the group',
  'transaction-trailer-missing': 'the transaction has no SE segment; the file may be cut off',
  'transaction-control-number-differs': 'SE02 is not the control number of the ST segment',
  'transaction-segment-count-wrong': 'SE01 is not the number of segments from ST to SE',
  'trailer-unexpected': 'a trailer has no header',
  'segment-outside-transaction': 'a segment is outside any transaction',
  'segment-malformed': 'a segment does not begin with an identifier of two or three letters or digits',
  'segment-unterminated': 'the file ends inside a segment, or its last terminator is missing',
  'segment-too-long': 'a segment has no end within 1 MiB; nothing after it was read',
  'elements-too-many': 'a segment has more elements than any rule allows; those after the 64th were not read',
  'bytes-after-interchange': 'the bytes after the interchange are not another interchange',
  'transactions-too-many': 'the file holds more transactions than can be listed; nothing after them was read',
  'findings-omitted': 'there are more findings than are listed',

  // 835
  'version-4010': 'version 4010 is read by the rules of 5010',
  'version-unknown': 'the version is not one that this reader knows; it is read by the rules of 5010',
  'amount-malformed': 'an amount is not a number; sums leave it out',
  'amount-too-precise': 'an amount has more than two decimals; sums leave it out',
  'amount-too-large': 'an amount is too large to be exact; sums leave it out',
  'amount-missing': 'a required amount is missing; it counts as zero',
  'date-malformed': 'a date is not CCYYMMDD',
  'date-does-not-exist': 'a date does not exist',
  'payment-missing': 'the remittance has no BPR segment',
  'payment-repeated': 'the remittance has several BPR segments; the first one counts',
  'payment-sign-invalid': 'BPR03 is neither C nor D',
  'trace-missing': 'the remittance has no trace number (TRN02)',
  'party-repeated': 'a party (N1) is among the claims; the one in the payment’s header counts',
  'elements-surplus': 'a segment has more elements than the guide allows; the surplus ones are not read',
  'segment-misplaced': 'a segment is where the remittance cannot use it',
  'segment-missing': 'a required segment is missing',
  'segment-unknown': 'the guide has no segment of this kind; its bytes are kept, and nothing is read from it',
  'line-unbalanced': 'a line does not balance: charge less payment is not the sum of its adjustments',
  'claim-unbalanced': 'a claim does not balance: charge less payment is not the sum of its and its lines’ adjustments',
  'claim-lines-differ':
    'a claim differs from its lines: its charge is not the sum of their charges, or its payment is not the sum of their payments less its own adjustments',
  'payment-unbalanced': 'the payment does not balance: it is not the sum of the claims less the provider adjustments',
  'provider-adjustments-too-many': 'the remittance has more than 10,000 PLB segments; it is not complete',
  'adjustment-zero': 'an adjustment (CAS) is zero',
  'provider-adjustment-zero': 'a provider adjustment (PLB) is zero',

  // 837
  'claim-charge-differs': 'the charge of a claim is not the sum of its lines’ charges',

  // 997, 999, 277CA
  'acknowledged-group-missing': 'an acknowledgement (997, 999) does not say which group it is about (AK1)',
  'acknowledged-outcome-missing': 'an acknowledgement does not state the outcome for the group or for a transaction',
  'acknowledged-code-unknown': 'an acknowledgement has an outcome that the guide does not have; it has no effect',
  'acknowledged-count-differs': 'an acknowledgement lists another number of transactions than it states',
  'acknowledged-too-much': 'an acknowledgement lists more errors than are kept',
  'status-level-misplaced': 'a level (HL) of a claim acknowledgement is not below the level that it names',
  'status-without-claim': 'a claim acknowledgement has a patient without a patient control number (TRN02)',
  'status-unreadable': 'a status (STC) has no category and code',
} as const;

export type FindingCode = keyof typeof findingMeanings;

/** A remark about a file: what is unusual or wrong, and where, in bytes from the start of the file. */
export interface Finding {
  readonly code: FindingCode;
  readonly message: string;
  readonly byteOffset: number;
}

/** Makes a finding. `detail` adds counts, positions or cents, never a value that could name a person. */
export function finding(code: FindingCode, byteOffset: number, detail?: string): Finding {
  const meaning = findingMeanings[code];
  return { code, message: detail === undefined ? meaning : `${meaning} (${detail})`, byteOffset };
}

/** At most this many findings are listed for a transaction, or for the file outside transactions. */
export const findingLimit = 100;

/** Adds a finding, or says in the last place that the list is full, so that a hostile file cannot fill the memory. */
export function addFinding(findings: Finding[], found: Finding): void {
  if (findings.length < findingLimit) findings.push(found);
  else if (findings.length === findingLimit) findings.push(finding('findings-omitted', found.byteOffset));
}
