import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { owedOutOfSight, withOpenWork } from '../../shared/domain/claim/open-work.ts';
import {
  type OpeningClaim,
  openingFaults,
  openingFilings,
  openingLegs,
  openingPayers,
  openingState,
} from '../../shared/domain/claim/opening.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import { idFromDigest, parseClaimId, type TenantId } from '../../shared/domain/identity/ids.ts';
import { type LedgerEntry, ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import type { Facility, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { type FieldError, fail, invalid, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { postingExceptionId } from '../../shared/posting/claim-booking.ts';
import { dimensionsOf } from '../../shared/posting/rebooking.ts';
import { balanceItem, readBalances } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { type ExceptionItem, exceptionWrite } from '../../shared/store/exceptions.ts';
import { claimIdOfControlNumber } from '../../shared/store/keys/claim.ts';
import { ledgerEntryKey, wireEntryId } from '../../shared/store/keys/ledger.ts';
import { foreignFirstEntryWrite, totalsWrite } from '../../shared/store/ledger.ts';
import { type PatientRecord, readPatientRecord } from '../../shared/store/patients.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { ClaimsOperations, ClaimsRequest } from './context.ts';
import { claimView } from './views.ts';

type OpeningRequest = ClaimsRequest<'createOpeningClaims'>;

export const openingOperations: ClaimsOperations<'createOpeningClaims' | 'searchOpeningClaims'> = {
  createOpeningClaims: async (request, { table }) => {
    const { billingProviderId, claims } = request.body;
    const { tenantId } = request.principal;
    const patients = await patientsOf(table, tenantId, claims);
    const practice = await readPractice(table, tenantId, request.body);
    const entityId = practice.providers.get(billingProviderId)?.entityId;
    const faults = [...claimFaults(claims, patients), ...practiceFaults(request.body, practice)];
    if (entityId === undefined || faults.length > 0)
      return fail({ kind: 'request-invalid', errors: faults.slice(0, 50) });
    const ids = claims.map((claim) => claimIdOfControlNumber(claim.controlNumber));
    const taken = (await readBalances(table, tenantId, ids)).flatMap((balance, index) =>
      balance === undefined
        ? []
        : [{ pointer: `/claims/${index}/controlNumber`, detail: 'another claim has this number' }],
    );
    if (taken.length > 0) return fail({ kind: 'control-number-taken', errors: taken });
    const balances = claims.map((claim) => balanceOf(claim, { entityId, billingProviderId }, patients));
    const postedOn = await request.today();
    const entries = balances.map((balance, index) =>
      entryOf(tenantId, balance, claims[index] as OpeningClaim, postedOn),
    );
    const legs = entries.flatMap((entry) => entry.legs);
    const listed = balances.map((balance, index) => {
      return withStanding(tenantId, balance, entries[index] as LedgerEntry, request.at);
    });
    if (listed.flatMap(({ exceptions }) => exceptions).length > standingLimit) {
      const detail = `more than ${standingLimit} amounts are open at payers that have answered: send fewer claims at once`;
      return invalid('/claims', detail);
    }
    return ok({
      body: { items: listed.map(({ balance }) => claimView(balance)) },
      writes: [
        ...listed.flatMap(({ balance }, index) =>
          openingWrites(request, balance, entries[index] as LedgerEntry, index),
        ),
        ...listed.flatMap(({ exceptions }) => exceptions.map((each) => exceptionWrite(tenantId, each))),
        totalsWrite(tenantId, { postedOn, entityId }, ids[0] as string, legs) as Write<Failure>,
      ],
      audit: { action: 'opening-claims-entered', entityId: billingProviderId, facts: { claims: claims.length } },
    });
  },

  searchOpeningClaims: async (request, { table }) => {
    const { controlNumber } = request.body;
    const [balance] = await readBalances(table, request.principal.tenantId, [claimIdOfControlNumber(controlNumber)]);
    const isIt = balance !== undefined && balance.controlNumber === controlNumber;
    return ok({ body: { items: isIt ? [claimView(balance)] : [] } });
  },
};

/** One transaction has room for at most this many exceptions besides the claims. */
const standingLimit = 15;

/**
 * A claim with the exceptions that cover the balances at payers that have answered. No other work item would cover
 * them.
 */
function withStanding(tenant: TenantId, balance: ClaimBalance, entry: LedgerEntry, at: string) {
  const ledgerEntryId = wireEntryId(ledgerEntryKey(tenant, balance.claimId, entry.id));
  const standing = owedOutOfSight(balance).map(({ share, cents }) => {
    const code = cents > 0 ? 'balance-unexplained' : 'credit-balance';
    const id = postingExceptionId(tenant, entry.id, code, share);
    const exception = {
      id,
      code,
      openedAt: at,
      claimId: balance.claimId,
      ledgerEntryId,
      cents,
      facts: { position: share },
    } as const;
    return { exception, work: { id, kind: 'exception', code, entryId: entry.id, share, cents } as const };
  });
  return {
    balance: withOpenWork(
      balance,
      standing.map(({ work }) => work),
    ),
    exceptions: standing.map(({ exception }): ExceptionItem => exception),
  };
}

async function patientsOf(
  table: Table,
  tenantId: TenantId,
  claims: readonly OpeningClaim[],
): Promise<ReadonlyMap<string, PatientRecord>> {
  const ids = [...new Set(claims.map((claim) => claim.patientId))];
  const records = await Promise.all(ids.map((id) => readPatientRecord(table, tenantId, id)));
  return new Map(records.flatMap((record) => (record === undefined ? [] : [[record.patient.id, record] as const])));
}

function claimFaults(
  claims: readonly OpeningClaim[],
  patients: ReadonlyMap<string, PatientRecord>,
): readonly FieldError[] {
  const names = claims.map((claim) => claim.controlNumber);
  return claims.flatMap((claim, index) => {
    const record = patients.get(claim.patientId);
    const shares = record === undefined ? [] : openingPayers(claim, record.coverages);
    const faults = [
      ...(parseClaimId(claim.controlNumber).ok
        ? [{ pointer: '/controlNumber', detail: 'has the form of Superbill’s own numbers; use another one' }]
        : []),
      ...(names.indexOf(claim.controlNumber) === index
        ? []
        : [{ pointer: '/controlNumber', detail: 'given more than once' }]),
      ...(record === undefined ? [{ pointer: '/patientId', detail: 'no such patient here' }] : []),
      ...shares.filter((share) => 'pointer' in share),
      ...openingFaults(claim),
    ];
    return faults.map(({ pointer, detail }) => ({ pointer: `/claims/${index}${pointer}`, detail }));
  });
}

/** The providers and facilities that the claims name, where they exist. */
interface Practice {
  readonly providers: ReadonlyMap<string, Provider>;
  readonly facilities: ReadonlyMap<string, Facility>;
}

async function readPractice(
  table: Table,
  tenantId: TenantId,
  { billingProviderId, claims }: OpeningRequest['body'],
): Promise<Practice> {
  const acting = claims.map((claim) => claim.providerId).filter((id) => id !== undefined);
  const places = claims.map((claim) => claim.facilityId).filter((id) => id !== undefined);
  const [providers, facilities] = await Promise.all([
    readDocuments<Provider>(table, tenantId, 'PROVIDER', [billingProviderId, ...acting]),
    readDocuments<Facility>(table, tenantId, 'FACILITY', places),
  ]);
  return { providers, facilities };
}

/** Providers and facilities that do not exist, or do not bill. */
function practiceFaults(
  { billingProviderId, claims }: OpeningRequest['body'],
  { providers, facilities }: Practice,
): readonly FieldError[] {
  const detail = 'no such provider here';
  const billing = providers.get(billingProviderId);
  return [
    ...(billing === undefined ? [{ pointer: '/billingProviderId', detail }] : []),
    ...(billing !== undefined && billing.entityId === undefined
      ? [
          {
            pointer: '/billingProviderId',
            detail: 'is not set up for billing, so it has no books; add its billing first',
          },
        ]
      : []),
    ...claims.flatMap(({ providerId, facilityId }, index) => [
      ...(providerId === undefined || providers.has(providerId)
        ? []
        : [{ pointer: `/claims/${index}/providerId`, detail }]),
      ...(facilityId === undefined || facilities.has(facilityId)
        ? []
        : [{ pointer: `/claims/${index}/facilityId`, detail: 'no such facility here' }]),
    ]),
  ];
}

function balanceOf(
  claim: OpeningClaim,
  books: Pick<ClaimBalance, 'entityId' | 'billingProviderId'>,
  patients: ReadonlyMap<string, PatientRecord>,
): ClaimBalance {
  const { controlNumber, patientId, facilityId, serviceFrom, chargeCents, lineCount, patientCents } = claim;
  const coverages = patients.get(patientId)?.coverages ?? [];
  return {
    claimId: claimIdOfControlNumber(controlNumber),
    controlNumber,
    version: 1,
    state: openingState(claim),
    ...books,
    patientId,
    providerId: claim.providerId ?? books.billingProviderId,
    ...present({ facilityId }),
    serviceFrom,
    chargeCents,
    lineCount,
    payers: openingPayers(claim, coverages).filter((share) => 'coverageId' in share),
    filings: openingFilings(claim),
    patientCents,
  };
}

function entryOf(tenantId: TenantId, balance: ClaimBalance, claim: OpeningClaim, postedOn: LocalDate): LedgerEntry {
  return ledgerEntry({
    id: idFromDigest('ledgerEntry', digestOf('opening', tenantId, balance.claimId)),
    kind: 'opening',
    effectiveOn: balance.serviceFrom,
    postedOn,
    ...dimensionsOf(balance),
    legs: openingLegs(claim),
  });
}

/** A claim's balance, and its opening entry here. */
function openingWrites(
  { principal, at }: OpeningRequest,
  balance: ClaimBalance,
  entry: LedgerEntry,
  index: number,
): Write<Failure>[] {
  const { tenantId, subject } = principal;
  const { claimId } = balance;
  const errors = [{ pointer: `/claims/${index}/controlNumber`, detail: 'another claim has this number' }];
  const begins = { at, by: subject, to: claimStatus(balance).kind };
  return [
    {
      put: balanceItem(tenantId, balance),
      condition: { absent: true },
      orElse: { kind: 'control-number-taken', errors },
    },
    foreignFirstEntryWrite(tenantId, claimId, entry, begins) as Write<Failure>,
  ];
}
