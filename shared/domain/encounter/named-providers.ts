import type { DraftEncounter } from './encounter.ts';
import { formOfKind } from './kinds.ts';
import { type ProviderRole, rolesOfForm } from './party-roles.ts';

/** A provider named in an encounter: the place, the role, and the id. */
export interface NamedProvider {
  /** JSON pointer into the encounter. */
  readonly pointer: string;
  readonly role: ProviderRole | 'billingProviderId';
  readonly id: string;
}

type Naming = { readonly [Role in ProviderRole]?: string };

function namedIn(at: string, named: Naming, roles: readonly ProviderRole[]): NamedProvider[] {
  return roles.flatMap((role) => {
    const id = named[role];
    return id === undefined ? [] : [{ pointer: `${at}/${role}`, role, id }];
  });
}

/** Every facility that an encounter or one of its lines names. */
export function namedFacilities({
  facilityId,
  lines,
}: Pick<DraftEncounter, 'facilityId'> & { readonly lines: readonly object[] }): readonly Omit<NamedProvider, 'role'>[] {
  const named = [
    { pointer: '/facilityId', id: facilityId },
    ...lines.map((line, index) => {
      return { pointer: `/lines/${index}/facilityId`, id: (line as { readonly facilityId?: string }).facilityId };
    }),
  ];
  return named.flatMap(({ pointer, id }) => (id === undefined ? [] : [{ pointer, id }]));
}

interface NamingEncounter extends Naming, Pick<DraftEncounter, 'kind' | 'billingProviderId'> {
  /** Each with the roles of its form. */
  readonly lines: readonly object[];
}

/** Every provider whom an encounter or one of its lines names, the billing one first. */
export function namedProviders(encounter: NamingEncounter): readonly NamedProvider[] {
  const roles = rolesOfForm[formOfKind(encounter.kind)];
  return [
    { pointer: '/billingProviderId', role: 'billingProviderId', id: encounter.billingProviderId },
    ...namedIn('', encounter, roles.encounter),
    ...encounter.lines.flatMap((line, index) => namedIn(`/lines/${index}`, line as Naming, roles.line)),
  ];
}
