import { expect, test } from 'vitest';
import { horizontalPodAutoscalers } from '../api/index.ts';
import { TestServer } from './testing/test-server.ts';

const path = (version: string): string =>
  `/apis/autoscaling/${version}/namespaces/default/horizontalpodautoscalers`;
const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };

test('autoscaling/v1 is v2 with one number, and the rest in annotations', () => {
  const server = new TestServer([horizontalPodAutoscalers]);
  const spec = { scaleTargetRef, maxReplicas: 5, targetCPUUtilizationPercentage: 70 };
  const made = server.call('POST', path('v1'), { metadata: { name: 'a' }, spec });
  expect(made.at('spec')).toEqual({ ...spec, minReplicas: 1 });
  expect(made.at('status')).toEqual({ currentReplicas: 0, desiredReplicas: 0 });
  const stored = server.get(`${path('v2')}/a`);
  const target = { type: 'Utilization', averageUtilization: 70 };
  expect(stored.at('spec', 'metrics')).toEqual([
    { type: 'Resource', resource: { name: 'cpu', target } },
  ]);
  expect(stored.at('status')).toEqual({ desiredReplicas: 0, currentMetrics: null });
});

test('what v1 has no field for survives a change made in v1', () => {
  const server = new TestServer([horizontalPodAutoscalers]);
  const metrics = [
    {
      type: 'Resource',
      resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '9Mi' } },
    },
    {
      type: 'Pods',
      pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '10' } },
    },
  ];
  const behavior = { scaleDown: { stabilizationWindowSeconds: 60 } };
  const spec = { scaleTargetRef, maxReplicas: 5, metrics, behavior };
  const made = server.call('POST', path('v2'), { metadata: { name: 'a' }, spec });
  const before = made.at('spec');
  const annotations = server.get(`${path('v1')}/a`).at('metadata', 'annotations') as object;
  expect(annotations).toEqual({
    'autoscaling.alpha.kubernetes.io/metrics':
      '[{"type":"Resource","resource":{"name":"memory","targetAverageValue":"9Mi"}},{"type":"Pods","pods":{"metricName":"rps","targetAverageValue":"10"}}]',
    'autoscaling.alpha.kubernetes.io/behavior': expect.stringContaining(
      '"ScaleDown":{"SelectPolicy":"Max","Policies":[{"Type":"Percent","Value":100,"PeriodSeconds":15}],"StabilizationWindowSeconds":60}',
    ),
  });
  const type = 'application/merge-patch+json';
  const change = { spec: { maxReplicas: 9 } };
  expect(server.call('PATCH', `${path('v1')}/a`, change, type).status).toBe(200);
  const after = server.get(`${path('v2')}/a`);
  expect(after.at('spec')).toEqual({ ...(before as object), maxReplicas: 9 });
  expect(after.at('metadata', 'annotations')).toBeUndefined();
});

test.each([
  [
    { maxReplicas: 0 },
    '[spec.maxReplicas: Invalid value: 0: must be greater than 0, spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`]',
  ],
  [
    { maxReplicas: 2, minReplicas: 3 },
    'spec.maxReplicas: Invalid value: 2: must be greater than or equal to `minReplicas`',
  ],
  [
    { maxReplicas: 2, scaleTargetRef: { kind: 'Deployment', name: '' } },
    'spec.scaleTargetRef.name: Required value',
  ],
  [
    { maxReplicas: 2, metrics: [{ type: 'Resource' }] },
    'spec.metrics[0].resource: Required value: must populate information for the given metric source',
  ],
  [
    {
      maxReplicas: 2,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } }],
    },
    'spec.metrics[0].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization',
  ],
  [
    {
      maxReplicas: 2,
      behavior: { scaleUp: { policies: [{ type: 'Pods', value: 0, periodSeconds: 9 }] } },
    },
    'spec.behavior.scaleUp.policies[0].value: Invalid value: 0: must be greater than zero',
  ],
  [
    { maxReplicas: 2, behavior: { scaleUp: { stabilizationWindowSeconds: 4000 } } },
    'spec.behavior.scaleUp.stabilizationWindowSeconds: Invalid value: 4000: must be less than or equal to 3600',
  ],
])('a bad autoscaler: %j', (spec, why) => {
  const server = new TestServer([horizontalPodAutoscalers]);
  const body = { metadata: { name: 'a' }, spec: { scaleTargetRef, ...spec } };
  expect(server.call('POST', path('v2'), body).line).toBe(
    `422 HorizontalPodAutoscaler.autoscaling "a" is invalid: ${why}`,
  );
});
