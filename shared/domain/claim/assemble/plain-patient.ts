import type { Dependent, Subscriber } from '../party.ts';

/** Who the patient is, as institutional and dental claims tell it: only professional ones tell that the patient has died. */
export function plainPatient<Facts extends { readonly subscriber: Subscriber; readonly dependent?: Dependent }>(
  facts: Facts,
): Facts {
  const { asPatient: _ofProfessionals, ...subscriber } = facts.subscriber;
  if (facts.dependent === undefined) return { ...facts, subscriber };
  const { deathDate: _died, ...dependent } = facts.dependent;
  return { ...facts, subscriber, dependent };
}
