import { type Account, isClient } from '../domain/account/account.ts';
import { beyondLawCents } from '../domain/account/beyond-law.ts';
import { type ClientBalance, clientCents } from '../domain/account/client-balance.ts';
import type { AskedOf, OwedNow } from '../domain/card/open-amount.ts';
import type { PayLinkSubject } from '../domain/card/pay-link.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import { type PromptPayRule, readPromptPay } from '../posting/prompt-pay.ts';
import { patientOwed, readClientBalance, readUnappliedCents } from '../store/accounts.ts';
import { readCardCharge } from '../store/cards.ts';
import { readEncounters } from '../store/encounters.ts';
import { claimIdsOf, readBooked } from '../store/patient-claims.ts';
import { readStatement } from '../store/statements.ts';
import type { Table } from '../store/table.ts';

/** Reads an account's current balance. */
export async function readOwedNow(
  table: Table,
  tenant: TenantId,
  account: Account,
  rule: PromptPayRule,
): Promise<OwedNow & { readonly client: ClientBalance }> {
  const members = isClient(account) ? [] : account.memberIds;
  const [claims, client, unappliedCents] = await Promise.all([
    Promise.all(members.map((patientId) => patientOwed(table, tenant, patientId))),
    readClientBalance(table, tenant, account.id),
    readUnappliedCents(table, tenant, account.id),
  ]);
  const owed = claims.flat();
  const beyondLaw = await readBeyondLaw(table, tenant, owed);
  // Where the law forbids collecting a part of the balance, that part stays open, and a prompt payment would not settle
  // the claim. So no discount is offered.
  const lawful = owed.filter(({ claimId }) => (beyondLaw.get(claimId) ?? 0) === 0);
  return {
    claims: owed,
    ...{ beyondLaw, promptPay: await readPromptPay(table, tenant, lawful, rule) },
    ...{ client, clientCents: clientCents(client), unappliedCents },
  };
}

/**
 * The patient balances that the law forbids to collect, by claim. Only claims under the No Surprises Act are read
 * further.
 */
export async function readBeyondLaw(
  table: Table,
  tenant: TenantId,
  claims: readonly ClaimBalance[],
): Promise<ReadonlyMap<string, Cents>> {
  const shielded = claims.filter(({ payers }) =>
    payers.some(({ patientProtection }) => patientProtection === 'no-surprises'),
  );
  if (shielded.length === 0) return new Map();
  const booked = await readBooked(table, tenant, shielded);
  return new Map(booked.map((claim) => [claim.balance.claimId as string, beyondLawCents(claim)]));
}

/** Reads which amount and which claims a link asks to be paid. */
export async function readAsked(table: Table, tenant: TenantId, of: PayLinkSubject): Promise<Omit<AskedOf, 'mood'>> {
  switch (of.kind) {
    case 'account':
      return { only: undefined };
    case 'statement': {
      const read = await readStatement(table, tenant, of.statementId);
      const { visits = [], fees } = read?.content ?? {};
      return { only: visits.map(({ claimId }) => claimId), withFees: fees !== undefined };
    }
    case 'visit': {
      const encounter = (await readEncounters(table, tenant, [of.encounterId])).get(of.encounterId);
      return { only: encounter === undefined ? [] : claimIdsOf(encounter.state) };
    }
    case 'charge': {
      const charge = await readCardCharge(table, tenant, of.chargeId);
      if (charge === undefined || charge.state === 'paid') return { only: [] };
      return { only: charge.claimIds, withFees: charge.withFees, mostCents: charge.cents };
    }
  }
}
