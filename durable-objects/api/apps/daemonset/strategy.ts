import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, type Frozen, thaw } from '../../../lib/json.ts';
import { setPodSpecDefaults } from '../../pod-template/defaults.ts';
import { podWarnings } from '../../pod-template/warnings.ts';
import { type DaemonSet, daemonSetSchema } from './schema.ts';
import {
  templatePath,
  validateDaemonSet,
  validateDaemonSetStatusUpdate,
  validateDaemonSetUpdate,
} from './validation.ts';

/**
 * Internally a DaemonSet counts the generations of its template; apps/v1 shows the number in this
 * annotation.
 */
const templateGeneration = 'deprecated.daemonset.template.generation';

/** Defaults and rules of DaemonSet; follows pkg/registry/apps/daemonset. */
export const daemonSetStrategy: Strategy<DaemonSet> = {
  setDefaults,
  prepareForCreate(draft) {
    draft.status = noStatus();
    startGeneration(draft);
    annotate(draft, Math.max(1, generationOf(draft)));
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<DaemonSet['status']>(old.status);
    const isNewTemplate = !deepEqual(draft.spec.template, old.spec.template);
    annotate(draft, generationOf(old) + (isNewTemplate ? 1 : 0));
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<DaemonSet['spec']>(old.spec);
    annotate(draft, generationOf(old));
  },
  validate: validateDaemonSet,
  validateUpdate: validateDaemonSetUpdate,
  validateStatusUpdate: validateDaemonSetStatusUpdate,
  warnings({ spec }, old) {
    if (old && deepEqual(old.spec, spec)) return [];
    return podWarnings(spec.template.spec, spec.template.metadata, templatePath);
  },
};

function setDefaults(draft: DaemonSet): void {
  fillZeroValues(daemonSetSchema, draft);
  const { updateStrategy } = draft.spec;
  updateStrategy.type ||= 'RollingUpdate';
  if (updateStrategy.type === 'RollingUpdate') {
    updateStrategy.rollingUpdate ??= { maxUnavailable: 1, maxSurge: 0 };
    updateStrategy.rollingUpdate.maxUnavailable ??= 1;
    updateStrategy.rollingUpdate.maxSurge ??= 0;
  }
  draft.spec.revisionHistoryLimit ??= 10;
  setPodSpecDefaults(draft.spec.template.spec);
}

function noStatus(): DaemonSet['status'] {
  return {
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  };
}

function generationOf({ metadata }: Frozen<DaemonSet>): number {
  const text = metadata.annotations?.[templateGeneration] ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

function annotate({ metadata }: DaemonSet, generation: number): void {
  metadata.annotations = { ...metadata.annotations, [templateGeneration]: String(generation) };
}
