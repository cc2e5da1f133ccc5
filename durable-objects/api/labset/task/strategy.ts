import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { type Task, taskSchema } from './schema.ts';
import { validateTask } from './validation.ts';

/** Defaults and rules of Task, a lab's graded task. */
export const taskStrategy: Strategy<Task> = {
  setDefaults(draft) {
    fillZeroValues(taskSchema, draft);
    const { spec, status } = draft;
    spec.description ??= '';
    spec.order ??= 0;
    for (const hint of spec.hints ?? []) hint.cost ??= 0;
    status.state ??= 'ToDo';
    status.score ??= 0;
  },
  prepareForCreate(draft) {
    draft.status = { state: 'ToDo', score: 0 };
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<Task['status']>(old.status);
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<Task['spec']>(old.spec);
  },
  validate: validateTask,
  validateUpdate: () => [],
};
