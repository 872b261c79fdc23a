/** At most this many elements of a segment are read. No segment of X12's health care guides has so many. */
const elementLimit = 64;

/**
 * Where the elements of a segment begin and end. It is filled again for each segment, so that reading a segment creates no object.
 * Element 0 is the segment's id; `start(1)` is where the first element begins.
 */
export class ElementIndex {
  /** The number of elements after the id, at most {@link elementLimit}. */
  count = 0;
  /** Whether there were more elements than the limit. */
  hasMore = false;
  private readonly starts = new Int32Array(elementLimit + 3);

  split(bytes: Uint8Array, start: number, end: number, separator: number): void {
    const starts = this.starts;
    starts[0] = start;
    let count = 0;
    for (let at = start; at < end; at += 1) {
      if (bytes[at] === separator) {
        count += 1;
        starts[count] = at + 1;
        if (count > elementLimit) break;
      }
    }
    this.hasMore = count > elementLimit;
    if (!this.hasMore) starts[count + 1] = end + 1;
    this.count = this.hasMore ? elementLimit : count;
  }

  start(element: number): number {
    return this.starts[element] as number;
  }

  end(element: number): number {
    return (this.starts[element + 1] as number) - 1;
  }

  /** Whether the element is there and not empty. */
  has(element: number): boolean {
    return element <= this.count && this.end(element) > this.start(element);
  }
}
