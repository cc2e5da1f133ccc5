import { type FieldError, FieldPath, invalidError } from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors, qualifiedNameErrors } from '../../../apimachinery/names.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type Frozen, thaw } from '../../../lib/json.ts';
import { type Namespace, namespaceSchema } from './schema.ts';

/** Held by every namespace until its contents are gone. */
const kubernetesFinalizer = 'kubernetes';

/** Defaults and rules of Namespace; follows pkg/registry/core/namespace. */
export const namespaceStrategy: Strategy<Namespace> = {
  setDefaults(draft) {
    fillZeroValues(namespaceSchema, draft);
    draft.spec.finalizers ??= [];
    draft.status.phase ||= 'Active';
    labelWithName(draft);
  },
  prepareForCreate(draft) {
    draft.status = { phase: 'Active' };
    labelWithName(draft);
    if (!draft.spec.finalizers.includes(kubernetesFinalizer))
      draft.spec.finalizers.push(kubernetesFinalizer);
  },
  prepareForUpdate(draft, old) {
    draft.spec.finalizers = [...old.spec.finalizers];
    draft.status = thaw<Namespace['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<Namespace['spec']>(old.spec);
  },
  prepareForDelete(draft) {
    draft.status.phase = 'Terminating';
  },
  holdsDeletion: ({ spec }) => spec.finalizers.length > 0,
  prepareForFinalizeUpdate(draft, old) {
    draft.status = thaw<Namespace['status']>(old.status);
  },
  validateName: dns1123LabelErrors,
  validate: checkFinalizers,
  validateUpdate: () => [],
  validateStatusUpdate: checkPhase,
};

function checkFinalizers({ spec }: Frozen<Namespace>): readonly FieldError[] {
  const at = FieldPath.of('spec', 'finalizers');
  const text = 'name is neither a standard finalizer name nor is it fully qualified';
  return spec.finalizers.flatMap((name) => [
    ...checkName(qualifiedNameErrors, name, at),
    ...(name.includes('/') || standardFinalizers.has(name) ? [] : [invalidError(at, name, text)]),
  ]);
}

const standardFinalizers = new Set([kubernetesFinalizer, 'orphan', 'foregroundDeletion']);

function checkPhase({ metadata, status }: Frozen<Namespace>): readonly FieldError[] {
  const [phase, not] = metadata.deletionTimestamp ? ['Terminating', 'not '] : ['Active', ''];
  const text = `may only be '${phase}' if \`deletionTimestamp\` is ${not}empty`;
  return status.phase === phase ? [] : [invalidError('status.Phase', status.phase, text)];
}

function labelWithName(draft: Namespace): void {
  const { name } = draft.metadata;
  if (name)
    draft.metadata.labels = { ...draft.metadata.labels, 'kubernetes.io/metadata.name': name };
}
