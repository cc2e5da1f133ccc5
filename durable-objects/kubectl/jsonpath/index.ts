import { type JsonPath, parseJsonPath as parse } from '../../apimachinery/jsonpath/jsonpath.ts';
import { JsonPathError } from '../../apimachinery/jsonpath/lexer.ts';
import { KubectlError } from '../failure.ts';

export { type JsonPath, showValue } from '../../apimachinery/jsonpath/jsonpath.ts';

/** Reads a template such as `{.items[*].metadata.name}`; what is wrong is kubectl's own error. */
export function parseJsonPath(source: string, missingKeyIsError = false): JsonPath {
  const path = told(() => parse(source, missingKeyIsError));
  return {
    find: (value) => told(() => path.find(value)),
    print: (value) => told(() => path.print(value)),
  };
}

/** `.a`, `a` and `{.a}` are the same where kubectl is lenient (RelaxedJSONPathExpression). */
export function relaxed(path: string): string {
  if (path === '') return path;
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(path);
  if (!match)
    throw new KubectlError(
      `unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'`,
    );
  return `{.${match[1] ?? match[2]}}`;
}

function told<R>(act: () => R): R {
  try {
    return act();
  } catch (error) {
    throw error instanceof JsonPathError ? new KubectlError(error.message) : error;
  }
}
