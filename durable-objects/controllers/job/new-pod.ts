import type { Container, Job, Pod, PodTemplateSpec } from '../../api/index.ts';
import type { Manifest } from '../../apimachinery/meta.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { podFromTemplate } from '../pod-template.ts';
import {
  failureAnnotations,
  failuresBefore,
  indexAnnotation,
  isIndexed,
  trackingFinalizer,
} from './pods.ts';
import { judge } from './policies.ts';

/** What a generated suffix leaves of a name. */
const maxPrefix = 58;

const indexVariable = 'JOB_COMPLETION_INDEX';

/**
 * The next pod of a Job; of an Indexed one, for an index. `replaced` is the failed pod that it
 * takes the place of where failures are counted by index.
 */
export function newPod(
  job: Frozen<Job>,
  index: number | undefined,
  replaced: Frozen<Pod> | undefined,
): Manifest<Pod> {
  const template = edit<PodTemplateSpec>(job.spec.template, ({ metadata, spec }) => {
    const finalizers = metadata.finalizers ?? [];
    if (!finalizers.includes(trackingFinalizer))
      metadata.finalizers = [...finalizers, trackingFinalizer];
    if (index === undefined) return;
    for (const container of [...(spec.initContainers ?? []), ...spec.containers])
      addIndexVariable(container);
    metadata.annotations = {
      ...metadata.annotations,
      [indexAnnotation]: String(index),
      ...(job.spec.backoffLimitPerIndex === undefined ? {} : countsAfter(job, replaced)),
    };
    metadata.labels = { ...metadata.labels, [indexAnnotation]: String(index) };
    spec.hostname = `${job.metadata.name}-${index}`;
  });
  const pod = podFromTemplate(template, job);
  if (index === undefined || !isIndexed(job)) return pod;
  const tail = `-${index}-`;
  const generateName = job.metadata.name.slice(0, maxPrefix - tail.length) + tail;
  return { ...pod, metadata: { ...pod.metadata, generateName } };
}

function addIndexVariable(container: Container): void {
  if (container.env?.some(({ name }) => name === indexVariable)) return;
  const fieldRef = { apiVersion: 'v1', fieldPath: `metadata.labels['${indexAnnotation}']` };
  container.env = [...(container.env ?? []), { name: indexVariable, valueFrom: { fieldRef } }];
}

function countsAfter(
  job: Frozen<Job>,
  replaced: Frozen<Pod> | undefined,
): { [annotation: string]: string } {
  if (!replaced) return failureAnnotations(0, 0);
  const { counted, all } = failuresBefore(replaced);
  const { counts } = judge(job, replaced);
  return failureAnnotations(counted + (counts ? 1 : 0), all - counted + (counts ? 0 : 1));
}
