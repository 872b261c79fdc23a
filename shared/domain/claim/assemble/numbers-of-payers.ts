import { authorizationOnRecord, giversOf } from '../../authorization/number-of-payer.ts';
import { present } from '../../present.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { Claim } from '../claim.ts';
import type { OtherCoverage, OtherPayer, PayerNumber } from '../claim-detail.ts';
import type { ServiceLine } from '../professional-line.ts';
import type { AssemblyInput } from './input.ts';
import { placeOf } from './other-coverages.ts';

/**
 * Authorisations and referrals are numbers of the payers that gave them (005010X222A1, REF G1 and 9F of 2300, 2330B and
 * 2400), so each payer has its own. A number that was entered is that of the payer under whose coverage it is recorded,
 * otherwise that of the payer that is billed first. For a payer without an entered number, the patient's authorisations
 * have it, by coverage, provider, service and days. The claim to one payer states the others' numbers as theirs. A payer
 * that is not billed is not told. Referrals and predeterminations are not on record, so they are the first payer's.
 */
export function withNumbersOfPayers(claim: Claim, input: AssemblyInput): Claim {
  const { predeterminationNumber, ...stated }: Claim & PredeterminedBefore = claim;
  const { priorAuthorizationNumber: _entered, referralNumber, otherCoverages, serviceLines, ...rest } = stated;
  const shares = sharesOf(claim, input);
  const told = (share: Share | undefined) =>
    present({
      priorAuthorizationNumber: share?.ofClaim,
      ...(share?.isFirst === true ? { referralNumber, predeterminationNumber } : {}),
    });
  const withNumbers = (other: OtherCoverage): OtherCoverage => {
    const { payer } = other;
    const share = shares.find(({ toldAs }) => toldAs !== undefined && toldAs === payer?.id);
    return payer === undefined || share === undefined ? other : { ...other, payer: { ...payer, ...told(share) } };
  };
  return {
    ...rest,
    ...told(shares.find(({ isBilled }) => isBilled)),
    ...present({ otherCoverages: otherCoverages?.map(withNumbers) }),
    serviceLines:
      input.form === 'institutional'
        ? serviceLines
        : serviceLines.map((line, index) => withLineNumbers(line as LineNumbers, index, shares)),
  } as Claim;
}

/** A dental claim may have the number of the predetermination that came before it. */
type PredeterminedBefore = Pick<OtherPayer, 'predeterminationNumber'>;

/** A payer of the claim, with the numbers that it gave. */
interface Share {
  readonly isBilled: boolean;
  readonly isFirst: boolean;
  /** Its id in the claim as another payer; absent for the payer that is billed, and for one that is not told. */
  readonly toldAs: string | undefined;
  /** Its number for the claim; a facility's claim has no other place, so the first service that has one decides. */
  readonly ofClaim: string | undefined;
  /** By line: its numbers that differ from that of the claim. */
  readonly ofLines: readonly (readonly string[])[];
}

function sharesOf(claim: Claim, input: AssemblyInput): readonly Share[] {
  const { coverages, payerPosition } = input;
  const isBilled = (position: number) => position === payerPosition;
  const first = coverages.findIndex(
    ({ isPassedOver }, position) => placeOf(input, position) === 0 && (isBilled(position) || isPassedOver !== true),
  );
  return coverages.map(({ payer, isPassedOver }, position) => {
    const ids = [payer?.claimPayerId, payer?.medigapId];
    const stated = claim.otherCoverages?.find((other) => other.payer?.id !== undefined && ids.includes(other.payer.id));
    return {
      isBilled: isBilled(position),
      isFirst: position === first,
      toldAs: isBilled(position) || isPassedOver === true ? undefined : stated?.payer?.id,
      ...authorizedBy(position, first, claim, input),
    };
  });
}

/** The numbers of the payer at a position. */
function authorizedBy(
  position: number,
  first: number,
  { priorAuthorizationNumber, serviceLines }: Claim,
  { coverages, authorizations = [], encounter: { billingProviderId }, lines }: AssemblyInput,
): Pick<Share, 'ofClaim' | 'ofLines'> {
  const idAt = (share: number) => coverages[share]?.coverage?.id ?? '';
  const billed = { coverageIds: coverages.map((_, share) => idAt(share)), firstId: idAt(first) };
  const isOwn = (number: string) => giversOf(number, billed, authorizations).includes(idAt(position));
  const ofLines = serviceLines.map((line): readonly string[] =>
    ((line as LineNumbers).priorAuthorizations ?? []).map(({ number }) => number).filter(isOwn),
  );
  if (priorAuthorizationNumber !== undefined && isOwn(priorAuthorizationNumber)) {
    return { ofClaim: priorAuthorizationNumber, ofLines };
  }
  const onRecord = (lines as readonly CodedWork[]).map(({ procedure, procedureKind, serviceOn, serviceTo }, index) => {
    if (ofLines[index]?.length !== 0) return undefined;
    const work = { procedure: procedureKind === 'HP' ? undefined : procedure, serviceOn, serviceTo, billingProviderId };
    return authorizationOnRecord(work, idAt(position), authorizations)?.number;
  });
  const ofClaim = onRecord.find((number) => number !== undefined);
  const further = (index: number) => onRecord.slice(index, index + 1).filter((number) => number !== undefined);
  return {
    ofClaim,
    ofLines: ofLines.map((own, index) => [...own, ...further(index).filter((number) => number !== ofClaim)]),
  };
}

/** What lines of all forms say of their service. `HP` is a rate of a facility, which is no procedure. */
interface CodedWork {
  readonly procedure?: string;
  readonly procedureKind?: string;
  readonly serviceOn: LocalDate;
  readonly serviceTo?: LocalDate;
}

type LineNumbers = Pick<ServiceLine, 'priorAuthorizations' | 'referrals'>;

/** The line with its numbers, those of the billed payer first: professional and dental lines have places for them. */
function withLineNumbers(line: LineNumbers, index: number, shares: readonly Share[]): LineNumbers {
  const { priorAuthorizations: _entered, referrals, ...rest } = line;
  const told = shares
    .filter(({ isBilled, toldAs }) => isBilled || toldAs !== undefined)
    .toSorted((left, right) => Number(right.isBilled) - Number(left.isBilled));
  const numbered = (numbers: readonly string[], { toldAs }: Share): readonly PayerNumber[] =>
    numbers.map((number) => ({ number, ...present({ payerId: toldAs }) }));
  const authorized = told.flatMap((share) => numbered(share.ofLines[index] ?? [], share));
  const numbers = referrals?.map(({ number }) => number) ?? [];
  const referred = told.filter(({ isFirst }) => isFirst).flatMap((share) => numbered(numbers, share));
  return {
    ...rest,
    ...(authorized.length === 0 ? {} : { priorAuthorizations: authorized }),
    ...(referred.length === 0 ? {} : { referrals: referred }),
  };
}
