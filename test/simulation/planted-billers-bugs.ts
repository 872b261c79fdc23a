import type { PlantedBug } from './planted-bug.ts';

/** Bugs about what people decide, each against another invariant of the walk. */
export const billersBugs: readonly PlantedBug[] = [
  {
    name: 'a match of what waits takes what it needs, however much is there',
    file: 'shared/domain/remittance/post/rebook.ts',
    find: "invariant(taken + heldCents === 0, 'a match takes exactly what waits');",
    put: "invariant(taken + heldCents !== 0, 'a match takes exactly what waits');",
  },
  {
    name: 'what is refused is written to the audit trail',
    isQuick: true,
    file: 'shared/runtime/api/commit.ts',
    find: '  if (!outcome.ok) {\n',
    put: "  if (!outcome.ok) {\n    await deps.table.transact([auditWrite(request, { action: 'claim-read', entityId: request.name })]);\n",
  },
  {
    name: 'what people decide of a claim is missing in the day’s totals',
    file: 'shared/posting/deciding.ts',
    find: '      totalsWrite(tenant, entry, entry.id, legs) as Write<never>,\n      ...workWrites(tenant, {',
    put: '      ...workWrites(tenant, {',
  },
  {
    name: 'payer cash that is not refunded after all is on no list',
    file: 'shared/posting/refunding.ts',
    find: 'writes: [...refundEntryWrites([entry], booking), exception],',
    put: 'writes: refundEntryWrites([entry], booking),',
  },
  {
    name: 'a claim that is filed again leaves twice',
    file: 'shared/domain/claim/claim-events.ts',
    find: "if (filings.some((filing) => isUnderway(filing.state))) return fail({ kind: 'filing-underway' });\n  const refused",
    put: 'const refused',
  },
];
