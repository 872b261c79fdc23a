import { type Cents, formatCents } from '../../shared/domain/money/cents.ts';
import { type Office, waitFor } from './office.ts';

/* A denial that the office does not accept: appealed, upheld, appealed again, and overturned. */

interface Denial {
  readonly id: string;
  readonly version: number;
  readonly claimId: string;
  readonly payerId: string;
  readonly payerPosition: number;
  readonly category: string;
  readonly categoryTitle: string;
  readonly reasons: readonly { readonly group: string; readonly carc: string }[];
  readonly deniedCents: number;
  readonly state: string;
  readonly outcome?: string;
  readonly appeals: readonly { readonly id: string; readonly level: number; readonly title: string }[];
}

interface DeniedClaim {
  readonly id: string;
  readonly billingProviderId: string;
  readonly chargeCents: number;
  readonly payers: readonly object[];
  readonly document: {
    readonly lines: readonly {
      readonly controlNumber: string;
      readonly procedure: string;
      readonly modifiers: readonly string[];
      readonly chargeCents: number;
    }[];
  };
}

/**
 * The denial of a whole claim for one reason by its only payer; not a timely-filing denial, which no letter overturns.
 */
async function wholeDenial(office: Office) {
  for (const denial of await office.list<Denial>('biller', '/v1/denials?limit=200')) {
    if (denial.reasons.length !== 1 || denial.category === 'timely-filing') continue;
    const claim = await office.get<DeniedClaim>('biller', `/v1/claims/${denial.claimId}`);
    if (denial.deniedCents === claim.chargeCents && claim.payers.length === 1) return { denial, claim };
  }
  return undefined;
}

/**
 * Appeals a denial twice, each time with a letter, and enters the check that comes with the second decision.
 * @returns the id of the remittance's file; undefined when payers denied no whole claim
 */
export async function appealDenial(
  office: Office,
  today: string,
  say: (text: string) => void,
): Promise<string | undefined> {
  const found = await wholeDenial(office);
  if (found === undefined) return undefined;
  const { denial, claim } = found;
  const decide = async (before: string, result: 'refused' | 'won') => {
    const path = `/v1/denials/${denial.id}`;
    const letter = await office.post<{ sha256: string }>('biller', `${path}/letters`, {});
    const appeal = {
      by: 'appeal',
      via: 'portal',
      reason: 'The record has what was asked for',
      letter: letter.body.sha256,
    };
    const sent = await office.post<Denial>('biller', `${path}/answer`, appeal, before);
    const last = sent.body.appeals.at(-1);
    const outcome = { result, noticeOn: today, reason: 'The payer’s letter' };
    const decided = await office.post<Denial>('biller', `${path}/appeals/${last?.id}/outcome`, outcome, sent.version);
    say(`  ${last?.title}: a letter goes out, and is ${result}.\n`);
    return decided.version;
  };
  say(
    `Claim ${claim.id} was denied whole (${denial.categoryTitle.toLowerCase()}, ${amount(claim.chargeCents)}); the biller appeals:\n`,
  );
  const refused = await decide(`"${denial.version}"`, 'refused');
  await decide(refused, 'won');
  const body = paidAfterAll(denial, claim, today);
  const entered = await office.post<{ file: { id: string } }>('biller', '/v1/paper-remittances', body);
  await waitFor('the appeal to be paid', async () => {
    const { outcome } = await office.get<Denial>('biller', `/v1/denials/${denial.id}`);
    return outcome === 'payment' ? true : undefined;
  });
  say(`  The check comes on paper: ${amount(body.paymentCents)}. It ends the denial.\n`);
  return entered.body.file.id;
}

const amount = (cents: number) => formatCents(cents as Cents);

/** The payer's paper remittance: it reverses the denial and pays four fifths of each line. */
function paidAfterAll(denial: Denial, claim: DeniedClaim, today: string) {
  const reason = denial.reasons[0] as Denial['reasons'][number];
  const answer = (status: '22' | '1', sign: 1 | -1, reduced: (cents: number) => number) => {
    const lines = claim.document.lines.map(({ controlNumber, procedure, modifiers, chargeCents }) => {
      const cents = reduced(chargeCents);
      const why = status === '22' ? reason : { group: 'CO', carc: '45' };
      const adjustments = cents === 0 ? [] : [{ group: why.group, carc: why.carc, cents: sign * cents }];
      const paidCents = chargeCents - cents;
      return {
        procedure: { code: procedure, modifiers },
        controlNumber,
        chargeCents: sign * chargeCents,
        paidCents,
        adjustments,
      };
    });
    const paidCents = lines.reduce((sum, line) => sum + line.paidCents, 0);
    return { controlNumber: claim.id, status, chargeCents: sign * claim.chargeCents, paidCents, lines };
  };
  const claims = [answer('22', -1, (cents) => cents), answer('1', 1, (cents) => Math.floor(cents / 5))];
  const paymentCents = claims.reduce((sum, { paidCents }) => sum + paidCents, 0);
  const { billingProviderId } = claim;
  const payment = { method: 'check', traceNumber: 'SYNTHETIC-WON', paymentDate: today, paymentCents };
  return { channel: 'paper', billingProviderId, payerId: denial.payerId, ...payment, claims };
}
