import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { setCondition } from './conditions.ts';
import { type CustomResourceDefinition, customResourceDefinitionSchema } from './schema.ts';
import { definitionWarnings, validateDefinition, validateDefinitionUpdate } from './validation.ts';

/** The finalizer under which instances are deleted before their definition. */
export const cleanupFinalizer = 'customresourcecleanup.apiextensions.k8s.io';

/** Defaults and rules; follows apiextensions-apiserver's registry/customresourcedefinition. */
export const customResourceDefinitionStrategy: Strategy<CustomResourceDefinition> = {
  setDefaults(draft) {
    fillZeroValues(customResourceDefinitionSchema, draft);
    const { names } = draft.spec;
    names.singular ||= names.kind.toLowerCase();
    if (names.kind !== '') names.listKind ||= `${names.kind}List`;
    draft.spec.conversion ??= { strategy: 'None' };
    const port = draft.spec.conversion.webhook?.clientConfig?.service;
    if (port) port.port ??= 443;
    if (draft.status.storedVersions.length === 0) storeVersion(draft);
  },
  prepareForCreate(draft) {
    draft.status = { conditions: [], acceptedNames: { plural: '', kind: '' }, storedVersions: [] };
    storeVersion(draft);
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<CustomResourceDefinition['status']>(old.status);
    storeVersion(draft);
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  validate: validateDefinition,
  validateUpdate: validateDefinitionUpdate,
  warnings: definitionWarnings,
  // Instances go first: the finalizer keeps the definition until then.
  holdsDeletion: ({ metadata }) =>
    metadata.deletionTimestamp === undefined ||
    metadata.finalizers?.includes(cleanupFinalizer) === true,
  prepareForDelete({ metadata, status }) {
    const finalizers = metadata.finalizers ?? [];
    if (!finalizers.includes(cleanupFinalizer))
      metadata.finalizers = [...finalizers, cleanupFinalizer];
    setCondition(status, metadata.deletionTimestamp ?? metadata.creationTimestamp, {
      type: 'Terminating',
      status: 'True',
      reason: 'InstanceDeletionPending',
      message:
        'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
    });
  },
  allowUnconditionalUpdate: false,
};

/** The version that objects are stored in is one that they have been stored in. */
function storeVersion({ spec, status }: CustomResourceDefinition): void {
  const storage = spec.versions.find((version) => version.storage)?.name;
  if (storage === undefined || status.storedVersions.includes(storage)) return;
  status.storedVersions.push(storage);
}
