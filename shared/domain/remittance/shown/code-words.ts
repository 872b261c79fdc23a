import { denialReasons } from '../denial/denial-reasons.ts';
import { providerAdjustmentRules } from '../rules/provider-adjustment-rules.ts';

/**
 * The meanings of a remittance's codes, in Superbill's own short words: for people who read a remittance, never for posting. X12 publishes
 * the official texts of its code lists; a code without a meaning here is shown as it is.
 */
export type CodeWords = Readonly<Record<string, string>>;

/** Looks a code up. A payer may send any text, so only the table's own rows count. */
export function wordsOf(table: CodeWords, code: string | undefined): string | undefined {
  return code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;
}

export const claimStatusWords = {
  '1': 'processed as primary',
  '2': 'processed as secondary',
  '3': 'processed as tertiary',
  '4': 'denied',
  '5': 'pended',
  '10': 'received, not in process',
  '13': 'suspended',
  '15': 'suspended for investigation',
  '16': 'suspended, returned with material',
  '17': 'suspended for review',
  '19': 'processed as primary and forwarded to another payer',
  '20': 'processed as secondary and forwarded to another payer',
  '21': 'processed as tertiary and forwarded to another payer',
  '22': 'reversal of an earlier payment',
  '23': 'not this payer’s claim; forwarded to another payer',
  '25': 'predetermination: a price asked for, nothing paid',
} as const satisfies CodeWords;

export const adjustmentGroupWords = {
  CO: 'by contract; not the patient’s',
  PR: 'the patient’s or the next payer’s share',
  OA: 'neither contract nor patient',
  PI: 'the payer’s own reduction; the payer says that the patient does not owe it',
  CR: 'correction or reversal of an earlier decision',
} as const satisfies CodeWords;

/** Reasons that are not denials; `denialReasons` has the others. */
const otherReasonWords: CodeWords = {
  '1': 'deductible',
  '2': 'coinsurance',
  '3': 'copayment',
  '23': 'what earlier payers paid or adjusted',
  '24': 'covered by capitation',
  '44': 'discount for prompt payment',
  '45': 'above the contracted or allowed amount',
  '59': 'reduced: several procedures on one day',
  '61': 'penalty: second opinion missing',
  '66': 'blood deductible',
  '69': 'day outlier amount',
  '70': 'cost outlier amount',
  '74': 'indirect medical education',
  '75': 'direct medical education',
  '76': 'disproportionate share',
  '78': 'days not covered, or room charge above the covered one',
  '85': 'interest that the patient owes',
  '89': 'professional fees taken out',
  '90': 'ingredient cost',
  '91': 'dispensing fee',
  '94': 'paid above the charge',
  '100': 'paid to the patient or the insured',
  '101': 'predetermination: what would be paid',
  '102': 'moved to major medical',
  '103': 'promotional discount',
  '104': 'withheld under managed care',
  '105': 'tax withheld',
  '106': 'the patient’s payment option is not in force',
  '118': 'support of the renal disease network',
  '121': 'offset to compensate',
  '122': 'psychiatric reduction',
  '130': 'fee for submitting the claim',
  '131': 'discount negotiated for this claim',
  '132': 'arranged in advance for a demonstration project',
  '137': 'surcharge, assessment, allowance or health tax',
  '139': 'contracted funding agreement',
  '142': 'patient’s monthly Medicaid share',
  '143': 'part of the payment is deferred',
  '144': 'incentive',
  '161': 'bonus for performance',
  '169': 'paid as an alternate benefit',
  '186': 'level of care changed',
  '187': 'from the patient’s spending account',
  '192': 'a reason of a paper remittance that has no code',
  '195': 'refund to an earlier payer or to the patient',
  '205': 'fee for handling a pharmacy discount card',
  '209': 'the provider may not bill the patient; another payer may be billed',
  '215': 'from a third party’s settlement',
  '225': 'interest or penalty paid by the payer',
  '229': 'part of the charge was not considered by Medicare',
  '232': 'transfer between institutions',
  '235': 'sales tax',
  '237': 'penalty by law or regulation',
  '241': 'low income subsidy',
  '245': 'withheld for a provider program',
  '246': 'reported only; not payable',
  '247': 'deductible of a professional service that an institution billed',
  '248': 'coinsurance of a professional service that an institution billed',
  '253': 'sequestration: the federal reduction',
  A2: 'by contract (an old code)',
  A5: 'Medicare cost report',
  A7: 'presumptive payment',
  B4: 'penalty for filing late',
  B10: 'reduced: a component was paid to another provider',
  B22: 'adjusted for the diagnosis',
};

/** The meaning of a claim adjustment reason code, if Superbill has one. */
export function adjustmentReasonWords(carc: string): string | undefined {
  return wordsOf(otherReasonWords, carc) ?? wordsOf(denialReasons, carc);
}

/** The meaning of a remark code, when posting or billing a patient depends on it. */
export function remarkWords(code: string): string | undefined {
  if (/^N78[123]$/.test(code)) return 'qualified Medicare beneficiary: nothing may be billed to the patient';
  if (code === 'N830' || /^N8(?:6[2-9]|7[0-9]|8[0-2])$/.test(code)) {
    return 'No Surprises Act: bill the patient no more than the stated share';
  }
  if (code === 'N807') return 'Medicare’s quality payment adjustment (MIPS)';
  return undefined;
}

/** The meaning of a provider-level adjustment code: the reason of the rule that books it. */
export function providerAdjustmentWords(code: string): string | undefined {
  return providerAdjustmentRules.get(code)?.because;
}

export const handlingWords = {
  C: 'payment accompanies this remittance',
  D: 'payment only',
  H: 'notification only: no payment',
  I: 'remittance information and payment together',
  P: 'prenotification of later transfers',
  U: 'payment and remittance are split',
  X: 'the handling is the receiver’s choice',
} as const satisfies CodeWords;

export const creditDebitWords = {
  C: 'credit: paid to the provider',
  D: 'debit: taken from the provider',
} as const satisfies CodeWords;

export const paymentMethodWords = {
  ACH: 'electronic funds transfer (ACH)',
  BOP: 'the bank’s choice',
  CHK: 'check',
  FWT: 'wire transfer',
  NON: 'no payment',
} as const satisfies CodeWords;

export const paymentFormatWords = {
  CCP: 'cash concentration with addendum (CCD+)',
  CTX: 'corporate trade exchange',
} as const satisfies CodeWords;

export const bankQualifierWords = {
  '01': 'ABA routing number',
  '04': 'Canadian bank branch and institution',
} as const satisfies CodeWords;

export const accountQualifierWords = {
  ALC: 'agency location code',
  DA: 'checking account',
  SG: 'savings account',
} as const satisfies CodeWords;

export const traceTypeWords = { '1': 'trace number of this payment' } as const satisfies CodeWords;

export const partyWords = {
  '2': 'submitter',
  '74': 'insured, as corrected by the payer',
  '82': 'rendering provider',
  GB: 'other subscriber',
  IL: 'insured',
  PE: 'payee',
  PR: 'payer',
  QC: 'patient',
  TT: 'payer to which the claim was forwarded',
} as const satisfies CodeWords;

/** The same code has another meaning in a claim's names. */
export const claimPartyWords = {
  ...partyWords,
  PR: 'payer that comes first, as corrected',
} as const satisfies CodeWords;

export const entityTypeWords = { '1': 'a person', '2': 'not a person' } as const satisfies CodeWords;

export const identifierWords = {
  '24': 'employer identification number',
  '34': 'social security number',
  AD: 'Blue Cross Blue Shield plan code',
  BD: 'Blue Cross provider number',
  BS: 'Blue Shield provider number',
  C: 'insured’s changed unique number',
  EO: 'submitter’s number',
  FI: 'tax number',
  HN: 'health insurance claim number',
  II: 'health identifier',
  MC: 'Medicaid provider number',
  MI: 'member number',
  MR: 'Medicaid recipient number',
  NI: 'NAIC number',
  PC: 'provider’s commercial number',
  PI: 'payer’s number',
  SL: 'state license number',
  UP: 'unique physician number',
  XV: 'health plan identifier',
  XX: 'National Provider Identifier',
  ZZ: 'a number that both sides agreed on',
} as const satisfies CodeWords;

export const filingIndicatorWords = {
  '12': 'preferred provider organization',
  '13': 'point of service plan',
  '14': 'exclusive provider organization',
  '15': 'indemnity insurance',
  '16': 'Medicare Advantage (HMO)',
  '17': 'dental maintenance organization',
  AM: 'automobile medical',
  CH: 'Champus / TRICARE',
  DS: 'disability',
  HM: 'health maintenance organization',
  LM: 'liability',
  MA: 'Medicare Part A',
  MB: 'Medicare Part B',
  MC: 'Medicaid',
  OF: 'other federal program',
  TV: 'Title V',
  VA: 'Veterans Affairs',
  WC: 'workers’ compensation',
  ZZ: 'several plans, or unknown',
} as const satisfies CodeWords;

export const frequencyWords = {
  '0': 'no payment asked for',
  '1': 'original, admission to discharge',
  '2': 'first of several interim bills',
  '3': 'continuing interim bill',
  '4': 'last interim bill',
  '5': 'late charges',
  '7': 'replacement of an earlier claim',
  '8': 'cancellation of an earlier claim',
  '9': 'final bill of a home health episode',
} as const satisfies CodeWords;

export const dateWords = {
  '036': 'coverage ended',
  '050': 'claim received by the payer',
  '150': 'service began',
  '151': 'service ended',
  '232': 'claim’s period began',
  '233': 'claim’s period ended',
  '405': 'remittance produced',
  '472': 'date of service',
} as const satisfies CodeWords;

export const amountWords = {
  AU: 'amount covered',
  B6: 'amount allowed',
  D8: 'discount',
  DY: 'limit per day',
  F5: 'paid by the patient',
  I: 'interest',
  KH: 'deduction for filing late',
  NE: 'net billed',
  NL: 'negative balance: paid too much before, still owed',
  T: 'tax',
  T2: 'total before taxes',
  ZK: 'Medicare or Medicaid amount, category 1',
  ZL: 'Medicare or Medicaid amount, category 2',
  ZM: 'Medicare or Medicaid amount, category 3',
  ZN: 'Medicare or Medicaid amount, category 4',
  ZO: 'Medicare or Medicaid amount, category 5',
} as const satisfies CodeWords;

export const quantityWords = {
  CA: 'covered days',
  CD: 'coinsurance days',
  LA: 'lifetime reserve days',
  LE: 'lifetime reserve days used',
  NE: 'non-covered days',
  NR: 'days not replaced (blood)',
  OU: 'outlier days',
  PS: 'prescription',
  VS: 'visits',
  ZK: 'Medicare or Medicaid quantity, category 1',
  ZL: 'Medicare or Medicaid quantity, category 2',
  ZM: 'Medicare or Medicaid quantity, category 3',
  ZN: 'Medicare or Medicaid quantity, category 4',
  ZO: 'Medicare or Medicaid quantity, category 5',
} as const satisfies CodeWords;

export const referenceWords = {
  '0B': 'state license number',
  '0K': 'policy form number',
  '1A': 'Blue Cross provider number',
  '1B': 'Blue Shield provider number',
  '1C': 'Medicare provider number',
  '1D': 'Medicaid provider number',
  '1G': 'unique physician number',
  '1H': 'Champus identification number',
  '1J': 'facility number',
  '1L': 'group or policy number',
  '1S': 'ambulatory patient group',
  '1W': 'member number',
  '28': 'employee number',
  '2U': 'payer’s identification number',
  '6P': 'group number',
  '6R': 'provider’s line number',
  '9A': 'repriced claim number',
  '9C': 'adjusted repriced claim number',
  APC: 'ambulatory payment classification',
  BB: 'authorization number',
  CE: 'class of contract',
  D3: 'pharmacy number',
  E9: 'attachment code',
  EA: 'medical record number',
  EO: 'submitter’s number',
  EV: 'receiver’s number',
  F2: 'version of the payer’s system',
  F8: 'payer’s number of the original claim',
  G1: 'prior authorization number',
  G2: 'provider’s commercial number',
  G3: 'predetermination number',
  HI: 'health industry number',
  HPI: 'National Provider Identifier',
  IG: 'insurance policy number',
  LU: 'location number',
  NF: 'NAIC number',
  PQ: 'payee’s number',
  RB: 'rate code',
  SY: 'social security number',
  TJ: 'tax number',
} as const satisfies CodeWords;

export const contactFunctionWords = {
  BL: 'technical department',
  CX: 'claims office',
  IC: 'information contact',
} as const satisfies CodeWords;

export const contactNumberWords = {
  EM: 'e-mail',
  EX: 'extension',
  FX: 'fax',
  TE: 'telephone',
  UR: 'web address',
} as const satisfies CodeWords;

export const deliveryWords = {
  BM: 'by mail',
  EM: 'by e-mail',
  FT: 'by file transfer',
  OL: 'online',
} as const satisfies CodeWords;

export const procedureQualifierWords = {
  AD: 'dental procedure (CDT)',
  ER: 'jurisdiction’s own code',
  HC: 'procedure (CPT or HCPCS)',
  HP: 'prospective payment code (HIPPS)',
  IV: 'home infusion product',
  N4: 'drug (NDC)',
  N6: 'health related item',
  NU: 'revenue code',
  UI: 'product (UPC)',
  WK: 'advanced billing concept',
} as const satisfies CodeWords;

export const remarkListWords = {
  HE: 'remittance advice remark',
  RX: 'pharmacy reject',
} as const satisfies CodeWords;

export const yesNoWords = { N: 'no', Y: 'yes' } as const satisfies CodeWords;
