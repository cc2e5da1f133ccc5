import { parseSelector } from '../apimachinery/label-parser.ts';
import type { Selector } from '../apimachinery/labels.ts';
import { StatusError } from '../apimachinery/status-error.ts';
import type { JsonObject } from '../lib/json.ts';
import { KubectlError } from './failure.ts';

/** `a=b,c in (d)` as a LabelSelector (metav1.ParseToLabelSelector). Throws KubectlError. */
export function labelSelectorOf(text: string): JsonObject {
  const wrong = `couldn't parse the selector string "${text}": `;
  const matchLabels: { [key: string]: string } = {};
  const matchExpressions: JsonObject[] = [];
  for (const { key, operator, values } of selectorOrFail(text, wrong).requirements) {
    switch (operator) {
      case '=':
      case '==':
        matchLabels[key] = values[0] ?? '';
        break;
      case 'in':
        matchExpressions.push({ key, operator: 'In', values });
        break;
      case 'notin':
        matchExpressions.push({ key, operator: 'NotIn', values });
        break;
      case 'exists':
        matchExpressions.push({ key, operator: 'Exists' });
        break;
      case '!':
        matchExpressions.push({ key, operator: 'DoesNotExist' });
        break;
      default:
        throw new KubectlError(`${JSON.stringify(operator)} isn't supported in label selectors`);
    }
  }
  return {
    ...(Object.keys(matchLabels).length === 0 ? {} : { matchLabels }),
    ...(matchExpressions.length === 0 ? {} : { matchExpressions }),
  };
}

/** A selector as somebody typed it. Throws KubectlError. */
export function selectorOrFail(text: string, because = ''): Selector {
  try {
    return parseSelector(text);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    throw new KubectlError(`${because}${error.message}`);
  }
}
