import { type VirtualCardCharge, virtualCardLegs } from '../../shared/domain/deposit/virtual-card.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import { subtractCents } from '../../shared/domain/money/cents.ts';
import { reversedLegs } from '../../shared/domain/patient-payment/legs.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, invariant, ok } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import {
  type InTransitRow,
  noLongerInTransitWrite,
  onItsWayWrites,
  readInTransit,
  relievedWrite,
  returnedWrite,
} from '../../shared/store/deposits.ts';
import { ownEntryWrites } from '../../shared/store/ledger.ts';
import type { Table } from '../../shared/store/table.ts';
import {
  inTransitOfCard,
  readVirtualCard,
  virtualCardOfItem,
  virtualCardWrite,
} from '../../shared/store/virtual-cards.ts';
import type { BankOperations } from './context.ts';
import type { virtualCardRoutes } from './virtual-card-routes.ts';

type ChargeView = AnswerOf<(typeof virtualCardRoutes)['getVirtualCardCharge']>;

/** The API shows what is stored. The types differ only in `readonly`. */
const viewOf = (charge: VirtualCardCharge): ChargeView => charge as unknown as ChargeView;

export const virtualCardOperations: BankOperations<keyof typeof virtualCardRoutes> = {
  chargeVirtualCard: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { remittanceId, cents, feeCents, chargedOn, reference } = request.body;
    const today = await request.today();
    if (chargedOn > today) return invalid('/chargedOn', 'is in the future');
    if (feeCents > cents) return invalid('/feeCents', 'more than was charged');
    const row = await rowOf(table, tenantId, remittanceId);
    if (row === undefined || row.depositId !== undefined) return fail({ kind: 'remittance-not-in-transit' });
    const differenceCents = subtractCents(cents, row.cents);
    if (differenceCents !== 0) return fail({ kind: 'virtual-card-differs', facts: { differenceCents } });
    const { entityId, payerId, payerName } = row;
    const id = request.newId('virtualCardCharge');
    const legs = virtualCardLegs({ id, remittanceId, cents, feeCents, ...present({ payerId }) });
    const entry = ledgerEntry({
      ...{ id: request.newId('ledgerEntry'), kind: 'virtual-card-charge', effectiveOn: chargedOn, postedOn: today },
      ...{ entityId, remittanceId, legs },
    });
    const booked = ownEntryWrites(tenantId, entry, { by: subject });
    const charge: VirtualCardCharge = {
      ...{ id, version: 1, remittanceId, entityId, ...present({ payerId }), payerName, cents, feeCents },
      ...{ chargedOn, reference, at: request.at, by: subject, ledgerEntryId: booked.ledgerEntryId },
    };
    const payout = inTransitOfCard(charge);
    return ok({
      body: viewOf(charge),
      version: 1,
      writes: [
        virtualCardWrite(tenantId, charge),
        relievedWrite(tenantId, row, id, { kind: 'remittance-not-in-transit' as const }),
        ...booked.writes,
        ...(payout === undefined ? [] : onItsWayWrites(tenantId, payout, request.at)),
      ],
      audit: { action: 'virtual-card-charged', entityId: id, facts: { remittanceId, cents, feeCents } },
    });
  },

  listVirtualCardCharges: async (request, { table }) =>
    asAnswer(
      await listMonth(request, table, { entity: 'VIRTUAL-CARD-CHARGE' }, (item) => viewOf(virtualCardOfItem(item))),
    ),

  getVirtualCardCharge: async (request, { table }) => {
    const charge = await readVirtualCard(table, request.principal.tenantId, request.params.virtualCardChargeId);
    return charge === undefined ? fail({ kind: 'not-found' }) : ok({ body: viewOf(charge), version: charge.version });
  },

  reverseVirtualCardCharge: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { reason } = request.body;
    const charge = await readVirtualCard(table, tenantId, request.params.virtualCardChargeId);
    if (charge === undefined) return fail({ kind: 'not-found' });
    if (charge.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    if (charge.reversed !== undefined) return fail({ kind: 'virtual-card-reversed-already' });
    const row = await rowOf(table, tenantId, charge.remittanceId);
    invariant(row !== undefined, 'a remittance that was paid has a row');
    const today = await request.today();
    const { entityId, remittanceId, ledgerEntryId } = charge;
    const entry = ledgerEntry({
      ...{ id: request.newId('ledgerEntry'), kind: 'virtual-card-reversal', effectiveOn: today, postedOn: today },
      ...{ entityId, remittanceId, legs: reversedLegs(virtualCardLegs(charge)) },
      reverses: [ledgerEntryId.slice(ledgerEntryId.indexOf('.') + 1)],
    });
    const booked = ownEntryWrites(tenantId, entry, { by: subject, why: reason });
    const reversed = { by: subject, at: request.at, reason, ledgerEntryId: booked.ledgerEntryId };
    const after: VirtualCardCharge = { ...charge, version: charge.version + 1, reversed };
    const payout = inTransitOfCard(charge);
    const deposited = { kind: 'virtual-card-deposited' as const };
    return ok({
      body: viewOf(after),
      version: after.version,
      writes: [
        virtualCardWrite(tenantId, after),
        returnedWrite(tenantId, row, charge.id, { kind: 'write-conflict' as const }),
        ...booked.writes,
        ...(payout === undefined ? [] : [noLongerInTransitWrite(tenantId, payout, deposited)]),
      ],
      audit: { action: 'virtual-card-reversed', entityId: charge.id, facts: { remittanceId } },
    });
  },
};

async function rowOf(table: Table, tenant: TenantId, remittanceId: string): Promise<InTransitRow | undefined> {
  const [row] = await readInTransit(table, tenant, [remittanceId]);
  return row;
}
