import { type Cents, parseCents } from '../../domain/money/cents.ts';
import type { UnreadElement } from '../../domain/remittance/remittance-detail.ts';
import { type LocalDate, parseCompactDate } from '../../domain/time/local-date.ts';
import { type Segment, splitComponents } from '../segments.ts';
import type { SourceBytes } from './remittance-failure.ts';

/**
 * The elements of one segment. Each can be taken once; `unread` lists the elements that nobody took, so that none is
 * lost. An element that does not have the requested form is not taken.
 */
export interface SegmentElements {
  /** The element's text; undefined when it is absent or empty. */
  text(position: number): string | undefined;
  amount(position: number): Cents | undefined;
  /** A date, CCYYMMDD. */
  date(position: number): LocalDate | undefined;
  /** The first `most` components of an element; further ones are not taken. */
  components(position: number, most: number): readonly string[];
  /** Marks elements as taken, because another reader has read them. */
  kept(...positions: readonly number[]): void;
  /** Whether the element is a date, without taking it. */
  isDate(position: number): boolean;
  isAmount(position: number): boolean;
  readonly last: number;
  /** The elements that were not taken, in order, without empty ones. */
  unread(): UnreadElement[];
}

/** Opens the elements of a segment of a remittance. Never throws. */
export function openElements(source: SourceBytes, segment: Segment): SegmentElements {
  const { elements } = segment;
  const byteOffset = source.byteOffset + segment.byteOffset;
  const taken = new Set<number>();
  const rest: UnreadElement[] = [];
  const peek = (position: number): string => elements[position] ?? '';
  const take = <Value>(position: number, value: Value): Value => {
    taken.add(position);
    return value;
  };
  const amountAt = (position: number) => parseCents(peek(position));
  const dateAt = (position: number) => parseCompactDate(peek(position));
  return {
    last: elements.length - 1,
    text: (position) => (peek(position) === '' ? undefined : take(position, peek(position))),
    amount(position) {
      const amount = amountAt(position);
      return amount.ok ? take(position, amount.value) : undefined;
    },
    date(position) {
      const date = dateAt(position);
      return date.ok ? take(position, date.value) : undefined;
    },
    components(position, most) {
      const parts = take(position, splitComponents(elements[position], source.delimiters));
      for (const value of parts.slice(most)) {
        if (value !== '') rest.push({ segment: segment.id, position, value, byteOffset });
      }
      return parts.slice(0, most);
    },
    kept(...positions) {
      for (const position of positions) taken.add(position);
    },
    isDate: (position) => dateAt(position).ok,
    isAmount: (position) => amountAt(position).ok,
    unread() {
      const left = elements.flatMap((value, position) =>
        position === 0 || value === '' || taken.has(position)
          ? []
          : [{ segment: segment.id, position, value, byteOffset }],
      );
      return [...left, ...rest];
    },
  };
}

/** A whole segment that nobody reads. */
export function unreadSegment(source: SourceBytes, segment: Segment): UnreadElement {
  const separator = String.fromCharCode(source.delimiters.element);
  const value = segment.elements.slice(1).join(separator);
  return { segment: segment.id, position: 0, value, byteOffset: source.byteOffset + segment.byteOffset };
}

/** A value as the named property; no property when there is none. */
export function present<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [N in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [N in Name]: Value });
}
