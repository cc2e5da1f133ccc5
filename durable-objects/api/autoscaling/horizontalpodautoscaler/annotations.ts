import type { ObjectMeta } from '../../../apimachinery/meta.ts';
import { type Frozen, isObject, thaw } from '../../../lib/json.ts';
import { type FlatMetric, flatSpec, flatStatus, unflatSpec, unflatStatus } from './flat-metrics.ts';
import type { MetricSpec, MetricStatus } from './metrics-schema.ts';
import type {
  HorizontalPodAutoscalerBehavior,
  HorizontalPodAutoscalerCondition,
} from './schema.ts';

/** What autoscaling/v1 has no field for. */
export interface Kept {
  readonly metrics?: MetricSpec[];
  readonly currentMetrics?: MetricStatus[];
  readonly behavior?: HorizontalPodAutoscalerBehavior;
  readonly conditions?: HorizontalPodAutoscalerCondition[];
}

/** The annotation for each of them. */
const names = {
  metrics: 'autoscaling.alpha.kubernetes.io/metrics',
  currentMetrics: 'autoscaling.alpha.kubernetes.io/current-metrics',
  behavior: 'autoscaling.alpha.kubernetes.io/behavior',
  conditions: 'autoscaling.alpha.kubernetes.io/conditions',
} as const;

/** Metadata with annotations for what there is. */
export function keptInAnnotations(
  metadata: Frozen<ObjectMeta>,
  kept: { readonly [K in keyof Kept]?: Frozen<Kept[K]> | undefined },
): ObjectMeta {
  const { metrics = [], currentMetrics = [], behavior, conditions = [] } = kept;
  const values = {
    [names.metrics]: metrics.length > 0 ? metrics.map(flatSpec) : undefined,
    [names.currentMetrics]: currentMetrics.length > 0 ? currentMetrics.map(flatStatus) : undefined,
    [names.behavior]: behavior && renamed(behavior, upperFirst),
    [names.conditions]: conditions.length > 0 ? conditions : undefined,
  };
  const texts = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, JSON.stringify(value)] as const],
  );
  const draft = thaw<ObjectMeta>(metadata);
  if (texts.length > 0) draft.annotations = { ...draft.annotations, ...Object.fromEntries(texts) };
  return draft;
}

/** What the annotations keep, and the metadata without them; what can't be read is left out. */
export function readAnnotations(
  metadata: ObjectMeta | undefined,
): Kept & { readonly metadata: ObjectMeta } {
  const { annotations: all, ...rest } = metadata ?? ({} as ObjectMeta);
  const own = Object.entries(all ?? {}).filter(([name]) => !isKept(name));
  const list = <T>(name: string, read: (item: FlatMetric) => unknown): T[] | undefined => {
    const value = parsed(all?.[name]);
    return Array.isArray(value) ? value.map((item) => read(item as FlatMetric) as T) : undefined;
  };
  const behavior = parsed(all?.[names.behavior]);
  const metrics = list<MetricSpec>(names.metrics, unflatSpec);
  const currentMetrics = list<MetricStatus>(names.currentMetrics, unflatStatus);
  const conditions = list<HorizontalPodAutoscalerCondition>(names.conditions, (item) => item);
  return {
    metadata: own.length > 0 ? { ...rest, annotations: Object.fromEntries(own) } : rest,
    ...(metrics ? { metrics } : {}),
    ...(currentMetrics ? { currentMetrics } : {}),
    ...(conditions ? { conditions } : {}),
    ...(isObject(behavior)
      ? { behavior: renamed(behavior, lowerFirst) as HorizontalPodAutoscalerBehavior }
      : {}),
  };
}

function isKept(name: string): boolean {
  return Object.values<string>(names).includes(name);
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    // A person may have written the annotation.
    return undefined;
  }
}

/** Upstream writes the behavior as its internal struct, whose members begin with capitals. */
function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [rename(name), renamed(member, rename)]),
  );
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
