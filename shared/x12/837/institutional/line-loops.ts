import type { InstitutionalService } from '../../../domain/claim/institutional-line.ts';
import { rulesFor } from '../../loops/element-rules.ts';
import { loop, qualified, segment } from '../../loops/loop-rules.ts';
import { lineLoopOf } from '../all-forms/claim-elements.ts';
import { lineAdjudicationLoop } from '../all-forms/coverage-loops.ts';
import { attachments, drugLoop, notes, qualifiedFor, repricing } from '../all-forms/detail-segments.ts';
import { providerLoop } from '../parties/party-loops.ts';

/* The institutional service line (loop 2400 of 005010X223). */

const line = rulesFor<InstitutionalService>();
const { reference } = qualifiedFor<InstitutionalService>();

const service = segment(
  'SV2',
  [
    line.text(1, 'revenueCode', 48, { required: true }),
    line.text(2, 'procedureKind', 2, { component: 1, min: 2 }),
    line.text(2, 'procedure', 48, { component: 2 }),
    line.list(2, 'modifiers', { first: 3, count: 4, max: 2, optional: true }),
    line.text(2, 'description', 80, { component: 7 }),
    line.money(3, 'chargeCents', { required: true }),
    line.text(4, 'unit', 2, { required: true, min: 2 }),
    line.decimal(5, 'quantity', { required: true }),
    line.decimal(6, 'unitRate', { max: 10 }),
    line.money(7, 'nonCoveredCents'),
  ],
  { required: 'loop' },
);

export const lineLoop = lineLoopOf([
  service,
  attachments,
  qualified('DTP', '472', [line.dated(2, 'serviceFrom', 'serviceTo')]),
  reference('6R', 'controlNumber'),
  reference('9B', 'repricedLineNumber'),
  reference('9D', 'adjustedRepricedLineNumber'),
  qualified('AMT', 'GT', [line.money(2, 'serviceTaxCents')]),
  qualified('AMT', 'N8', [line.money(2, 'facilityTaxCents')]),
  notes(1),
  repricing,
  loop('drug', drugLoop),
  loop('operatingProvider', providerLoop('line operating provider', '72')),
  loop('otherOperatingProvider', providerLoop('line other operating provider', 'ZZ')),
  loop('renderingProvider', providerLoop('line rendering provider', '82')),
  loop('referringProvider', providerLoop('line referring provider', 'DN')),
  loop('adjudications', lineAdjudicationLoop('with-revenue-code'), { limit: 15 }),
]);
