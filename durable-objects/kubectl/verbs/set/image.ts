import type { JsonObject } from '../../../lib/json.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { KubectlError, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { pairMap, splitPairs } from '../../pairs.ts';
import { resultPrinter } from '../../result.ts';
import { hasFiles } from '../../selected.ts';
import { fieldManagerFlag, filenameFlags, printFlags, selectorFlag } from '../../shared-flags.ts';
import type { Call, Verb } from '../../verb.ts';
import { changeObjects, setTargets, withContainers, withPodSpec } from './change.ts';

/** `kubectl set image`. Follows k8s.io/kubectl/pkg/cmd/set. */
export const setImage: Verb = {
  name: 'set image',
  short: 'Update the image of a pod template',
  long: `Update existing container image(s) of resources.

 Possible resources include (case insensitive):

        pod (po), replicationcontroller (rc), deployment (deploy), daemonset (ds), statefulset (sts), cronjob (cj), replicaset (rs)`,
  examples: `  # Set a deployment's nginx container image to 'nginx:1.9.1', and its busybox container image to 'busybox'
  kubectl set image deployment/nginx busybox=busybox nginx=nginx:1.9.1

  # Update all deployments' and rc's nginx container's image to 'nginx:1.9.1'
  kubectl set image deployments,rc nginx=nginx:1.9.1 --all

  # Update image of all containers of daemonset abc to 'nginx:1.9.1'
  kubectl set image daemonset abc *=nginx:1.9.1

  # Print result (in yaml format) of updating nginx container image from local file, without hitting the server
  kubectl set image -f path/to/file.yaml nginx=nginx:1.9.1 --local -o yaml`,
  usage:
    'set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N [options]',
  flags: [
    flag('--all=false', 'Select all resources, in the namespace of the specified resource types'),
    dryRunFlag,
    fieldManagerFlag('kubectl-set'),
    ...filenameFlags(
      'Filename, directory, or URL to files identifying the resource to get from a server.',
    ),
    flag('--local=false', 'If true, set image will NOT contact api-server but run locally.'),
    ...printFlags,
    selectorFlag,
  ],
  run(call) {
    dryRunOf(call.args);
    resultPrinter(call, true);
    const { resources, pairs } = splitPairs(call.args.words, 'image');
    const images = pairMap(pairs, 'image');
    const { objects, failures } = setTargets(call, resources);
    check(call, resources, images);
    const missing: KubectlError[] = [];
    return changeObjects(
      call,
      objects,
      {
        operation: 'image updated',
        failure: 'failed to patch image update to pod template: ',
        change: (selected) => withPodSpec(selected, (spec) => withImages(spec, images, missing)),
      },
      failures,
      missing,
    );
  },
};

function check(call: Call, resources: readonly string[], images: JsonObject): void {
  const { args } = call;
  const names = Object.keys(images);
  const wrong = [
    args.is('all') && args.text('selector') !== ''
      ? 'cannot set --all and --selector at the same time'
      : '',
    resources.length === 0 && !hasFiles(call)
      ? 'one or more resources must be specified as <resource> <name> or <resource>/<name>'
      : '',
    names.length === 0 ? 'at least one image update is required' : '',
    names.length > 1 && names.includes('*')
      ? 'all containers are already specified by *, but saw more than one container_name=container_image pairs'
      : '',
    args.is('local') && dryRunOf(args).mode === 'server'
      ? 'cannot specify --local and --dry-run=server - did you mean --dry-run=client?'
      : '',
  ].filter((text) => text !== '');
  throwAll(wrong.map((text) => new KubectlError(text)));
}

function withImages(
  spec: JsonObject,
  images: { readonly [name: string]: string },
  missing: KubectlError[],
): JsonObject {
  const found = new Set<string>();
  const changed = withContainers(spec, (container) => {
    const key = '*' in images ? '*' : String(container.name);
    const image = images[key];
    if (image === undefined) return container;
    found.add(key);
    return { ...container, image };
  });
  for (const name of Object.keys(images))
    if (!found.has(name))
      missing.push(
        new KubectlError(`error: unable to find container named ${JSON.stringify(name)}`),
      );
  return changed;
}
