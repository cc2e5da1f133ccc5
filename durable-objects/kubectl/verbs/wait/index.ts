import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { type CarriedFailure, carried, throwCarried } from '../../carried.ts';
import { pathOf } from '../../cluster-client.ts';
import { attempt, KubectlError, StatusFailure, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { resultPrinter } from '../../result.ts';
import { localObjects, type Selected, selectObjects } from '../../selected.ts';
import { printFlags } from '../../shared-flags.ts';
import { type Call, type Outcome, type Verb, whenChanged } from '../../verb.ts';
import { allNamespacesFlag } from '../get-flags.ts';
import { parseCondition } from './condition.ts';

/** `kubectl wait`. Follows k8s.io/kubectl/pkg/cmd/wait. */
export const wait: Verb = {
  name: 'wait',
  short: 'Wait for a specific condition on one or many resources',
  long: `Wait for a specific condition on one or many resources.

 The command takes multiple resources and waits until the specified condition is seen in the Status field of every given resource.

 Alternatively, the command can wait for the given set of resources to be created or deleted by providing the "create" or "delete" keyword as the value to the --for flag.

 A successful message will be printed to stdout indicating when the specified condition has been met. You can use -o option to change to output destination.`,
  examples: `  # Until a pod is ready
  kubectl wait --for=condition=Ready pod/web

  # Until all pods with a label are, for no longer than a minute
  kubectl wait --for=condition=Ready pod -l app=web --timeout=60s

  # Until a field has a value
  kubectl wait --for=jsonpath='{.status.phase}'=Bound pvc/data

  # Until a pod is gone
  kubectl wait --for=delete pod/web`,
  usage:
    "wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]] [options]",
  flags: [
    flag('--all=false', 'Select all resources in the namespace of the specified resource types'),
    allNamespacesFlag,
    flag(
      "--field-selector=''",
      "Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector key1=value1,key2=value2). The server only supports a limited number of field queries per type.",
    ),
    flag('-f, --filename=[]', 'identifying the resource.'),
    flag(
      "--for=''",
      "The condition to wait on: [create|delete|condition=condition-name[=condition-value]|jsonpath='{JSONPath expression}'=[JSONPath value]]. The default condition-value is true. Condition values are compared after Unicode simple case folding, which is a more general form of case-insensitivity.",
    ),
    flag('--local=false', 'If true, annotation will NOT contact api-server but run locally.'),
    ...printFlags,
    flag(
      '-R, --recursive=true',
      'Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.',
    ),
    flag(
      "-l, --selector=''",
      "Selector (label query) to filter on, supports '=', '==', and '!='.(e.g. -l key1=value1,key2=value2)",
    ),
    flag(
      '--timeout=30s',
      "The length of time to wait before giving up. Zero means check once and don't wait, negative means wait for a week.",
    ),
  ],
  run,
  // The work is what run left.
  resume: (work, call) => goOn(call, work as unknown as WaitWork),
};

/** An object that is waited for. */
interface Awaited {
  readonly path: string;
  readonly resource: { readonly singular: string; readonly group: string };
  /** As errors name it: `deployments/web`. */
  readonly title: string;
  readonly uid: string;
  /** As it was last seen, for what is printed of it once it is gone. */
  readonly object: JsonObject;
}

interface WaitWork {
  /** One after the other; undefined until those that are to be created are there. */
  readonly left?: readonly Awaited[];
  readonly until: number;
  readonly failures: readonly CarriedFailure[];
}

const week = 604_800_000;

function run(call: Call): Outcome {
  const { args } = call;
  resultPrinter(call);
  const condition = parseCondition(args.text('for'));
  if (args.is('local')) localObjects(call);
  const timeout = args.duration('timeout');
  const until = call.awake + (timeout < 0 ? week : timeout);
  if (condition === 'create') return waitForAll(call, { until, failures: [] });
  const { objects, failures } = selectObjects(call);
  const isDelete = condition === 'delete';
  const known = isDelete ? failures.filter((error) => !isNotFound(error)) : failures;
  if (objects.length === 0 && failures.length === 0 && !isDelete)
    throw new KubectlError('no matching resources found');
  return goOn(call, { left: objects.map(awaited), until, failures: carried(known) });
}

function awaited({ resource, namespace, name, object }: Selected): Awaited {
  const { singular, group, plural } = resource;
  const uid = isObject(object.metadata) ? String(object.metadata.uid) : '';
  const path = pathOf(resource, namespace, name);
  return { path, resource: { singular, group }, title: `${plural}/${name}`, uid, object };
}

/** Waits until there is all that a command line names. */
function waitForAll(call: Call, work: WaitWork): Outcome {
  const { objects, failures } = selectObjects(call);
  const [first] = failures;
  if (first && (failures.length > 1 || !isNotFound(first))) throwAll(failures);
  if (first || objects.length === 0) {
    if (call.awake >= work.until) throw new KubectlError('timed out waiting for the condition');
    return whenChanged(work as unknown as Json, work.until);
  }
  for (const { resource, object } of objects) tell(call, resource, object);
  return 0;
}

function goOn(call: Call, work: WaitWork): Outcome {
  if (!work.left) return waitForAll(call, work);
  const isAtOnce = call.args.duration('timeout') === 0;
  const failures = [...work.failures];
  let isLate = false;
  for (const [i, one] of work.left.entries()) {
    let isMet = false;
    const own = attempt(isLate ? [] : [one], () => {
      isMet = check(call, one);
    });
    failures.push(...carried(own));
    if (isMet || own.length > 0) continue;
    if (call.awake < work.until) {
      const next: WaitWork = { left: work.left.slice(i), until: work.until, failures };
      return whenChanged(next as unknown as Json, work.until);
    }
    isLate = !isAtOnce;
    const what = isAtOnce ? 'condition not met for' : 'timed out waiting for the condition on';
    failures.push({ text: `${what} ${one.title}` });
  }
  throwCarried(failures);
  return 0;
}

/** Whether an object is what is waited for; then it is told. */
function check(call: Call, one: Awaited): boolean {
  const condition = parseCondition(call.args.text('for'));
  const object = find(call, one.path);
  const isMet =
    typeof condition === 'function'
      ? object !== undefined && condition(object)
      : isGone(object, one);
  if (isMet) tell(call, one.resource, object ?? one.object);
  return isMet;
}

function isGone(object: JsonObject | undefined, { uid }: Awaited): boolean {
  return object === undefined || (isObject(object.metadata) && object.metadata.uid !== uid);
}

function tell(call: Call, resource: Awaited['resource'], object: JsonObject): void {
  resultPrinter(call)(resource, object, 'condition met');
}

function find({ cluster }: Call, path: string): JsonObject | undefined {
  try {
    return cluster.request('GET', path);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof StatusFailure && error.reason === 'NotFound';
}
