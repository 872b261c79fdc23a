import { isClient } from '../../shared/domain/account/account.ts';
import type { ClientCharge } from '../../shared/domain/account/client-charge.ts';
import { limitFor } from '../../shared/domain/billing-settings/limits.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import { negateCents } from '../../shared/domain/money/cents.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import { bookClientEntries, type ClientBooking, claimSideWrites } from '../../shared/posting/client-booking.ts';
import { dimensionsOf } from '../../shared/posting/rebooking.ts';
import { readAccount, readClientBalance } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { clientChargeWrite } from '../../shared/store/client-charges.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { chargeView } from './charges.ts';
import type { AccountsOperations } from './context.ts';

/** A patient's share of a claim becomes an employer's or a facility's. */
export const shareOperations: AccountsOperations<'moveToClient'> = {
  moveToClient: async (request, { table }) => {
    const { tenantId, subject, roles } = request.principal;
    const { accountId } = request.params;
    const { claimId, reason } = request.body;
    const account = await readAccount(table, tenantId, accountId);
    if (account === undefined) return fail({ kind: 'not-found' });
    if (!isClient(account)) return fail({ kind: 'account-of-no-client' });
    const [claim] = await readBalances(table, tenantId, [claimId]);
    if (claim === undefined) {
      return invalid('/claimId', 'no such claim');
    }
    const cents = request.body.cents ?? claim.patientCents;
    if (cents <= 0 || cents > claim.patientCents) return fail({ kind: 'share-exceeds-balance' });
    const { limits } = await readBillingSettings(table, tenantId);
    const limitCents = limitFor(limits.transfer, roles);
    if (cents > limitCents) return fail({ kind: 'above-role-limit', facts: { limitCents } });
    const id = request.newId('accountCharge');
    const postedOn = await request.today();
    const entry = ledgerEntry({
      id: idFromDigest('ledgerEntry', digestOf('client-transfer', tenantId, id)),
      kind: 'client-transfer',
      ...{ effectiveOn: postedOn, postedOn, ...dimensionsOf(claim), accountId },
      legs: [
        { account: 'client-receivable', cents, reference: id },
        { account: 'patient-receivable', cents: negateCents(cents), reference: id },
      ],
    });
    const booking: ClientBooking = { tenant: tenantId, by: subject, at: request.at, why: reason };
    const before = await readClientBalance(table, tenantId, accountId);
    const { writes, ledgerEntryIds } = bookClientEntries(booking, before, [entry]);
    const charge: ClientCharge = {
      ...{ id, accountId, version: 1, cents, serviceOn: claim.serviceFrom, postedOn, at: request.at, by: subject },
      of: { kind: 'share', claimId: claim.claimId, patientId: claim.patientId, reason },
      entityId: claim.entityId,
      ledgerEntryId: ledgerEntryIds[0] as string,
    };
    return ok({
      body: chargeView(charge),
      writes: [...writes, ...claimSideWrites(booking, claim, entry), clientChargeWrite(tenantId, charge)],
      audit: { action: 'account-share-moved', entityId: accountId, facts: { claimId, chargeId: id } },
    });
  },
};
