import type { ClaimFormName } from './kinds.ts';

/** A provider's role in an encounter, besides billing for it. */
export const providerRoles = {
  renderingProviderId: 'Who gave the service; the billing provider when nobody is named',
  referringProviderId: 'Who sent the patient',
  primaryCareProviderId: 'The primary care provider who first sent the patient, where another sent them on',
  orderingProviderId: 'Who ordered the service, test or supply',
  supervisingProviderId: 'Who supervised the one who gave the service',
  attendingProviderId: 'Who has overall responsibility for the patient’s care in the facility',
  operatingProviderId: 'Who performed the principal procedure',
  otherOperatingProviderId: 'Who performed another procedure, or assisted',
  assistantProviderId: 'The dentist who assisted the surgeon',
  purchasedServiceProviderId: 'Who sold the service to the billing provider',
} as const;

export type ProviderRole = keyof typeof providerRoles;

/** The roles that a form has, on the encounter and on a line whose provider differs. */
export const rolesOfForm = {
  professional: {
    encounter: [
      ...(['renderingProviderId', 'referringProviderId', 'primaryCareProviderId'] as const),
      ...(['orderingProviderId', 'supervisingProviderId'] as const),
    ],
    line: [
      ...(['renderingProviderId', 'referringProviderId', 'primaryCareProviderId'] as const),
      ...(['orderingProviderId', 'supervisingProviderId', 'purchasedServiceProviderId'] as const),
    ],
  },
  institutional: {
    encounter: [
      ...(['attendingProviderId', 'operatingProviderId', 'otherOperatingProviderId'] as const),
      ...(['renderingProviderId', 'referringProviderId'] as const),
    ],
    line: ['operatingProviderId', 'otherOperatingProviderId', 'renderingProviderId', 'referringProviderId'],
  },
  dental: {
    encounter: ['renderingProviderId', 'referringProviderId', 'supervisingProviderId', 'assistantProviderId'],
    line: ['renderingProviderId', 'supervisingProviderId', 'assistantProviderId'],
  },
} as const satisfies Record<
  ClaimFormName,
  { readonly encounter: readonly ProviderRole[]; readonly line: readonly ProviderRole[] }
>;

/** The providers whom an encounter of a form names, by role. */
export type EncounterProviders<Form extends ClaimFormName> = {
  readonly [Role in (typeof rolesOfForm)[Form]['encounter'][number]]?: string;
};

/** The providers whom one line names, by role. */
export type LineProviders<Form extends ClaimFormName> = {
  readonly [Role in (typeof rolesOfForm)[Form]['line'][number]]?: string;
};

/** Roles that only a person can have: an organisation neither refers, orders, supervises nor operates. */
export const rolesOfPersons: ReadonlySet<ProviderRole> = new Set([
  ...(['referringProviderId', 'primaryCareProviderId', 'orderingProviderId'] as const),
  ...(['supervisingProviderId', 'attendingProviderId'] as const),
  ...(['operatingProviderId', 'otherOperatingProviderId', 'assistantProviderId'] as const),
]);
