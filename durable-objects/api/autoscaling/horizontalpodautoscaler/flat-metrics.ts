import type { Frozen } from '../../../lib/json.ts';
import type { MetricSpec, MetricStatus, MetricTarget } from './metrics-schema.ts';

type Spec = Frozen<MetricSpec>;
type Status = Frozen<MetricStatus>;
type Selector = NonNullable<Spec['pods']>['metric']['selector'];

/** A metric as autoscaling/v1 writes it into annotations: identifier and target in one. */
export interface FlatMetric {
  readonly type: string;
  readonly resource?: FlatResource;
  readonly containerResource?: FlatResource;
  readonly pods?: FlatIdentifier & { readonly targetAverageValue?: string };
  readonly object?: FlatIdentifier & {
    readonly target?: NonNullable<Spec['object']>['describedObject'];
    readonly targetValue?: string;
    readonly averageValue?: string;
  };
  readonly external?: {
    readonly metricName: string;
    readonly metricSelector?: Selector;
    readonly targetValue?: string;
    readonly targetAverageValue?: string;
  };
}

interface FlatResource {
  readonly name: string;
  readonly targetAverageUtilization?: number;
  readonly targetAverageValue?: string;
  readonly currentAverageUtilization?: number;
  readonly currentAverageValue?: string;
  readonly container?: string;
}

interface FlatIdentifier {
  readonly metricName: string;
  readonly selector?: Selector;
}

/** autoscaling/v1's form of a metric that an autoscaler is to look at. */
export function flatSpec(metric: Spec): FlatMetric {
  const { type, resource, containerResource, pods, object, external } = metric;
  if (resource) return { type, resource: flatTarget(resource) };
  if (containerResource) return { type, containerResource: flatTarget(containerResource) };
  if (pods)
    return {
      type,
      pods: {
        ...flatName(pods.metric),
        ...present('targetAverageValue', pods.target.averageValue),
      },
    };
  if (object)
    return {
      type,
      object: {
        target: object.describedObject,
        ...flatName(object.metric),
        targetValue: object.target.value ?? '0',
        ...present('averageValue', object.target.averageValue),
      },
    };
  return external
    ? {
        type,
        external: {
          metricName: external.metric.name,
          ...present('metricSelector', external.metric.selector),
          ...present('targetValue', external.target.value),
          ...present('targetAverageValue', external.target.averageValue),
        },
      }
    : { type };
}

/** The same of what was measured; only resources are. */
export function flatStatus({ type, resource, containerResource }: Status): FlatMetric {
  const flat = ({ name, current, ...rest }: NonNullable<typeof resource>): FlatResource => ({
    name,
    ...present('currentAverageUtilization', current.averageUtilization),
    ...present('currentAverageValue', current.averageValue),
    ...rest,
  });
  return {
    type,
    ...(resource ? { resource: flat(resource) } : {}),
    ...(containerResource ? { containerResource: flat(containerResource) } : {}),
  };
}

/** autoscaling/v2's form of such a metric. */
export function unflatSpec({
  type,
  resource,
  containerResource,
  pods,
  object,
  external,
}: FlatMetric) {
  return {
    type,
    ...(resource ? { resource: unflatTarget(resource) } : {}),
    ...(containerResource ? { containerResource: unflatTarget(containerResource) } : {}),
    ...(pods
      ? { pods: { metric: unflatName(pods), target: average(pods.targetAverageValue) } }
      : {}),
    ...(object
      ? {
          object: {
            describedObject: object.target,
            metric: unflatName(object),
            target:
              object.averageValue === undefined
                ? { type: 'Value', value: object.targetValue }
                : average(object.averageValue),
          },
        }
      : {}),
    ...(external
      ? {
          external: {
            metric: unflatName({ ...external, ...present('selector', external.metricSelector) }),
            target:
              external.targetAverageValue === undefined
                ? { type: 'Value', value: external.targetValue }
                : average(external.targetAverageValue),
          },
        }
      : {}),
  };
}

/** The same of what was measured. */
export function unflatStatus({ type, resource, containerResource }: FlatMetric) {
  const unflat = (flat: FlatResource) => {
    const { name, currentAverageUtilization, currentAverageValue, container } = flat;
    return {
      name,
      current: {
        ...present('averageValue', currentAverageValue),
        ...present('averageUtilization', currentAverageUtilization),
      },
      ...present('container', container),
    };
  };
  return {
    type,
    ...(resource ? { resource: unflat(resource) } : {}),
    ...(containerResource ? { containerResource: unflat(containerResource) } : {}),
  };
}

function flatTarget(source: {
  readonly name: string;
  readonly target: Frozen<MetricTarget>;
  readonly container?: string;
}): FlatResource {
  const { name, target, container } = source;
  return {
    name,
    ...present('targetAverageUtilization', target.averageUtilization),
    ...present('targetAverageValue', target.averageValue),
    ...present('container', container),
  };
}

function unflatTarget(flat: FlatResource) {
  const { name, targetAverageUtilization: utilization, targetAverageValue, container } = flat;
  const target =
    utilization === undefined
      ? average(targetAverageValue)
      : { type: 'Utilization', averageUtilization: utilization };
  return { name, target, ...present('container', container) };
}

function average(averageValue: string | undefined) {
  return { type: 'AverageValue', averageValue };
}

function flatName({ name, selector }: NonNullable<Spec['pods']>['metric']): FlatIdentifier {
  return { metricName: name, ...present('selector', selector) };
}

function unflatName({ metricName, selector }: FlatIdentifier) {
  return { name: metricName, ...present('selector', selector) };
}

/** A member, when there is a value for it. */
function present<K extends string, V>(name: K, value: V | undefined): { readonly [N in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in K]?: V });
}
