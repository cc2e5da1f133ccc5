import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  type Infer,
  int32,
  int64,
  object,
  pointer,
  present,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';
import { defineVersion } from '../../../apimachinery/version.ts';
import type { Frozen } from '../../../lib/json.ts';
import { keptInAnnotations, readAnnotations } from './annotations.ts';
import type { MetricSpec } from './metrics-schema.ts';
import type { HorizontalPodAutoscaler } from './schema.ts';

const v1 = 'io.k8s.api.autoscaling.v1';

const crossVersionObjectReference = object(
  `${v1}.CrossVersionObjectReference`,
  { kind: required(string()), name: required(string()), apiVersion: string() },
  { atomic: true },
);

export const horizontalPodAutoscalerV1Schema = object(`${v1}.HorizontalPodAutoscaler`, {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(
    object(`${v1}.HorizontalPodAutoscalerSpec`, {
      scaleTargetRef: required(crossVersionObjectReference),
      minReplicas: pointer(int32()),
      maxReplicas: required(int32()),
      targetCPUUtilizationPercentage: pointer(int32()),
    }),
  ),
  status: present(
    object(`${v1}.HorizontalPodAutoscalerStatus`, {
      observedGeneration: pointer(int64()),
      lastScaleTime: time(),
      currentReplicas: required(int32()),
      desiredReplicas: required(int32()),
      currentCPUUtilizationPercentage: pointer(int32()),
    }),
  ),
});
export type HorizontalPodAutoscalerV1 = Infer<typeof horizontalPodAutoscalerV1Schema>;

/**
 * `autoscaling/v1`: one number for the CPU; everything else of v2 travels in annotations.
 * Follows pkg/apis/autoscaling/v1/conversion.go.
 */
export const horizontalPodAutoscalerV1 = defineVersion<
  HorizontalPodAutoscalerV1,
  HorizontalPodAutoscaler
>({
  group: 'autoscaling',
  version: 'v1',
  schema: horizontalPodAutoscalerV1Schema,

  toStored({ metadata, spec, status, ...envelope }) {
    const { scaleTargetRef, minReplicas, maxReplicas, targetCPUUtilizationPercentage } = spec ?? {};
    const { currentCPUUtilizationPercentage: _, currentReplicas, ...counts } = status ?? {};
    const kept = readAnnotations(metadata);
    const metrics = [
      ...(targetCPUUtilizationPercentage === undefined
        ? []
        : [cpuMetric(targetCPUUtilizationPercentage)]),
      ...(kept.metrics ?? []),
    ];
    const behavior = kept.behavior ? { behavior: kept.behavior } : {};
    return {
      ...envelope,
      metadata: kept.metadata,
      spec: {
        ...(scaleTargetRef ? { scaleTargetRef } : {}),
        ...(minReplicas === undefined ? {} : { minReplicas }),
        ...(maxReplicas === undefined ? {} : { maxReplicas }),
        ...(metrics.length > 0 ? { metrics } : {}),
        ...behavior,
      },
      status: {
        ...counts,
        ...(currentReplicas ? { currentReplicas } : {}),
        ...(kept.currentMetrics ? { currentMetrics: kept.currentMetrics } : {}),
        ...(kept.conditions ? { conditions: kept.conditions } : {}),
      },
    } as HorizontalPodAutoscaler;
  },

  fromStored(hpa) {
    const { metadata, spec, status, ...envelope } = hpa;
    const { scaleTargetRef, minReplicas, maxReplicas, metrics = [] } = spec;
    const target = metrics.find(isCPU)?.resource?.target.averageUtilization;
    const current = status.currentMetrics?.find(isCPU)?.resource?.current.averageUtilization;
    const { currentMetrics: _, conditions: __, currentReplicas = 0, ...counts } = status;
    return {
      ...envelope,
      metadata: keptInAnnotations(metadata, {
        metrics: metrics.filter((metric) => !isCPU(metric)),
        currentMetrics: status.currentMetrics,
        behavior: spec.behavior,
        conditions: status.conditions,
      }),
      spec: {
        scaleTargetRef,
        minReplicas,
        maxReplicas,
        ...(target === undefined ? {} : { targetCPUUtilizationPercentage: target }),
      },
      status: {
        ...counts,
        currentReplicas,
        ...(current === undefined ? {} : { currentCPUUtilizationPercentage: current }),
      },
    };
  },
});

function cpuMetric(averageUtilization: number): MetricSpec {
  const target = { type: 'Utilization', averageUtilization };
  return { type: 'Resource', resource: { name: 'cpu', target } };
}

/** The one metric that v1 has a field for. */
function isCPU({ type, resource }: Frozen<{ type: string; resource?: Aimed }>): boolean {
  const has = resource?.target ?? resource?.current;
  return type === 'Resource' && resource?.name === 'cpu' && has?.averageUtilization !== undefined;
}

interface Aimed {
  name: string;
  target?: { averageUtilization?: number };
  current?: { averageUtilization?: number };
}
