import type { AmbulanceTransport } from '../../../domain/claim/professional-detail.ts';
import { rulesFor } from '../../loops/element-rules.ts';
import { segment } from '../../loops/loop-rules.ts';

/* The segments that professional claims and their lines have in common. */

const transport = rulesFor<AmbulanceTransport>();

export const ambulanceTransport = segment(
  'CR1',
  [
    transport.constantWith(1, 'LB', 'patientWeightPounds'),
    transport.decimal(2, 'patientWeightPounds', { max: 10 }),
    transport.text(3, 'transportCode', 1),
    transport.text(4, 'reason', 1, { required: true }),
    transport.constant(5, 'DH'),
    transport.decimal(6, 'miles', { required: true }),
    transport.text(9, 'roundTripPurpose', 80),
    transport.text(10, 'stretcherPurpose', 80),
  ],
  { into: 'ambulanceTransport' },
);
