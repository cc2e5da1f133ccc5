import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { attempt, throwAll } from '../failure.ts';
import { listOf, newPrintState, type ObjectPrinter } from '../print/output.ts';
import { sortBy } from '../print/sort.ts';
import type { Call } from '../verb.ts';
import { type GetTarget, selectorQuery, subresourceOf } from './get-options.ts';
import { isIgnored } from './get-tables.ts';

/** Prints what is asked for as objects: one as itself, others as a List. */
export function printObjects(
  call: Call,
  targets: readonly GetTarget[],
  print: ObjectPrinter,
  before: readonly Error[],
): number {
  const { cluster, args } = call;
  let objects: JsonObject[] = [];
  const own = attempt(targets, ({ resource, names, namespace }) => {
    if (names.length === 0)
      objects.push(...cluster.list(resource, namespace, selectorQuery(call)).items);
    const failed = attempt(names, (name) =>
      objects.push(cluster.request('GET', pathOf(resource, namespace, name, subresourceOf(call)))),
    );
    throwAll(failed);
  }).filter((error) => !isIgnored(call, error));
  const failures = [...before, ...own];
  if (args.text('sort-by') !== '')
    objects = sortBy(objects, args.text('sort-by'), (one): Json => one);
  const isSingle = isSingleItem(call, targets);
  const [only] = objects;
  if (isSingle && !only) {
    throwAll(failures);
    return 0;
  }
  if (objects.length > 0 || failures.length === 0)
    call.out(print(isSingle && only ? only : listOf(objects), newPrintState()));
  throwAll(failures);
  return 0;
}

/** One name, or one file that is not a folder: the object is printed as itself. */
function isSingleItem({ args, files }: Call, targets: readonly GetTarget[]): boolean {
  if (targets.length !== 1 || targets[0]?.names.length !== 1) return false;
  if (args.text('kustomize') !== '') return false;
  const paths = args.list('filename');
  return (
    paths.length === 0 ||
    (paths.length === 1 && !args.is('recursive') && files.type(paths[0] ?? '') !== 'directory')
  );
}

/** The items of a list answer, each with its kind; or the object itself. */
export function objectsIn(answer: JsonObject, kind: string): readonly JsonObject[] {
  const type = { apiVersion: String(answer.apiVersion), kind };
  const items = Array.isArray(answer.items) ? answer.items.filter(isObject) : [answer];
  return items.map((item) => ({ ...type, ...item }));
}
