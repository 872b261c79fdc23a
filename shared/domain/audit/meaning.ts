/** The id under which an action is listed, and its meaning. */
export interface AuditActionMeaning {
  /** The kind of the id in `GET /v1/audit-items/{entityId}`. */
  readonly trail: string;
  readonly meaning: string;
}
