import type { Frozen } from '../../../lib/json.ts';
import type {
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
} from './metrics-schema.ts';

type Metric = Frozen<MetricSpec>;
type Target = Frozen<MetricTarget>;
type Current = Frozen<MetricValueStatus> | undefined;

const unknown = '<unknown>';

/** What a metric is aimed at and what was measured of it last. */
export interface MetricReading {
  readonly target: Target;
  readonly current: Current;
}

/** The part of a metric that its type names. */
export function readingOf(
  metric: Metric,
  status: Frozen<MetricStatus> | undefined,
): MetricReading | undefined {
  switch (metric.type) {
    case 'External':
      return metric.external && { ...metric.external, current: status?.external?.current };
    case 'Pods':
      return metric.pods && { ...metric.pods, current: status?.pods?.current };
    case 'Object':
      return metric.object && { ...metric.object, current: status?.object?.current };
    case 'Resource':
      return metric.resource && { ...metric.resource, current: status?.resource?.current };
    case 'ContainerResource':
      return (
        metric.containerResource && {
          ...metric.containerResource,
          current: status?.containerResource?.current,
        }
      );
    default:
      return undefined;
  }
}

/** `cpu: 12%/80%, memory: 3Mi/5Mi + 1 more...`: the column Targets. */
export function targetsText(
  metrics: readonly Metric[] | undefined,
  statuses: readonly Frozen<MetricStatus>[] | undefined,
): string {
  if (!metrics?.length) return '<none>';
  const texts = metrics.map((metric, i) => targetText(metric, statuses?.[i]));
  const shown = texts.slice(0, 2).join(', ');
  return texts.length > 2 ? `${shown} + ${texts.length - 2} more...` : shown;
}

function targetText(metric: Metric, status: Frozen<MetricStatus> | undefined): string {
  const reading = readingOf(metric, status);
  if (!reading) return '<unknown type>';
  const { target, current } = reading;
  const resource = metric.resource ?? metric.containerResource;
  if (!resource) {
    if (target.averageValue === undefined)
      return `${current?.value ?? unknown}/${target.value ?? ''}`;
    const text = `${current?.averageValue ?? unknown}/${target.averageValue}`;
    return metric.type === 'Pods' ? text : `${text} (avg)`;
  }
  if (target.averageValue !== undefined)
    return `${resource.name}: ${current?.averageValue ?? unknown}/${target.averageValue}`;
  return `${resource.name}: ${percent(current?.averageUtilization, unknown)}/${percent(target.averageUtilization, '<auto>')}`;
}

/** `80%`, or another text for what is not there. */
export function percent(value: number | undefined, otherwise: string): string {
  return value === undefined ? otherwise : `${value}%`;
}
