import type { CodingWork } from '../coding-work/work.ts';
import { type ComparedLine, comparedText } from '../text/compared-text.ts';
import type { Instant } from '../time/local-date.ts';
import type { AttachedDocument, DocumentationNote } from './documentation.ts';
import type { DraftState, FinalState, VoidState } from './encounter.ts';

/** Documentation that was added after an encounter was coded. */
export type DocumentationChange = { readonly at: Instant; readonly by: string } & (
  | { readonly change: 'note-added'; readonly noteId: string; readonly lines: readonly ComparedLine[] }
  | {
      readonly change: 'amendment-added';
      readonly noteId: string;
      readonly number: number;
      readonly lines: readonly ComparedLine[];
    }
  | { readonly change: 'document-added'; readonly documentId: string; readonly title?: string }
);

/**
 * Until when the codes include all documentation: until the encounter was finalised, or somebody confirmed it. A
 * reopened draft keeps the time of its final version; before the first finalisation nothing counts as coded.
 */
export function codedUntil(
  state: DraftState | FinalState | VoidState,
  { confirmed }: Pick<CodingWork, 'confirmed'>,
): Instant | undefined {
  const final =
    state.kind === 'final' ? state.finalizedAt : state.kind === 'void' ? state.voidedAt : state.reopened?.codedAt;
  if (final === undefined) return undefined;
  return confirmed !== undefined && confirmed.at > final ? confirmed.at : final;
}

/** The documentation of an encounter. */
interface Documented {
  readonly notes: readonly DocumentationNote[];
  readonly documents: readonly AttachedDocument[];
}

/** Later documentation in order, each compared with everything documented before it. */
export function documentationChanges(
  { notes, documents }: Documented,
  since: Instant | undefined,
): readonly DocumentationChange[] {
  const written = [
    ...notes.flatMap(({ id: noteId, at, by, text, amendments }) => [
      { change: 'note-added', noteId, at, by, text } as const,
      ...amendments.map((amendment) => ({ change: 'amendment-added', noteId, ...amendment }) as const),
    ]),
    ...documents.map(({ id: documentId, title, at, by }) => {
      const named = title === undefined ? {} : { title };
      return { change: 'document-added', documentId, at, by, ...named } as const;
    }),
  ].sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
  const known: string[] = [];
  return written.flatMap((each): DocumentationChange[] => {
    const isNew = since === undefined || each.at > since;
    if (each.change === 'document-added') return isNew ? [each] : [];
    const { text, ...rest } = each;
    const changed = isNew ? [{ ...rest, lines: comparedText(known, text) }] : [];
    known.push(text);
    return changed;
  });
}
