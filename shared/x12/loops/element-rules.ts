import { type Cents, parseCents } from '../../domain/money/cents.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { amountText, checkedDate, isDecimal, readCount, readDay } from './value-texts.ts';

/*
 * A rule maps one or a few elements of a segment to a field of the domain. The reader and the writer of the
 * 837 use the same rules, so that they always agree.
 */

/** A typed value that is still being filled in, or is used without its type. */
export type Fields = Record<string, unknown>;

/** A segment as the reader sees it. */
export interface ReadCells {
  /** The whole element, '' when absent. */
  element(at: number): string;
  /** A component (counted from 1) of an element, '' when absent. */
  part(at: number, component: number): string;
  /** How many components an element has; none when it is empty. */
  parts(at: number): number;
  /** The components of an element. */
  components(at: number): readonly string[];
  /** The repetitions of an element; none when it is empty. */
  repetitions(at: number): readonly string[];
  /** Adds a finding about an element of this segment. */
  remark(code: 'element-required' | 'element-unreadable' | 'element-unknown' | 'code-list-unknown', at: string): void;
}

/** Reasons of the writer to refuse a value, with the value's place in the claim file. */
export type ProblemKind =
  | 'missing'
  | 'not-text'
  | 'text-empty'
  | 'text-padded'
  | 'text-too-short'
  | 'text-too-long'
  | 'character-not-allowed'
  | 'delimiter-in-text'
  | 'placeholder-text'
  | 'amount-invalid'
  | 'amount-too-large'
  | 'decimal-malformed'
  | 'number-invalid'
  | 'boolean-invalid'
  | 'date-invalid'
  | 'date-range-reversed'
  | 'code-not-allowed'
  | 'too-many'
  | 'field-unknown';

/** A segment that the writer fills. Each text is checked when it is put: no other text reaches the file. */
export interface WriteCells {
  /** Puts a text into its place, or reports why it cannot be there. */
  put(at: CellPlace, text: unknown, field: string, size: Size): void;
  remark(kind: ProblemKind, field: string): void;
}

/** An element, or one of its components (counted from 1), of one of its repetitions (counted from 0). */
export type CellPlace = number | readonly [element: number, component: number | undefined, repetition?: number];

/** The fewest and most characters of an element. */
export interface Size {
  readonly min?: number;
  readonly max: number;
}

export interface ElementRule {
  /** The covered places: `3` is a whole element, `5-1` a component. */
  readonly covers: readonly string[];
  /** The fields it reads and writes; none for constants. */
  readonly fields: readonly string[];
  readonly required: boolean;
  /** The rule need not be called when this element is missing. Undefined when it must always be called. */
  readonly needs?: number;
  /** The rule need not be called when all of these fields are missing. Undefined when it must always be called. */
  readonly skipsWithout?: readonly string[];
  read(cells: ReadCells, into: Fields): void;
  write(from: Fields, cells: WriteCells): void;
  /** The value of a required field that is missing in a file. */
  blank(into: Fields): void;
}

/** The fields of `T` whose values are `V`. */
export type KeyFor<T, V> = { [K in keyof T]-?: Exclude<T[K], undefined> extends V ? K : never }[keyof T] & string;

export interface RuleOptions extends Partial<Size> {
  readonly component?: number;
  readonly required?: boolean;
}

const none = () => {};

/** The number of an element that no segment has. */
const neverThere = 1_000_000_000;

function textAt(cells: ReadCells, at: number, component: number | undefined): string {
  return component === undefined ? cells.element(at) : cells.part(at, component);
}

export function place(at: number, component: number | undefined): string {
  return component === undefined ? String(at) : `${at}-${component}`;
}

interface Form {
  /** Reads a non-empty text; undefined when it cannot be read. */
  parse(text: string): unknown;
  /** Returns the text of a value, or undefined when it has none. */
  format(value: unknown): unknown;
  /** Why a value has no text. */
  readonly problem: ProblemKind;
  readonly blank: unknown;
}

function single(at: number, field: string, form: Form, options: RuleOptions & Size): ElementRule {
  const { component, required = false, min = 1, max } = options;
  const size: Size = { min, max };
  const where: CellPlace = component === undefined ? at : [at, component];
  const { format, problem } = form;
  return {
    covers: [place(at, component)],
    fields: [field],
    required,
    ...(required ? {} : { needs: at, skipsWithout: [field] }),
    read(cells, into) {
      const text = textAt(cells, at, component);
      const value = text === '' ? undefined : form.parse(text);
      if (value !== undefined) {
        into[field] = value;
        return;
      }
      if (text !== '') cells.remark('element-unreadable', place(at, component));
      else if (required) cells.remark('element-required', place(at, component));
      if (required) into[field] = form.blank;
    },
    write(from, cells) {
      const value = from[field];
      if (value === undefined) {
        if (required) cells.remark('missing', field);
        return;
      }
      const text = format(value);
      if (text === undefined) cells.remark(problem, field);
      else cells.put(where, text, field, size);
    },
    blank(into) {
      if (required) into[field] = form.blank;
    },
  };
}

const textForm: Form = { parse: (text) => text, format: (value) => value, problem: 'not-text', blank: '' };

const decimalForm: Form = {
  parse: (text) => (isDecimal(text) ? text : undefined),
  format: (value) => (isDecimal(value) ? value : undefined),
  problem: 'decimal-malformed',
  blank: '0',
};

const moneyForm: Form = {
  parse: (text) => {
    const parsed = parseCents(text);
    return parsed.ok ? parsed.value : undefined;
  },
  format: amountText,
  problem: 'amount-invalid',
  blank: 0,
};

const countForm: Form = {
  parse: readCount,
  format: (value) => (Number.isSafeInteger(value) && (value as number) >= 0 ? String(value) : undefined),
  problem: 'number-invalid',
  blank: 0,
};

const yesNoForm: Form = {
  parse: (text) => (text === 'Y' ? true : text === 'N' ? false : undefined),
  format: (value) => (typeof value === 'boolean' ? (value ? 'Y' : 'N') : undefined),
  problem: 'boolean-invalid',
  blank: false,
};

function flagForm(code: string): Form {
  return {
    parse: (text) => (text === code ? true : undefined),
    format: (value) => (value === true ? code : undefined),
    problem: 'boolean-invalid',
    blank: undefined,
  };
}

const dateForm: Form = {
  parse: readDay,
  format: checkedDate,
  problem: 'date-invalid',
  blank: '',
};

/** A constant that is not a field. It is written whenever its segment is. The reader ignores the element. */
function constant(at: number, text: string, component?: number): ElementRule {
  const where: CellPlace = component === undefined ? at : [at, component];
  const size: Size = { max: text.length };
  return {
    covers: [place(at, component)],
    fields: [],
    required: false,
    needs: neverThere,
    read: none,
    write: (_from, cells) => cells.put(where, text, '', size),
    blank: none,
  };
}

/** A constant that is written only together with a field. */
function constantWith(at: number, text: string, field: string, component?: number): ElementRule {
  const rule = constant(at, text, component);
  return {
    ...rule,
    skipsWithout: [field],
    write: (from, cells) => (from[field] === undefined ? undefined : rule.write(from, cells)),
  };
}

/** Functions that make rules for the fields of `T`: the compiler checks that a field exists and has the right type. */
export function rulesFor<T>() {
  return {
    text: (at: number, field: KeyFor<T, string>, max: number, options: RuleOptions = {}) =>
      single(at, field, textForm, { max, ...options }),
    decimal: (at: number, field: KeyFor<T, string>, options: RuleOptions = {}) =>
      single(at, field, decimalForm, { max: 15, ...options }),
    money: (at: number, field: KeyFor<T, Cents>, options: RuleOptions = {}) =>
      single(at, field, moneyForm, { max: 19, ...options }),
    count: (at: number, field: KeyFor<T, number>, options: RuleOptions = {}) =>
      single(at, field, countForm, { max: 9, ...options }),
    yesNo: (at: number, field: KeyFor<T, boolean>, options: RuleOptions = {}) =>
      single(at, field, yesNoForm, { max: 1, ...options }),
    /** True when the element is `code`, absent otherwise. */
    flag: (at: number, field: KeyFor<T, true>, code: string) => single(at, field, flagForm(code), { max: code.length }),
    day: (at: number, field: KeyFor<T, LocalDate>, options: RuleOptions = {}) =>
      single(at, field, dateForm, { max: 8, ...options }),
    list: (at: number, field: KeyFor<T, readonly string[]>, shape: ListShape) => list(at, field, textForm, shape),
    /** The repetitions of one element. */
    repeated: (at: number, field: KeyFor<T, readonly string[]>, shape: RepeatedShape) => repeated(at, field, shape),
    counts: (at: number, field: KeyFor<T, readonly number[]>, shape: ListShape) => list(at, field, countForm, shape),
    choice: <F extends KeyFor<T, string>>(
      at: number,
      field: F,
      codes: { readonly [Value in Extract<Exclude<T[F], undefined>, string>]: string },
    ) => choice(at, field, codes),
    /** A text that must be one of `codes`, so that its reader can distinguish it from others. */
    oneOf: (at: number, field: KeyFor<T, string>, codes: readonly string[]) => oneOf(at, field, codes),
    /** A date in two elements: its form (D8, RD8) and its value. `until` takes the end of a span. */
    dated: (at: number, field: KeyFor<T, LocalDate>, until?: KeyFor<T, LocalDate>) => dated(at, field, until),
    constant,
    constantWith: (at: number, text: string, field: keyof T & string, component?: number) =>
      constantWith(at, text, field, component),
  };
}

export interface ListShape {
  /** The number of the first component; when `across`, of the first element. */
  readonly first: number;
  readonly count: number;
  /** Whether the values are in consecutive elements, not in the components of one element. */
  readonly across?: boolean;
  readonly max: number;
  /** Whether a missing list is absent instead of empty. */
  readonly optional?: boolean;
}

function list(at: number, field: string, form: Form, shape: ListShape): ElementRule {
  const { first, count, across = false, max, optional = false } = shape;
  const cell = (index: number): [number, number | undefined] =>
    across ? [first + index, undefined] : [at, first + index];
  const indexes = Array.from({ length: count }, (_, index) => index);
  const places = indexes.map((index): CellPlace => (across ? first + index : [at, first + index]));
  const size: Size = { max };
  return {
    covers: indexes.map((index) => place(...cell(index))),
    fields: [field],
    required: false,
    ...(optional ? { skipsWithout: [field] } : {}),
    read(cells, into) {
      const values: unknown[] = [];
      for (let index = 0; index < count; index += 1) {
        const text = across ? cells.element(first + index) : cells.part(at, first + index);
        const value = text === '' ? undefined : form.parse(text);
        if (value !== undefined) values.push(value);
        else if (text !== '') cells.remark('element-unreadable', place(...cell(index)));
      }
      if (values.length > 0 || !optional) into[field] = values;
    },
    write(from, cells) {
      const values = from[field];
      if (values === undefined && optional) return;
      if (!Array.isArray(values)) return cells.remark('missing', field);
      if (values.length > count) return cells.remark('too-many', field);
      for (let index = 0; index < values.length; index += 1) {
        const text = form.format(values[index]);
        const where = `${field}/${index}`;
        if (text === undefined) cells.remark(form.problem, where);
        else cells.put(places[index] as CellPlace, text, where, size);
      }
    },
    blank(into) {
      if (!optional) into[field] = [];
    },
  };
}

interface RepeatedShape extends Partial<Size> {
  /** At most this many. */
  readonly count: number;
  readonly max: number;
}

function repeated(at: number, field: string, { count, min = 1, max }: RepeatedShape): ElementRule {
  return {
    covers: [String(at)],
    fields: [field],
    required: false,
    skipsWithout: [field],
    read(cells, into) {
      const values = cells.repetitions(at).filter((text) => text !== '');
      if (values.length > 0) into[field] = values;
    },
    write(from, cells) {
      const values = from[field];
      if (values === undefined) return;
      if (!Array.isArray(values)) return cells.remark('missing', field);
      if (values.length > count) return cells.remark('too-many', field);
      for (const [index, value] of values.entries())
        cells.put([at, undefined, index], value, `${field}/${index}`, { min, max });
    },
    blank: none,
  };
}

function choice(at: number, field: string, codes: Readonly<Record<string, string>>): ElementRule {
  const values = new Map(Object.entries(codes).map(([value, code]) => [code, value]));
  const form: Form = {
    parse: (text) => values.get(text),
    format: (value) => (typeof value === 'string' && Object.hasOwn(codes, value) ? codes[value] : undefined),
    problem: 'code-not-allowed',
    blank: Object.keys(codes)[0],
  };
  return single(at, field, form, { required: true, max: 3 });
}

function oneOf(at: number, field: string, codes: readonly string[]): ElementRule {
  const form: Form = {
    parse: (text) => text,
    format: (value) => (codes.includes(value as string) ? value : undefined),
    problem: 'code-not-allowed',
    blank: '',
  };
  return single(at, field, form, { required: true, max: 3 });
}

function dated(at: number, field: string, until: string | undefined): ElementRule {
  return {
    covers: [String(at), String(at + 1)],
    fields: until === undefined ? [field] : [field, until],
    required: false,
    read(cells, into) {
      const value = cells.element(at + 1);
      const dash = value.indexOf('-');
      const from = dash === -1 ? value : value.slice(0, dash);
      // Version 4010 allows a time after the day (DT).
      const begin = readDay(from.length > 8 && cells.element(at) === 'DT' ? from.slice(0, 8) : from);
      const end = dash === -1 || until === undefined ? undefined : readDay(value.slice(dash + 1));
      if (begin !== undefined) into[field] = begin;
      if (until !== undefined && end !== undefined) into[until] = end;
      const isRead = begin !== undefined && (dash === -1 || end !== undefined) && from.length === 8;
      if (!isRead) cells.remark('element-unreadable', String(at + 1));
    },
    write(from, cells) {
      const begin = checkedDate(from[field]);
      const last = until === undefined ? undefined : from[until];
      if (from[field] === undefined) return cells.remark('missing', field);
      if (begin === undefined) return cells.remark('date-invalid', field);
      if (last === undefined) {
        cells.put(at, 'D8', field, { max: 3 });
        return cells.put(at + 1, begin, field, { max: 35 });
      }
      const end = checkedDate(last);
      if (end === undefined) return cells.remark('date-invalid', until as string);
      if (end < begin) return cells.remark('date-range-reversed', until as string);
      cells.put(at, 'RD8', field, { max: 3 });
      cells.put(at + 1, `${begin}-${end}`, field, { max: 35 });
    },
    blank: none,
  };
}
