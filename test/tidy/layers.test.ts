import { describe, expect, test } from 'vitest';
import { layerOf, objection } from './layers.ts';
import { importsOf, isTest, product, sources } from './sources.ts';

describe('imports', () => {
  const imports = product.flatMap(importsOf);

  test('are read at all', () => {
    const hono = imports.filter(({ from, to }) => from.path === 'worker/app.ts' && to === 'hono');
    expect(hono).toHaveLength(1);
    const problem = imports.find(({ from }) => from.path === 'worker/problem.ts');
    expect(problem).toMatchObject({ to: 'hono', typesOnly: true });
  });

  test('go the way of the table in layers.ts', () => {
    const wrong = imports
      .filter(({ isRelative }) => isRelative)
      .flatMap(({ from, to, typesOnly }) => {
        const why = objection(from.path, to, typesOnly);
        return why === undefined ? [] : [`${from.path} -> ${to}: ${why}`];
      });
    expect(wrong).toEqual([]);
  });

  test('reach packages only where the table lists them', () => {
    const wrong = imports
      .filter(({ isRelative, typesOnly }) => !isRelative && !typesOnly)
      .filter(({ from, to }) => {
        const packages = layerOf(from.path)?.packages ?? [];
        return !packages.includes('*') && !packages.includes(to);
      })
      .map(({ from, to }) => `${from.path} -> ${to}`);
    expect(wrong).toEqual([]);
  });

  test('make no circle', () => {
    expect(circles()).toEqual([]);
  });

  test('leave no file of the product unused', () => {
    // Tests don't count: what only they use is not part of the product.
    const users = sources.filter(({ path }) => !isTest(path));
    const used = new Set(users.flatMap(importsOf).map(({ to }) => to));
    const entries = /^(worker\/index\.ts|web\/(main|index|vite\.config)\.tsx?)$/;
    const dead = product
      .map(({ path }) => path)
      .filter((path) => !used.has(path) && !entries.test(path));
    expect(dead).toEqual([]);
  });
});

/** Circles among imports that are there at run time, each told once. */
function circles(): readonly string[] {
  const graph = new Map<string, readonly string[]>();
  for (const source of product) {
    const needed = importsOf(source).filter(
      ({ isRelative, typesOnly }) => isRelative && !typesOnly,
    );
    graph.set(
      source.path,
      needed.map(({ to }) => to),
    );
  }
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) found.push([...way.slice(at), path].join(' -> '));
    if (at >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return found;
}
