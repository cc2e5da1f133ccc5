import { isObject, type Json } from '../lib/json.ts';

/** Label requirements as Go prints them with `%+v`. */
export function requirementsText(expressions: readonly Json[]): string {
  const texts = expressions.filter(isObject).map(({ key, operator, values }) => {
    const list: readonly Json[] = Array.isArray(values) ? values : [];
    return `{Key:${String(key)} Operator:${String(operator)} Values:[${list.join(' ')}]}`;
  });
  return `[${texts.join(' ')}]`;
}
