import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import {
  type HorizontalPodAutoscaler,
  type HPAScalingRules,
  horizontalPodAutoscalerSchema,
} from './schema.ts';

/** What is aimed at when nothing is said, in percent of the request. */
const defaultCPUUtilization = 80;

/** Defaults of a HorizontalPodAutoscaler, as pkg/apis/autoscaling/v2/defaults.go has them. */
export function setHorizontalPodAutoscalerDefaults(draft: HorizontalPodAutoscaler): void {
  fillZeroValues(horizontalPodAutoscalerSchema, draft);
  const { spec } = draft;
  spec.minReplicas ??= 1;
  if ((spec.metrics ?? []).length === 0) {
    const target = { type: 'Utilization', averageUtilization: defaultCPUUtilization };
    spec.metrics = [{ type: 'Resource', resource: { name: 'cpu', target } }];
  }
  const { behavior } = spec;
  if (!behavior?.scaleUp && !behavior?.scaleDown) return;
  behavior.scaleUp = { ...scaleUpRules(), ...behavior.scaleUp };
  behavior.scaleDown = { ...scaleDownRules(), ...behavior.scaleDown };
}

/** How fast numbers grow when nothing else is said. */
export function scaleUpRules(): HPAScalingRules {
  return {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Pods', value: 4, periodSeconds: 15 },
      { type: 'Percent', value: 100, periodSeconds: 15 },
    ],
  };
}

/** And how they shrink; the window is the controller manager's. */
export function scaleDownRules(): HPAScalingRules {
  return {
    selectPolicy: 'Max',
    policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
  };
}
