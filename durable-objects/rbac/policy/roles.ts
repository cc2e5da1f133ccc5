import { writesEvents } from './notation.ts';

/** A role of the bootstrap policy: its rules, or the label whose roles it gathers. */
export interface PolicyRole {
  readonly rules?: readonly string[];
  readonly gathers?: string;
  /** The role that gathers this one: admin, edit or view. */
  readonly gatheredBy?: string;
}

/** Sentences about certificates that several roles share. */
const approves = (signer: string): PolicyRole => ({
  rules: [`approve | certificates.k8s.io | signers | kubernetes.io/${signer}`],
});

const publicPaths = '/healthz /livez /readyz /version /version/';

/** Cluster roles of v1.36 for people and components (plugin/pkg/auth/.../bootstrappolicy). */
export const clusterRoleRules: { readonly [name: string]: PolicyRole } = {
  'cluster-admin': { rules: ['* | * | *', '* | *'] },
  admin: { gathers: 'admin' },
  edit: { gathers: 'edit', gatheredBy: 'admin' },
  view: { gathers: 'view', gatheredBy: 'edit' },
  'system:aggregate-to-admin': {
    gatheredBy: 'admin',
    rules: [
      'create | authorization.k8s.io | localsubjectaccessreviews',
      'read write | rbac.authorization.k8s.io | roles rolebindings',
    ],
  },
  'system:aggregate-to-edit': {
    gatheredBy: 'edit',
    rules: [
      'read | core | pods/attach pods/proxy pods/exec pods/portforward secrets services/proxy',
      'impersonate | core | serviceaccounts',
      'write | core | pods pods/attach pods/proxy pods/exec pods/portforward',
      'create | core | pods/eviction',
      `write | core | replicationcontrollers replicationcontrollers/scale serviceaccounts services
         services/proxy persistentvolumeclaims configmaps secrets events`,
      'create | core | serviceaccounts/token',
      `write | apps | statefulsets statefulsets/scale daemonsets deployments deployments/scale
         deployments/rollback replicasets replicasets/scale`,
      'write | autoscaling | horizontalpodautoscalers',
      'write | batch | jobs cronjobs',
      `write | extensions | daemonsets deployments deployments/scale deployments/rollback ingresses
         replicasets replicasets/scale replicationcontrollers/scale networkpolicies`,
      'write | policy | poddisruptionbudgets',
      'write | networking.k8s.io | networkpolicies ingresses',
      'read write | coordination.k8s.io | leases',
      'write | resource.k8s.io | resourceclaims resourceclaimtemplates',
    ],
  },
  'system:aggregate-to-view': {
    gatheredBy: 'view',
    rules: [
      `read | core | pods replicationcontrollers replicationcontrollers/scale serviceaccounts
         services services/status endpoints persistentvolumeclaims persistentvolumeclaims/status
         configmaps`,
      `read | core | limitranges resourcequotas bindings events pods/status resourcequotas/status
         namespaces/status replicationcontrollers/status pods/log`,
      'read | core | namespaces',
      'read | discovery.k8s.io | endpointslices',
      `read | apps | controllerrevisions statefulsets statefulsets/status statefulsets/scale
         daemonsets daemonsets/status deployments deployments/status deployments/scale replicasets
         replicasets/status replicasets/scale`,
      'read | autoscaling | horizontalpodautoscalers horizontalpodautoscalers/status',
      'read | batch | jobs cronjobs cronjobs/status jobs/status',
      `read | extensions | daemonsets daemonsets/status deployments deployments/scale
         deployments/status ingresses ingresses/status replicasets replicasets/scale
         replicasets/status replicationcontrollers/scale networkpolicies`,
      'read | policy | poddisruptionbudgets poddisruptionbudgets/status',
      'read | networking.k8s.io | networkpolicies ingresses ingresses/status',
      'read | resource.k8s.io | resourceclaims resourceclaims/status resourceclaimtemplates',
    ],
  },
  'system:discovery': {
    rules: [`get | ${publicPaths} /openapi /openapi/* /api /api/* /apis /apis/*`],
  },
  'system:public-info-viewer': { rules: [`get | ${publicPaths}`] },
  'system:monitoring': {
    rules: ['get | /healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/*'],
  },
  'system:basic-user': {
    rules: [
      'create | authorization.k8s.io | selfsubjectaccessreviews selfsubjectrulesreviews',
      'create | authentication.k8s.io | selfsubjectreviews',
    ],
  },
  'system:service-account-issuer-discovery': {
    rules: ['get | /.well-known/openid-configuration /openid/v1/jwks'],
  },
  'system:auth-delegator': {
    rules: [
      'create | authentication.k8s.io | tokenreviews',
      'create | authorization.k8s.io | subjectaccessreviews',
    ],
  },
  'system:certificates.k8s.io:certificatesigningrequests:nodeclient': {
    rules: ['create | certificates.k8s.io | certificatesigningrequests/nodeclient'],
  },
  'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient': {
    rules: ['create | certificates.k8s.io | certificatesigningrequests/selfnodeclient'],
  },
  'system:certificates.k8s.io:kube-apiserver-client-approver': approves('kube-apiserver-client'),
  'system:certificates.k8s.io:kube-apiserver-client-kubelet-approver': approves(
    'kube-apiserver-client-kubelet',
  ),
  'system:certificates.k8s.io:kubelet-serving-approver': approves('kubelet-serving'),
  'system:certificates.k8s.io:legacy-unknown-approver': approves('legacy-unknown'),
  'system:heapster': {
    rules: ['read | core | events pods nodes namespaces', 'read | extensions | deployments'],
  },
  'system:kube-aggregator': { rules: ['read | core | services endpoints'] },
  'system:kube-dns': { rules: ['list watch | core | endpoints services'] },
  'system:kubelet-api-admin': {
    rules: [
      'read | core | nodes',
      'proxy | core | nodes',
      `* | core | nodes/proxy nodes/metrics nodes/stats nodes/log nodes/pods nodes/healthz
         nodes/configz`,
    ],
  },
  'system:node-bootstrapper': {
    rules: ['create read | certificates.k8s.io | certificatesigningrequests'],
  },
  'system:node-problem-detector': {
    rules: ['get | core | nodes', 'patch | core | nodes/status', writesEvents],
  },
  'system:node-proxier': {
    rules: [
      'list watch | core | services endpoints',
      'read | core | nodes',
      writesEvents,
      'list watch | networking.k8s.io | servicecidrs',
      'list watch | discovery.k8s.io | endpointslices',
    ],
  },
  'system:persistent-volume-provisioner': {
    rules: [
      'read create delete | core | persistentvolumes',
      'read update | core | persistentvolumeclaims',
      'read | storage.k8s.io | storageclasses',
      'watch | core | events',
      writesEvents,
    ],
  },
  'system:volume-scheduler': {
    rules: [
      'read patch update | core | persistentvolumes',
      'read | storage.k8s.io | storageclasses',
      'read patch update | core | persistentvolumeclaims',
    ],
  },
};
