import {
  type Infer,
  int32,
  object,
  pointer,
  quantity,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { labelSelector } from '../../pod-template/label-selector.ts';

const v2 = 'io.k8s.api.autoscaling.v2';

export const crossVersionObjectReference = object(`${v2}.CrossVersionObjectReference`, {
  kind: required(string()),
  name: required(string()),
  apiVersion: string(),
});
export type CrossVersionObjectReference = Infer<typeof crossVersionObjectReference>;

const metricIdentifier = object(`${v2}.MetricIdentifier`, {
  name: required(string()),
  selector: pointer(labelSelector),
});

const metricTarget = object(`${v2}.MetricTarget`, {
  type: required(string()),
  value: quantity(),
  averageValue: quantity(),
  averageUtilization: pointer(int32()),
});
export type MetricTarget = Infer<typeof metricTarget>;

const metricValueStatus = object(`${v2}.MetricValueStatus`, {
  value: quantity(),
  averageValue: quantity(),
  averageUtilization: pointer(int32()),
});
export type MetricValueStatus = Infer<typeof metricValueStatus>;

export const metricSpec = object(`${v2}.MetricSpec`, {
  type: required(string()),
  object: object(`${v2}.ObjectMetricSource`, {
    describedObject: required(crossVersionObjectReference),
    target: required(metricTarget),
    metric: required(metricIdentifier),
  }),
  pods: object(`${v2}.PodsMetricSource`, {
    metric: required(metricIdentifier),
    target: required(metricTarget),
  }),
  resource: object(`${v2}.ResourceMetricSource`, {
    name: required(string()),
    target: required(metricTarget),
  }),
  containerResource: object(`${v2}.ContainerResourceMetricSource`, {
    name: required(string()),
    target: required(metricTarget),
    container: required(string()),
  }),
  external: object(`${v2}.ExternalMetricSource`, {
    metric: required(metricIdentifier),
    target: required(metricTarget),
  }),
});
export type MetricSpec = Infer<typeof metricSpec>;

export const metricStatus = object(`${v2}.MetricStatus`, {
  type: required(string()),
  object: object(`${v2}.ObjectMetricStatus`, {
    metric: required(metricIdentifier),
    current: required(metricValueStatus),
    describedObject: required(crossVersionObjectReference),
  }),
  pods: object(`${v2}.PodsMetricStatus`, {
    metric: required(metricIdentifier),
    current: required(metricValueStatus),
  }),
  resource: object(`${v2}.ResourceMetricStatus`, {
    name: required(string()),
    current: required(metricValueStatus),
  }),
  containerResource: object(`${v2}.ContainerResourceMetricStatus`, {
    name: required(string()),
    current: required(metricValueStatus),
    container: required(string()),
  }),
  external: object(`${v2}.ExternalMetricStatus`, {
    metric: required(metricIdentifier),
    current: required(metricValueStatus),
  }),
});
export type MetricStatus = Infer<typeof metricStatus>;
