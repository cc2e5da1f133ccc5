import type { Area } from './area.ts';

const noServers =
  'No webhook server can be reached from a simulated cluster: configurations that call one are refused.';

/** The specs of [sig-api-machinery]. */
export const apiMachinery: readonly Area[] = [
  {
    area: '[sig-api-machinery] API priority and fairness',
    missing: 'No test states it yet.',
    specs: [
      'should support FlowSchema API operations',
      'should support PriorityLevelConfiguration API operations',
    ],
  },
  {
    area: '[sig-api-machinery] AdmissionWebhook [Privileged:ClusterAdmin]',
    missing: noServers,
    specs: [
      'listing mutating webhooks should work',
      'listing validating webhooks should work',
      'patching/updating a mutating webhook should work',
      'patching/updating a validating webhook should work',
      'should be able to create and update mutating webhook configurations with match conditions',
      'should be able to create and update validating webhook configurations with match conditions',
      'should be able to deny attaching pod',
      'should be able to deny custom resource creation, update and deletion',
      'should be able to deny pod and configmap creation',
      'should deny crd creation',
      'should honor timeout',
      'should mutate configmap',
      'should mutate custom resource',
      'should mutate custom resource with different stored version',
      'should mutate custom resource with pruning',
      "should mutate everything except 'skip-me' configmaps",
      'should mutate pod and apply defaults after mutation',
      'should not be able to mutate or prevent deletion of webhook configuration objects',
      'should reject mutating webhook configurations with invalid match conditions',
      'should reject validating webhook configurations with invalid match conditions',
      'should unconditionally reject operations on fail closed webhook',
    ],
  },
  {
    area: '[sig-api-machinery] AdmissionWebhook [Privileged:ClusterAdmin]',
    file: 'durable-objects/apiserver/admission/policies/validating.test.ts',
    specs: ['should include webhook resources in discovery documents'],
  },
  {
    area: '[sig-api-machinery] AggregatedDiscovery',
    file: 'durable-objects/apiserver/discovery/discovery.test.ts',
    specs: [
      ['should support aggregated discovery interface', 'aggregated and legacy agree'],
      [
        'should support raw aggregated discovery endpoint Accept headers',
        'aggregated and legacy agree',
      ],
    ],
  },
  {
    area: '[sig-api-machinery] AggregatedDiscovery',
    missing: 'No test states it yet.',
    specs: [
      'should support aggregated discovery interface for CRDs',
      'should support raw aggregated discovery request for CRDs',
    ],
  },
  {
    area: '[sig-api-machinery] Aggregator',
    missing:
      'No image of a simulated cluster has an extension API server in it, so that nothing can be aggregated.',
    specs: [
      'Should be able to support the 1.17 Sample API Server using the current Aggregator [LinuxOnly]',
    ],
  },
  {
    area: '[sig-api-machinery] CustomResourceConversionWebhook [Privileged:ClusterAdmin]',
    missing: noServers,
    specs: [
      'should be able to convert a non homogeneous list of CRs',
      'should be able to convert from CR v1 to CR v2',
    ],
  },
  {
    area: '[sig-api-machinery] CustomResourceDefinition Watch [Privileged:ClusterAdmin]',
    file: 'durable-objects/apiextensions/definitions.test.ts',
    specs: ['CustomResourceDefinition Watch watch on custom resource definition objects'],
  },
  {
    area: '[sig-api-machinery] CustomResourceDefinition resources [Privileged:ClusterAdmin]',
    file: 'durable-objects/apiextensions/definitions.test.ts',
    specs: [
      [
        'Simple CustomResourceDefinition creating/deleting custom resource definition objects works',
        'creating/deleting custom resource definition objects works',
      ],
      [
        'Simple CustomResourceDefinition getting/updating/patching custom resource definition status sub-resource works',
        'getting/updating/patching custom resource definition status sub-resource works',
      ],
      [
        'Simple CustomResourceDefinition listing custom resource definition objects works',
        'listing custom resource definition objects works',
      ],
      'custom resource defaulting for requests and from storage works',
      'should include custom resource definition resources in discovery documents',
    ],
  },
  {
    area: '[sig-api-machinery] CustomResourceFieldSelectors [Privileged:ClusterAdmin]',
    file: 'durable-objects/apiextensions/definitions.test.ts',
    specs: [
      'CustomResourceFieldSelectors MUST list and watch custom resources matching the field selector',
    ],
  },
  {
    area: '[sig-api-machinery] CustomResourcePublishOpenAPI [Privileged:ClusterAdmin]',
    file: 'durable-objects/apiextensions/publish-openapi.test.ts',
    specs: [
      'removes definition from spec when one version gets changed to not be served',
      'updates the published spec when one version gets renamed',
      'works for CRD preserving unknown fields at the schema root',
      'works for CRD preserving unknown fields in an embedded object',
      'works for CRD with validation schema',
      'works for CRD without validation schema',
      'works for multiple CRDs of different groups',
      'works for multiple CRDs of same group and version but different kinds',
      'works for multiple CRDs of same group but different versions',
    ],
  },
  {
    area: '[sig-api-machinery] Discovery',
    file: 'durable-objects/apiserver/discovery/discovery.test.ts',
    specs: [
      [
        'should locate the groupVersion and a resource within each APIGroup',
        'resources of a version, as the real one lists them',
      ],
    ],
  },
  {
    area: '[sig-api-machinery] Discovery',
    file: 'durable-objects/apiserver/discovery/golden.test.ts',
    specs: [
      [
        'should validate PreferredVersion for each APIGroup',
        'raw-apis: the same groups in the same order',
      ],
    ],
  },
  {
    area: '[sig-api-machinery] FieldValidation',
    file: 'durable-objects/apiextensions/custom-resources.test.ts',
    specs: [
      'should create/apply a CR with unknown fields for CRD with no validation schema',
      'should create/apply a valid CR for CRD with validation schema',
      'should create/apply an invalid CR with extra properties for CRD with validation schema',
      'should detect duplicates in a CR when preserving unknown fields',
      'should detect unknown and duplicate fields of a typed object',
      'should detect unknown metadata fields in both the root and embedded object of a CR',
      'should detect unknown metadata fields of a typed object',
    ],
  },
  {
    area: '[sig-api-machinery] Garbage collector',
    file: 'durable-objects/controllers/garbagecollector/conformance.test.ts',
    specs: [
      'should delete RS created by deployment when not orphaning',
      'should delete pods created by rc when not orphaning',
      'should keep the rc around until all its pods are deleted if the deleteOptions says so [Serial]',
      'should not be blocked by dependency circle',
      "should not delete dependents that have both valid owner and owner that's waiting for dependents to be deleted [Serial]",
      'should orphan RS created by deployment when deleteOptions.PropagationPolicy is Orphan',
      'should orphan pods created by rc if delete options say so [Serial]',
    ],
  },
  {
    area: '[sig-api-machinery] MutatingAdmissionPolicy [Privileged:ClusterAdmin]',
    file: 'durable-objects/apiserver/admission/policies/mutating.test.ts',
    specs: [
      'should mutate a Deployment',
      'should mutate a Deployment with annotations',
      'should support MutatingAdmissionPolicy API operations',
      'should support MutatingAdmissionPolicyBinding API operations',
    ],
  },
  {
    area: '[sig-api-machinery] Namespaces [Serial]',
    missing: 'No test states it yet.',
    specs: [
      'should apply a finalizer to a Namespace',
      'should apply an update to a Namespace',
      'should apply changes to a namespace status',
      'should ensure that all services are removed when a namespace is deleted',
      'should patch a Namespace',
    ],
  },
  {
    area: '[sig-api-machinery] Namespaces [Serial]',
    file: 'durable-objects/controllers/namespace/controller.test.ts',
    specs: [
      [
        'should ensure that all pods are removed when a namespace is deleted',
        'deleting one deletes everything in it',
      ],
    ],
  },
  {
    area: '[sig-api-machinery] OrderedNamespaceDeletion',
    file: 'durable-objects/controllers/namespace/controller.test.ts',
    specs: [['namespace deletion should delete pod first', 'pods go before what they use']],
  },
  {
    area: '[sig-api-machinery] ResourceQuota',
    file: 'durable-objects/cluster/resource-quota.test.ts',
    specs: [
      'should apply changes to a resourcequota status',
      'should be able to update and delete ResourceQuota.',
      [
        'should create a ResourceQuota and capture the life of a configMap.',
        'capture the life of a secret and of a configMap.',
      ],
      [
        'should create a ResourceQuota and capture the life of a pod.',
        'capture the life of a pod.',
      ],
      [
        'should create a ResourceQuota and capture the life of a replica set.',
        'capture the life of a replica set.',
      ],
      [
        'should create a ResourceQuota and capture the life of a secret.',
        'capture the life of a secret and of a configMap.',
      ],
      [
        'should create a ResourceQuota and capture the life of a service.',
        'capture the life of a service.',
      ],
      [
        'should create a ResourceQuota and ensure its status is promptly calculated.',
        'ensure its status is promptly calculated.',
      ],
      ['should verify ResourceQuota with best effort scope.', 'with best effort scope.'],
      ['should verify ResourceQuota with terminating scopes.', 'with terminating scopes.'],
    ],
  },
  {
    area: '[sig-api-machinery] ResourceQuota',
    missing: 'No test states it yet.',
    specs: [
      'should create a ResourceQuota and capture the life of a replication controller.',
      'should manage the lifecycle of a ResourceQuota',
    ],
  },
  {
    area: '[sig-api-machinery] Servers with support for API chunking',
    file: 'durable-objects/apiserver/list/list.test.ts',
    specs: [
      ['should return chunks of results for list calls', 'all pages together are the whole list'],
      [
        'should support continue listing from the last key if the original version has been compacted away, though the list is inconsistent [Slow]',
        'a page beyond the history may go on without consistency',
      ],
    ],
  },
  {
    area: '[sig-api-machinery] Servers with support for Table transformation',
    missing: 'No test states it yet.',
    specs: ['should return a 406 for a backend which does not implement metadata'],
  },
  {
    area: '[sig-api-machinery] ValidatingAdmissionPolicy [Privileged:ClusterAdmin]',
    file: 'durable-objects/apiserver/admission/policies/validating.test.ts',
    specs: [
      'should allow expressions to refer variables.',
      'should support ValidatingAdmissionPolicy API operations',
      'should support ValidatingAdmissionPolicyBinding API operations',
      'should validate against a Deployment',
    ],
  },
  {
    area: '[sig-api-machinery] Watchers',
    file: 'durable-objects/apiserver/watch/watch.test.ts',
    specs: [
      [
        'should be able to restart watching from the last resource version observed by the previous watch',
        'where a watch begins',
      ],
      ['should be able to start watching from a specific resource version', 'where a watch begins'],
      [
        'should observe add, update, and delete watch notifications on configmaps',
        'what enters a selection is added, what leaves it is deleted',
      ],
      [
        'should observe an object deletion if it stops meeting the requirements of the selector',
        'what enters a selection is added, what leaves it is deleted',
      ],
    ],
  },
  {
    area: '[sig-api-machinery] Watchers',
    missing: 'No test states it yet.',
    specs: ['should receive events on concurrent watches in same order'],
  },
  {
    area: '[sig-api-machinery] server version',
    file: 'durable-objects/apiserver/discovery/discovery.test.ts',
    specs: [['should find the server version', 'health in full ends as the real one']],
  },
];
