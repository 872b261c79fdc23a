import { expect, test } from 'vitest';
import { Shapes } from '../../../shared/x12/loops/shapes.ts';

function counted() {
  const made: (readonly string[])[] = [];
  const shapes = new Shapes((names) => {
    made.push(names);
    return names.join(' ');
  });
  return { made, shapes };
}

test('objects with the same fields in the same order share the code made from their names', () => {
  const { made, shapes } = counted();
  expect(shapes.of({ code: 1, amount: 2 })).toBe('code amount');
  expect(shapes.of({ code: 'other', amount: null })).toBe('code amount');
  expect(made).toEqual([['code', 'amount']]);
});

test('another order, a field more and a field less are other shapes', () => {
  const { shapes } = counted();
  const objects = [{ code: 1, amount: 2 }, { amount: 2, code: 1 }, { code: 1 }, {}, { code: 1, amount: 2, unit: 3 }];
  const first = objects.map((object) => shapes.of(object));
  expect(first).toEqual(['code amount', 'amount code', 'code', '', 'code amount unit']);
  expect(objects.map((object) => shapes.of(object))).toEqual(first);
});

test('a field that is undefined is absent', () => {
  const { shapes } = counted();
  expect(shapes.of({ code: undefined, amount: 2 })).toBe('amount');
  expect(shapes.of({ amount: 2, code: undefined })).toBe('amount');
});

test('a document made to have endless shapes is read correctly to the end, and the earlier shapes are discarded', () => {
  const { made, shapes } = counted();
  for (let index = 0; index < 6000; index += 1) {
    expect(shapes.of({ code: 1, [`name${index}`]: 2 })).toBe(`code name${index}`);
  }
  expect(shapes.of({ code: 1, name0: 2 })).toBe('code name0');
  expect(made.filter((names) => names.includes('name0'))).toHaveLength(2);
});
