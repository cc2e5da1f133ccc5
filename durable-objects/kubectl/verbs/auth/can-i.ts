import { isObject, type JsonObject } from '../../../lib/json.ts';
import { type Discovered, discover, findDiscovered } from '../../discovery.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import type { Call, Verb } from '../../verb.ts';
import { allNamespacesFlag } from '../get-flags.ts';
import { printRules } from './rules.ts';

const reviews = '/apis/authorization.k8s.io/v1/selfsubject';

/** `kubectl auth can-i`. Follows k8s.io/kubectl/pkg/cmd/auth/cani.go. */
export const canI: Verb = {
  name: 'auth can-i',
  short: 'Check whether an action is allowed',
  long: `Check whether an action is allowed.

 VERB is a logical Kubernetes API verb like 'get', 'list', 'watch', 'delete', etc. TYPE is a Kubernetes resource. Shortcuts and groups will be resolved. NONRESOURCEURL is a partial URL that starts with "/". NAME is the name of a particular Kubernetes resource. This command pairs nicely with impersonation. See --as global flag.`,
  examples: `  # May I create pods anywhere
  kubectl auth can-i create pods --all-namespaces

  # May a service account read a claim
  kubectl auth can-i get pvc/data --as=system:serviceaccount:default:robot

  # Everything that I may do in a namespace
  kubectl auth can-i --list --namespace=shop

  # May I look at the server's logs
  kubectl auth can-i get /logs/`,
  usage: 'auth can-i VERB [TYPE | TYPE/NAME | NONRESOURCEURL] [options]',
  flags: [
    { ...allNamespacesFlag, usage: 'If true, check the specified action in all namespaces.' },
    flag('--list=false', 'If true, prints all allowed actions.'),
    flag('--no-headers=false', 'If true, prints allowed actions without headers'),
    flag('-q, --quiet=false', 'If true, suppress output and just return the exit code.'),
    flag("--subresource=''", 'SubResource such as pod/log or deployment/scale'),
  ],
  run(call) {
    const { args } = call;
    if (args.is('list')) return list(call);
    if (args.words.length !== 2)
      throw new KubectlError(
        "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
      );
    return ask(call);
  },
};

function list(call: Call): number {
  const { args, cluster, namespace, out, err } = call;
  if (args.words.length > 0)
    throw new KubectlError('list option must be specified with no arguments');
  if (args.is('quiet') || args.is('all-namespaces') || args.text('subresource') !== '')
    throw new KubectlError(
      "list option can't be specified with neither quiet, all-namespaces nor subresource options",
    );
  const answer = cluster.request('POST', `${reviews}rulesreviews`, {
    body: {
      kind: 'SelfSubjectRulesReview',
      apiVersion: 'authorization.k8s.io/v1',
      spec: { namespace },
    },
  });
  const status = isObject(answer.status) ? answer.status : {};
  if (typeof status.evaluationError === 'string')
    err(`warning: the list may be incomplete: ${status.evaluationError}\n`);
  out(printRules(status, !args.is('no-headers')));
  return 0;
}

function ask(call: Call): number {
  const { args, cluster } = call;
  const [verb = '', what = ''] = args.words;
  const warn = (text: string): void => call.err(`Warning: ${text}\n\n`);
  const subresource = args.text('subresource');
  let spec: JsonObject;
  if (what.startsWith('/')) {
    if (subresource !== '')
      throw new KubectlError('--subresource can not be used with NonResourceURL');
    if (!nonResourceVerbs.includes(verb)) warn(`verb '${verb}' is not a known verb`);
    spec = { nonResourceAttributes: { path: what, verb } };
  } else {
    const attributes = resourceOf(call, what, warn);
    if (attributes.isKnown && !resourceVerbs.includes(verb))
      warn(`verb '${verb}' is not a known verb`);
    const { group, resource, name } = attributes;
    const namespace = args.is('all-namespaces') ? undefined : call.namespace;
    spec = {
      resourceAttributes: {
        ...(namespace ? { namespace } : {}),
        verb,
        ...(group === '' ? {} : { group }),
        resource,
        ...(subresource === '' ? {} : { subresource }),
        ...(name === '' ? {} : { name }),
      },
    };
  }
  if (args.is('no-headers'))
    throw new KubectlError('--no-headers cannot be set without --list specified');
  const answer = cluster.request('POST', `${reviews}accessreviews`, {
    body: { kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1', spec },
  });
  return tell(call, isObject(answer.status) ? answer.status : {});
}

function tell({ args, out }: Call, status: JsonObject): number {
  const isAllowed = status.allowed === true;
  const said = [status.reason, status.evaluationError].filter(
    (one) => one !== undefined && one !== '',
  );
  const why = isAllowed ? '' : said.map((one) => ` - ${String(one)}`).join('');
  if (!args.is('quiet')) out(`${isAllowed ? 'yes' : `no${why}`}\n`);
  return isAllowed ? 0 : 1;
}

interface Attributes {
  readonly group: string;
  readonly resource: string;
  readonly name: string;
  readonly isKnown: boolean;
}

function resourceOf(call: Call, what: string, warn: (text: string) => void): Attributes {
  const [type = '', ...rest] = what.split('/');
  const name = rest.join('/');
  if (type === '*') return { group: '', resource: '*', name, isKnown: false };
  const found = findDiscovered(discover(call.cluster), type);
  if (!found) {
    const [plural = '', ...group] = type.toLowerCase().split('.');
    const where = group.length === 0 ? '' : ` in group '${group.join('.')}'`;
    warn(`the server doesn't have a resource type '${plural}'${where}`);
    return { group: '', resource: type, name, isKnown: false };
  }
  if (!call.args.is('all-namespaces')) warnOfScope(found, warn);
  return { group: found.group, resource: found.plural, name, isKnown: true };
}

function warnOfScope(
  { namespaced, plural, group }: Discovered,
  warn: (text: string) => void,
): void {
  if (namespaced) return;
  const where = group === '' ? '' : ` in group '${group}'`;
  warn(`resource '${plural}' is not namespace scoped${where}`);
}

const nonResourceVerbs = ['get', 'put', 'post', 'head', 'options', 'delete', 'patch', '*'];
const resourceVerbs = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'use',
  'bind',
  'impersonate',
  '*',
  'approve',
  'sign',
  'escalate',
  'attest',
];
