import type { HorizontalPodAutoscaler, MetricSpec, MetricStatus } from '../../api/index.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { type Measured, measureResource, type Scene } from './resource-metric.ts';

/** Why one metric could not be looked at. */
export interface MetricFailure {
  /** The event's and condition's reason: FailedGetResourceMetric ... */
  readonly reason: string;
  readonly message: string;
  /** How the summary over all metrics begins: `failed to get cpu resource metric value`. */
  readonly summary: string;
}

/** What all metrics together want. */
export interface Wishes {
  /** Absent: nothing can be said, because no metric could be read or a broken one might want more. */
  readonly replicas?: number;
  readonly title: string;
  readonly statuses: readonly MetricStatus[];
  readonly failures: readonly MetricFailure[];
  readonly until?: Instant;
}

/**
 * Looks at every metric; the one that wants most replicas counts. A metric that can't be read
 * keeps the rest from scaling down (computeReplicasForMetrics).
 */
export function lookAtMetrics({ spec }: Frozen<HorizontalPodAutoscaler>, scene: Scene): Wishes {
  const metrics = spec.metrics ?? [];
  const looks = metrics.map((metric) => lookAt(metric, scene));
  const measured = looks.flatMap((look) => ('proposal' in look ? [look] : []));
  const failures = looks.flatMap((look) => ('reason' in look ? [look] : []));
  const statuses = looks.map((look) => ('status' in look ? look.status : { type: '' }));
  const moments = measured.flatMap(({ proposal }) => proposal.until ?? []);
  const until = moments.length > 0 ? { until: Math.min(...moments) } : {};
  const best = measured.reduce<Measured | undefined>(
    (most, one) => (most && most.proposal.replicas >= one.proposal.replicas ? most : one),
    undefined,
  );
  const common = { title: best?.title ?? '', statuses, failures, ...until };
  const isBlind = failures.length > 0 && (best?.proposal.replicas ?? 0) < scene.current;
  if (!best || isBlind) return common;
  return { ...common, replicas: best.proposal.replicas };
}

function lookAt(metric: Frozen<MetricSpec>, scene: Scene): Measured | MetricFailure {
  const { object, pods, external, resource, containerResource } = metric;
  if (resource || containerResource) {
    const look = measureResource(metric, scene);
    if (typeof look !== 'string') return look;
    return resource
      ? failure('Resource', look, `failed to get ${resource.name} resource metric value`)
      : failure(
          'ContainerResource',
          look,
          `failed to get ${containerResource?.container} container metric value`,
        );
  }
  // There is no adapter for metrics of other kinds, as in most clusters.
  const custom =
    'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered';
  if (pods) {
    const why = `unable to get metric ${pods.metric.name}: ${custom}`;
    return failure('Pods', why, 'failed to get pods metric value');
  }
  if (object) {
    const { kind, name } = object.describedObject;
    const place = `${kind} on ${scene.namespace} ${name}`;
    const why = `unable to get metric ${object.metric.name}: ${place}/${custom}`;
    return failure('Object', why, 'failed to get object metric value');
  }
  const name = external?.metric.name ?? '';
  const api = `the server could not find the requested resource (get ${name}.external.metrics.k8s.io)`;
  const id = `${scene.namespace}/${name}/${goSelector(external?.metric.selector)}`;
  const why = `unable to get external metric ${id}: unable to fetch metrics from external metrics API: ${api}`;
  return failure('External', why, `failed to get ${name} external metric value`);
}

function failure(type: string, message: string, summary: string): MetricFailure {
  return { reason: `FailedGet${type}Metric`, message, summary };
}

/** A selector as Go prints a pointer to one. */
function goSelector(
  selector: NonNullable<Frozen<MetricSpec>['pods']>['metric']['selector'],
): string {
  if (!selector) return 'nil';
  const labels = Object.entries(selector.matchLabels ?? {})
    .sort()
    .map(([key, value]) => `${key}: ${value},`)
    .join('');
  const list = (selector.matchExpressions ?? [])
    .map(({ key, operator, values }) => `{${key} ${operator} [${(values ?? []).join(' ')}]}`)
    .join(',');
  return `&LabelSelector{MatchLabels:map[string]string{${labels}},MatchExpressions:[]LabelSelectorRequirement{${list}},}`;
}
