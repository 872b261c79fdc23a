import type { LineDrug } from '../../encounter/common-encounter.ts';
import { claimDecimal } from '../../encounter/quantity.ts';
import { present } from '../../present.ts';
import type { Drug } from '../claim-detail.ts';

/** The drug of a line, by its national drug code. */
export function drugOf({ ndc, quantity, unit, prescriptionNumber, linkNumber }: LineDrug): Drug {
  return {
    kind: 'N4',
    code: ndc,
    ...present({ quantity: quantity && claimDecimal(quantity), unit, prescriptionNumber, linkNumber }),
  };
}
