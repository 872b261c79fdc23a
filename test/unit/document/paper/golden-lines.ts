/** Texts by the names of boxes. */
export type Boxes = Readonly<Record<string, string>>;

/** `count` lines with the same boxes. */
export function lines(count: number, from: number, boxes: (at: number) => Boxes): Boxes {
  return Object.assign(
    {},
    ...Array.from({ length: count }, (_, index) => {
      const at = from + index;
      return Object.fromEntries(Object.entries(boxes(at)).map(([id, text]) => [`${id}.${at}`, text]));
    }),
  );
}
