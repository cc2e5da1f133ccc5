import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import { targetsText } from './metric-texts.ts';
import type { HorizontalPodAutoscaler } from './schema.ts';

/** Columns of `kubectl get horizontalpodautoscalers`. */
export const horizontalPodAutoscalerTable: TableConvertor<HorizontalPodAutoscaler> = {
  columns: [
    nameColumn,
    ...textColumns('Reference', 'Targets', 'MinPods', 'MaxPods', 'Replicas'),
    ageColumn,
  ],
  cells: ({ metadata, spec, status }, now) => [
    metadata.name,
    `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
    targetsText(spec.metrics, status.currentMetrics),
    String(spec.minReplicas),
    spec.maxReplicas,
    status.currentReplicas ?? 0,
    ageOf(metadata.creationTimestamp, now),
  ],
};
