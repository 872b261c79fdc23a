/** Bodies that every route must refuse. */
export const senselessBodies = [
  '',
  '[]',
  'null',
  '"text"',
  '{"no-such-field":1}',
  '{"broken',
  '[[[[[[[[]]]]]]]]',
  '{"__proto__":{"a":1}}',
];

/** Queries that every route must refuse. */
export const senselessQueries = [
  'limit=0',
  'limit=many',
  'limit=1e3',
  'pageToken=forged',
  'month=2026-13',
  'postedOn=2026-02-30',
  'a=1&a=2',
];
