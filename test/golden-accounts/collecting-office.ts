import type { CollectionSettings } from '../../shared/domain/billing-settings/collections.ts';
import { usualCollectionSettings } from '../../shared/domain/billing-settings/collections.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import { answered } from './answers.ts';
import type { GoldenStep } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

/**
 * An office that places an account at once after one statement, from 10.00 on, unless the story sets something else.
 */
export function collects(on: string, more: Partial<CollectionSettings> = {}): GoldenStep {
  const soon = { statements: 1, noticeDays: 0, ageDays: 0, minimumCents: cents(10_00) };
  return officeSays(on, { collections: { ...usualCollectionSettings, ...soon, ...more } });
}

/** An agency that keeps 30 percent. */
export function agency(on: string, remits: 'net' | 'gross' = 'net', as = 'agency'): GoldenStep {
  const address = { line1: '9 Example Sq', city: 'Dayton', state: 'OH', postalCode: '454020001' };
  const contact = { name: 'Pat Sample', phone: '9375550100' };
  const fees = [{ from: '2026-01-01', basisPoints: 3_000 }];
  const body = { name: `Example ${as}`, address, contact, licences: [], fees, remits };
  return { on, call: 'POST /v1/collection-agencies', body, as };
}

export function statement(on: string, patient = 'kim'): GoldenStep {
  return { on, call: 'POST /v1/statements', body: { accountId: `{${patient}.account}` } };
}

interface Placing {
  readonly patient?: string;
  readonly with?: string;
  readonly claimIds?: readonly string[];
  readonly refused?: string;
}

/** Places an account. Later steps call the placement `placed`. */
export function place(
  on: string,
  { patient = 'kim', with: to = 'agency', claimIds, refused }: Placing = {},
): GoldenStep {
  const only = claimIds === undefined ? {} : { claimIds };
  const accounts = [{ accountId: `{${patient}.account}`, ...only }];
  const body = { agencyId: `{${to}}`, accounts, reason: 'No answer' };
  const outcome = refused === undefined ? { as: 'placed' } : { refused };
  return { on, call: 'POST /v1/collection-cases', body, ...outcome };
}

/** A file of the agency: its lines without the heading; the last one is the total. */
export function remits(on: string, lines: readonly string[], more: { as?: string; refused?: string } = {}): GoldenStep {
  const content = ['record,reference,case,paid_on,paid_to,collected,fee,net', ...lines].join('\n');
  const body = { agencyId: '{agency}', entityId: '{entity}', receivedOn: on, reference: 'ACH-1', content };
  return { on, call: 'POST /v1/agency-remits', body, ...more };
}

/** Claim A of 100.00. */
export const shareOfThirty = { paid: 60, contract: 10, share: 30 };

/** The payer of claim A pays 60.00 of its 100.00 on 20 August and leaves 30.00, which are placed on 10 September. */
export function placedShare(from: string, trace: string, more: Partial<CollectionSettings> = {}): GoldenStep[] {
  const answer = answered('2026-08-20', trace, shareOfThirty);
  return [collects(from, more), agency(from), answer, statement('2026-08-25'), place('2026-09-10')];
}
