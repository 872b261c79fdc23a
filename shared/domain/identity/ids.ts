import { fail, invariant, ok, type Result } from '../result.ts';

declare const tenantBrand: unique symbol;
declare const claimBrand: unique symbol;

/** A billing office's space: lower-case letters, digits and hyphens, 3 to 40 characters. Never contains `#`. */
export type TenantId = string & { readonly [tenantBrand]: true };

/**
 * The owner of what belongs to the installation, for every office to use. No office can have this id: theirs begin with
 * a letter.
 */
export const installation = '_' as TenantId;

/** A claim's id, which is also its patient control number: 16 characters that every payer returns whole. */
export type ClaimId = string & { readonly [claimBrand]: true };

/** What an id names, by its prefix. */
export const idPrefixes = {
  patient: 'pat',
  coverage: 'cov',
  payer: 'pay',
  provider: 'prv',
  legalEntity: 'ent',
  facility: 'fac',
  tradingPartner: 'tpa',
  feeSchedule: 'fee',
  encounter: 'enc',
  note: 'not',
  document: 'doc',
  evaluation: 'evl',
  physicianQuery: 'qry',
  submission: 'sub',
  paperBatch: 'ppr',
  remittance: 'rem',
  remittanceFile: 'fil',
  ledgerEntry: 'led',
  exception: 'exc',
  denial: 'den',
  connection: 'con',
  connectionRun: 'run',
  acknowledgementFile: 'ack',
  deposit: 'dep',
  bankStatement: 'bst',
  codeSetLoad: 'csl',
  intake: 'itk',
  claimIntake: 'cin',
  selfAudit: 'sau',
  auditCase: 'cas',
  conditionGap: 'gap',
  authorization: 'aut',
  inquiry: 'inq',
  inquiryFile: 'iqf',
  inquiryAnswer: 'iqa',
  attachmentRequest: 'atr',
  attachmentSending: 'ats',
  account: 'acc',
  accountCharge: 'chg',
  statement: 'stm',
  statementRun: 'srn',
  statementLink: 'stl',
  invoice: 'inv',
  patientPayment: 'pmt',
  paymentPlan: 'pln',
  cardConnection: 'ccn',
  cardOnFile: 'crd',
  cardCharge: 'cch',
  payLink: 'plk',
  depositBatch: 'dbt',
  lockboxFile: 'lbx',
  virtualCardCharge: 'vcc',
  adjustment: 'adj',
  assistance: 'fap',
  smallBalanceRun: 'sbr',
  manualEntry: 'mje',
  refund: 'rfd',
  estimate: 'est',
  payerContract: 'ctr',
  paymentVariance: 'var',
  paymentDispute: 'pdp',
  federalDispute: 'fdr',
  appeal: 'apl',
  correspondence: 'cor',
  receivedDocument: 'rdc',
  thread: 'thr',
  task: 'tsk',
  collectionCase: 'col',
  collectionAgency: 'cag',
  agencyFile: 'agf',
  agencyRemit: 'agr',
  interestCharge: 'ich',
  journal: 'jnl',
  reportRun: 'rpr',
  reportSchedule: 'rps',
  close: 'cls',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** Crockford's base 32: no I, L, O or U. */
export const base32Alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function parseTenantId(text: string): Result<TenantId, { readonly kind: 'tenant-malformed' }> {
  return /^[a-z][a-z0-9-]{2,39}$/.test(text) ? ok(text as TenantId) : fail({ kind: 'tenant-malformed' });
}

/** Whether a text has the form of an id of this kind: prefix, underscore, 26 characters of base 32. */
export function isId(kind: IdKind, text: string): boolean {
  return (
    text.length === 30 && text.startsWith(`${idPrefixes[kind]}_`) && /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text.slice(4))
  );
}

/** Writes bytes as base 32, the most significant bits first. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32Alphabet[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? text + base32Alphabet[(buffer << (5 - bits)) & 31] : text;
}

/** An id derived from a digest of at least 17 bytes. The same digest gives the same id. */
export function idFromDigest(kind: IdKind, digest: Uint8Array): string {
  return `${idPrefixes[kind]}_${base32(digest.subarray(0, 17)).slice(0, 26)}`;
}

const claimIdPayload = 14;

function claimCheckCharacter(payload: string): string {
  let sum = 0;
  for (let index = 0; index < payload.length; index += 1) {
    sum += (index + 2) * base32Alphabet.indexOf(payload.charAt(index));
  }
  return base32Alphabet[sum % 31] as string;
}

/**
 * A claim's id from a digest of encounter, version and split: `S`, 14 characters of base 32 (70 bits), a check
 * character. A retry derives the same id; an external text has this form only by an unlikely chance.
 */
export function claimIdFromDigest(digest: Uint8Array): ClaimId {
  invariant(digest.length >= 9, 'a claim id needs 70 bits');
  const payload = base32(digest.subarray(0, 9)).slice(0, claimIdPayload);
  return `S${payload}${claimCheckCharacter(payload)}` as ClaimId;
}

/** Reads a claim id; the check character distinguishes ours from other systems' control numbers. */
export function parseClaimId(text: string): Result<ClaimId, { readonly kind: 'claim-id-malformed' }> {
  const payload = text.slice(1, 15);
  return /^S[0-9A-HJKMNP-TV-Z]{15}$/.test(text) && claimCheckCharacter(payload) === text.charAt(15)
    ? ok(text as ClaimId)
    : fail({ kind: 'claim-id-malformed' });
}
