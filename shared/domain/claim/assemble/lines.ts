import type { LineDrug } from '../../encounter/common-encounter.ts';
import { certificationKinds, type EquipmentSupply, rentalPeriods } from '../../encounter/equipment.ts';
import type { ProviderRole } from '../../encounter/party-roles.ts';
import type { ProfessionalLine } from '../../encounter/professional-encounter.ts';
import { claimDecimal } from '../../encounter/quantity.ts';
import type { Provider } from '../../practice/practice.ts';
import { present } from '../../present.ts';
import type { Drug } from '../claim-detail.ts';
import type { ServiceLine } from '../professional-line.ts';
import type { AssemblyInput } from './input.ts';
import { claimProvider, renderingParty } from './parties.ts';

/** The service lines of a professional claim. */

export function serviceLine(input: AssemblyInput, line: ProfessionalLine, number: number): ServiceLine {
  const { encounter } = input;
  const { placeOfService, serviceOn, serviceTo, note, emergency, epsdt, familyPlanning, copayExempt } = line;
  const { cliaNumber, priorAuthorizationNumber, drug, equipment, description } = line;
  return {
    procedureKind: 'HC',
    procedure: line.procedure,
    modifiers: line.modifiers,
    ...present({ description }),
    chargeCents: line.chargeCents,
    unit: line.unit ?? 'UN',
    quantity: claimDecimal(line.units),
    ...(placeOfService === undefined || placeOfService === encounter.placeOfService ? {} : { placeOfService }),
    diagnosisPointers: line.diagnosisPointers,
    ...present({ emergency, epsdt, familyPlanning, copayExempt }),
    ...(equipment === undefined ? {} : equipmentDetails(line.procedure, equipment)),
    serviceFrom: serviceOn,
    ...(serviceTo === undefined || serviceTo === serviceOn ? {} : { serviceTo }),
    ...patientCount(input),
    ...present({
      priorAuthorizations: priorAuthorizationNumber === undefined ? undefined : [{ number: priorAuthorizationNumber }],
    }),
    // Payers return it with the line's payment; unique within the claim.
    controlNumber: `L${number}`,
    ...present({ cliaNumber: cliaNumber === encounter.cliaNumber ? undefined : cliaNumber }),
    ...present({ notes: note === undefined ? undefined : [{ kind: 'ADD', text: note }] }),
    ...present({ drug: drug === undefined ? undefined : drugOf(drug) }),
    ...lineProviders(input, line),
  };
}

/** Told only where several patients were transported together. */
function patientCount({ encounter }: AssemblyInput) {
  const count = encounter.transport?.patientCount ?? 1;
  return count > 1 ? { ambulancePatientCount: String(count) } : {};
}

function drugOf({ ndc, quantity, unit, prescriptionNumber, linkNumber }: LineDrug): Drug {
  return {
    kind: 'N4',
    code: ndc,
    ...present({ quantity: quantity && claimDecimal(quantity), unit, prescriptionNumber, linkNumber }),
  };
}

function equipmentDetails(procedure: string, { rent, certification, shippedOn }: EquipmentSupply) {
  return {
    ...present({
      equipment: rent && {
        procedureKind: 'HC',
        procedure,
        days: String(rent.days),
        rentalPriceCents: rent.rentalPriceCents,
        purchasePriceCents: rent.purchasePriceCents,
        rentalUnit: rentalPeriods[rent.every],
      },
      equipmentCertification: certification && {
        kind: certificationKinds[certification.kind],
        months: String(certification.months),
      },
      certificationRevisionDate: certification?.revisedOn,
      therapyBeginDate: certification?.therapyBeganOn,
      lastCertificationDate: certification?.lastCertifiedOn,
      shippedDate: shippedOn,
    }),
  };
}

/**
 * The providers whom a line tells: those who differ from the claim's (005010X222A1, loop 2420). Only lines can name who ordered a
 * service, so the encounter's is told on each, unless it is who gave it.
 */
function lineProviders(input: AssemblyInput, line: ProfessionalLine) {
  const { encounter, billingProvider } = input;
  const find = (id: string | undefined): Provider | undefined =>
    id === undefined ? undefined : input.providers.get(id);
  const ofLine = (role: ProviderRole & keyof ProfessionalLine): Provider | undefined => {
    const own = find(line[role]);
    return own?.npi === find(encounter[role])?.npi ? undefined : own;
  };
  const claimRendering = find(encounter.renderingProviderId) ?? billingProvider;
  const named = find(line.renderingProviderId);
  const rendering = named?.npi === claimRendering?.npi ? undefined : named;
  const ordering = find(line.orderingProviderId ?? encounter.orderingProviderId);
  const [supervising, referring] = [ofLine('supervisingProviderId'), ofLine('referringProviderId')];
  return {
    ...(rendering === undefined ? {} : { renderingProvider: renderingParty(rendering) }),
    ...(supervising === undefined ? {} : { supervisingProvider: claimProvider(supervising) }),
    ...(ordering === undefined || ordering.npi === (named ?? claimRendering)?.npi
      ? {}
      : { orderingProvider: claimProvider(ordering) }),
    ...(referring === undefined ? {} : { referringProvider: claimProvider(referring) }),
  };
}
