import type { Fields } from './element-rules.ts';

/** Objects of one kind have few shapes. A document that is made to have many must not fill the memory. */
const shapesRemembered = 5000;

/** A node in the tree of shapes: a field name that follows the names of the nodes above it. */
interface ShapeNode<Made> {
  readonly name: string;
  readonly before: ShapeNode<Made> | undefined;
  /** The node that followed last time; `next` has every node that ever followed. */
  last: ShapeNode<Made> | undefined;
  readonly next: Map<string, ShapeNode<Made>>;
  made: Made | undefined;
}

function nodeAfter<Made>(before: ShapeNode<Made> | undefined, name: string): ShapeNode<Made> {
  return { name, before, last: undefined, next: new Map(), made: undefined };
}

/** Values computed once for all objects with the same fields in the same order. Undefined fields count as absent. */
export class Shapes<Made> {
  readonly #make: (names: readonly string[]) => Made;
  #root = nodeAfter<Made>(undefined, '');
  #nodes = 0;

  constructor(make: (names: readonly string[]) => Made) {
    this.#make = make;
  }

  of(object: Fields): Made {
    let node = this.#root;
    for (const name in object) {
      if (object[name] === undefined) continue;
      const { last } = node;
      node = last !== undefined && last.name === name ? last : this.#step(node, name);
    }
    node.made ??= this.#make(namesUpTo(node));
    return node.made;
  }

  #step(node: ShapeNode<Made>, name: string): ShapeNode<Made> {
    let next = node.next.get(name);
    if (next === undefined) {
      this.#nodes += 1;
      if (this.#nodes > shapesRemembered) {
        this.#root = nodeAfter<Made>(undefined, '');
        this.#nodes = 0;
      }
      next = nodeAfter(node, name);
      node.next.set(name, next);
    }
    node.last = next;
    return next;
  }
}

function namesUpTo<Made>(node: ShapeNode<Made>): readonly string[] {
  const names: string[] = [];
  for (let at = node; at.before !== undefined; at = at.before) names.push(at.name);
  return names.reverse();
}
