import type { Dependent, Subscriber } from '../party.ts';

/** The patient in institutional and dental claims: only professional claims state a patient's death. */
export function plainPatient<Facts extends { readonly subscriber: Subscriber; readonly dependent?: Dependent }>(
  facts: Facts,
): Facts {
  const { asPatient: _ofProfessionals, ...subscriber } = facts.subscriber;
  if (facts.dependent === undefined) return { ...facts, subscriber };
  const { deathDate: _died, ...dependent } = facts.dependent;
  return { ...facts, subscriber, dependent };
}
