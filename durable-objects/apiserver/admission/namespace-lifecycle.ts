import { namespaces } from '../../api/core/namespace/resource.ts';
import { notFound, StatusError } from '../../apimachinery/status-error.ts';
import { refused } from './attributes.ts';
import type { AdmissionAttributes, AdmissionPlugin } from './plugin.ts';

const immortal = new Set(['default', 'kube-system', 'kube-public']);

/** Nothing is made in a namespace that is missing or on its way out; some namespaces stay. */
export const namespaceLifecycle: AdmissionPlugin = {
  name: 'NamespaceLifecycle',
  admit(attributes) {
    const { resource, operation, namespace, name, read } = attributes;
    const isNamespace =
      resource.group === namespaces.group && resource.plural === namespaces.plural;
    if (operation === 'DELETE' && isNamespace && immortal.has(name)) {
      throw refused(attributes, 'this namespace may not be deleted');
    }
    if (namespace === '' || isNamespace || operation === 'DELETE') return;
    const found = read.get(namespaces, { namespace: '', name: namespace });
    if (!found) throw notFound(namespaces, namespace);
    if (operation === 'CREATE' && found.status.phase === 'Terminating') {
      throw terminating(attributes);
    }
  },
};

function terminating(attributes: AdmissionAttributes): StatusError {
  const { namespace } = attributes;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const { body } = refused(attributes, why);
  const cause = {
    reason: 'NamespaceTerminating',
    message: `namespace ${namespace} is being terminated`,
    field: 'metadata.namespace',
  };
  return new StatusError(403, 'Forbidden', body.message, { ...body.details, causes: [cause] });
}
