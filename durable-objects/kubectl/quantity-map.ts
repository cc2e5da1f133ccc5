import { formatQuantity, readQuantity } from '../apimachinery/quantity.ts';
import { KubectlError } from './failure.ts';

/** `cpu=1,memory=1Gi` as a map; undefined for nothing. Throws KubectlError (populateResourceListV1). */
export function quantityMap(text: string): { readonly [resource: string]: string } | undefined {
  if (text === '') return undefined;
  const entries = text.split(',').map((statement) => {
    const [resource = '', amount, ...more] = statement.split('=');
    if (amount === undefined || more.length > 0)
      throw new KubectlError(`Invalid argument syntax ${statement}, expected <resource>=<value>`);
    const reading = readQuantity(amount);
    if ('error' in reading) throw new KubectlError(reading.error);
    return [resource, formatQuantity(reading.quantity)] as const;
  });
  return Object.fromEntries(entries);
}
