import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { attempt, KubectlError, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { kindName } from '../../kinds.ts';
import { type Manifest, readManifests } from '../../manifest.ts';
import { newPrintState } from '../../print/output.ts';
import { hasFiles } from '../../selected.ts';
import { showSyntax } from '../../template/values.ts';
import type { Call, Verb } from '../../verb.ts';
import { kustomizeFlag, recursiveFlag } from '../get-flags.ts';
import { objectOutput, objectPrintFlags } from '../object-output.ts';
import { missingRules } from './coverage.ts';

/** `kubectl auth reconcile`. Follows k8s.io/component-helpers/auth/rbac/reconciliation. */
export const reconcile: Verb = {
  name: 'auth reconcile',
  short:
    'Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects',
  long: `Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects.

 Missing objects are created, and the containing namespace is created for namespaced objects, if required.

 Existing roles are updated to include the permissions in the input objects, and remove extra permissions if --remove-extra-permissions is specified.

 Existing bindings are updated to include the subjects in the input objects, and remove extra subjects if --remove-extra-subjects is specified.`,
  examples: `  # Give roles what a file says that they need
  kubectl auth reconcile -f roles.yaml`,
  usage: 'auth reconcile -f FILENAME [options]',
  flags: [
    dryRunFlag,
    flag(
      '-f, --filename=[]',
      'Filename, directory, or URL to files identifying the resource to reconcile.',
    ),
    kustomizeFlag,
    ...objectPrintFlags,
    recursiveFlag,
    flag('--remove-extra-permissions=false', 'If true, removes extra permissions added to roles'),
    flag('--remove-extra-subjects=false', 'If true, removes extra subjects added to rolebindings'),
  ],
  run(call) {
    if (call.args.words.length > 0 || !hasFiles(call))
      throw new KubectlError('must specify one of -f and -k');
    const { manifests, failures } = readManifests(call);
    const own = attempt(manifests, (manifest) => reconcileOne(call, manifest));
    throwAll([...failures, ...own]);
    return 0;
  },
};

/** What an object lacks of its file, and what it has beyond. */
interface Difference {
  readonly object: JsonObject;
  readonly operation: '' | 'create' | 'update';
  readonly missing: readonly Json[];
  readonly extra: readonly Json[];
  readonly what: 'rules' | 'subjects';
}

function reconcileOne(call: Call, manifest: Manifest): void {
  const { resource, namespace, name, object } = manifest;
  if (resource.group !== 'rbac.authorization.k8s.io') return;
  const what = resource.plural.endsWith('bindings') ? 'subjects' : 'rules';
  const live = call.cluster.find(resource, namespace, name);
  const difference = live ? differenceOf(call, live, object, what) : newObject(object, what);
  const { mode, query } = dryRunOf(call.args);
  let done = difference.object;
  if (difference.operation !== '' && mode !== 'client')
    done = live
      ? call.cluster.request('PUT', pathOf(resource, namespace, name), { query, body: done })
      : call.cluster.request('POST', pathOf(resource, namespace), { query, body: done });
  tell(call, manifest, done, difference);
}

function newObject(object: JsonObject, what: Difference['what']): Difference {
  return { object, operation: 'create', missing: listOf(object[what]), extra: [], what };
}

function differenceOf(
  { args }: Call,
  live: JsonObject,
  wanted: JsonObject,
  what: Difference['what'],
): Difference {
  const [has, needs] = [listOf(live[what]), listOf(wanted[what])];
  const [missing, extra] =
    what === 'rules'
      ? [missingRules(needs, has), missingRules(has, needs)]
      : [without(needs, has), without(has, needs)];
  const removes = args.is(what === 'rules' ? 'remove-extra-permissions' : 'remove-extra-subjects');
  const isSame = missing.length === 0 && !(removes && extra.length > 0);
  const next = removes ? needs : [...has, ...missing];
  return {
    object: isSame ? live : { ...live, [what]: next },
    operation: isSame ? '' : 'update',
    missing,
    extra: removes ? extra : [],
    what,
  };
}

function without(list: readonly Json[], other: readonly Json[]): readonly Json[] {
  const known = new Set(other.map(key));
  return list.filter((one) => !known.has(key(one)));
}

/** A subject, whether its API group was written or is the usual one. */
function key(subject: Json): string {
  if (!isObject(subject)) return '';
  const { kind, name, namespace = '', apiGroup } = subject;
  const usual = kind === 'ServiceAccount' ? '' : 'rbac.authorization.k8s.io';
  return JSON.stringify([kind, name, namespace, apiGroup ?? usual]);
}

function tell(call: Call, { resource, name }: Manifest, done: JsonObject, made: Difference): void {
  const print = objectOutput(call);
  const { suffix } = dryRunOf(call.args);
  if (print) call.out(print(done, newPrintState()));
  else call.out(`${kindName(resource)}/${name} reconciled${suffix}\n`);
  if (print || made.operation === '') return;
  call.err(`\treconciliation required ${made.operation}\n`);
  if (made.missing.length > 0)
    call.err(`\tmissing ${made.what} added:\n${made.missing.map(lineOf).join('')}`);
  if (made.extra.length > 0)
    call.err(`\textra ${made.what} removed:\n${made.extra.map(lineOf).join('')}`);
}

const ruleFields = ['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'];

/** `%+v` of Go's structs. */
function lineOf(value: Json): string {
  if (!isObject(value)) return `\t\t${showSyntax(value)}\n`;
  const isRule = Array.isArray(value.verbs);
  const fields = isRule ? ruleFields : ['kind', 'apiGroup', 'name', 'namespace'];
  const shown = fields.map((field) => {
    const one = value[field];
    const said = Array.isArray(one) ? `[${one.join(' ')}]` : isRule ? '[]' : String(one ?? '');
    const title = field.replace(/^api/, 'API').replace(/^[a-z]/, (letter) => letter.toUpperCase());
    return `${title}:${said}`;
  });
  return `\t\t{${shown.join(' ')}}\n`;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
