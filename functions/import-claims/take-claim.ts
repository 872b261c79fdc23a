import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { Claim } from '../../shared/domain/claim/claim.ts';
import { type ClaimSource, serviceDays } from '../../shared/domain/claim/claim-source.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import { asksOnly } from '../../shared/domain/claim/predetermination.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import {
  beginningBalance,
  beginningLegs,
  type ClaimOfSystem,
  type ClaimOwners,
} from '../../shared/domain/claim-intake/begin-claim.ts';
import type { ClaimIntake } from '../../shared/domain/claim-intake/claim-intake.ts';
import { type ToldCoverage, toldCoverages } from '../../shared/domain/claim-intake/told-coverages.ts';
import type { WaitReason } from '../../shared/domain/claim-intake/wait-reasons.ts';
import {
  type ClaimId,
  claimIdFromDigest,
  idFromDigest,
  parseClaimId,
  type TenantId,
} from '../../shared/domain/identity/ids.ts';
import { ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import { sumCents } from '../../shared/domain/money/cents.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { firstSourceAssembly, newLaneWrites } from '../../shared/filing/assemble-filing.ts';
import { dimensionsOf } from '../../shared/posting/rebooking.ts';
import { claimSourceItem, readClaimSources } from '../../shared/store/claim-sources.ts';
import { balanceItem, laneOf, readBalances } from '../../shared/store/claims.ts';
import { digestOf, digestText } from '../../shared/store/digest.ts';
import { chargeEntryId } from '../../shared/store/encounters.ts';
import { filingDocumentItem } from '../../shared/store/filings.ts';
import { claimIdOfControlNumber } from '../../shared/store/keys/claim.ts';
import { foreignFirstEntryWrite, totalsWrite } from '../../shared/store/ledger.ts';
import type { Write } from '../../shared/store/table.ts';
import { withWritten } from '../../shared/store/with-written.ts';
import type { Outcome, Taking } from './context.ts';
import { correctedByFile } from './correct-claim.ts';
import { patientOf } from './patient.ts';
import { actingProviderOf, billingProviderOf, facilityOf, payerOf } from './practice.ts';
import type { FileClaim } from './read-claims.ts';

const actor = 'import-claims';
const waits = (...reasons: readonly WaitReason[]): Outcome => ({ kind: 'waiting', reasons });

/** Decides the outcome of a file's claim, and its writes. Writes nothing itself. */
export async function takeClaim(taking: Taking, read: FileClaim): Promise<Outcome> {
  const { claim } = read;
  const faults = ownFaults(taking.intake, read);
  if (faults.length > 0) return waits(...faults);
  const digest = digestText(JSON.stringify(claim));
  const days = serviceDays(claim) ?? (asksOnly(claim) ? { from: taking.postedOn, to: taking.postedOn } : undefined);
  if (days === undefined) return waits({ code: 'service-date-missing' });
  const told = toldCoverages(claim);
  const share = told.ok ? told.value.share : 0;
  const known = await knownAs(taking, read, { digest, from: days.from, share });
  if (known !== undefined) return known;
  if (claim.frequency === '8' || claim.frequency === '5') return waits({ code: 'corrected-claim-missing' });
  if (!told.ok) return waits(told.failure);
  const owners = await ownersOf(taking, read, {
    coverages: isSelfPay(claim) ? [] : told.value.coverages,
    from: days.from,
  });
  if ('reasons' in owners) return waits(...owners.reasons);
  const of: ClaimOfSystem = { claim, purpose: taking.intake.purpose, days, told: told.value };
  return begun(taking, read, { owners, of, digest });
}

/** Nobody but the patient is billed. */
const isSelfPay = ({ subscriber }: Claim): boolean => subscriber.filingIndicator === '09';

const largestCharge = 99_999_999_99;

/** Faults of a claim that do not depend on the records on file. */
function ownFaults({ purpose }: ClaimIntake, { claim, claimKind, findings }: FileClaim): readonly WaitReason[] {
  const { patientControlNumber, chargeCents, serviceLines, submissionReason } = claim;
  const isChargeable = claimKind === 'CH' || claimKind === '';
  const isElsewhere =
    submissionReason !== undefined &&
    (!asksOnly(claim) || claim.subscriber.payerResponsibility !== 'P' || isSelfPay(claim));
  // The guide of predeterminations is read by that of claims, and what is written here follows the latter.
  const broken = findings.filter(({ code }) => !(asksOnly(claim) && code === 'guide-predetermination'));
  const sum = sumCents(serviceLines.map((line) => line.chargeCents));
  const isCharge = chargeCents >= 0 && chargeCents <= largestCharge;
  return [
    ...(isChargeable ? [] : [{ code: 'not-chargeable' } as const]),
    ...(isElsewhere ? [{ code: 'predetermination-elsewhere' } as const] : []),
    ...(patientControlNumber.trim() === '' ? [{ code: 'control-number-missing' } as const] : []),
    ...(serviceLines.length === 0 ? [{ code: 'line-missing' } as const] : []),
    ...(isCharge ? [] : [{ code: 'charge-invalid' } as const]),
    ...(purpose === 'to-send' && sum !== chargeCents ? [{ code: 'charge-differs' } as const] : []),
    ...(purpose === 'to-send' ? broken.slice(0, 5) : []).map(
      ({ code, loop }): WaitReason => ({ code: 'file-findings', finding: code, ...present({ loop }) }),
    ),
  ];
}

/**
 * The id of a claim that this office sends. It is one of our own, derived from the other system's number, so it is
 * always the same.
 */
function ownIdOf(tenant: TenantId, controlNumber: string): ClaimId {
  return claimIdFromDigest(digestOf('claim-of-system', tenant, controlNumber));
}

/**
 * Finds the claim with the other system's number, whether it was taken over or is to be sent from here. The file's
 * claim is known if it is the same, or an earlier state of it (before it was replaced or sent to a later payer). A
 * claim that was taken over without content is known if its charge and its first date of service agree.
 */
async function knownAs(
  taking: Taking,
  read: FileClaim,
  { digest, from, share }: { readonly digest: string; readonly from: LocalDate; readonly share: number },
): Promise<Outcome | undefined> {
  const { tenant, table } = taking;
  const { patientControlNumber, chargeCents, serviceLines, frequency } = read.claim;
  const ids = [claimIdOfControlNumber(patientControlNumber), ownIdOf(tenant, patientControlNumber)];
  const [balances, sources] = await Promise.all([
    readBalances(table, tenant, ids),
    readClaimSources(table, tenant, ids),
  ]);
  const index = balances.findIndex((balance) => balance !== undefined);
  const balance = balances[index];
  if (balance === undefined) {
    return parseClaimId(patientControlNumber).ok ? waits({ code: 'control-number-ours' }) : undefined;
  }
  const source = sources[index];
  const { claimId, controlNumber } = balance;
  const here: Outcome = { kind: 'known', claimId };
  if (source?.digests.includes(digest) === true) return here;
  if (frequency === '7' || frequency === '8') {
    const isAsked = balance.predetermination !== undefined;
    if (source === undefined || share !== source.share || isAsked !== asksOnly(read.claim))
      return waits({ code: 'corrects-claim' });
    const claim = controlNumber === undefined ? withOurNumbers(read.claim, claimId) : read.claim;
    return correctedByFile(taking, { read, claim, digest, before: balance, source });
  }
  if (frequency === '5') return waits({ code: 'corrects-claim' });
  // The original of a replacement, in an older file.
  if (source?.claim.frequency === '7' && balance.serviceFrom === from) return here;
  const isAlike =
    balance.chargeCents === chargeCents &&
    balance.serviceFrom === from &&
    balance.lineCount === serviceLines.length &&
    (source === undefined || share < source.share);
  return isAlike ? here : waits({ code: 'number-taken' });
}

/** The records that a claim belongs to here, or every reason why it waits. */
async function ownersOf(
  { tenant, table, at, intake, practice }: Taking,
  { claim, record }: FileClaim,
  told: { readonly coverages: readonly ToldCoverage[]; readonly from: LocalDate },
): Promise<
  (Omit<ClaimOwners, 'claimId'> & { readonly writes: readonly Write[] }) | { readonly reasons: readonly WaitReason[] }
> {
  const billing = billingProviderOf(practice, claim);
  const payers = told.coverages.map((coverage) => payerOf(practice, coverage));
  const acting = billing.ok ? actingProviderOf(practice, claim, billing.value) : undefined;
  const reasons = [billing, ...payers, ...(acting === undefined ? [] : [acting])].flatMap((each) =>
    each.ok ? [] : [each.failure],
  );
  if (!billing.ok || acting?.ok !== true || reasons.length > 0) return { reasons };
  const coverages = payers.flatMap((payer, index) =>
    payer.ok ? [{ told: told.coverages[index] as ToldCoverage, payer: payer.value satisfies Payer }] : [],
  );
  const origin = `${intake.id}-${record}`;
  const patient = await patientOf({ ...{ tenant, table, at, claim, coverages, origin }, serviceFrom: told.from });
  if (!patient.ok) return { reasons: [patient.failure] };
  return {
    entityId: billing.value.entityId,
    billingProviderId: billing.value.id,
    providerId: acting.value,
    ...present({ facilityId: facilityOf(practice, claim) }),
    patientId: patient.value.patientId,
    coverages: patient.value.coverages,
    writes: patient.value.writes,
  };
}

/** The start of a claim. */
interface Beginning {
  readonly owners: Omit<ClaimOwners, 'claimId'> & { readonly writes: readonly Write[] };
  readonly of: ClaimOfSystem;
  readonly digest: string;
}

async function begun(taking: Taking, read: FileClaim, { owners, of, digest }: Beginning): Promise<Outcome> {
  const { tenant, table, at, postedOn, intake } = taking;
  const { patientControlNumber: controlNumber } = read.claim;
  const isSent = of.purpose === 'sent';
  const claimId = isSent ? claimIdOfControlNumber(controlNumber) : ownIdOf(tenant, controlNumber);
  const { writes: patientWrites, ...own } = owners;
  const balance = beginningBalance({ ...own, claimId, ...(isSent ? { controlNumber } : {}) }, of);
  const source: ClaimSource = {
    ...{ claimId, controlNumber, digests: [digest], share: of.told.share, intakeId: intake.id, record: read.record },
    takenCents: read.claim.chargeCents,
    claim: isSent ? read.claim : withOurNumbers(read.claim, claimId),
  };
  const { kind, legs } = beginningLegs(balance, of);
  const id = kind === 'charge' ? chargeEntryId(tenant, claimId) : openingEntryId(tenant, claimId);
  const dimensions = dimensionsOf(balance);
  const entry = ledgerEntry({ id, kind, effectiveOn: balance.serviceFrom, postedOn, ...dimensions, legs });
  const { after, writes } = isSent
    ? { after: balance, writes: sentWrites(tenant, balance, { ...read, at }) }
    : await toSendWrites({ tenant, table: withWritten(table, patientWrites), at, postedOn }, balance, source);
  const begins = { at, by: actor, to: claimStatus(balance).kind };
  return {
    kind: 'taken',
    claimId,
    writes: [
      { put: balanceItem(tenant, after), condition: { absent: true } },
      { put: claimSourceItem(tenant, source), condition: { absent: true } },
      foreignFirstEntryWrite(tenant, claimId, entry, begins),
      totalsWrite(tenant, { postedOn, entityId: balance.entityId }, claimId, legs),
      ...writes,
      ...patientWrites,
    ],
  };
}

function openingEntryId(tenant: TenantId, claimId: ClaimId): string {
  return idFromDigest('ledgerEntry', digestOf('opening', tenant, claimId));
}

/** A claim that we send has our number, and line numbers that its payer can return. */
function withOurNumbers(claim: Claim, claimId: ClaimId): Claim {
  const serviceLines = claim.serviceLines.map((line, index) => ({
    ...line,
    controlNumber: line.controlNumber ?? `L${index + 1}`,
  }));
  return { ...claim, patientControlNumber: claimId, serviceLines } as Claim;
}

/** The claim as the other system sent it. Its payer's answer finds it by member and date, whatever its number is. */
function sentWrites(
  tenant: TenantId,
  { claimId, serviceFrom, filings }: ClaimBalance,
  { claim, submitter, receiver, at }: FileClaim & { readonly at: string },
): readonly Write[] {
  const number = currentFiling(filings)?.number;
  if (number === undefined) return [];
  const lane = laneOf(claim.kind, receiver.id, submitter.id);
  const document = { claim, submitter, receiver, lane, claimId, number, serviceFrom, assembledAt: at };
  return [{ put: filingDocumentItem(tenant, { ...document, assembledFrom: [] }) }];
}

async function toSendWrites(
  { tenant, table, at, postedOn }: Pick<Taking, 'tenant' | 'table' | 'at' | 'postedOn'>,
  balance: ClaimBalance,
  source: ClaimSource,
): Promise<{ readonly after: ClaimBalance; readonly writes: readonly Write[] }> {
  if (balance.filings.length === 0) return { after: balance, writes: [] };
  const order = { tenant, actor, at, today: postedOn, encounter: undefined, balance };
  const { after, writes, lane } = await firstSourceAssembly(order, source, table);
  return { after, writes: [...writes, ...(await newLaneWrites(tenant, lane === undefined ? [] : [lane], table))] };
}
