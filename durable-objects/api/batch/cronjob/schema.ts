import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  boolean,
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
import { objectReference } from '../../pod-template/reference.ts';
import { templateMeta } from '../../pod-template/template-meta.ts';
import { jobSpec } from '../job-spec.ts';

export const jobTemplateSpec = object('io.k8s.api.batch.v1.JobTemplateSpec', {
  metadata: present(templateMeta),
  spec: present(jobSpec),
});
export type JobTemplateSpec = Infer<typeof jobTemplateSpec>;

export const cronJobSpec = object('io.k8s.api.batch.v1.CronJobSpec', {
  schedule: required(string()),
  timeZone: pointer(string()),
  startingDeadlineSeconds: pointer(int64()),
  concurrencyPolicy: present(string()),
  suspend: present(pointer(boolean())),
  jobTemplate: required(jobTemplateSpec),
  successfulJobsHistoryLimit: present(pointer(int32())),
  failedJobsHistoryLimit: present(pointer(int32())),
});
export type CronJobSpec = Infer<typeof cronJobSpec>;

export const cronJobStatus = object('io.k8s.api.batch.v1.CronJobStatus', {
  active: array(objectReference, { list: 'atomic' }),
  lastScheduleTime: time(),
  lastSuccessfulTime: time(),
});
export type CronJobStatus = Infer<typeof cronJobStatus>;

export const cronJobSchema = object('io.k8s.api.batch.v1.CronJob', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(cronJobSpec),
  status: present(cronJobStatus),
});
export type CronJob = Infer<typeof cronJobSchema>;
