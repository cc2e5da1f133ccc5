import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  always,
  array,
  type Infer,
  int32,
  object,
  pointer,
  present,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';

export const queuingConfiguration = object('io.k8s.api.flowcontrol.v1.QueuingConfiguration', {
  queues: always(int32()),
  handSize: always(int32()),
  queueLengthLimit: always(int32()),
});
export type QueuingConfiguration = Infer<typeof queuingConfiguration>;

export const limitResponse = object('io.k8s.api.flowcontrol.v1.LimitResponse', {
  type: required(string()),
  queuing: queuingConfiguration,
});
export type LimitResponse = Infer<typeof limitResponse>;

export const limitedPriorityLevelConfiguration = object(
  'io.k8s.api.flowcontrol.v1.LimitedPriorityLevelConfiguration',
  {
    nominalConcurrencyShares: pointer(int32()),
    limitResponse: present(limitResponse),
    lendablePercent: pointer(int32()),
    borrowingLimitPercent: pointer(int32()),
  },
);
export type LimitedPriorityLevelConfiguration = Infer<typeof limitedPriorityLevelConfiguration>;

export const exemptPriorityLevelConfiguration = object(
  'io.k8s.api.flowcontrol.v1.ExemptPriorityLevelConfiguration',
  {
    nominalConcurrencyShares: pointer(int32()),
    lendablePercent: pointer(int32()),
  },
);
export type ExemptPriorityLevelConfiguration = Infer<typeof exemptPriorityLevelConfiguration>;

export const priorityLevelConfigurationSpec = object(
  'io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationSpec',
  {
    type: required(string()),
    limited: limitedPriorityLevelConfiguration,
    exempt: exemptPriorityLevelConfiguration,
  },
);
export type PriorityLevelConfigurationSpec = Infer<typeof priorityLevelConfigurationSpec>;

export const priorityLevelConfigurationCondition = object(
  'io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationCondition',
  {
    type: string(),
    status: string(),
    lastTransitionTime: time(),
    reason: string(),
    message: string(),
  },
);
export type PriorityLevelConfigurationCondition = Infer<typeof priorityLevelConfigurationCondition>;

export const priorityLevelConfigurationStatus = object(
  'io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationStatus',
  {
    conditions: array(priorityLevelConfigurationCondition, {
      patch: 'merge',
      mergeKey: 'type',
      list: 'map',
      mapKeys: ['type'],
    }),
  },
);
export type PriorityLevelConfigurationStatus = Infer<typeof priorityLevelConfigurationStatus>;

export const priorityLevelConfigurationSchema = object(
  'io.k8s.api.flowcontrol.v1.PriorityLevelConfiguration',
  {
    apiVersion: present(string()),
    kind: present(string()),
    metadata: present(objectMeta),
    spec: present(priorityLevelConfigurationSpec),
    status: present(priorityLevelConfigurationStatus),
  },
);
export type PriorityLevelConfiguration = Infer<typeof priorityLevelConfigurationSchema>;
