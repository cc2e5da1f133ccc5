import { isObject } from '../lib/json.ts';
import type { Complaint } from './load.ts';
import { findResource } from './objects.ts';
import type { LabSpec } from './schema.ts';

/** Rules over a whole lab: ids are there once, `needs` names earlier ones, kinds are known. */
export function checkNames(lab: LabSpec): readonly Complaint[] {
  return [...checkTasks(lab), ...checkKinds(lab, [])];
}

function checkTasks(lab: LabSpec): readonly Complaint[] {
  const complaints: Complaint[] = [];
  const taskIds = new Set<string>();
  const checkIds = new Set<string>();
  const add = (ids: Set<string>, id: string, path: readonly PropertyKey[]): void => {
    if (ids.has(id)) complaints.push({ path, message: `${id} is there twice` });
    ids.add(id);
  };
  const known = (ids: Set<string>, needs: readonly string[], path: readonly PropertyKey[]): void =>
    needs.forEach((id, i) => {
      if (!ids.has(id))
        complaints.push({ path: [...path, i], message: `${id} does not come before` });
    });
  lab.tasks.forEach((task, t) => {
    const path = ['tasks', t];
    known(taskIds, task.needs ?? [], [...path, 'needs']);
    add(taskIds, task.id, [...path, 'id']);
    task.checks.forEach((check, c) => {
      const at = [...path, 'checks', c];
      known(checkIds, check.needs ?? [], [...at, 'needs']);
      if (!check.experiment) add(checkIds, check.id, [...at, 'id']);
      check.experiment?.checks.forEach((inner, i) => {
        const inside = [...at, 'experiment', 'checks', i];
        known(checkIds, inner.needs ?? [], [...inside, 'needs']);
        add(checkIds, inner.id, [...inside, 'id']);
      });
    });
  });
  return complaints;
}

function checkKinds(value: unknown, path: readonly PropertyKey[]): readonly Complaint[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => checkKinds(item, [...path, i]));
  if (!isObject(value)) return [];
  const { apiVersion, kind } = value;
  if (typeof apiVersion === 'string' && typeof kind === 'string') {
    if (findResource({ apiVersion, kind })) return [];
    return [{ path: [...path, 'kind'], message: `there is no ${kind} in ${apiVersion}` }];
  }
  return Object.entries(value).flatMap(([key, member]) => checkKinds(member, [...path, key]));
}
