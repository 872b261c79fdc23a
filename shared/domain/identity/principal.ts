import type { TenantId } from './ids.ts';

/** What a principal may do. Routes name the roles that they accept; everything else is refused. */
export const roles = ['coder', 'biller', 'manager', 'auditor', 'physician', 'api-client'] as const;

export type Role = (typeof roles)[number];

/** Who asks: a person or a program, in one tenant. */
export interface Principal {
  readonly tenantId: TenantId;
  /** The token's subject. An opaque id, never a name. */
  readonly subject: string;
  readonly roles: readonly Role[];
}
