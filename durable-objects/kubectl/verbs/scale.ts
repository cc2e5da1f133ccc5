import { isObject, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { kindName } from '../kinds.ts';
import { type Selected, selectObjects } from '../selected.ts';
import { type Call, usageOf, type Verb } from '../verb.ts';

/** `kubectl scale`. */
export const scale: Verb = {
  name: 'scale',
  short: 'Set a new size for a deployment, replica set, or replication controller',
  long: `Set a new size for a deployment, replica set, replication controller, or stateful set.

 Scale also allows users to specify one or more preconditions for the scale action.

 If --current-replicas or --resource-version is specified, it is validated before the scale is attempted, and it is guaranteed that the precondition holds true when the scale is sent to the server.`,
  examples: `  # Scale a replica set named 'foo' to 3
  kubectl scale --replicas=3 rs/foo

  # Scale a resource identified by type and name specified in "foo.yaml" to 3
  kubectl scale --replicas=3 -f foo.yaml

  # If the deployment named mysql's current size is 2, scale mysql to 3
  kubectl scale --current-replicas=2 --replicas=3 deployment/mysql

  # Scale stateful set named 'web' to 3
  kubectl scale --replicas=3 statefulset/web`,
  usage:
    'scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME) [options]',
  flags: [
    flag('--all=false', 'Select all resources in the namespace of the specified resource types'),
    flag(
      '--current-replicas=-1',
      'Precondition for current size. Requires that the current size of the resource match this value in order to scale. -1 (default) for no condition.',
    ),
    dryRunFlag,
    flag(
      '-f, --filename=[]',
      'Filename, directory, or URL to files identifying the resource to set a new size',
    ),
    flag('--replicas=0', 'The new desired number of replicas. Required.'),
    flag(
      "--resource-version=''",
      'Precondition for resource version. Requires that the current resource version match this value in order to scale.',
    ),
    flag(
      "-l, --selector=''",
      "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.",
    ),
    flag('--timeout=0s', '', { isRefused: true }),
    flag("-o, --output=''", '', { isRefused: true }),
    flag('-R, --recursive=false', '', { isRefused: true }),
  ],
  run(call) {
    const { args } = call;
    if (!args.has('replicas')) throw new KubectlError(`required flag(s) "replicas" not set`);
    if (args.number('replicas') < 0)
      throw new KubectlError(
        'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
      );
    if (args.words.length === 0 && args.list('filename').length === 0)
      throw new KubectlError(
        `resource(s) were provided, but no name was specified\n${usageOf(call)}`,
      );
    const { objects, failures } = selectObjects(call);
    const own = attempt(objects, (object) => scaleOne(call, object));
    throwAll([...failures, ...own]);
    return 0;
  },
};

function scaleOne(call: Call, { resource, object, namespace, name }: Selected): void {
  const { args, cluster } = call;
  if (!resource.subresources.scale) throw new KubectlError(`cannot scale a ${kindName(resource)}`);
  const path = pathOf(resource, namespace, name, 'scale');
  const dryRun = dryRunOf(args);
  const spec = { replicas: args.number('replicas') };
  checkPreconditions(call, object);
  if (dryRun.mode !== 'client') cluster.patch(path, 'merge', { spec }, dryRun.query);
  call.out(`${kindName(resource)}/${name} scaled${dryRun.suffix}\n`);
}

function checkPreconditions({ args }: Call, object: JsonObject): void {
  const spec = isObject(object.spec) ? object.spec : {};
  const wanted = args.number('current-replicas');
  const found = Number(spec.replicas ?? 1);
  if (wanted >= 0 && wanted !== found)
    throw new KubectlError(`Expected replicas to be ${wanted}, was ${found}`);
  const version = args.text('resource-version');
  const metadata = isObject(object.metadata) ? object.metadata : {};
  if (version !== '' && version !== String(metadata.resourceVersion))
    throw new KubectlError(
      `Expected resource version to be ${version}, was ${String(metadata.resourceVersion)}`,
    );
}
