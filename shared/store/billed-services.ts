import { codedLines } from '../domain/edits/coded-lines.ts';
import type { PastService } from '../domain/edits/history.ts';
import type { DraftEncounter } from '../domain/encounter/encounter.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Coverage } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import { invariant } from '../domain/result.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { billedServicesKey } from './keys/practice.ts';
import type { Item } from './table.ts';

/**
 * A final encounter's services, stored with the patient, so that the query that reads the patient also reads them for
 * the edits of the next encounter: edits about the same visit twice, global periods, and frequency limits. One small
 * item per encounter; whatever cancels an encounter deletes it.
 */

/** The current form of the items. */
const schemaVersion = 1;

/** The longest period over which payers count services. After it, the item expires. */
const keptSeconds = 5 * 366 * 24 * 3600;

/**
 * `procedure|modifiers|units|from|to|rendering provider|authorisation`: short, because there is an item for every
 * encounter.
 */
function lineText(service: PastService): string {
  const { procedure, modifiers, units, serviceOn, serviceTo, renderingProviderId, authorization } = service;
  const to = serviceTo === undefined || serviceTo === serviceOn ? '' : serviceTo;
  const parts = [procedure, modifiers.join(' '), units, serviceOn, to, renderingProviderId ?? ''];
  return (authorization === undefined ? parts : [...parts, authorization]).join('|');
}

/** The services of an encounter that is being finalised, in the form for the patient's next encounters. */
function servicesOf(encounter: DraftEncounter): readonly PastService[] {
  return codedLines(encounter).flatMap((line): PastService[] => {
    const { procedure, modifiers, serviceOn, serviceTo, renderingProviderId, referralNumber: referral } = line;
    const units = encounter.lines[line.index]?.units;
    if (units === undefined) return [];
    const who = present({ renderingProviderId, authorization: line.priorAuthorizationNumber, referral });
    const { id: encounterId, billingProviderId } = encounter;
    return [{ encounterId, billingProviderId, procedure, modifiers, units, serviceOn, serviceTo, ...who }];
  });
}

/** @param coverages those to which the encounter is billed, in order */
export function billedServicesItem(
  tenant: TenantId,
  { encounter, coverages }: { readonly encounter: DraftEncounter; readonly coverages: readonly Pick<Coverage, 'id'>[] },
  at: Instant,
): Item {
  const services = servicesOf(encounter);
  const referrals = services.map(({ referral = '' }) => referral);
  return {
    ...billedServicesKey(tenant, encounter.patientId, encounter.id),
    type: 'billed-services',
    schemaVersion,
    billingProviderId: encounter.billingProviderId,
    services: services.map(lineText),
    ...(referrals.some((referral) => referral !== '') ? { referrals } : {}),
    coverageIds: coverages.map(({ id }) => id),
    expiresAt: Math.floor(Date.parse(at) / 1000) + keptSeconds,
  };
}

/** The services in an item. @throws when this version does not know the item's form */
export function servicesOfItem(item: Item): readonly PastService[] {
  invariant(item.schemaVersion === schemaVersion, 'the item has a form that this version knows');
  const encounterId = item.sk.slice(item.sk.indexOf('#') + 1);
  const { coverageIds, referrals = [] } = item as { coverageIds?: readonly string[]; referrals?: readonly string[] };
  return (item.services as readonly string[]).map((text, index): PastService => {
    const [procedure = '', modifiers = '', units = '', serviceOn = '', serviceTo = '', rendering = '', ...number] =
      text.split('|');
    return {
      encounterId,
      billingProviderId: item.billingProviderId as string,
      procedure,
      modifiers: modifiers === '' ? [] : modifiers.split(' '),
      units: units as PastService['units'],
      serviceOn: serviceOn as LocalDate,
      ...(serviceTo === '' ? {} : { serviceTo: serviceTo as LocalDate }),
      ...(rendering === '' ? {} : { renderingProviderId: rendering }),
      // A payer’s number may contain any character, including the separator.
      ...(number.length === 0 ? {} : { authorization: number.join('|') }),
      ...present({ coverageIds, referral: referrals[index] === '' ? undefined : referrals[index] }),
    };
  });
}
