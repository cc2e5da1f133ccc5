import {
  aggregatedRules,
  type ClusterRole,
  clusterRoleBindings,
  clusterRoles,
  type PolicyRule,
  type RoleRef,
  rbacGroup,
  roleBindings,
  roles,
  type Subject,
} from '../../api/index.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { apiVersionOf, type Resource } from '../../apimachinery/resource.ts';
import { formatTime, type Instant } from '../../lib/instant.ts';
import { type Frozen, freeze } from '../../lib/json.ts';
import type { Random } from '../../lib/random.ts';
import type { BuiltIn } from '../../storage/store.ts';
import {
  clusterBindings,
  namespaceBindings,
  namespaceRoles,
  type PolicyBinding,
} from './bindings.ts';
import { componentRoleRules } from './component-roles.ts';
import { controllerRoleRules } from './controller-roles.ts';
import { rule } from './notation.ts';
import { clusterRoleRules, type PolicyRole } from './roles.ts';

const controllerPrefix = 'system:controller:';
const label = (role: string): string => `rbac.authorization.k8s.io/aggregate-to-${role}`;
const annotations = freeze({ 'rbac.authorization.kubernetes.io/autoupdate': 'true' });
const bootstrapping = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
const usualLabels = freeze<{ [key: string]: string }>({ ...bootstrapping });

const kinds = [clusterRoles, clusterRoleBindings, roles, roleBindings] as unknown as Resource[];

/** An object of the policy without what makes it one cluster's. */
interface Template {
  readonly plural: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Frozen<{ [key: string]: string }>;
  readonly content: object;
}

/**
 * The roles and bindings that every cluster has from its beginning, of v1.36's bootstrap policy.
 * The rules are shared by all clusters: only names, uids and times are made for each.
 */
export function bootstrapPolicy(
  createdAt: Instant,
  random: (purpose: string, ...parts: readonly string[]) => Random,
): readonly BuiltIn[] {
  return kinds.map((resource) => {
    let objects: readonly Frozen<KubeObject>[] | undefined;
    const make = (): readonly Frozen<KubeObject>[] => {
      objects ??= templates()
        .filter((template) => template.plural === resource.plural)
        .map((template) => objectOf(resource, template, createdAt, random));
      return objects;
    };
    return { resource, objects: make };
  });
}

function objectOf(
  resource: Resource,
  { namespace, name, labels, content }: Template,
  createdAt: Instant,
  random: (purpose: string, ...parts: readonly string[]) => Random,
): Frozen<KubeObject> {
  const metadata = Object.freeze({
    name,
    ...(namespace === '' ? {} : { namespace }),
    uid: random('uid', resource.plural, namespace, name).uuid(),
    resourceVersion: '1',
    creationTimestamp: formatTime(createdAt),
    labels,
    annotations,
  });
  const { kind } = resource;
  return Object.freeze({ apiVersion: apiVersionOf(resource), kind, metadata, ...content });
}

let made: readonly Template[] | undefined;

/** Made once, when the first cluster is. */
function templates(): readonly Template[] {
  made ??= [...clusterRoleTemplates(), ...bindingTemplates(), ...namespaceTemplates()];
  return made;
}

function clusterRoleTemplates(): readonly Template[] {
  const named: readonly (readonly [string, PolicyRole])[] = [
    ...Object.entries(clusterRoleRules),
    ...Object.entries(componentRoleRules),
    ...Object.entries(controllerRoleRules).map(
      ([name, rules]) => [controllerPrefix + name, { rules }] as const,
    ),
  ];
  const known = new Map<string, Frozen<ClusterRole>>(
    named.map(([name, role]) => [name, plainRole(name, role)]),
  );
  // Edit gathers view, and admin gathers edit.
  for (const name of ['view', 'edit', 'admin']) {
    const role = known.get(name);
    const sorted = [...known.values()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    if (role) known.set(name, freeze({ ...role, rules: [...aggregatedRules(role, sorted)] }));
  }
  return [...known.values()].map(({ metadata, rules, aggregationRule }) => ({
    plural: clusterRoles.plural,
    namespace: '',
    name: metadata.name,
    labels: metadata.labels ?? usualLabels,
    content: { rules, ...(aggregationRule ? { aggregationRule } : {}) },
  }));
}

function plainRole(name: string, { rules, gathers, gatheredBy }: PolicyRole): Frozen<ClusterRole> {
  const labels = gatheredBy ? { ...bootstrapping, [label(gatheredBy)]: 'true' } : usualLabels;
  const selectors = gathers ? [{ matchLabels: { [label(gathers)]: 'true' } }] : [];
  return freeze({
    apiVersion: apiVersionOf(clusterRoles),
    kind: clusterRoles.kind,
    metadata: { name, labels } as ClusterRole['metadata'],
    rules: (rules ?? []).map(rule) as PolicyRule[],
    ...(gathers ? { aggregationRule: { clusterRoleSelectors: selectors } } : {}),
  });
}

function bindingTemplates(): readonly Template[] {
  const ofControllers = Object.keys(controllerRoleRules).map((name) => ({
    name: controllerPrefix + name,
    subjects: [`ServiceAccount ${name}`],
  }));
  return [...clusterBindings, ...ofControllers].map((binding) =>
    bindingTemplate(clusterRoleBindings.plural, 'ClusterRole', binding),
  );
}

function namespaceTemplates(): readonly Template[] {
  return [
    ...namespaceRoles.map(({ namespace, name, rules }) => ({
      plural: roles.plural,
      namespace,
      name,
      labels: usualLabels,
      content: freeze({ rules: rules.map(rule) }),
    })),
    ...namespaceBindings.map((binding) => bindingTemplate(roleBindings.plural, 'Role', binding)),
  ];
}

function bindingTemplate(
  plural: string,
  kind: string,
  { namespace = '', name, role = name, subjects }: PolicyBinding,
): Template {
  const roleRef: RoleRef = { apiGroup: rbacGroup, kind, name: role };
  const content = freeze({
    ...(subjects.length > 0 ? { subjects: subjects.map(subjectOf) } : {}),
    roleRef,
  });
  return { plural, namespace, name, labels: usualLabels, content };
}

function subjectOf(text: string): Subject {
  const [kind = '', name = ''] = text.split(' ');
  return kind === 'ServiceAccount'
    ? { kind, name, namespace: 'kube-system' }
    : { kind, apiGroup: rbacGroup, name };
}
