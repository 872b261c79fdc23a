import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import { line, post, statement, submitted } from './statements.ts';

const primary = () => submitted(10000, ['primary']);

describe('a crossover', () => {
  it('is recorded on the claim, so that the next payer is not billed again', () => {
    const claim = statement('19', [line(10000, 8000, 'PR-2 2000')]);
    const forwardedBy = (more: Partial<RemittanceClaim>) =>
      post({ ...claim, statusCode: '1', ...more }, submitted(10000, ['a', 'b', 'c'])).after?.payers.map(
        (payer) => payer.forwardedBy,
      );
    expect(forwardedBy({})).toEqual([undefined, undefined, undefined]);
    expect(forwardedBy({ remarkCodes: ['MA01'] })).toEqual([undefined, undefined, undefined]);
    const carrier = { name: 'EXAMPLE MEDICAID', references: [] };
    for (const said of [
      { statusCode: '19' },
      { remarkCodes: ['MA01', 'MA07'] },
      { remarkCodes: ['MA18'] },
      { crossoverPayer: carrier },
    ]) {
      expect(forwardedBy(said)).toEqual([undefined, 0, undefined]);
    }
    expect(forwardedBy({ remarkCodes: ['MA18', 'N89'] })).toEqual([undefined, 0, 0]);
  });

  it.each(['19', '20', '21'])('is recognised by status %s, whichever payer reports it', (statusCode) => {
    const place = ['19', '20', '21'].indexOf(statusCode);
    const balance = submitted(10000, ['a', 'b', 'c', 'd']);
    const payers = balance.payers.map((payer, index) => ({
      ...payer,
      receivableCents: cents(index === place ? 10000 : 0),
      status: index < place ? ('answered' as const) : ('open' as const),
    }));
    const claim = statement(statusCode, [line(10000, 10000)]);
    const posting = post(claim, { ...balance, payers }, { payerIds: [payers[place]?.payerId ?? ''] });
    expect(posting.kind).toBe('posted');
    expect(posting.after?.payers.map((payer) => payer.forwardedBy)).toEqual(
      payers.map((_, index) => (index === place + 1 ? place : undefined)),
    );
  });

  it('leaves the patient’s share with the payer when the claim crossed over to a payer that it does not have', () => {
    const posting = post(statement('19', [line(10000, 8000, 'PR-2 2000')]), primary());
    expect(posting.exceptions.map((one) => one.code)).toEqual(['no-next-payer']);
    expect(posting.after?.patientCents).toBe(0);
    expect(posting.after?.payers[0]?.receivableCents).toBe(2000);
  });
});
