import type { Demographics, PartyName } from '../shared/domain/claim/party.ts';
import type { InquiryParty, InquiryRejection } from '../shared/x12/inquiry/inquiry-parts.ts';
import type { Knows, Member } from './scenario-checks.ts';

/** An insured person, as a claim or an inquiry states the person. */
export interface Person {
  readonly name: PartyName | undefined;
  readonly demographics: Demographics | undefined;
}

type FoundMember =
  | { readonly kind: 'member'; readonly member: Member }
  /** A person whom the scenario does not name. */
  | { readonly kind: 'other' }
  /** The id belongs to another person or to nobody, or the person has another id. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'born-otherwise' };

/** Looks a member up by id and person, as a payer does: both must match. */
export function memberOf(
  { members = [], otherMembers = true }: Knows,
  id: string | undefined,
  person: Person,
): FoundMember {
  const member = members.find((each) => each.id === id);
  if (member !== undefined && isNamed(member, person)) {
    return isBornAsSaid(member, person) ? { kind: 'member', member } : { kind: 'born-otherwise' };
  }
  const isKnownOtherwise = members.some((each) => isNamed(each, person) && isBornAsSaid(each, person));
  return member === undefined && !isKnownOtherwise && otherMembers ? { kind: 'other' } : { kind: 'unknown' };
}

function isNamed({ last, first }: Member, { name }: Person): boolean {
  if (name === undefined) return false;
  if (name.kind === 'organization') return isSame(last, name.name);
  return isSame(last, name.last) && (first === undefined || name.first === undefined || isSame(first, name.first));
}

function isBornAsSaid({ born }: Member, { demographics }: Person): boolean {
  return born === undefined || demographics?.birthDate === undefined || demographics.birthDate === born;
}

function isSame(left: string, right: string): boolean {
  return left.toUpperCase() === right.toUpperCase();
}

/** Whether the provider that asks is on file. A provider without an NPI counts as known. */
export function isProviderKnown({ providers }: Knows, asking: Pick<InquiryParty, 'idKind' | 'id'>): boolean {
  return asking.idKind !== 'XX' || (providers?.includes(asking.id ?? '') ?? true);
}

/** The code that says why a member's data is not given: `75` not found, `71` the birth date does not match. */
export function rejectedFor({ kind }: FoundMember): '75' | '71' | undefined {
  if (kind === 'unknown') return '75';
  return kind === 'born-otherwise' ? '71' : undefined;
}

/** AAA: please correct and ask again. */
export function rejection(reason: string): InquiryRejection {
  return { valid: 'Y', reason, followUp: 'C' };
}
