import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { nameOf } from '../../containers.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { isImageReference } from '../../image-reference.ts';
import { overridden } from '../../overrides.ts';
import { atoi, labelMap } from '../../pairs.ts';
import { requireFlags } from '../../required.ts';
import { resultPrinter } from '../../result.ts';
import { fieldManagerFlag, filenameFlags, printFlags, saveConfigFlag } from '../../shared-flags.ts';
import { typedAnnotated, typedObject } from '../../typed.ts';
import { type Call, usageOf, type Verb } from '../../verb.ts';
import { goOnAttached, type RunWork, startAttached } from './attached.ts';
import { podOf } from './pod.ts';

/** `kubectl run`. Follows k8s.io/kubectl/pkg/cmd/run. */
export const run: Verb = {
  name: 'run',
  short: 'Run a particular image on the cluster',
  long: 'Create and run a particular image in a pod.',
  examples: `  # Start a nginx pod
  kubectl run nginx --image=nginx

  # Start a hazelcast pod and let the container expose port 5701
  kubectl run hazelcast --image=hazelcast/hazelcast --port=5701

  # Start a hazelcast pod and set environment variables "DNS_DOMAIN=cluster" and "POD_NAMESPACE=default" in the container
  kubectl run hazelcast --image=hazelcast/hazelcast --env="DNS_DOMAIN=cluster" --env="POD_NAMESPACE=default"

  # Start a hazelcast pod and set labels "app=hazelcast" and "env=prod" in the container
  kubectl run hazelcast --image=hazelcast/hazelcast --labels="app=hazelcast,env=prod"

  # Dry run; print the corresponding API objects without creating them
  kubectl run nginx --image=nginx --dry-run=client

  # Start a nginx pod, but overload the spec with a partial set of values parsed from JSON
  kubectl run nginx --image=nginx --overrides='{ "apiVersion": "v1", "spec": { ... } }'

  # Start a busybox pod and keep it in the foreground, don't restart it if it exits
  kubectl run -i -t busybox --image=busybox --restart=Never

  # Start the nginx pod using the default command, but use custom arguments (arg1 .. argN) for that command
  kubectl run nginx --image=nginx -- <arg1> <arg2> ... <argN>

  # Start the nginx pod using a different command and custom arguments
  kubectl run nginx --image=nginx --command -- <cmd> <arg1> ... <argN>`,
  usage:
    'run NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...] [options]',
  flags: [
    flag('--annotations=[]', 'Annotations to apply to the pod.'),
    flag(
      '--attach=false',
      "If true, wait for the Pod to start running, and then attach to the Pod as if 'kubectl attach ...' were called.  Default false, unless '-i/--stdin' is set, in which case the default is true. With '--restart=Never' the exit code of the container process is returned.",
    ),
    flag(
      "--cascade='background'",
      'Must be "background", "orphan", or "foreground". Selects the deletion cascading strategy for the dependents (e.g. Pods created by a ReplicationController). Defaults to background.',
    ),
    flag(
      '--command=false',
      "If true and extra arguments are present, use them as the 'command' field in the container, rather than the 'args' field which is the default.",
    ),
    dryRunFlag,
    flag('--env=[]', 'Environment variables to set in the container.'),
    flag(
      '--expose=false',
      'If true, create a ClusterIP service associated with the pod.  Requires `--port`.',
    ),
    fieldManagerFlag('kubectl-run'),
    ...filenameFlags('to use to replace the resource.'),
    flag(
      '--force=false',
      'If true, immediately remove resources from API and bypass graceful deletion. Note that immediate deletion of some resources may result in inconsistency or data loss and requires confirmation.',
    ),
    flag(
      '--grace-period=-1',
      'Period of time in seconds given to the resource to terminate gracefully. Ignored if negative. Set to 1 for immediate shutdown. Can only be set to 0 when --force is true (force deletion).',
    ),
    flag("--image=''", 'The image for the container to run.'),
    flag(
      "--image-pull-policy=''",
      'The image pull policy for the container.  If left empty, this value will not be specified by the client and defaulted by the server.',
    ),
    flag(
      "-l, --labels=''",
      'Comma separated labels to apply to the pod. Will override previous values.',
    ),
    flag(
      '--leave-stdin-open=false',
      'If the pod is started in interactive mode or with stdin, leave stdin open after the first attach completes. By default, stdin will be closed after the first attach completes.',
    ),
    ...printFlags,
    flag(
      "--override-type='merge'",
      'The method used to override the generated object: json, merge, or strategic.',
    ),
    flag(
      "--overrides=''",
      'An inline JSON override for the generated object. If this is non-empty, it is used to override the generated object. Requires that the object supply a valid apiVersion field.',
    ),
    flag(
      '--pod-running-timeout=1m0s',
      'The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running',
    ),
    flag("--port=''", 'The port that this container exposes.'),
    flag('--privileged=false', 'If true, run the container in privileged mode.'),
    flag('-q, --quiet=false', 'If true, suppress prompt messages.'),
    flag(
      "--restart='Always'",
      'The restart policy for this Pod.  Legal values [Always, OnFailure, Never].',
    ),
    flag(
      '--rm=false',
      "If true, delete the pod after it exits.  Only valid when attaching to the container, e.g. with '--attach' or with '-i/--stdin'.",
    ),
    saveConfigFlag,
    flag(
      '-i, --stdin=false',
      'Keep stdin open on the container in the pod, even if nothing is attached.',
    ),
    flag(
      '--timeout=0s',
      'The length of time to wait before giving up on a delete, zero means determine a timeout from the size of the object',
    ),
    flag('-t, --tty=false', 'Allocate a TTY for the container in the pod.'),
    flag(
      '--wait=false',
      'If true, wait for resources to be gone before returning. This waits for finalizers.',
    ),
  ],
  run(call) {
    const { args } = call;
    requireFlags(call, ['image']);
    const { mode } = dryRunOf(args);
    const print = resultPrinter(call, true);
    const name = check(call);
    const pod = create(call, 'pods', overridden(call, podOf(call, name)));
    if (args.is('expose')) {
      const service = create(call, 'services', serviceOf(call, name));
      print({ singular: 'service', group: '' }, service, 'created');
      if (args.text('output') === 'yaml') call.out('---\n');
    }
    if (isAttached(call) && mode === 'none') return startAttached(call, nameOf(pod));
    print({ singular: 'pod', group: '' }, pod, 'created');
    return 0;
  },
  // The work is what run left.
  resume: (work, call) => goOnAttached(call, work as unknown as RunWork),
};

function isAttached({ args }: Call): boolean {
  return args.has('attach') ? args.is('attach') : args.is('stdin');
}

/** The name, once all flags are known to fit. Throws KubectlError. */
function check(call: Call): string {
  const { args } = call;
  const image = args.text('image');
  const refuse = (why: string): KubectlError => new KubectlError(`${why}\n${usageOf(call)}`);
  const [name] = args.words;
  if (name === undefined) throw refuse('NAME is required for run');
  if (image === '') throw new KubectlError('--image is required');
  if (!isImageReference(image))
    throw new KubectlError(`Invalid image name ${JSON.stringify(image)}: invalid reference format`);
  if (args.is('tty') && !args.is('stdin'))
    throw refuse('-i/--stdin is required for containers with -t/--tty=true');
  if (args.is('expose') && args.text('port') === '')
    throw refuse('--port must be set when exposing a service');
  if (!['', 'Always', 'OnFailure', 'Never'].includes(args.text('restart')))
    throw refuse(`invalid restart policy: ${args.text('restart')}`);
  if (args.is('rm') && !isAttached(call))
    throw refuse('--rm should only be used for attached containers');
  if (isAttached(call) && dryRunOf(args).mode !== 'none')
    throw refuse(
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    );
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(args.text('image-pull-policy')))
    throw refuse(`invalid image pull policy: ${args.text('image-pull-policy')}`);
  if (name === '') throw new KubectlError('Parameter: name is required');
  return name;
}

/** Sends an object, unless the client only pretends to. */
function create(call: Call, plural: 'pods' | 'services', made: JsonObject): JsonObject {
  const { args, cluster, kinds, namespace, hasNamespaceFlag } = call;
  const dryRun = dryRunOf(args);
  const object = typedObject(made, kinds);
  if (dryRun.mode === 'client') {
    if (!hasNamespaceFlag) return object;
    const metadata = isObject(object.metadata) ? object.metadata : {};
    return typedObject({ ...object, metadata: { ...metadata, namespace } }, kinds);
  }
  const body = args.is('save-config') ? typedAnnotated(object, kinds) : object;
  const target = { group: '', version: 'v1', plural, namespaced: true };
  const query = { ...dryRun.query, fieldManager: args.text('field-manager') };
  return typedObject(cluster.request('POST', pathOf(target, namespace), { query, body }), kinds);
}

function serviceOf({ args }: Call, name: string): JsonObject {
  const text = args.text('labels');
  const port = atoi(args.text('port'));
  const ports: readonly Json[] = [{ protocol: 'TCP', port, targetPort: port }];
  const labels = text === '' ? {} : { labels: labelMap(text) };
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { name, ...labels },
    spec: { ports, selector: text === '' ? { run: name } : labelMap(text) },
    status: { loadBalancer: {} },
  };
}
