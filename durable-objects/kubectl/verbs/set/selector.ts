import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { labelSelectorOf } from '../../label-selector.ts';
import { resultPrinter } from '../../result.ts';
import type { Selected } from '../../selected.ts';
import { fieldManagerFlag, printFlags } from '../../shared-flags.ts';
import type { Verb } from '../../verb.ts';
import { changeObjects, setTargets } from './change.ts';

/** `kubectl set selector`. Follows k8s.io/kubectl/pkg/cmd/set/set_selector.go. */
export const setSelector: Verb = {
  name: 'set selector',
  short: 'Set the selector on a resource',
  long: `Set the selector on a resource. Note that the new selector will overwrite the old selector if the resource had one prior to the invocation of 'set selector'.

 A selector must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters. If --resource-version is specified, then updates will use this resource version, otherwise the existing resource-version will be used. Note: currently selectors can only be set on Service objects.`,
  examples: `  # Set the labels and selector before creating a deployment/service pair
  kubectl create service clusterip my-svc --clusterip="None" -o yaml --dry-run=client | kubectl set selector --local -f - 'environment=qa' -o yaml | kubectl create -f -
  kubectl create deployment my-dep --image=nginx -o yaml --dry-run=client | kubectl label --local -f - environment=qa -o yaml | kubectl create -f -`,
  usage:
    'set selector (-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version] [options]',
  flags: [
    flag('--all=false', 'Select all resources in the namespace of the specified resource types'),
    dryRunFlag,
    fieldManagerFlag('kubectl-set'),
    flag('-f, --filename=[]', 'identifying the resource.'),
    flag('--local=false', 'If true, annotation will NOT contact api-server but run locally.'),
    ...printFlags,
    flag(
      "--resource-version=''",
      'If non-empty, the selectors update will only succeed if this is the current resource-version for the object. Only valid when specifying a single resource.',
    ),
  ],
  run(call) {
    const { args } = call;
    dryRunOf(args);
    const expression = args.words.at(-1);
    const selector = expression === undefined ? undefined : labelSelectorOf(expression);
    resultPrinter(call, true);
    if (!selector) throw new KubectlError('one selector is required');
    const { objects, failures } = setTargets(call, args.words.slice(0, -1));
    const version = args.text('resource-version');
    return changeObjects(
      call,
      objects,
      {
        operation: 'selector updated',
        failure: '',
        reportsUnchanged: true,
        change: (selected) => withVersion(withSelector(selected, selector), version),
      },
      failures,
    );
  },
};

function withSelector({ object, resource }: Selected, selector: JsonObject): JsonObject {
  const { matchLabels = {}, matchExpressions } = selector;
  if (resource.plural !== 'services' || resource.group !== '')
    throw new KubectlError('setting a selector is only supported for Services');
  if (Array.isArray(matchExpressions) && matchExpressions.length > 0)
    throw new KubectlError(
      `match expression ${plainText(matchExpressions)} not supported on this object`,
    );
  const spec = isObject(object.spec) ? object.spec : {};
  return { ...object, spec: { ...spec, selector: matchLabels } };
}

function withVersion(object: JsonObject, version: string): JsonObject {
  if (version === '') return object;
  const metadata = isObject(object.metadata) ? object.metadata : {};
  return { ...object, metadata: { ...metadata, resourceVersion: version } };
}

/** Requirements as Go prints them with `%v`. */
function plainText(expressions: readonly Json[]): string {
  const texts = expressions.filter(isObject).map(({ key, operator, values }) => {
    const list: readonly Json[] = Array.isArray(values) ? values : [];
    return `{${String(key)} ${String(operator)} [${list.join(' ')}]}`;
  });
  return `[${texts.join(' ')}]`;
}
