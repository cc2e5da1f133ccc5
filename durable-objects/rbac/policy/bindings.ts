import { writesEvents } from './notation.ts';

/** A binding of the policy has its role's name, unless it names another one. */
export interface PolicyBinding {
  readonly namespace?: string;
  readonly name: string;
  readonly role?: string;
  /** `Group x`, `User x` or `ServiceAccount x` (of kube-system). */
  readonly subjects: readonly string[];
}

/** Who has the cluster roles for people and components. */
export const clusterBindings: readonly PolicyBinding[] = [
  { name: 'cluster-admin', subjects: ['Group system:masters'] },
  { name: 'system:monitoring', subjects: ['Group system:monitoring'] },
  { name: 'system:discovery', subjects: ['Group system:authenticated'] },
  { name: 'system:basic-user', subjects: ['Group system:authenticated'] },
  {
    name: 'system:public-info-viewer',
    subjects: ['Group system:authenticated', 'Group system:unauthenticated'],
  },
  { name: 'system:node-proxier', subjects: ['User system:kube-proxy'] },
  { name: 'system:kube-controller-manager', subjects: ['User system:kube-controller-manager'] },
  { name: 'system:kube-dns', subjects: ['ServiceAccount kube-dns'] },
  { name: 'system:kube-scheduler', subjects: ['User system:kube-scheduler'] },
  { name: 'system:volume-scheduler', subjects: ['User system:kube-scheduler'] },
  {
    name: 'system:service-account-issuer-discovery',
    subjects: ['Group system:serviceaccounts'],
  },
  // Nodes have what they need by the node authorizer.
  { name: 'system:node', subjects: [] },
];

const system = 'kube-system';
const reader = 'extension-apiserver-authentication-reader';
const signer = 'system:controller:bootstrap-signer';
const manager = 'system::leader-locking-kube-controller-manager';
const scheduler = 'system::leader-locking-kube-scheduler';

/** Roles within the system's own namespaces. */
export const namespaceRoles: readonly {
  readonly namespace: string;
  readonly name: string;
  readonly rules: readonly string[];
}[] = [
  {
    namespace: system,
    name: reader,
    rules: ['read | core | configmaps | extension-apiserver-authentication'],
  },
  { namespace: system, name: signer, rules: ['read | core | secrets'] },
  {
    namespace: system,
    name: 'system:controller:cloud-provider',
    rules: ['create read | core | configmaps'],
  },
  {
    namespace: system,
    name: 'system:controller:token-cleaner',
    rules: ['read delete | core | secrets', writesEvents],
  },
  {
    namespace: system,
    name: manager,
    rules: [
      'watch | core | configmaps',
      'get update | core | configmaps | kube-controller-manager',
    ],
  },
  {
    namespace: system,
    name: scheduler,
    rules: ['watch | core | configmaps', 'get update | core | configmaps | kube-scheduler'],
  },
  {
    namespace: 'kube-public',
    name: signer,
    rules: ['read | core | configmaps', 'update | core | configmaps | cluster-info', writesEvents],
  },
];

/** Who has them. */
export const namespaceBindings: readonly PolicyBinding[] = [
  {
    namespace: system,
    name: `system::${reader}`,
    role: reader,
    subjects: ['User system:kube-controller-manager', 'User system:kube-scheduler'],
  },
  {
    namespace: system,
    name: manager,
    subjects: ['User system:kube-controller-manager', 'ServiceAccount kube-controller-manager'],
  },
  {
    namespace: system,
    name: scheduler,
    subjects: ['User system:kube-scheduler', 'ServiceAccount kube-scheduler'],
  },
  { namespace: system, name: signer, subjects: ['ServiceAccount bootstrap-signer'] },
  {
    namespace: system,
    name: 'system:controller:cloud-provider',
    subjects: ['ServiceAccount cloud-provider'],
  },
  {
    namespace: system,
    name: 'system:controller:token-cleaner',
    subjects: ['ServiceAccount token-cleaner'],
  },
  { namespace: 'kube-public', name: signer, subjects: ['ServiceAccount bootstrap-signer'] },
];
