import { expect, test } from 'vitest';
import { parseJsonPath, relaxed } from './index.ts';

const list = {
  kind: 'List',
  items: [
    { name: 'a', labels: { 'app.io/x': '1' }, size: 3, ports: [{ p: 1 }, { p: 2 }] },
    { name: 'b', labels: { 'app.io/x': '2' }, size: 5, ports: [] },
  ],
};

test.each([
  ['{.kind}', 'List'],
  ['{$.kind}', 'List'],
  ['kind is {.kind}.', 'kind is List.'],
  ['{.items[*].name}', 'a b'],
  ['{.items[0].name}', 'a'],
  ['{.items[-1:].name}', 'b'],
  ['{.items[0:1].name}', 'a'],
  ['{.items[0]["name","size"]}', 'a 3'],
  ["{.items[0]['name']}", 'a'],
  ['{.items[*].labels.app\\.io/x}', '1 2'],
  ["{.items[*].labels['app.io/x']}", '1 2'],
  ['{.items[?(@.size>3)].name}', 'b'],
  ['{.items[?(@.name=="a")].size}', '3'],
  ['{.items[?(@.nope)].name}', ''],
  ['{..p}', '1 2'],
  ['{.nope}', ''],
  ['{.items[0].ports}', '[{"p":1},{"p":2}]'],
  ['{range .items[*]}{.name}{"\\t"}{.size}{"\\n"}{end}', 'a\t3\nb\t5\n'],
  ['{range .items[*]}{.name}:{range .ports[*]}{.p},{end} {end}', 'a:1,2, b: '],
])('%s', (template, printed) => {
  expect(parseJsonPath(template).print(list)).toBe(printed);
});

test.each([
  ['{.spec.', 'error parsing jsonpath {.spec., unclosed action'],
  ['{end}', 'error parsing jsonpath {end}, not in range, nothing to end'],
  ['{.a[}', 'error parsing jsonpath {.a[}, unterminated array'],
  ['{foo}', 'error parsing jsonpath {foo}, unrecognized identifier foo'],
])('%s is refused', (template, message) => {
  expect(() => parseJsonPath(template)).toThrow(message);
});

test('an index beyond the end is an error', () => {
  expect(() => parseJsonPath('{.items[5].name}').print(list)).toThrow(
    'array index out of bounds: index 5, length 2',
  );
});

test.each([
  ['.a.b', '{.a.b}'],
  ['a', '{.a}'],
  ['{.a}', '{.a}'],
])('%s is as good as %s', (path, full) => {
  expect(relaxed(path)).toBe(full);
});
