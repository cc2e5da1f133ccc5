import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { parseTargets } from '../../targets.ts';
import type { Call } from '../../verb.ts';
import { commandOf, generatorVerb, metadataOf } from './generator.ts';

/** `kubectl create job`. */
export const createJob = generatorVerb({
  name: 'create job',
  short: 'Create a job with the specified name',
  long: 'Create a job with the specified name.',
  examples: `  # Create a job
  kubectl create job my-job --image=busybox

  # Create a job with a command
  kubectl create job my-job --image=busybox -- date

  # Create a job from a cron job named "a-cronjob"
  kubectl create job test-job --from=cronjob/a-cronjob`,
  usage: 'create job NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...] [options]',
  flags: [
    flag("--from=''", 'The name of the resource to create a Job from (only CronJob is supported).'),
    flag("--image=''", 'Image name to run.'),
  ],
  makes: {
    group: 'batch',
    version: 'v1',
    kind: 'Job',
    plural: 'jobs',
    singular: 'job',
    namespaced: true,
  },
  failure: 'failed to create job: ',
  build(call, name) {
    const { args } = call;
    const image = args.text('image');
    const from = args.text('from');
    if ((image === '') === (from === ''))
      throw new KubectlError('either --image or --from must be specified');
    if (from !== '') {
      if ((args.afterDash ?? []).length > 0)
        throw new KubectlError('cannot specify --from and command');
      return jobOf(call, name, from);
    }
    const container = { name, image, ...commandOf(call), resources: {} };
    return {
      metadata: metadataOf(call, name),
      spec: {
        template: { metadata: {}, spec: { containers: [container], restartPolicy: 'Never' } },
      },
      status: {},
    };
  },
});

/** A job as the cron job would start it. */
function jobOf(call: Call, name: string, from: string): JsonObject {
  const { kinds, cluster, namespace } = call;
  const targets = parseTargets([from], kinds).flatMap(({ resource, names }) =>
    names.map((one) => cluster.get(resource, namespace, one)),
  );
  const [owner] = targets;
  if (!owner || targets.length > 1) throw new KubectlError('from must be an existing cronjob');
  if (owner.kind !== 'CronJob')
    throw new KubectlError(`unknown object type *v1.${String(owner.kind)}`);
  const template = memberOf(memberOf(owner, 'spec'), 'jobTemplate');
  const own = memberOf(template, 'metadata');
  const metadata = memberOf(owner, 'metadata');
  const reference = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    name: metadata.name ?? '',
    uid: metadata.uid ?? '',
    controller: true,
  };
  return {
    metadata: {
      ...metadataOf(call, name),
      ...(own.labels === undefined ? {} : { labels: own.labels }),
      annotations: {
        'cronjob.kubernetes.io/instantiate': 'manual',
        ...memberOf(own, 'annotations'),
      },
      ownerReferences: [reference],
    },
    spec: template.spec ?? {},
    status: {},
  };
}

function memberOf(object: JsonObject, key: string): JsonObject {
  const member: Json | undefined = object[key];
  return isObject(member) ? member : {};
}

/** `kubectl create cronjob`. */
export const createCronJob = generatorVerb({
  name: 'create cronjob',
  aliases: ['cj'],
  short: 'Create a cron job with the specified name',
  long: 'Create a cron job with the specified name.',
  examples: `  # Create a cron job
  kubectl create cronjob my-job --image=busybox --schedule="*/1 * * * *"

  # Create a cron job with a command
  kubectl create cronjob my-job --image=busybox --schedule="*/1 * * * *" -- date`,
  usage:
    "create cronjob NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags] [options]",
  flags: [
    flag("--image=''", 'Image name to run.'),
    flag("--restart=''", "job's restart policy. supported values: OnFailure, Never"),
    flag("--schedule=''", 'A schedule in the Cron format the job should be run with.'),
  ],
  required: ['image', 'schedule'],
  makes: {
    group: 'batch',
    version: 'v1',
    kind: 'CronJob',
    plural: 'cronjobs',
    singular: 'cronjob',
    namespaced: true,
  },
  failure: 'failed to create cronjob: ',
  build(call, name) {
    const { args } = call;
    const image = args.text('image');
    const container = { name, image, ...commandOf(call), resources: {} };
    const restartPolicy = args.text('restart') || 'OnFailure';
    return {
      metadata: metadataOf(call, name),
      spec: {
        schedule: args.text('schedule'),
        jobTemplate: {
          metadata: { name },
          spec: {
            template: { metadata: {}, spec: { containers: [container], restartPolicy } },
          },
        },
      },
      status: {},
    };
  },
});
