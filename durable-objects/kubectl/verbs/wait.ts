import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { KubectlError, StatusFailure, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { parseJsonPath, relaxed, showValue } from '../jsonpath/index.ts';
import { kindName } from '../kinds.ts';
import { requireWords, selectObjects } from '../selected.ts';
import { parseTargets } from '../targets.ts';
import { type Call, type Outcome, type Verb, whenChanged } from '../verb.ts';

/** `kubectl wait`. Follows k8s.io/kubectl/pkg/cmd/wait. */
export const wait: Verb = {
  name: 'wait',
  short: 'Experimental: Wait for a specific condition on one or many resources',
  long: 'Wait for a specific condition on one or many resources.\n\n The command takes multiple resources and waits until the specified condition is seen in the Status field of every given resource.',
  examples: `  # Wait for the pod "busybox1" to contain the status condition of type "Ready"
  kubectl wait --for=condition=Ready pod/busybox1

  # Wait for the pod "busybox1" to be deleted, with a timeout of 60s, after having issued the "delete" command
  kubectl wait --for=delete pod/busybox1 --timeout=60s

  # Wait for the pod "busybox1" to contain the status phase to be "Running"
  kubectl wait --for=jsonpath='{.status.phase}'=Running pod/busybox1`,
  usage:
    "wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]] [options]",
  flags: [
    flag('--all=false', 'Select all resources in the namespace of the specified resource types'),
    flag(
      '-A, --all-namespaces=false',
      'If present, list the requested object(s) across all namespaces.',
    ),
    flag('-f, --filename=[]', 'identifying the resource.'),
    flag(
      "--for=''",
      "The condition to wait on: [create|delete|condition=condition-name[=condition-value]|jsonpath='{JSONPath expression}'=[JSONPath value]].",
    ),
    flag('-R, --recursive=false', 'Process the directory used in -f, --filename recursively.'),
    flag(
      "-l, --selector=''",
      "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.",
    ),
    flag(
      '--timeout=30s',
      "The length of time to wait before giving up.  Zero means check once and don't wait, negative means wait for a week.",
    ),
    ...["--field-selector=''", '--local=false', "-o, --output=''"].map((notation) =>
      flag(notation, '', { isRefused: true }),
    ),
  ],
  run,
  // The work is what run left.
  resume: (work, call) => goOn(call, work as unknown as WaitWork),
};

interface Awaited {
  readonly path: string;
  readonly title: string;
  readonly plural: string;
  readonly uid: string;
}

interface WaitWork {
  readonly left: readonly Awaited[];
  readonly until: number;
}

function run(call: Call): Outcome {
  const { args } = call;
  requireWords(call);
  const isMet = conditionOf(call);
  const timeout = args.duration('timeout');
  const until = call.awake + (timeout < 0 ? 604_800_000 : timeout);
  if (args.text('for').toLowerCase() === 'create')
    return goOn(call, { left: namedObjects(call), until });
  const { objects, failures } = selectObjects(call);
  throwAll(failures.filter((error) => !isGone(call, error)));
  if (objects.length === 0 && failures.length === 0)
    throw new KubectlError('no matching resources found');
  const left = objects.map(({ resource, namespace, name, object }): Awaited => {
    const uid = isObject(object.metadata) ? String(object.metadata.uid) : '';
    const title = `${kindName(resource)}/${name}`;
    return {
      path: pathOf(resource, namespace, name),
      title,
      plural: `${resource.plural}/${name}`,
      uid,
    };
  });
  return left.length === 0 || isMet === undefined ? 0 : goOn(call, { left, until });
}

function isGone({ args }: Call, error: Error): boolean {
  const isDelete = args.text('for').toLowerCase() === 'delete';
  return isDelete && error instanceof StatusFailure && error.reason === 'NotFound';
}

/** What need not exist yet. */
function namedObjects({ args, kinds, namespace }: Call): readonly Awaited[] {
  return parseTargets(args.words, kinds).flatMap(({ resource, names }) =>
    names.map((name) => ({
      path: pathOf(resource, namespace, name),
      title: `${kindName(resource)}/${name}`,
      plural: `${resource.plural}/${name}`,
      uid: '',
    })),
  );
}

type Condition = (object: JsonObject | undefined, awaited: Awaited) => boolean;

function conditionOf({ args }: Call): Condition {
  const text = args.text('for');
  if (text === '') throw new KubectlError('--for must be set');
  if (text.toLowerCase() === 'delete')
    return (object, { uid }) =>
      object === undefined || (isObject(object.metadata) && object.metadata.uid !== uid);
  if (text.toLowerCase() === 'create') return (object) => object !== undefined;
  const condition = /^condition=([^=]*)(?:=(.*))?$/.exec(text);
  if (condition) {
    const [, type = '', status = 'true'] = condition;
    return (object) => hasCondition(object, type, status);
  }
  const path = /^jsonpath=(.*)$/s.exec(text);
  if (path) return jsonPathCondition(path[1] ?? '');
  throw new KubectlError(`unrecognized condition: ${JSON.stringify(text)}`);
}

function hasCondition(object: JsonObject | undefined, type: string, status: string): boolean {
  const conditions = isObject(object?.status) ? object.status.conditions : undefined;
  if (!Array.isArray(conditions)) return false;
  const generation = isObject(object?.metadata) ? Number(object.metadata.generation ?? 0) : 0;
  return conditions.some((one: Json) => {
    if (!isObject(one) || String(one.type).toLowerCase() !== type.toLowerCase()) return false;
    const observed = Number(one.observedGeneration ?? 0);
    if (observed > 0 && observed < generation) return false;
    return String(one.status).toLowerCase() === status.toLowerCase();
  });
}

function jsonPathCondition(text: string): Condition {
  const end = text.startsWith('{') ? text.lastIndexOf('}') + 1 : text.search(/=|$/);
  const rest = text.slice(end);
  if (end === 0 || (rest !== '' && !rest.startsWith('=')))
    throw new KubectlError(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
    );
  const path = parseJsonPath(relaxed(text.slice(0, end)));
  const wanted = rest === '' ? undefined : rest.slice(1).replace(/^(["'])(.*)\1$/, '$2');
  return (object) => {
    const [value, ...more] = object ? path.find(object) : [];
    if (value === undefined || more.length > 0) return false;
    return wanted === undefined || showValue(value) === wanted;
  };
}

function goOn(call: Call, { left, until }: WaitWork): Outcome {
  const isMet = conditionOf(call);
  const waiting = left.filter((awaited) => {
    const object = find(call, awaited.path);
    if (!isMet(object, awaited)) return true;
    call.out(`${awaited.title} condition met\n`);
    return false;
  });
  if (waiting.length === 0) return 0;
  if (call.awake >= until) throw timedOut(waiting);
  const work: WaitWork = { left: waiting, until };
  return whenChanged(work as unknown as Json, until);
}

function timedOut(waiting: readonly Awaited[]): KubectlError {
  const texts = waiting.map(({ plural }) => `timed out waiting for the condition on ${plural}`);
  return new KubectlError(texts.join('\n'));
}

function find({ cluster }: Call, path: string): JsonObject | undefined {
  try {
    return cluster.request('GET', path);
  } catch (error) {
    if (error instanceof StatusFailure && error.reason === 'NotFound') return undefined;
    throw error;
  }
}
