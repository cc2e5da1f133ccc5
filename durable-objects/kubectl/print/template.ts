import type { JsonObject } from '../../lib/json.ts';
import { KubectlError } from '../failure.ts';
import { type GoTemplate, parseGoTemplate, TemplateError } from '../template/index.ts';
import { show } from '../template/values.ts';
import { compactJson } from './json.ts';

/**
 * A printer for `-o go-template`. Throws KubectlError for a template that can't be read; one that
 * fails on an object prints what helps to mend it first (k8s.io/cli-runtime/pkg/printers).
 */
export function templatePrinter(
  source: string,
  { allowsMissingKeys = true }: { readonly allowsMissingKeys?: boolean },
): (object: JsonObject) => string {
  let template: GoTemplate;
  try {
    template = parseGoTemplate('output', source, { missingKeyIsError: !allowsMissingKeys });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new KubectlError(`error parsing template ${source}, ${error.message}\n`);
  }
  return (object) => {
    const { text, error } = template.execute(object);
    if (error === undefined) return text;
    throw new KubectlError(`error executing template ${JSON.stringify(source)}: ${error}`, 1, {
      out: `${text}Error executing template: ${error}. Printing more information for debugging the template:
\ttemplate was:
\t\t${source}
\traw data was:
\t\t${compactJson(object)}
\tobject given to template engine was:
\t\t${show(object)}

`,
    });
  };
}
