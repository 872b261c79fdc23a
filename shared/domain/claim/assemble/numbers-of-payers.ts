import { present } from '../../present.ts';
import type { Claim } from '../claim.ts';
import type { OtherCoverage, PayerNumber } from '../claim-detail.ts';
import type { ServiceLine } from '../professional-line.ts';
import type { AssemblyInput } from './input.ts';
import { placeOf } from './other-coverages.ts';

/**
 * Authorisations and referrals are numbers of the payer that gave them (005010X222A1, REF G1 and 9F of 2300, 2330B and
 * 2400): the payer of the coverage that an authorisation is recorded under, otherwise the payer that is billed first.
 * The claim to another payer states them as that payer's. A payer that is not billed is not told.
 */
export function withNumbersOfPayers(claim: Claim, input: AssemblyInput): Claim {
  const { priorAuthorizationNumber, referralNumber, otherCoverages, serviceLines, ...rest } = claim;
  if (otherCoverages === undefined) return claim;
  const authorizing = giverOf(input, priorAuthorizationNumber);
  const referring = giverOf(input);
  const numbersFrom = (payerId: string | undefined) => ({
    ...(priorAuthorizationNumber === undefined || authorizing !== payerId ? {} : { priorAuthorizationNumber }),
    ...(referralNumber === undefined || referring !== payerId ? {} : { referralNumber }),
  });
  const withNumbers = (other: OtherCoverage): OtherCoverage => {
    const { payer } = other;
    return payer?.id === undefined ? other : { ...other, payer: { ...payer, ...numbersFrom(payer.id) } };
  };
  const lines = serviceLines.map((line) => ({ ...line, ...lineNumbers(line, input) }));
  return {
    ...rest,
    ...numbersFrom(undefined),
    otherCoverages: otherCoverages.map(withNumbers),
    serviceLines: lines,
  } as Claim;
}

type LineNumbers = Pick<ServiceLine, 'priorAuthorizations' | 'referrals'>;

/** The numbers that a line states: professional and dental lines have places for them. */
function lineNumbers(line: Claim['serviceLines'][number], input: AssemblyInput) {
  const { priorAuthorizations, referrals }: LineNumbers = line as LineNumbers;
  const by = (number: string, payerId: string | undefined): PayerNumber => ({ number, ...present({ payerId }) });
  return present({
    priorAuthorizations: priorAuthorizations?.map(({ number }) => by(number, giverOf(input, number))),
    referrals: referrals?.map(({ number }) => by(number, giverOf(input))),
  });
}

/**
 * The payer that gave a number, as claims name it; undefined when the claim goes to that payer.
 * @param authorization the number of an authorisation; absent for a referral, which is not on record
 */
function giverOf(input: AssemblyInput, authorization?: string): string | undefined {
  const { coverages, payerPosition, authorizations = [] } = input;
  const under = authorizations
    .filter(({ number }) => number !== undefined && number === authorization)
    .map(({ coverageId }) => coverageId);
  const isUnder = (share: number) => under.includes(coverages[share]?.coverage?.id ?? '');
  if (isUnder(payerPosition)) return undefined;
  const recorded = coverages.findIndex((_, share) => isUnder(share));
  if (recorded !== -1) return coverages[recorded]?.payer?.claimPayerId;
  return placeOf(input, payerPosition) === 0
    ? undefined
    : coverages.find(({ isPassedOver }) => isPassedOver !== true)?.payer?.claimPayerId;
}
