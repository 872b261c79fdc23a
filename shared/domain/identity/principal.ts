import type { TenantId } from './ids.ts';

/**
 * The roles of principals: routes name the roles that they accept, and everything else is refused. A role that is added
 * here is known everywhere; the routes that accept it name it in their `api.ts`.
 */
export const roles = {
  coder: { meaning: 'Registers patients, codes encounters and finalises them.' },
  biller: { meaning: 'Sends claims, imports remittances, works exceptions and denials.' },
  manager: { meaning: 'Sets up the practice, its connections and posting rules; decides what a biller may not.' },
  auditor: {
    meaning: 'Reads books, files and the audit trail; works cases of the self-audit, and changes nothing else.',
  },
  physician: { meaning: 'Documents encounters.' },
  operator: { meaning: 'Runs the installation: loads the official code sets that all its offices use.' },
  'api-client': { meaning: 'A program: a practice management system that registers patients and encounters.' },
} as const;

export type Role = keyof typeof roles;

/** Whether a text names a role. */
export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text);
}

/** The caller: a person or a program, in one tenant. */
export interface Principal {
  readonly tenantId: TenantId;
  /** The token's subject. An opaque id, never a name. */
  readonly subject: string;
  readonly roles: readonly Role[];
}
