import { describe, expect, test } from 'vitest';
import { compile, type Environment, fromJson, kubernetesFunctions, toJson } from './index.ts';
import { dyn, int, listOf, mapOf, type ObjectType, string } from './types.ts';

const selfType: ObjectType = {
  kind: 'object',
  name: 'self',
  field: (name) =>
    ({
      replicas: int,
      name: string,
      tags: listOf(string),
      labels: mapOf(string, string),
      free: dyn,
    })[name],
};

const environment: Environment = { variables: { self: selfType }, functions: kubernetesFunctions };

const self = fromJson(
  { replicas: 3, name: 'web', tags: ['b', 'a'], labels: { app: 'web' }, free: { a: [1, 2.5] } },
  selfType,
);

/** The value as JSON text, or the error. */
function evaluate(source: string, budget?: number): string {
  const program = compile(source, environment);
  if ('error' in program) return program.error;
  const outcome = program.run({ self }, budget);
  return 'error' in outcome ? `! ${outcome.error}` : JSON.stringify(toJson(outcome.value));
}

describe('expressions', () => {
  test.each([
    ['1 + 2 * 3 == 7 && !false', 'true'],
    ['-9223372036854775808', '-9223372036854776000'],
    ['7 / 2 + -7 % 3', '2'],
    ['1.5 < 2 && 2u >= 1', 'true'],
    ['1 == dyn(1.0) && [1] == [1] && {"a": 1} == {"a": 1}', 'true'],
    ['"a" in {"a": 1} && 2 in [1, 2]', 'true'],
    ['self.replicas > 2 ? "many" : "few"', '"many"'],
    ['has(self.name) && !has(self.labels.tier)', 'true'],
    ['self.free.a[1] == 2.5 && self.free.a[0] == 1', 'true'],
    ['1 / 0 == 1 || true', 'true'],
    ['[1, 2, 3].all(x, x > 0) && [1, 2].exists_one(x, x == 2)', 'true'],
    ['[1, 2, 3].filter(x, x > 1).map(x, x * 2)', '[4,6]'],
    ['[1, 2, 3].map(x, x > 1, x * 2)', '[4,6]'],
    ['self.labels.all(k, v, k == "app" && v == "web")', 'true'],
    ['["a", "b"].transformMap(i, v, v + string(i))', '{"0":"a0","1":"b1"}'],
    ['cel.bind(x, self.replicas, x + x)', '6'],
    ['self.labels[?"tier"].orValue("none") + self.?name.value()', '"noneweb"'],
    ['self.?labels.?app.optMap(x, x + "!").orValue("")', '"web!"'],
    ['type(1) == int && type("") == string', 'true'],
    ["r\"\\d\" + \"\\u0041\" + '''x'''", '"\\\\dAx"'],
    ['dyn(1) == 1', 'true'],
    ['[1, ?optional.none(), ?optional.of(2)]', '[1,2]'],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toBe(value);
  });
});

describe('libraries', () => {
  test.each([
    ['quantity("1Gi").isGreaterThan(quantity("500Mi"))', 'true'],
    ['quantity("500m").add(quantity("1")).asApproximateFloat()', '1.5'],
    ['quantity("1Gi") == quantity("1024Mi") && isQuantity("1x")', 'false'],
    ['ip("::1").isLoopback() && ip("10.0.0.1").family() == 4', 'true'],
    ['ip("2001:DB8::1").family() == 6 && !ip.isCanonical("2001:DB8::1")', 'true'],
    ['cidr("10.0.0.0/8").containsIP("10.9.1.1") && !isCIDR("10.0.0.0/33")', 'true'],
    ['cidr("10.1.2.3/8").masked() == cidr("10.0.0.0/8")', 'true'],
    ['url("https://user@host:80/a%20b?k=v&k=w").getPort()', '"80"'],
    ['url("https://h/?k=v&k=w").getQuery()', '{"k":["v","w"]}'],
    ['format.dns1123Label().validate("a_b").hasValue()', 'true'],
    ['semver("1.2.3").isLessThan(semver("1.10.0-rc.1"))', 'true'],
    ['semver("v1.2", true).minor()', '2'],
    ['self.tags.isSorted() || ["a", "b"].isSorted()', 'true'],
    ['[3, 1, 2].sort() == [1, 2, 3] && [1, 2].sum() == 3 && ["x"].max() == "x"', 'true'],
    ['[1, 2, 3, 2].indexOf(2) == 1 && [2, 2].distinct() == [2]', 'true'],
    ['sets.contains([1, 2], [2]) && sets.equivalent([1, 1], [1])', 'true'],
    ['"abc 123".find("[0-9]+") + "a1b2".findAll("[0-9]").join("-")', '"1231-2"'],
    ['"%s has %d of %.2f".format(["web", 3, 1.5])', '"web has 3 of 1.50"'],
    ['"a,b".split(",").size() == 2 && "Ab".lowerAscii() == "ab"', 'true'],
    ['"tacocat".substring(4) + "abc".charAt(1)', '"catb"'],
    ['duration("1h30m") > duration("5400s")', 'false'],
    ['timestamp("2026-11-20T10:00:00Z") + duration("36h")', '"2026-11-21T22:00:00Z"'],
    ['timestamp("2026-11-20T10:00:00Z").getHours("Europe/Berlin")', '11'],
    ['timestamp("2026-03-01T00:00:00Z").getDayOfYear()', '59'],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toBe(value);
  });
});

describe('errors', () => {
  test.each([
    ['self.foo', "ERROR: <input>:1:5: undefined field 'foo'\n | self.foo\n | ....^"],
    [
      'foo > 1',
      "ERROR: <input>:1:1: undeclared reference to 'foo' (in container '')\n | foo > 1\n | ^",
    ],
    [
      'self.replicas == "a"',
      "ERROR: <input>:1:15: found no matching overload for '_==_' applied to '(int, string)'\n | self.replicas == \"a\"\n | ..............^",
    ],
    [
      'self.name.startsWith(1)',
      "ERROR: <input>:1:21: found no matching overload for 'startsWith' applied to 'string.(int)'\n | self.name.startsWith(1)\n | ....................^",
    ],
    [
      '[1, "a"]',
      "ERROR: <input>:1:5: expected type 'int' but found 'string'\n | [1, \"a\"]\n | ....^",
    ],
    [
      'self.replicas >',
      "ERROR: <input>:1:16: Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}\n | self.replicas >\n | ...............^",
    ],
    ['self.labels.tier == ""', '! no such key: tier'],
    ['self.tags[5]', '! index out of bounds: 5'],
    ['1 / 0', '! division by zero'],
    ['9223372036854775807 + 1', '! integer overflow'],
    ['self.free.b.c', '! no such key: b'],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toBe(value);
  });

  test('what costs too much is stopped, and nothing absorbs it', () => {
    const source = '[1,2,3].all(x, [1,2,3].all(y, x > 0)) || true';
    expect(evaluate(source, 50)).toBe('! operation cancelled: actual cost limit exceeded');
    expect(evaluate(source, 500)).toBe('true');
  });
});
