/*
 * This project's own words for the codes in eligibility answers. The lists themselves belong to X12 and are not
 * shipped.
 */

export type BenefitKind =
  | 'active'
  | 'inactive'
  | 'coinsurance'
  | 'copay'
  | 'deductible'
  | 'out-of-pocket'
  | 'limit'
  | 'not-covered'
  | 'managed-care'
  | 'other-payer'
  | 'primary-care'
  | 'contact'
  | 'restricted'
  | 'cost-containment'
  | 'spend-down'
  | 'reserve'
  | 'exclusion'
  | 'unlimited'
  | 'cannot-process'
  | 'other';

/** The meaning of each code, and its words. */
const benefitKinds: Readonly<Record<string, BenefitKind>> = {
  1: 'active',
  2: 'active',
  3: 'active',
  4: 'active',
  5: 'active',
  6: 'inactive',
  7: 'inactive',
  8: 'inactive',
  A: 'coinsurance',
  B: 'copay',
  C: 'deductible',
  E: 'exclusion',
  F: 'limit',
  G: 'out-of-pocket',
  H: 'unlimited',
  I: 'not-covered',
  J: 'cost-containment',
  K: 'reserve',
  L: 'primary-care',
  MC: 'managed-care',
  N: 'restricted',
  R: 'other-payer',
  U: 'contact',
  V: 'cannot-process',
  W: 'contact',
  Y: 'spend-down',
};

export function benefitKindOf(code: string): BenefitKind {
  return benefitKinds[code] ?? 'other';
}

export const benefitWords: Readonly<Record<BenefitKind, string>> = {
  active: 'covered',
  inactive: 'not covered: the coverage is not in force',
  coinsurance: 'the patient’s part of the allowed amount',
  copay: 'fixed amount that the patient pays',
  deductible: 'amount that the patient pays first',
  'out-of-pocket': 'the most that the patient pays',
  limit: 'limit of the benefit',
  'not-covered': 'this service is not covered',
  'managed-care': 'a managed care plan is responsible for the patient',
  'other-payer': 'another payer',
  'primary-care': 'primary care provider',
  contact: 'whom to ask',
  restricted: 'only with certain providers',
  'cost-containment': 'amount to be met under a cost containment rule',
  'spend-down': 'amount that the patient must spend before Medicaid pays',
  reserve: 'reserve days',
  exclusion: 'excluded',
  unlimited: 'without limit',
  'cannot-process': 'the payer could not answer',
  other: 'other information',
};

/** Words for the period of an amount, or for its remaining part. */
const periodWords: Readonly<Record<string, string>> = {
  6: 'hour',
  7: 'day',
  21: 'years',
  22: 'service year',
  23: 'calendar year',
  24: 'year to date',
  25: 'contract',
  26: 'episode',
  27: 'visit',
  28: 'outlier',
  29: 'remaining',
  30: 'exceeded',
  31: 'not exceeded',
  32: 'lifetime',
  33: 'lifetime remaining',
  34: 'month',
  35: 'week',
  36: 'admission',
};

export function periodWord(code: string): string {
  return periodWords[code] ?? code;
}

/** Whether an amount of this period is a remaining amount, and not the whole. */
export function isWhatIsLeft(period: string | undefined): boolean {
  return period === '29' || period === '33';
}

/** Whether an amount is what has been met so far, and not the whole. */
export function isWhatIsMet(period: string | undefined): boolean {
  return period === '24';
}

/** The service type of the plan as a whole. */
const wholePlan = '30';

/** The services of a benefit: the plan as a whole when it names neither a service type nor a procedure. */
export function servicesOf({
  serviceTypes,
  procedure,
}: {
  readonly serviceTypes: readonly string[];
  readonly procedure?: string;
}): readonly string[] {
  return serviceTypes.length === 0 && procedure === undefined ? [wholePlan] : serviceTypes;
}

/** Why a payer could not answer, and what to do. */
const rejectionWords: Readonly<Record<string, string>> = {
  '04': 'the inquiry asks about more than the payer allows',
  '15': 'the payer wants more data about the patient',
  '33': 'the payer wants a value that was not sent',
  '35': 'out of network for this patient',
  '41': 'the provider is not authorised to ask: with Medicare, its NPI needs an attestation',
  '42': 'the payer’s system does not answer now: ask again later',
  '43': 'the provider’s number is missing or wrong',
  '44': 'the provider’s name is missing or wrong',
  '45': 'the provider’s specialty is missing or wrong',
  '46': 'the provider’s phone number is missing or wrong',
  '47': 'the provider’s state is missing or wrong',
  '48': 'the referring provider’s number is missing or wrong',
  '49': 'the provider is not the patient’s primary care provider',
  '50': 'the provider may not ask this payer',
  '51': 'the payer does not know the provider',
  '52': 'the day of service is not in the provider’s plan',
  '53': 'the inquiry does not fit the provider',
  '54': 'the inquiry does not fit the service',
  '55': 'the product code does not fit',
  '56': 'the day is wrong',
  '57': 'the day of service is missing or wrong',
  '58': 'the birth date is missing or wrong',
  '60': 'the birth date follows the day of service',
  '61': 'the patient died before the day of service',
  '62': 'the payer has no information about the day of service',
  '63': 'the day of service lies in the future',
  '64': 'the patient’s number is missing or wrong',
  '65': 'the patient’s name is missing or wrong',
  '66': 'the patient’s gender is missing or wrong',
  '67': 'the payer does not know the patient',
  '68': 'the patient’s number is not unique',
  '69': 'the service does not fit the patient’s age',
  '70': 'the service does not fit the patient’s gender',
  '71': 'the birth date is not the one that the payer has',
  '72': 'the subscriber’s number is missing or wrong',
  '73': 'the subscriber’s name is missing or wrong',
  '74': 'the subscriber’s gender is missing or wrong',
  '75': 'the payer does not know the subscriber',
  '76': 'the payer has the subscriber’s number twice',
  '77': 'the payer found the subscriber, not the patient',
  '78': 'the subscriber is not in the group',
  '79': 'the payer’s number is wrong',
  '80': 'the payer does not answer such inquiries',
  '95': 'the patient is not eligible',
  '97': 'the inquiry has an error',
  '98': 'the service type is not supported',
  E8: 'the patient needs medical review first',
  IA: 'a code of the diagnosis or procedure is wrong',
  MA: 'the patient’s data does not match',
  T4: 'the payer’s name or number is missing or wrong',
};

export function rejectionWord(code: string | undefined): string {
  return code === undefined ? 'the payer gives no reason' : (rejectionWords[code] ?? `reason ${code}`);
}

const followUpWords: Readonly<Record<string, string>> = {
  C: 'correct it and ask again',
  N: 'do not ask again',
  P: 'ask again as before',
  R: 'ask again later',
  S: 'do not ask again: an answer will follow',
  W: 'wait 30 days and ask again',
  X: 'wait 10 days and ask again',
  Y: 'do not ask again: the payer will call',
};

export function followUpWord(code: string | undefined): string | undefined {
  return code === undefined ? undefined : (followUpWords[code] ?? `follow-up ${code}`);
}

const serviceTypeWords: Readonly<Record<string, string>> = {
  1: 'medical care',
  2: 'surgery',
  4: 'X-ray',
  5: 'laboratory',
  6: 'radiation therapy',
  12: 'equipment, bought',
  18: 'equipment, rented',
  30: 'the plan as a whole',
  33: 'chiropractic',
  35: 'dental care',
  42: 'home health care',
  45: 'hospice',
  47: 'hospital',
  48: 'hospital inpatient',
  50: 'hospital outpatient',
  51: 'emergency, accident',
  52: 'emergency, illness',
  53: 'ambulatory surgery',
  54: 'long term care',
  62: 'MRI and CT',
  65: 'newborn care',
  68: 'well baby care',
  73: 'diagnostic tests',
  76: 'dialysis',
  78: 'chemotherapy',
  80: 'immunisations',
  81: 'routine physical',
  82: 'family planning',
  86: 'emergency services',
  88: 'pharmacy',
  93: 'podiatry',
  98: 'office visit of a professional',
  A6: 'psychotherapy',
  AD: 'occupational therapy',
  AE: 'physical therapy',
  AF: 'speech therapy',
  AG: 'skilled nursing',
  AI: 'substance abuse',
  AL: 'vision',
  BG: 'cardiac rehabilitation',
  BY: 'office visit when sick',
  BZ: 'office visit when well',
  DM: 'medical equipment',
  MH: 'mental health',
  PT: 'physical therapy',
  UC: 'urgent care',
};

/** A service type in words; its code when there are none here. */
export function serviceTypeWord(code: string): string {
  return serviceTypeWords[code] ?? `service type ${code}`;
}
