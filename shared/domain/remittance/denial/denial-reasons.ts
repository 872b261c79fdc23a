/**
 * Adjustment reasons that deny a line or a claim, in any group: the balance stays open, and a person works the denial. The words are
 * Superbill's own; X12 publishes the official texts.
 */
export const denialReasons = {
  '4': 'modifier missing, or it does not fit the procedure',
  '5': 'place of service does not fit the procedure',
  '6': 'procedure does not fit the patient’s age',
  '7': 'procedure does not fit the patient’s sex',
  '8': 'procedure does not fit the provider’s specialty',
  '9': 'diagnosis does not fit the patient’s age',
  '10': 'diagnosis does not fit the patient’s sex',
  '11': 'diagnosis does not support the procedure',
  '12': 'diagnosis does not fit the provider’s specialty',
  '13': 'dated after the patient’s death',
  '14': 'dated before the patient’s birth',
  '16': 'something is missing or wrong; the remark codes say what',
  '18': 'duplicate of another claim or line',
  '19': 'work injury: workers’ compensation comes first',
  '20': 'injury that a liability insurer covers',
  '21': 'injury that a no-fault insurer covers',
  '22': 'another payer comes first',
  '26': 'before coverage began',
  '27': 'after coverage ended',
  '29': 'filed too late',
  '31': 'patient not found among the insured',
  '32': 'dependent not eligible',
  '33': 'no coverage for dependents',
  '34': 'no coverage for newborns',
  '35': 'lifetime maximum reached',
  '39': 'authorization was refused when asked for',
  '40': 'not an emergency as the payer defines it',
  '49': 'routine or preventive care not covered',
  '50': 'not medically necessary by the payer’s rules',
  '51': 'pre-existing condition',
  '53': 'treated by a relative or household member',
  '54': 'several physicians or assistants not covered',
  '55': 'experimental',
  '56': 'not proven effective',
  '58': 'place of service not accepted',
  '60': 'outpatient care too near to an inpatient stay',
  '95': 'the plan’s procedures were not followed',
  '96': 'not covered',
  '97': 'included in another service',
  '107': 'a related claim is missing',
  '108': 'rent or purchase rules not met',
  '109': 'another payer or contractor is responsible',
  '110': 'billed before the service',
  '111': 'covered only with assignment',
  '112': 'not furnished to the patient, or not documented',
  '114': 'not approved by the FDA',
  '115': 'procedure postponed or cancelled',
  '116': 'advance notice to the patient is deficient',
  '117': 'transport beyond the nearest facility',
  '119': 'benefit maximum reached',
  '128': 'newborn’s care is in the mother’s claim',
  '129': 'earlier processing information is wrong',
  '133': 'pending further review',
  '135': 'interim bill cannot be processed',
  '136': 'the prior payer’s rules were not followed',
  '138': 'appealed too late or the wrong way',
  '140': 'name and member number do not match',
  '146': 'diagnosis invalid on the date of service',
  '147': 'contracted rate expired or not on file',
  '148': 'another provider’s information is missing',
  '149': 'lifetime maximum of this service reached',
  '150': 'level of service not supported',
  '151': 'frequency not supported',
  '152': 'length of service not supported',
  '153': 'dosage not supported',
  '154': 'supply for so many days not supported',
  '155': 'patient refused the service',
  '157': 'war or act of war',
  '158': 'service outside the United States',
  '159': 'terrorism',
  '160': 'result of an excluded activity',
  '163': 'named attachment not received',
  '164': 'named attachment received too late',
  '166': 'this payer’s responsibility had ended',
  '167': 'diagnosis not covered',
  '168': 'belongs to another plan of the patient (medical, dental)',
  '170': 'not paid to this type of provider',
  '171': 'not paid to this type of provider in this facility',
  '172': 'not paid to this specialty',
  '173': 'not ordered by a physician',
  '174': 'not ordered before delivery',
  '175': 'prescription incomplete',
  '176': 'prescription not current',
  '177': 'eligibility requirements not met',
  '178': 'spend-down not met',
  '179': 'waiting period not met',
  '180': 'residency requirements not met',
  '181': 'procedure code invalid on the date of service',
  '182': 'modifier invalid on the date of service',
  '183': 'referring provider not eligible',
  '184': 'ordering provider not eligible',
  '185': 'rendering provider not eligible',
  '188': 'covered only when used as recommended',
  '189': 'unlisted code where a specific one exists',
  '190': 'included in a skilled nursing stay',
  '193': 'first decision upheld on review',
  '194': 'anesthesia by the operating physician or assistant',
  '197': 'authorization or notification missing',
  '198': 'authorization exceeded',
  '199': 'revenue and procedure codes do not match',
  '200': 'during a lapse in coverage',
  '202': 'personal comfort service',
  '203': 'discontinued or reduced service',
  '204': 'not covered under the patient’s plan',
  '206': 'NPI missing',
  '207': 'NPI invalid',
  '208': 'NPI not matched',
  '210': 'authorization not timely',
  '211': 'drug code not eligible',
  '213': 'self-referral prohibited',
  '216': 'by finding of a review organization',
  '219': 'by extent of injury',
  '222': 'exceeds the contracted number of hours, days or units',
  '224': 'patient’s identity was compromised',
  '226': 'information from the provider late or insufficient',
  '227': 'information from the patient late or insufficient',
  '228': 'another provider or party did not supply information',
  '231': 'mutually exclusive procedures on one day',
  '233': 'condition acquired in hospital, or medical error',
  '234': 'not paid separately',
  '236': 'procedures that may not be combined on one day',
  '239': 'spans eligible and ineligible days',
  '240': 'diagnosis does not fit birth weight',
  '242': 'not by a network or primary care provider',
  '243': 'not authorized by the network or primary care provider',
  '249': 'readmission',
  '250': 'attachment is not the one expected',
  '251': 'attachment incomplete',
  '252': 'attachment or other documentation required',
  '254': 'dental plan’s patient; send to the medical plan',
  '256': 'not payable under the managed care contract',
  '258': 'patient in custody',
  '267': 'spans several months',
  '268': 'spans two calendar years',
  '269': 'anesthesia not covered for this procedure',
  '270': 'medical plan’s patient; send to the dental plan',
  '272': 'coverage guidelines not met',
  '273': 'coverage guidelines exceeded',
  '275': 'prior payer’s patient share not covered',
  '276': 'what the prior payer denied is not covered',
  '279': 'not by a provider preferred by the plan',
  '280': 'belongs to the pharmacy plan',
  '282': 'procedure does not fit the type of bill',
  '283': 'attending provider not eligible',
  '284': 'authorization number does not cover these services',
  '286': 'appeal time limits not met',
  '287': 'referral exceeded',
  '288': 'referral missing',
  '296': 'not covered by the plan that was billed; send to another',
  A1: 'denied; the remark codes say why',
  A6: 'prior stay requirement not met',
  A8: 'cannot be grouped',
  B1: 'non-covered visits',
  B5: 'coverage or program guidelines not met or exceeded',
  B7: 'provider not certified or eligible that day',
  B8: 'alternative services were available',
  B9: 'patient in a hospice program',
  B11: 'forwarded to another payer',
  B12: 'not documented in the medical record',
  B13: 'paid before, perhaps in another payment',
  B14: 'one visit a day is covered',
  B15: 'needs a qualifying service that was not received',
  B16: 'new patient qualifications not met',
  B20: 'furnished by another provider',
  B23: 'laboratory certification missing',
} as const satisfies Record<string, string>;

/** The reasons, as a list. */
export const denialCarcs: readonly string[] = Object.keys(denialReasons);

/**
 * Denials that another payer may cover, for they are about this coverage and not about the claim: another payer comes first or is responsible, the
 * coverage was not in force, its benefits are used up, or its plan leaves the service out. A person decides whether to bill that payer or to hold.
 */
export const otherPayerCarcs: readonly string[] = [
  ...['19', '20', '21', '22', '109', '168', '254', '270', '280', '296', 'B9'],
  ...['26', '27', '31', '32', '33', '34', '51', '166', '177', '179', '180', '200'],
  ...['35', '119', '149', 'B1'],
  ...['49', '96', '204', '275', '276'],
];

/** The categories of denials, each with what usually resolves it. The words are Superbill's own. */
export const denialCategories = {
  eligibility: {
    title: 'Eligibility',
    advice:
      'Check the coverage for the date of service (270/271 or the payer’s portal). Correct the member id or the coverage, then bill again; bill another coverage if there is one.',
  },
  authorisation: {
    title: 'Authorisation or referral',
    advice:
      'Look for the authorisation or referral number and send a corrected claim with it. If none was requested, ask for a retroactive one, or appeal and explain why it could not be obtained.',
  },
  coding: {
    title: 'Coding',
    advice:
      'Compare procedure, modifiers, diagnosis and place of service with the documentation. Send a corrected claim, or appeal with the record if the coding was right.',
  },
  'timely-filing': {
    title: 'Timely filing',
    advice:
      'Find proof that the first claim was sent in time: the acceptance in the 277CA, or the file itself. Appeal with it. Without proof the amount usually cannot be collected, and the patient does not owe it.',
  },
  duplicate: {
    title: 'Duplicate',
    advice:
      'Find the answer to the first claim and post it. If both services were given, send a corrected claim with the modifier that tells them apart.',
  },
  'medical-necessity': {
    title: 'Medical necessity',
    advice:
      'Read the payer’s policy for the procedure. Send a corrected claim if a documented diagnosis supports it; otherwise appeal with the record and a letter from the physician.',
  },
  coordination: {
    title: 'Coordination of benefits',
    advice:
      'Ask the patient which insurance comes first and have the payers’ files corrected. Bill the first payer, then this one with the first payer’s answer.',
  },
  'information-missing': {
    title: 'Information missing',
    advice:
      'The remark codes say what is missing. Send it: as a corrected claim when it is a field, as an attachment or letter when it is a record.',
  },
  contract: {
    title: 'Contract or provider',
    advice:
      'Check that the provider was enrolled and in the network that day, and what the contract says about the service. Have the payer’s file corrected and the claim processed again, or appeal.',
  },
  other: {
    title: 'Other',
    advice: 'Read the reason and its remark codes, then ask the payer what it needs. Correct, appeal, or write off.',
  },
} as const satisfies Record<string, { readonly title: string; readonly advice: string }>;

export type DenialCategory = keyof typeof denialCategories;

const carcsByCategory: Readonly<Record<Exclude<DenialCategory, 'other'>, string>> = {
  eligibility:
    '26 27 31 32 33 34 35 51 119 140 149 166 177 178 179 180 200 239 258 13 14 158 160 B1 B9 A6 B5 96 204 49 202 128',
  authorisation: '15 38 39 40 62 95 197 198 210 243 242 284 287 288 296',
  coding:
    '4 5 6 7 8 9 10 11 12 58 97 107 110 146 167 181 182 188 189 199 231 234 236 240 54 60 194 190 249 267 268 269 282 B7 B15 B16 B14 152 151 153 154',
  'timely-filing': '29 138 164 286',
  duplicate: '18 B13',
  'medical-necessity': '50 55 56 114 150 193 216 219 222 233 272 273 B8 115 155 203 108 112 B12',
  coordination: '19 20 21 22 109 129 136 148 168 254 270 275 276 280 B11 B20',
  'information-missing': '16 133 135 163 173 174 175 176 206 207 208 224 226 227 228 250 251 252 A1 A8 B23 116',
  contract: '45 253 24 53 111 117 147 157 159 170 171 172 183 184 185 211 213 256 279 283',
};

const categoryByCarc: ReadonlyMap<string, DenialCategory> = new Map(
  Object.entries(carcsByCategory).flatMap(([category, carcs]) =>
    carcs.split(' ').map((carc): [string, DenialCategory] => [carc, category as DenialCategory]),
  ),
);

/** The category of a denial by its reason code; `other` for a code that is on no list. */
export function denialCategory(carc: string): DenialCategory {
  return categoryByCarc.get(carc) ?? 'other';
}

/** What resolves a denial for one reason, when there is more to say than for its category. */
const adviceByCarc: ReadonlyMap<string, string> = new Map([
  ['4', 'Add or correct the modifier that the procedure needs and send a corrected claim.'],
  ['11', 'Link the line to the diagnosis that the record gives for it, and send a corrected claim.'],
  ['22', 'Bill the payer that comes first, or have the patient tell this payer that it is the first.'],
  ['27', 'Ask the patient for the insurance that followed, and bill it.'],
  ['31', 'Compare name, birth date and member id with the card, correct the coverage and bill again.'],
  [
    '45',
    'Nothing was paid on the line with this reduction: work the denial that it belongs to, or ask the payer for the allowed amount.',
  ],
  [
    '97',
    'Find out which service it was bundled into. Add a modifier such as 59 or XS only when the record supports it.',
  ],
  ['109', 'Send the claim to the contractor or plan that is responsible; the remark codes or the portal name it.'],
  [
    '197',
    'If the service was authorised, send a corrected claim with the number; otherwise ask for a retroactive authorisation.',
  ],
  ['252', 'Send the document that the remark codes ask for, with the payer’s claim number on it.'],
]);

/** What usually resolves a denial, in words for the person who works it. */
export function denialAdvice(carc: string): string {
  return adviceByCarc.get(carc) ?? denialCategories[denialCategory(carc)].advice;
}

/** The meaning of a reason, in short. */
export function denialWords(carc: string): string {
  const words: Readonly<Record<string, string>> = denialReasons;
  return (
    words[carc] ??
    (carc === '45' || carc === '253' ? 'reduced, with nothing paid beside it' : 'no words for this reason')
  );
}
