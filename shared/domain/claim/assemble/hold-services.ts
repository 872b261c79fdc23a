import type { ClaimFormName } from '../../encounter/kinds.ts';
import { linesPerClaim } from '../../encounter/kinds.ts';
import { isTransportRevenue } from '../../encounter/transport.ts';
import { sumCents } from '../../money/cents.ts';
import type { HoldReason } from '../hold-reasons.ts';
import type { AssemblyInput, DentalInput, InstitutionalInput, ProfessionalInput } from './input.ts';

/** How many diagnoses a claim of each form carries. */
const diagnosesPerClaim: Readonly<Record<ClaimFormName, number>> = { professional: 12, institutional: 25, dental: 4 };

/** What a claim's services lack, by its form. */
export function serviceReasons(input: AssemblyInput): HoldReason[] {
  const { form, encounter, lines, chargeCents } = input;
  const reasons: HoldReason[] = [];
  const isCoded = encounter.diagnoses.length > 0;
  if (!isCoded && form !== 'dental') reasons.push('diagnosis-missing');
  if (encounter.diagnoses.length > diagnosesPerClaim[form]) reasons.push('too-many-diagnoses');
  if (lines.length === 0) reasons.push('line-missing');
  if (lines.length > linesPerClaim[form]) reasons.push('too-many-lines');
  if (sumCents([...lines].map((line) => line.chargeCents)) !== chargeCents) reasons.push('charge-differs');
  return [...reasons, ...(input.form === 'institutional' ? facilityReasons(input) : pointerReasons(input))];
}

function pointerReasons({ form, encounter, lines }: ProfessionalInput | DentalInput): HoldReason[] {
  const pointers = [...lines].map((line) => line.diagnosisPointers);
  const isDangling = pointers.flat().some((pointer) => pointer < 1 || pointer > encounter.diagnoses.length);
  return [
    ...(form === 'professional' && pointers.some((of) => of.length === 0) ? ['pointer-missing' as const] : []),
    ...(isDangling ? ['pointer-dangling' as const] : []),
  ];
}

/** Kinds of facility whose patients are admitted, by the first two digits of the type of bill after its zero. */
const stays = new Set(['11', '12', '18', '21', '22', '28', '41', '65', '66', '82', '86']);

function facilityReasons({ encounter, lines, billingProvider }: InstitutionalInput): HoldReason[] {
  const { typeOfBill, attendingProviderId, admissionDate, admissionType, dischargeStatus } = encounter;
  const isStay = stays.has(typeOfBill.slice(1, 3));
  const isAttended = !lines.every(({ revenueCode }) => isTransportRevenue(revenueCode));
  const missing: readonly (readonly [boolean, HoldReason])[] = [
    [billingProvider?.name.kind === 'person', 'billing-provider-is-a-person'],
    [isAttended && attendingProviderId === undefined, 'attending-provider-missing'],
    [isStay && admissionDate === undefined, 'admission-date-missing'],
    [isStay && admissionType === undefined, 'admission-type-missing'],
    [dischargeStatus === undefined, 'discharge-status-missing'],
  ];
  return missing.flatMap(([isMissing, reason]) => (isMissing ? [reason] : []));
}
