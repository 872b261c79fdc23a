import {
  type ApprovalKind,
  approvalKinds,
  approvalsOf,
  authorizationOnRecord,
  giversOf,
} from '../../authorization/number-of-payer.ts';
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
 * otherwise that of the payer that is billed first. For a payer without an entered number, the patient's records have
 * it, by coverage, provider, service and days. The claim to one payer states the others' numbers as theirs. A payer that
 * is not billed is not told. Predeterminations are not on record, so one is the first payer's.
 */
export function withNumbersOfPayers(claim: Claim, input: AssemblyInput): Claim {
  const { predeterminationNumber, ...stated }: Claim & PredeterminedBefore = claim;
  const { priorAuthorizationNumber: _a, referralNumber: _r, otherCoverages, serviceLines, ...rest } = stated;
  const shares = sharesOf(claim, input);
  const told = (share: Share | undefined) =>
    present({
      priorAuthorizationNumber: share?.authorization.ofClaim,
      referralNumber: share?.referral.ofClaim,
      predeterminationNumber: share?.isFirst === true ? predeterminationNumber : undefined,
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
interface Share extends Readonly<Record<ApprovalKind, Numbers>> {
  readonly isBilled: boolean;
  readonly isFirst: boolean;
  /** Its id in the claim as another payer; absent for the payer that is billed, and for one that is not told. */
  readonly toldAs: string | undefined;
}

/** A payer's numbers of one kind. */
interface Numbers {
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
      authorization: numbersOf('authorization', { position, first }, claim, input),
      referral: numbersOf('referral', { position, first }, claim, input),
    };
  });
}

/** Where a claim and its lines have the numbers of a kind that were entered. */
const places = {
  authorization: { claim: 'priorAuthorizationNumber', line: 'priorAuthorizations' },
  referral: { claim: 'referralNumber', line: 'referrals' },
} as const;

/** The numbers of the payer at a position. */
function numbersOf(
  kind: ApprovalKind,
  { position, first }: { readonly position: number; readonly first: number },
  claim: Claim,
  { coverages, authorizations = [], encounter: { billingProviderId }, lines }: AssemblyInput,
): Numbers {
  const approvals = approvalsOf(kind, authorizations);
  const idAt = (share: number) => coverages[share]?.coverage?.id ?? '';
  const billed = { coverageIds: coverages.map((_, share) => idAt(share)), firstId: idAt(first) };
  const isOwn = (number: string) => giversOf(number, billed, approvals).includes(idAt(position));
  const ofLines = claim.serviceLines.map((line): readonly string[] =>
    ((line as LineNumbers)[places[kind].line] ?? []).map(({ number }) => number).filter(isOwn),
  );
  const entered = claim[places[kind].claim];
  if (entered !== undefined && isOwn(entered)) return { ofClaim: entered, ofLines };
  const onRecord = (lines as readonly CodedWork[]).map(({ procedure, procedureKind, serviceOn, serviceTo }, index) => {
    if (ofLines[index]?.length !== 0) return undefined;
    const work = { procedure: procedureKind === 'HP' ? undefined : procedure, serviceOn, serviceTo, billingProviderId };
    return authorizationOnRecord(work, idAt(position), approvals)?.number;
  });
  const ofClaim = onRecord.find((number) => number !== undefined);
  const ofLine = (entered: readonly string[], number: string | undefined) =>
    number === undefined || number === ofClaim ? entered : [...entered, number];
  return { ofClaim, ofLines: ofLines.map((own, index) => ofLine(own, onRecord[index])) };
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
  const { priorAuthorizations: _a, referrals: _r, ...rest } = line;
  const told = shares
    .filter(({ isBilled, toldAs }) => isBilled || toldAs !== undefined)
    .toSorted((left, right) => Number(right.isBilled) - Number(left.isBilled));
  const given = (kind: ApprovalKind) =>
    told.flatMap(({ toldAs, [kind]: { ofLines } }): readonly PayerNumber[] =>
      (ofLines[index] ?? []).map((number) => ({ number, ...present({ payerId: toldAs }) })),
    );
  const stated = approvalKinds.flatMap((kind) => {
    const numbers = given(kind);
    return numbers.length === 0 ? [] : [[places[kind].line, numbers] as const];
  });
  return { ...rest, ...Object.fromEntries(stated) };
}
