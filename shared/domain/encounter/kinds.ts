/** The form of claim that an encounter becomes: 837P, 837I or 837D. */
export type ClaimFormName = 'professional' | 'institutional' | 'dental';

/** The meaning of a kind of encounter. */
export interface EncounterKindMeaning {
  readonly form: ClaimFormName;
  readonly meaning: string;
  /** The first two digits of its types of bill, after the leading zero; only for facilities. */
  readonly billTypes?: readonly string[];
}

/** Every kind of encounter. Its form decides which fields it has. */
export const encounterKinds = {
  professional: { form: 'professional', meaning: 'Services of a physician or another practitioner' },
  ambulance: { form: 'professional', meaning: 'A transport by ambulance' },
  'equipment-order': { form: 'professional', meaning: 'Durable medical equipment, prosthetics, orthotics or supplies' },
  'outpatient-facility': {
    form: 'institutional',
    meaning: 'A hospital’s or clinic’s outpatient services',
    billTypes: ['13', '14', '71', '72', '73', '74', '75', '76', '77', '78', '79', '83', '84', '85', '87', '89'],
  },
  'inpatient-facility': { form: 'institutional', meaning: 'A stay in a hospital', billTypes: ['11', '12', '18', '41'] },
  'home-health': { form: 'institutional', meaning: 'Care by a home health agency', billTypes: ['32', '33', '34'] },
  'nursing-facility': {
    form: 'institutional',
    meaning: 'Care in a nursing or residential facility',
    billTypes: ['21', '22', '23', '28', '65', '66', '86'],
  },
  hospice: { form: 'institutional', meaning: 'Care by a hospice', billTypes: ['81', '82'] },
  dental: { form: 'dental', meaning: 'Services of a dentist' },
} as const satisfies Record<string, EncounterKindMeaning>;

/** Types of bill of a stay to which the patient was admitted as an inpatient, by their first two digits; not those of Part B alone. */
export const admittingBillTypes: ReadonlySet<string> = new Set(['11', '18', '21', '41']);

/**
 * Whether a type of bill is a notice, not a bill: A of an admission or election, B of its end, C of a change of
 * provider, D of a cancellation, E of a change of ownership. Its charges are zero, and no remittance answers it
 * (Medicare Claims Processing Manual, chapters 10, 40.1, and 11, 20.1).
 */
export function isNotice(typeOfBill: string): boolean {
  return /^0\d\d[A-E]$/.test(typeOfBill);
}

export type EncounterKind = keyof typeof encounterKinds;

/** The kinds that become claims of one form. */
export type KindOfForm<Form extends ClaimFormName> = {
  [Kind in EncounterKind]: (typeof encounterKinds)[Kind]['form'] extends Form ? Kind : never;
}[EncounterKind];

/** The form of claim that a kind of encounter becomes. */
export function formOfKind(kind: EncounterKind): ClaimFormName {
  return encounterKinds[kind].form;
}

/** How many service lines a claim of each form carries (837P and 837D: 50; 837I: 999; loop 2400). */
export const linesPerClaim: Readonly<Record<ClaimFormName, number>> = {
  professional: 50,
  institutional: 999,
  dental: 50,
};
