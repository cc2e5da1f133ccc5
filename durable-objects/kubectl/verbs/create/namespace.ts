import { generatorVerb, metadataOf, requireName } from './generator.ts';

/** `kubectl create namespace`. */
export const createNamespace = generatorVerb({
  name: 'create namespace',
  aliases: ['ns'],
  short: 'Create a namespace with the specified name',
  long: 'Create a namespace with the specified name.',
  examples: `  # Create a new namespace named my-namespace
  kubectl create namespace my-namespace`,
  usage: 'create namespace NAME [--dry-run=server|client|none] [options]',
  flags: [],
  makes: {
    group: '',
    version: 'v1',
    kind: 'Namespace',
    plural: 'namespaces',
    singular: 'namespace',
    namespaced: false,
  },
  build(_call, name) {
    requireName(name);
    return { metadata: { name }, spec: {}, status: {} };
  },
});

/** `kubectl create serviceaccount`. */
export const createServiceAccount = generatorVerb({
  name: 'create serviceaccount',
  aliases: ['sa'],
  short: 'Create a service account with the specified name',
  long: 'Create a service account with the specified name.',
  examples: `  # Create a new service account named my-service-account
  kubectl create serviceaccount my-service-account`,
  usage: 'create serviceaccount NAME [--dry-run=server|client|none] [options]',
  flags: [],
  makes: {
    group: '',
    version: 'v1',
    kind: 'ServiceAccount',
    plural: 'serviceaccounts',
    singular: 'serviceaccount',
    namespaced: true,
  },
  failure: 'failed to create serviceaccount: ',
  build(call, name) {
    requireName(name);
    return { metadata: metadataOf(call, name) };
  },
});
