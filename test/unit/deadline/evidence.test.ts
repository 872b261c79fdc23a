import { describe, expect, it } from 'vitest';
import type { Acknowledgement } from '../../../shared/domain/acknowledgement/acknowledgement.ts';
import { evidenceOf } from '../../../shared/domain/deadline/evidence.ts';
import { utc } from '../../../shared/domain/time/time-zone.ts';

/** The evidence for a filing that was written on 20 November, if its receiver has answered this about the file. */
function evidence(verdict: Acknowledgement['verdict']) {
  const said: Acknowledgement = {
    ...{ kind: 'TA1', fileId: 'ack_1', saidAt: '20261124T0900', receivedAt: '2026-11-25T09:00:00.000Z', verdict },
  };
  const left = { kind: 'written', at: '2026-11-20T09:00:00.000Z' } as const;
  return evidenceOf({ left, mailings: [], deliveries: [], ofFile: [said], ofClaim: [] }, utc);
}

describe('what a receiver reports about a file', () => {
  it('shows that it arrived, also when a second copy is rejected because the first one is there', () => {
    for (const verdict of ['accepted', 'already-there'] as const) {
      expect(evidence(verdict)).toMatchObject({ best: { kind: 'received', on: '2026-11-24' }, isRejected: false });
    }
  });

  it('shows nothing when the file was rejected', () => {
    expect(evidence('rejected')).toMatchObject({ best: { kind: 'written', on: '2026-11-20' }, isRejected: true });
  });
});
