import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  int32,
  object,
  present,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';

export const taskHint = object('dev.labset.v1.TaskHint', {
  text: required(string()),
  /** Points that reading it takes off the task's score. */
  cost: present(int32()),
});
export type TaskHint = Infer<typeof taskHint>;

export const taskSpec = object('dev.labset.v1.TaskSpec', {
  title: required(string()),
  description: present(string()),
  points: required(int32()),
  /** Place among the lab's tasks, from 1. */
  order: present(int32()),
  hints: array(taskHint, { list: 'atomic' }),
});
export type TaskSpec = Infer<typeof taskSpec>;

export const taskStatus = object('dev.labset.v1.TaskStatus', {
  state: present(string(['ToDo', 'Waiting', 'Partly', 'Met', 'NotMet', 'Locked'])),
  score: present(int32()),
  observed: string(),
  expected: string(),
  why: array(string(), { list: 'atomic' }),
  /** The hints that have been opened. */
  hints: array(string(), { list: 'atomic' }),
  lastTransitionTime: time(),
});
export type TaskStatus = Infer<typeof taskStatus>;

/** One graded task of a lab, as the learner sees it with `kubectl get tasks`. */
export const taskSchema = object('dev.labset.v1.Task', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(taskSpec),
  status: present(taskStatus),
});
export type Task = Infer<typeof taskSchema>;
