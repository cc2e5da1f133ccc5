import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  int32,
  object,
  pointer,
  present,
  required,
  string,
  time,
  timeOrNull,
} from '../../../apimachinery/schema.ts';
import { jobSpec } from '../job-spec.ts';

export const jobCondition = object('io.k8s.api.batch.v1.JobCondition', {
  type: required(string()),
  status: required(string()),
  lastProbeTime: timeOrNull(),
  lastTransitionTime: timeOrNull(),
  reason: string(),
  message: string(),
});
export type JobCondition = Infer<typeof jobCondition>;

export const uncountedTerminatedPods = object('io.k8s.api.batch.v1.UncountedTerminatedPods', {
  succeeded: array(string(), { list: 'set' }),
  failed: array(string(), { list: 'set' }),
});

export const jobStatus = object('io.k8s.api.batch.v1.JobStatus', {
  conditions: array(jobCondition, { patch: 'merge', mergeKey: 'type', list: 'atomic' }),
  startTime: time(),
  completionTime: time(),
  active: int32(),
  succeeded: int32(),
  failed: int32(),
  terminating: pointer(int32()),
  completedIndexes: string(),
  failedIndexes: pointer(string()),
  uncountedTerminatedPods: uncountedTerminatedPods,
  ready: pointer(int32()),
});
export type JobStatus = Infer<typeof jobStatus>;

export const jobSchema = object('io.k8s.api.batch.v1.Job', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(jobSpec),
  status: present(jobStatus),
});
export type Job = Infer<typeof jobSchema>;
