import { describe, expect, test } from 'vitest';
import type { ControllerRevision, StatefulSet } from '../../api/index.ts';
import { type Frozen, freeze } from '../../lib/json.ts';
import { revisionData, sortRevisions } from '../revision-data.ts';
import {
  decideRevision,
  hashOf,
  newRevision,
  obsoleteRevisions,
  revisionName,
  templateOf,
} from './revisions.ts';

/** The StatefulSet of the tutorial, as a v1.36.2 server stores it. */
const web = freeze({
  metadata: { name: 'web', namespace: 'default', uid: 'web-uid', annotations: { note: 'x' } },
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  spec: {
    template: {
      metadata: { labels: { app: 'nginx' } },
      spec: {
        containers: [
          {
            image: 'registry.k8s.io/nginx-slim:0.21',
            imagePullPolicy: 'IfNotPresent',
            name: 'nginx',
            ports: [{ containerPort: 80, name: 'web', protocol: 'TCP' }],
            resources: {},
            terminationMessagePath: '/dev/termination-log',
            terminationMessagePolicy: 'File',
            volumeMounts: [{ mountPath: '/usr/share/nginx/html', name: 'www' }],
          },
        ],
        dnsPolicy: 'ClusterFirst',
        restartPolicy: 'Always',
        schedulerName: 'default-scheduler',
        securityContext: {},
        terminationGracePeriodSeconds: 10,
      },
    },
  },
}) as unknown as Frozen<StatefulSet>;

describe('names', () => {
  test('are those of a real cluster', () => {
    const revision = newRevision(web, 1, 0);
    expect(revision.metadata.name).toBe('web-6949bfdf68');
    expect(revision.metadata.labels).toEqual({
      app: 'nginx',
      'controller.kubernetes.io/hash': '6949bfdf68',
    });
    expect(revision.metadata.annotations).toEqual({ note: 'x' });
  });

  test('differ by the number of collisions', () => {
    expect(hashOf(revisionData(web), 1)).not.toBe(hashOf(revisionData(web), 0));
  });

  test('leave room for the hash', () => {
    const long = { ...web, metadata: { ...web.metadata, name: 'w'.repeat(250) } };
    expect(revisionName(long, 'abc')).toBe(`${'w'.repeat(223)}-abc`);
  });
});

test('the template comes back as it went in', () => {
  const data = revisionData(web);
  expect(data).toMatchObject({ spec: { template: { $patch: 'replace' } } });
  expect(templateOf({ data } as unknown as Frozen<ControllerRevision>)).toEqual(web.spec.template);
});

/** `number:data`; the data stands for a template. */
test.each([
  ['', 'a', 'create 1'],
  ['1:a', 'a', 'use r1'],
  ['1:a', 'b', 'create 2'],
  ['1:a 2:b', 'a', 'renumber r1 to 3'],
  ['1:a 2:b 3:a', 'a', 'use r3'],
  ['1:a 2:a 3:b', 'a', 'renumber r2 to 4'],
])('with [%s], template %s: %s', (existing, data, expected) => {
  const step = decideRevision(parse(existing), data);
  const name = step.do === 'create' ? '' : ` ${step.revision.metadata.name}`;
  const number = step.do === 'renumber' ? ` to ${step.number}` : '';
  const text = step.do === 'create' ? `create ${step.number}` : `${step.do}${name}${number}`;
  expect(text).toBe(expected);
});

test.each([
  [10, '', ''],
  [1, '', 'r1 r2'],
  [1, 'r1', 'r2'],
  [0, 'r2 r3', 'r1'],
  [-1, '', ''],
])('a limit of %i with [%s] in use deletes [%s]', (limit, live, expected) => {
  const revisions = parse('1:a 2:b 3:c');
  const obsolete = obsoleteRevisions(revisions, new Set(live.split(' ')), limit);
  expect(obsolete.map(({ metadata }) => metadata.name).join(' ')).toBe(expected);
});

test('of one number the older comes first, then the name decides', () => {
  const at = (name: string, creationTimestamp: string) =>
    ({
      metadata: { name, creationTimestamp },
      revision: 1,
    }) as unknown as Frozen<ControllerRevision>;
  const sorted = sortRevisions([
    at('c', '2026-01-02'),
    at('b', '2026-01-01'),
    at('a', '2026-01-02'),
  ]);
  expect(sorted.map(({ metadata }) => metadata.name)).toEqual(['b', 'a', 'c']);
});

function parse(text: string): readonly Frozen<ControllerRevision>[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((one) => {
      const [number, data] = one.split(':');
      const revision = { metadata: { name: `r${number}` }, revision: Number(number), data };
      return revision as unknown as Frozen<ControllerRevision>;
    });
}
