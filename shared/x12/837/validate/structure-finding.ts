/** What is wrong with the structure of a file of claims: each code with its level by SNIP, and in words. */
export const structureFaults = {
  'envelope-malformed': {
    snip: 1,
    message: 'the header or trailer of the interchange or group does not have the form that X12 requires',
  },
  'control-number-differs': { snip: 1, message: 'the control number of a trailer differs from its header’s' },
  'count-wrong': { snip: 1, message: 'the count in a trailer is wrong' },
  'element-malformed': { snip: 1, message: 'the element does not have the form of its type' },
  'element-too-long': { snip: 1, message: 'the element is longer than it may be' },
  'element-too-short': { snip: 1, message: 'the element is shorter than it may be' },
  'element-trailing': { snip: 1, message: 'the segment ends with empty elements or components' },
  'segment-unknown': { snip: 2, message: 'the guide has no such segment here' },
  'segment-out-of-order': { snip: 1, message: 'the segment comes after one that it must precede' },
  'segment-repeated': { snip: 1, message: 'the segment or loop occurs more often than it may' },
  'segment-missing': { snip: 2, message: 'a required segment is missing' },
  'loop-missing': { snip: 2, message: 'a required loop is missing' },
  'element-missing': { snip: 2, message: 'a required element is missing' },
  'element-not-used': { snip: 2, message: 'the guide does not use this element' },
  'address-incomplete': { snip: 2, message: 'an address in the United States must have its state and its postal code' },
  'code-unknown': { snip: 2, message: 'the guide does not have this code' },
  'level-number-wrong': { snip: 1, message: 'the levels are not numbered consecutively' },
  'level-parent-wrong': { snip: 1, message: 'the level does not name the level above it' },
  'level-children-wrong': { snip: 1, message: 'the level states wrongly whether there are levels below it' },
  'line-number-wrong': { snip: 1, message: 'the lines of a claim are not numbered consecutively' },
  'charge-unbalanced': { snip: 3, message: 'the claim’s charge is not the sum of its lines’ charges' },
  'guide-unknown': {
    snip: 2,
    message: 'the transaction names an unknown guide; its content was not checked',
  },
} as const satisfies Record<string, { readonly snip: 1 | 2 | 3; readonly message: string }>;

export type StructureFault = keyof typeof structureFaults;

/** A finding with its place. Never a value. */
export interface StructureFinding {
  readonly code: StructureFault;
  readonly snip: 1 | 2 | 3;
  /** The guide's number of the loop, such as `2010AA`; `ST` for the transaction's own segments. */
  readonly loop: string;
  readonly segment: string;
  /** `3`, or `5-1` for a component. */
  readonly element?: string;
  /** The segment in the file, counted from 1. */
  readonly position: number;
  readonly message: string;
}
