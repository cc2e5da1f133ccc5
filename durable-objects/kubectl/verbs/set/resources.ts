import { isObject, type JsonObject } from '../../../lib/json.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { quantityMap } from '../../quantity-map.ts';
import { resultPrinter } from '../../result.ts';
import { fieldManagerFlag, filenameFlags, printFlags, selectorFlag } from '../../shared-flags.ts';
import type { Verb } from '../../verb.ts';
import {
  changeObjects,
  checkSetFlags,
  matchingContainers,
  setTargets,
  withContainers,
  withPodSpec,
} from './change.ts';

/** `kubectl set resources`. Follows k8s.io/kubectl/pkg/cmd/set/set_resources.go. */
export const setResources: Verb = {
  name: 'set resources',
  short: 'Update resource requests/limits on objects with pod templates',
  long: `Specify compute resource requirements (CPU, memory) for any resource that defines a pod template.  If a pod is successfully scheduled, it is guaranteed the amount of resource requested, but may burst up to its specified limits.

 For each compute resource, if a limit is specified and a request is omitted, the request will default to the limit.

 Possible resources include (case insensitive): Use "kubectl api-resources" for a complete list of supported resources..`,
  examples: `  # Set a deployments nginx container cpu limits to "200m" and memory to "512Mi"
  kubectl set resources deployment nginx -c=nginx --limits=cpu=200m,memory=512Mi

  # Set the resource request and limits for all containers in nginx
  kubectl set resources deployment nginx --limits=cpu=200m,memory=512Mi --requests=cpu=100m,memory=256Mi

  # Remove the resource requests for resources on containers in nginx
  kubectl set resources deployment nginx --limits=cpu=0,memory=0 --requests=cpu=0,memory=0

  # Print the result (in yaml format) of updating nginx container limits from a local, without hitting the server
  kubectl set resources -f path/to/file.yaml --limits=cpu=200m,memory=512Mi --local -o yaml`,
  usage:
    'set resources (-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS] [options]',
  flags: [
    flag('--all=false', 'Select all resources, in the namespace of the specified resource types'),
    flag(
      "-c, --containers='*'",
      'The names of containers in the selected pod templates to change, all containers are selected by default - may use wildcards',
    ),
    dryRunFlag,
    fieldManagerFlag('kubectl-set'),
    ...filenameFlags(
      'Filename, directory, or URL to files identifying the resource to get from a server.',
    ),
    flag(
      "--limits=''",
      "The resource requirement requests for this container.  For example, 'cpu=100m,memory=256Mi'.  Note that server side components may assign requests depending on the server configuration, such as limit ranges.",
    ),
    flag('--local=false', 'If true, set resources will NOT contact api-server but run locally.'),
    ...printFlags,
    flag(
      "--requests=''",
      "The resource requirement requests for this container.  For example, 'cpu=100m,memory=256Mi'.  Note that server side components may assign requests depending on the server configuration, such as limit ranges.",
    ),
    selectorFlag,
  ],
  run(call) {
    const { args } = call;
    dryRunOf(args);
    resultPrinter(call, true);
    const { objects, failures } = setTargets(call, args.words);
    checkSetFlags(call);
    if (args.text('limits') === '' && args.text('requests') === '')
      throw new KubectlError(
        'you must specify an update to requests or limits (in the form of --requests/--limits)',
      );
    const limits = quantityMap(args.text('limits')) ?? {};
    const requests = quantityMap(args.text('requests')) ?? {};
    const pattern = args.text('containers');
    const missing: Error[] = [];
    const operation = 'resource requirements updated';
    const failure = 'failed to patch resources update to pod template ';
    return changeObjects(
      call,
      objects,
      {
        operation,
        failure,
        change: (selected) =>
          withPodSpec(selected, (spec) => {
            const names = matchingContainers(spec, pattern);
            if (names.length === 0)
              missing.push(new KubectlError(`error: unable to find container named ${pattern}`));
            return withContainers(spec, (container) =>
              names.includes(String(container.name))
                ? { ...container, resources: merged(container.resources, limits, requests) }
                : container,
            );
          }),
      },
      failures,
      missing,
    );
  },
};

function merged(
  resources: JsonObject[string],
  limits: JsonObject,
  requests: JsonObject,
): JsonObject {
  const own = isObject(resources) ? resources : {};
  const both = (list: string, more: JsonObject): JsonObject => {
    const before = isObject(own[list]) ? own[list] : {};
    const all = { ...before, ...more };
    return Object.keys(all).length === 0 ? {} : { [list]: all };
  };
  return { ...own, ...both('limits', limits), ...both('requests', requests) };
}
