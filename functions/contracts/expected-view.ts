import { isOverThreshold } from '../../shared/domain/contract/compare-payment.ts';
import type { ExpectedLine, ExpectedPayment } from '../../shared/domain/contract/expected-payment.ts';
import type { VarianceThreshold } from '../../shared/domain/contract/payer-contract.ts';
import { noRateReasons } from '../../shared/domain/contract/row-standing.ts';
import { present } from '../../shared/domain/present.ts';
import type { JudgedClaim } from '../../shared/store/judged-claims.ts';
import type { ExpectedView } from './api.ts';

/** An expected payment in the API. */
export function expectedView(
  { lines, expectedCents, isComplete, contracts }: ExpectedPayment,
  payerId: string,
): ExpectedView {
  return {
    ...{ payerId, expectedCents, isComplete },
    contracts: contracts.map(({ id, version, name }) => ({ contractId: id, version, name })),
    lines: lines.map(lineView),
  };
}

function lineView({
  line,
  expectedCents,
  because,
  contract,
  row,
  isOfClaim,
  steps,
}: ExpectedLine): ExpectedView['lines'][number] {
  const { number, procedure, revenueCode, modifiers, chargeCents } = line;
  return {
    ...{ line: number, modifiers: [...modifiers], chargeCents, isOfClaim: isOfClaim === true, steps: [...steps] },
    ...present({ procedure, revenueCode, expectedCents }),
    ...present({ standing: because, because: because && noRateReasons[because] }),
    ...present({ contractId: contract?.id, rate: row?.number, clause: row?.clause }),
  };
}

/** A claim's expected payment, compared with the payer's answer. */
export function judgedView(
  { balance, expected, allowed, compared }: JudgedClaim,
  { threshold, share }: { readonly threshold: VarianceThreshold; readonly share: ExpectedView['share'] },
): ExpectedView {
  const own = expected.contracts[0]?.threshold ?? threshold;
  const answered = allowed && {
    on: allowed.answeredOn,
    compared: compared.map((each) => ({
      lines: each.lines.map(({ line }) => line.number),
      ...{ expectedCents: each.expectedCents, allowedCents: each.allowedCents },
      ...{ elsewhereCents: each.elsewhereCents, differenceCents: each.differenceCents },
      isListed: isOverThreshold(each, own),
    })),
  };
  const payerId = balance.payers[0]?.payerId ?? '';
  return { claimId: balance.claimId, ...expectedView(expected, payerId), ...present({ share, answered }) };
}
