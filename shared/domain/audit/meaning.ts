/** Under whose id an action stands, and what it tells. */
export interface AuditActionMeaning {
  /** The kind of thing whose id `GET /v1/audit-items/{entityId}` is asked with. */
  readonly trail: string;
  readonly meaning: string;
}
