import type {
  PartyRole,
  StatedAddress,
  StatedAmount,
  StatedContact,
  StatedDate,
  StatedFacts,
  StatedParty,
  StatedQuantity,
  StatedReference,
  StatedRemark,
} from '../../domain/remittance/remittance-detail.ts';
import { present, type SegmentElements } from './segment-elements.ts';

/** Facts of a claim or line while they are collected. */
export interface OpenFacts extends StatedFacts {
  readonly references: StatedReference[];
  readonly dates: StatedDate[];
  readonly amounts: StatedAmount[];
  readonly quantities: StatedQuantity[];
  readonly remarks: StatedRemark[];
}

export function noFacts(): OpenFacts {
  return { references: [], dates: [], amounts: [], quantities: [], remarks: [] };
}

/** Adds what a REF, DTM, AMT, QTY or LQ segment states. Returns whether the segment is one of these. */
export function addFact(facts: OpenFacts, id: string, elements: SegmentElements): boolean {
  switch (id) {
    case 'REF':
      addReference(facts.references, elements);
      return true;
    case 'DTM':
      addDate(facts.dates, elements);
      return true;
    case 'AMT': {
      if (!elements.isAmount(2)) return true;
      const cents = elements.amount(2);
      if (cents !== undefined) facts.amounts.push({ qualifier: elements.text(1) ?? '', cents });
      return true;
    }
    case 'QTY': {
      const quantity = elements.text(2);
      if (quantity !== undefined) facts.quantities.push({ qualifier: elements.text(1) ?? '', quantity });
      return true;
    }
    case 'LQ': {
      const code = elements.text(2);
      if (code !== undefined) facts.remarks.push({ list: elements.text(1) ?? '', code });
      return true;
    }
    default:
      return false;
  }
}

/** Adds an identifier (REF). Without a value it is left unread. */
export function addReference(into: StatedReference[], elements: SegmentElements): void {
  const value = elements.text(2);
  if (value === undefined) return;
  into.push({ qualifier: elements.text(1) ?? '', value, ...present('description', elements.text(3)) });
}

/** Adds a date (DTM). A malformed date is left unread, with its qualifier. */
export function addDate(into: StatedDate[], elements: SegmentElements): void {
  const date = elements.date(2);
  if (date !== undefined) into.push({ qualifier: elements.text(1) ?? '', date });
}

const partyRoles: ReadonlyMap<string, PartyRole> = new Map([
  ['QC', 'patient'],
  ['IL', 'insured'],
  ['74', 'corrected-insured'],
  ['82', 'rendering-provider'],
  ['TT', 'crossover-payer'],
  ['PR', 'corrected-priority-payer'],
  ['GB', 'other-subscriber'],
]);

/** Reads a name of a claim (NM1). */
export function readParty(elements: SegmentElements): StatedParty {
  const roleCode = elements.text(1) ?? '';
  return {
    role: partyRoles.get(roleCode) ?? 'other',
    roleCode,
    ...present('entityType', elements.text(2)),
    ...present('name', elements.text(3)),
    ...present('firstName', elements.text(4)),
    ...present('middleName', elements.text(5)),
    ...present('prefix', elements.text(6)),
    ...present('suffix', elements.text(7)),
    ...present('idQualifier', elements.text(8)),
    ...present('id', elements.text(9)),
  };
}

/** Reads a contact (PER): up to three numbers, each after its qualifier. */
export function readContact(elements: SegmentElements): StatedContact {
  const numbers = [3, 5, 7].flatMap((position) => {
    const value = elements.text(position + 1);
    return value === undefined ? [] : [{ qualifier: elements.text(position) ?? '', value }];
  });
  return { function: elements.text(1) ?? '', ...present('name', elements.text(2)), numbers };
}

/** Adds the lines (N3), or city, state and postal code (N4), to an address. */
export function withAddress(
  address: StatedAddress | undefined,
  id: 'N3' | 'N4',
  elements: SegmentElements,
): StatedAddress {
  const lines = address?.lines ?? [];
  if (id === 'N3') {
    const more = [elements.text(1), elements.text(2)].filter((line) => line !== undefined);
    return { ...address, lines: [...lines, ...more] };
  }
  return {
    ...address,
    lines,
    ...present('city', elements.text(1)),
    ...present('state', elements.text(2)),
    ...present('postalCode', elements.text(3)),
    ...present('country', elements.text(4)),
    ...present('subdivision', elements.text(7)),
  };
}
