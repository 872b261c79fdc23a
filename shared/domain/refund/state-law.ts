import type { LocalDate } from '../time/local-date.ts';

/** A row about a state's law that holds from a day on. */
interface LawRow {
  readonly state: string;
  readonly from: LocalDate;
}

/** The row that holds on a day: the latest of the office's own, otherwise the latest that ships. */
export function lawOn<Row extends LawRow>(
  { own, shipped }: { readonly own: readonly Row[]; readonly shipped: readonly Row[] },
  state: string | undefined,
  on: LocalDate,
): Row | undefined {
  const latest = (rows: readonly Row[]) =>
    rows
      .filter((row) => row.state === state && row.from <= on)
      .reduce<Row | undefined>((last, row) => (last === undefined || row.from > last.from ? row : last), undefined);
  return latest(own) ?? latest(shipped);
}
