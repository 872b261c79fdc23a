import type { Instant, LocalDate } from '../time/local-date.ts';

/** An address that was handed to somebody, who uses it without signing in. */
export interface HandedLink {
  readonly id: string;
  readonly version: number;
  readonly accountId: string;
  /** The digest of the token; the token itself is only in the address that was handed out. */
  readonly tokenHash: string;
  /** The last day on which it can be used. */
  readonly expiresOn: LocalDate;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly revoked?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

/** Why a link cannot be used any more, whatever it is for; undefined while it can. */
export function overBy(
  { revoked, expiresOn }: Pick<HandedLink, 'revoked' | 'expiresOn'>,
  today: LocalDate,
): 'revoked' | 'expired' | undefined {
  if (revoked !== undefined) return 'revoked';
  return today <= expiresOn ? undefined : 'expired';
}
