import type { FlowSchemaSpec, ResourcePolicyRule, Subject } from './schema.ts';

/** Flow schemas that every API server makes (k8s.io/apiserver/pkg/apis/flowcontrol/bootstrap). */

const groups = (...names: readonly string[]): Subject[] =>
  names.map((name) => ({ kind: 'Group', group: { name } }));
const users = (...names: readonly string[]): Subject[] =>
  names.map((name) => ({ kind: 'User', user: { name } }));
const systemServiceAccounts: Subject[] = [
  { kind: 'ServiceAccount', serviceAccount: { namespace: 'kube-system', name: '*' } },
];
const everyone = groups('system:unauthenticated', 'system:authenticated');

const everyResource: ResourcePolicyRule = {
  verbs: ['*'],
  apiGroups: ['*'],
  resources: ['*'],
  clusterScope: true,
  namespaces: ['*'],
};
const leases = (...verbs: readonly string[]): ResourcePolicyRule => ({
  verbs: [...verbs],
  apiGroups: ['coordination.k8s.io'],
  resources: ['leases'],
  namespaces: ['*'],
});
const nodes: ResourcePolicyRule = {
  verbs: ['*'],
  apiGroups: [''],
  resources: ['nodes', 'nodes/status'],
  clusterScope: true,
  namespaces: ['*'],
};

type Rules = Omit<NonNullable<FlowSchemaSpec['rules']>[number], 'subjects'>;

const everything: Rules = {
  resourceRules: [everyResource],
  nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
};
const probes: Rules = {
  nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/healthz', '/readyz', '/livez'] }],
};

function spec(
  level: string,
  matchingPrecedence: number,
  method: '' | 'ByUser' | 'ByNamespace',
  subjects: readonly Subject[],
  rules: Rules,
): FlowSchemaSpec {
  return {
    priorityLevelConfiguration: { name: level },
    matchingPrecedence,
    ...(method === '' ? {} : { distinguisherMethod: { type: method } }),
    rules: [{ subjects: [...subjects], ...rules }],
  };
}

/** Their specs can't be anything else. */
export const mandatoryFlowSchemas: { readonly [name: string]: FlowSchemaSpec | undefined } = {
  exempt: spec('exempt', 1, '', groups('system:masters'), everything),
  'catch-all': spec('catch-all', 10_000, 'ByUser', everyone, everything),
};

const controllerManager = 'system:kube-controller-manager';
const scheduler = 'system:kube-scheduler';
const nodeGroup = groups('system:nodes');

/** All of them by name. */
export const bootstrapFlowSchemas: { readonly [name: string]: FlowSchemaSpec | undefined } = {
  ...mandatoryFlowSchemas,
  'system-nodes': spec('system', 500, 'ByUser', nodeGroup, everything),
  'system-node-high': spec('node-high', 400, 'ByUser', nodeGroup, {
    resourceRules: [nodes, leases('*')],
  }),
  probes: spec('exempt', 2, '', everyone, probes),
  'system-leader-election': spec(
    'leader-election',
    100,
    'ByUser',
    [...users(controllerManager, scheduler), ...systemServiceAccounts],
    { resourceRules: [leases('get', 'create', 'update')] },
  ),
  'kube-controller-manager': spec(
    'workload-high',
    800,
    'ByNamespace',
    users(controllerManager),
    everything,
  ),
  'kube-scheduler': spec('workload-high', 800, 'ByNamespace', users(scheduler), everything),
  'kube-system-service-accounts': spec(
    'workload-high',
    900,
    'ByNamespace',
    systemServiceAccounts,
    everything,
  ),
  'service-accounts': spec(
    'workload-low',
    9_000,
    'ByUser',
    groups('system:serviceaccounts'),
    everything,
  ),
  'global-default': spec('global-default', 9_900, 'ByUser', everyone, everything),
};
