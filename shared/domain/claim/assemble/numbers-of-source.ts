import { present } from '../../present.ts';
import type { Claim } from '../claim.ts';
import type { OtherCoverage, PayerNumber } from '../claim-detail.ts';

/**
 * Authorisations, referrals and predeterminations of another system's claim, by the payer that gave them: the payer for
 * which the claim was made gave those of the claim itself, each other payer those beside its name.
 */

const ofClaim = ['priorAuthorizationNumber', 'referralNumber', 'predeterminationNumber'] as const;
const ofLine = ['priorAuthorizations', 'referrals', 'predeterminations'] as const;

type Numbers = Readonly<Partial<Record<(typeof ofClaim)[number], string | undefined>>>;
type LineNumbers = Readonly<Partial<Record<(typeof ofLine)[number], readonly PayerNumber[]>>>;

/**
 * A claim that was made for one payer and goes to another one, with each number as that of its payer. A payer that the
 * claim does not name is not told.
 * @param made the claim as it goes out
 * @param source the claim as the other system made it
 */
export function withNumbersOfSource(made: Claim, source: Claim): Claim {
  const given = new Map<string, Numbers>([
    ...(source.otherCoverages ?? []).flatMap(({ payer }) =>
      payer?.id === undefined ? [] : [[payer.id, numbersOf(payer)] as const],
    ),
    [source.payer.id, numbersOf(source)],
  ]);
  const told = (others: readonly OtherCoverage[]) =>
    others.map((other) => {
      const { payer } = other;
      return payer === undefined ? other : { ...other, payer: { ...payer, ...given.get(payer.id ?? '') } };
    });
  const named = new Set(made.otherCoverages?.map(({ payer }) => payer?.id));
  const lines = made.serviceLines.map((line) => lineFor(line as LineNumbers, { from: source.payer.id, made, named }));
  return {
    ...without(made, ofClaim),
    ...given.get(made.payer.id),
    ...present({ otherCoverages: made.otherCoverages === undefined ? undefined : told(made.otherCoverages) }),
    serviceLines: lines,
  } as unknown as Claim;
}

function numbersOf(from: Numbers): Numbers {
  const { priorAuthorizationNumber, referralNumber, predeterminationNumber } = from;
  return present({ priorAuthorizationNumber, referralNumber, predeterminationNumber });
}

interface Redirection {
  /** The payer for which the line was made. */
  readonly from: string;
  readonly made: Claim;
  /** The other payers that the claim names. */
  readonly named: ReadonlySet<string | undefined>;
}

function lineFor(line: LineNumbers, { from, made, named }: Redirection): LineNumbers {
  const numbers = ofLine.flatMap((name) => {
    const own = (line[name] ?? []).flatMap(({ number, payerId = from }): readonly PayerNumber[] => {
      if (payerId === made.payer.id) return [{ number }];
      return named.has(payerId) ? [{ number, payerId }] : [];
    });
    return own.length === 0 ? [] : [[name, own] as const];
  });
  return { ...without(line, ofLine), ...Object.fromEntries(numbers) };
}

function without<Facts extends object>(facts: Facts, names: readonly string[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name))) as Facts;
}
