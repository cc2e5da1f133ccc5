import { ageColumn, integerColumns, nameColumn } from '../../apimachinery/columns.ts';
import { ageOf } from '../../apimachinery/duration.ts';
import { type FieldError, forbiddenError } from '../../apimachinery/field-error.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Strategy, TableConvertor } from '../../apimachinery/resource.ts';

type Configuration = KubeObject & { webhooks?: readonly object[] | undefined };

/**
 * Nothing can be called from inside a cluster that is simulated: a configuration with webhooks is
 * refused, since it would be accepted and do nothing.
 */
export const webhookStrategy: Strategy<Configuration> = {
  setDefaults: () => {},
  validate: ({ webhooks = [] }): readonly FieldError[] =>
    webhooks.length === 0
      ? []
      : [
          forbiddenError(
            'webhooks',
            'this cluster cannot call admission webhooks; use a ValidatingAdmissionPolicy or a MutatingAdmissionPolicy',
          ),
        ],
  validateUpdate: () => [],
};

/** Columns of both kinds of configurations. */
export const webhookTable: TableConvertor<Configuration> = {
  columns: [nameColumn, ...integerColumns('Webhooks'), ageColumn],
  cells: ({ metadata, webhooks = [] }, now) => [
    metadata.name,
    webhooks.length,
    ageOf(metadata.creationTimestamp, now),
  ],
};
