import { defineResource } from '../../../apimachinery/resource.ts';
import { type Task, taskSchema } from './schema.ts';
import { taskStrategy } from './strategy.ts';
import { taskTable } from './table.ts';

/** Handle of Task: `read.get(tasks, key)` is `Frozen<Task> | undefined`. */
export const tasks = defineResource<Task>({
  group: 'labset.dev',
  version: 'v1',
  kind: 'Task',
  plural: 'tasks',
  namespaced: false,
  schema: taskSchema,
  strategy: taskStrategy,
  table: taskTable,
  subresources: { status: true },
});
