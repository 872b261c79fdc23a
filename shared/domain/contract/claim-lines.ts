import type { ClaimBalance } from '../claim/balance.ts';
import type { Claim } from '../claim/claim.ts';
import type { DraftEncounter, DraftLine } from '../encounter/encounter.ts';
import { parseQuantity, type Quantity } from '../encounter/quantity.ts';
import type { Cents } from '../money/cents.ts';
import type { Coverage } from '../practice/practice.ts';
import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ContractedClaim, ContractedLine } from './contracted-claim.ts';

/** A claim as it was sent, for the primary payer. */
export function contractedClaim(balance: ClaimBalance, claim: Claim): ContractedClaim | undefined {
  const [payer] = balance.payers;
  if (payer === undefined) return undefined;
  const { billingProviderId, entityId, serviceFrom } = balance;
  const drg = claim.kind === 'institutional' ? claim.drg : undefined;
  return {
    ...{ payerId: payer.payerId, billingProviderId, entityId, serviceFrom },
    isFacility: claim.kind === 'institutional',
    lines: claim.serviceLines.map((line, index) => lineOfClaim(claim, line, { number: index + 1, serviceFrom })),
    ...present({ groupNumber: claim.subscriber.groupNumber, drg }),
  };
}

function lineOfClaim(
  claim: Claim,
  line: Claim['serviceLines'][number],
  { number, serviceFrom }: { readonly number: number; readonly serviceFrom: LocalDate },
): ContractedLine {
  const ofClaim = claim.kind === 'institutional' ? undefined : claim.placeOfService;
  return {
    // Late charges start after the lines that the payer has.
    number: Number(/^L([1-9]\d*)$/.exec(line.controlNumber ?? '')?.[1] ?? number),
    modifiers: line.modifiers ?? [],
    chargeCents: line.chargeCents,
    serviceOn: line.serviceFrom ?? serviceFrom,
    ...present({
      procedure: line.procedure,
      revenueCode: 'revenueCode' in line ? line.revenueCode : undefined,
      units: quantityOf(line.quantity ?? '1'),
      unit: 'unit' in line ? unitOf(line.unit) : undefined,
      placeOfService: ('placeOfService' in line ? line.placeOfService : undefined) ?? ofClaim,
    }),
  };
}

/**
 * An encounter that is not yet a claim, with its lines' charges. A line without a charge is left out: what will be
 * billed is unknown.
 */
export function contractedEncounter(
  encounter: DraftEncounter,
  { payerId, groupNumber }: Pick<Coverage, 'payerId' | 'groupNumber'>,
  { charges, entityId }: { readonly charges: readonly (Cents | undefined)[]; readonly entityId?: string },
): ContractedClaim {
  const lines: readonly DraftLine[] = encounter.lines;
  const days = lines.map(({ serviceOn }) => serviceOn).sort();
  const isFacility = 'typeOfBill' in encounter;
  const statementFrom = isFacility ? encounter.statementFrom : undefined;
  const drg = isFacility ? encounter.drg?.code : undefined;
  const place = 'placeOfService' in encounter ? encounter.placeOfService : undefined;
  return {
    ...{ payerId, billingProviderId: encounter.billingProviderId, isFacility },
    serviceFrom: statementFrom ?? (days[0] as LocalDate),
    lines: lines.flatMap((line, index): ContractedLine[] => {
      const chargeCents = charges[index];
      if (chargeCents === undefined) return [];
      return [
        {
          ...{ number: index + 1, modifiers: line.modifiers, chargeCents, serviceOn: line.serviceOn },
          ...present({
            procedure: line.procedure,
            revenueCode: 'revenueCode' in line ? line.revenueCode : undefined,
            units: quantityOf(line.units),
            unit: 'unit' in line ? unitOf(line.unit) : undefined,
            placeOfService: ('placeOfService' in line ? line.placeOfService : undefined) ?? place,
          }),
        },
      ];
    }),
    ...present({ groupNumber, entityId, drg }),
  };
}

function quantityOf(text: string): Quantity | undefined {
  const parsed = parseQuantity(text);
  return parsed.ok ? parsed.value : undefined;
}

function unitOf(unit: string | undefined): ContractedLine['unit'] {
  return unit === 'MJ' || unit === 'DA' || unit === 'UN' ? unit : undefined;
}
