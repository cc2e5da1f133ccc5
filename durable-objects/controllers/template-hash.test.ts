import { expect, test } from 'vitest';
import { recordedObject } from '../../test/golden.ts';
import type { Deployment, PodTemplateSpec } from '../api/index.ts';
import { edit, type Frozen } from '../lib/json.ts';
import { templateHash } from './template-hash.ts';

const { spec } = recordedObject('get-deploy-yaml') as unknown as Frozen<Deployment>;

/** The names of the recorded Deployment's ReplicaSets end in these. */
test.each<[string, (draft: PodTemplateSpec) => void]>([
  ['676c9ddb99', () => undefined],
  ['7fc9bb6cd4', (draft) => setImage(draft, 'hello:2.0')],
  [
    'bd47cc65b',
    (draft) => {
      const restartedAt = '2026-11-20T12:38:17Z';
      draft.metadata.annotations = { 'kubectl.kubernetes.io/restartedAt': restartedAt };
    },
  ],
])('a real cluster calls it %s', (hash, change) => {
  expect(templateHash(edit<PodTemplateSpec>(spec.template, change))).toBe(hash);
});

test('another try gives another name', () => {
  const hashes = [undefined, 0, 1].map((collisions) => templateHash(spec.template, collisions));
  expect(new Set(hashes).size).toBe(3);
});

function setImage(draft: PodTemplateSpec, image: string): void {
  const [container] = draft.spec.containers;
  if (container) container.image = image;
}
