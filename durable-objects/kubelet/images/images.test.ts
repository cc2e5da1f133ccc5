import { describe, expect, test } from 'vitest';
import { allImages, ImageCatalog, parseReference, referenceText } from './index.ts';

describe('image references', () => {
  test.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.27', 'docker.io/library/nginx:1.27'],
    ['hashicorp/http-echo', 'docker.io/hashicorp/http-echo:latest'],
    ['docker.io/nginx', 'docker.io/library/nginx:latest'],
    ['registry.k8s.io/pause:3.9', 'registry.k8s.io/pause:3.9'],
    ['localhost:5000/a/b:c', 'localhost:5000/a/b:c'],
    [`nginx@sha256:${'a'.repeat(64)}`, `docker.io/library/nginx@sha256:${'a'.repeat(64)}`],
    ['Nginx', undefined],
    ['a b', undefined],
    ['nginx:', undefined],
  ])('%s is %s', (text, normal) => {
    const reference = parseReference(text);
    expect(reference && referenceText(reference)).toBe(normal);
  });
});

describe('the catalogue', () => {
  const catalog = new ImageCatalog(allImages);
  test.each([
    ['nginx', 'found'],
    ['nginx:1.27.3-alpine', 'found'],
    ['nginx:alpine', 'found'],
    ['nginx:nope', 'no-tag'],
    ['nginx:1.x', 'no-tag'],
    ['busybox:1.36', 'found'],
    ['busybox:glibc', 'found'],
    ['ubuntu:24.04', 'found'],
    ['ubuntu:24', 'no-tag'],
    ['registry.k8s.io/pause:3.9', 'found'],
    ['no-such-thing', 'no-repository'],
  ])('%s: %s', (text, expected) => {
    const reference = parseReference(text);
    const found = reference && catalog.find(reference);
    expect(typeof found === 'string' ? found : 'found').toBe(expected);
  });

  test.each(allImages.map((image) => [image.names[0] ?? '', image] as const))(
    '%s has the program that it starts',
    (name) => {
      const reference = parseReference(`${name}@sha256:${'0'.repeat(64)}`);
      const found = reference && catalog.find(reference);
      if (!found || typeof found === 'string') throw new Error(String(found));
      const [program = ''] = [...found.image.entrypoint, ...found.image.cmd];
      const known = program.startsWith('/')
        ? found.root.exists(program)
        : found.commands.has(program);
      expect(known).toBe(true);
    },
  );
});
