import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { parseJsonPath, relaxed, showValue } from '../../jsonpath/index.ts';

/** Whether an object is as `--for` says. Throws KubectlError for what it can't tell. */
export type Condition = (object: JsonObject) => boolean;

/** What `--for` asks for. Throws KubectlError. */
export function parseCondition(text: string): 'create' | 'delete' | Condition {
  const word = text.toLowerCase();
  if (word === 'create' || word === 'delete') return word;
  if (text.startsWith('condition=')) {
    const [, type = '', status = 'true'] = /^condition=([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
    return (object) => hasCondition(object, type, status);
  }
  if (text.startsWith('jsonpath=')) return jsonPathCondition(text.slice('jsonpath='.length));
  throw new KubectlError(`unrecognized condition: ${JSON.stringify(text)}`);
}

function hasCondition(object: JsonObject, type: string, status: string): boolean {
  const own = isObject(object.status) ? object.status : {};
  const conditions: readonly Json[] = Array.isArray(own.conditions) ? own.conditions : [];
  const found = conditions
    .filter(isObject)
    .find((one) => String(one.type).toLowerCase() === type.toLowerCase());
  if (!found) return false;
  const generation = isObject(object.metadata) ? object.metadata.generation : undefined;
  const observed = found.observedGeneration ?? own.observedGeneration;
  if (generation !== undefined && observed !== undefined && Number(observed) < Number(generation))
    return false;
  return String(found.status).toLowerCase() === status.toLowerCase();
}

function jsonPathCondition(input: string): Condition {
  const [expression = '', wanted, ...more] = input
    .split(/(?<!=)=(?!=)/)
    .map((part, i) => (i === 0 ? part : part.replace(/^['"]+|['"]+$/g, '')));
  if (more.length > 0)
    throw new KubectlError(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
    );
  const template = relaxed(expression);
  if (wanted === '')
    throw new KubectlError(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    );
  if (template === '') throw new KubectlError('jsonpath expression cannot be empty');
  const path = parseJsonPath(template);
  return (object) => {
    const [value, ...others] = path.find(object);
    if (value === undefined) return false;
    if (others.length > 0)
      throw new KubectlError('given jsonpath expression matches more than one value');
    if (wanted === undefined) return true;
    if (typeof value === 'object' && value !== null)
      throw new KubectlError('jsonpath leads to a nested object or list which is not supported');
    return showValue(value).trim() === wanted.trim();
  };
}
