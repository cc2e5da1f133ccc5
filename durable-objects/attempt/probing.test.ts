import { expect, test } from 'vitest';
import { Probing } from './probing.ts';

test('probes once the cluster has come to rest, and not again until it changes', () => {
  const probing = new Probing();
  probing.observe(1, 100_000);
  expect(probing.dueAt).toBe(101_500);
  probing.observe(2, 101_000);
  probing.observe(2, 101_400);
  expect(probing.dueAt).toBe(102_500);
  probing.done(3, 102_500);
  expect(probing.dueAt).toBeUndefined();
  probing.observe(3, 200_000);
  expect(probing.dueAt).toBeUndefined();
});

test('a busy cluster is probed every five seconds at most', () => {
  const probing = new Probing();
  probing.observe(1, 0);
  probing.done(1, 10_000);
  probing.observe(2, 10_100);
  expect(probing.dueAt).toBe(15_000);
});
