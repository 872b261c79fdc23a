import fc, { type Arbitrary } from 'fast-check';
import type { ClaimFile, CommonClaim } from '../../../../shared/domain/claim/common-claim.ts';
import { code, contact, day, list, partyName, text } from './party-arbitraries.ts';

/** Several claims, some of which have the same provider, subscriber or patient as the one before. */
function severalOf<Form extends CommonClaim>(claim: Arbitrary<Form>): Arbitrary<Form[]> {
  const shared = fc.constantFrom('none', 'provider', 'subscriber', 'all');
  return fc.array(fc.tuple(claim, shared), { minLength: 1, maxLength: 4 }).map((made) => {
    const result: Form[] = [];
    for (const [next, sharing] of made) {
      const before = result.at(-1);
      if (before === undefined || sharing === 'none') result.push(next);
      else if (sharing === 'provider') result.push({ ...next, billingProvider: before.billingProvider });
      else {
        const { billingProvider, subscriber, payer } = before;
        const { dependent: own, ...rest } = next;
        const who = sharing === 'all' ? before.dependent : (own ?? before.dependent);
        const parties = { billingProvider, subscriber, payer, ...(who && { dependent: who }) };
        result.push({ ...rest, ...parties } as unknown as Form);
      }
    }
    return result;
  });
}

/** Files of claims of one form. */
export function filesOf<Form extends CommonClaim>(claim: Arbitrary<Form>): Arbitrary<ClaimFile<Form>> {
  return fc.record({
    reference: text(50),
    purpose: code('00', '18'),
    createdOn: day,
    createdTime: fc.stringMatching(/^([01]\d|2[0-3])[0-5]\d$/),
    claimKind: code('CH', 'RP', '31'),
    submitter: fc.record({ name: partyName, id: text(80, 2), contacts: list(contact, 2) }),
    receiver: fc.record({ name: partyName, id: text(80, 2) }),
    claims: severalOf(claim),
  });
}
