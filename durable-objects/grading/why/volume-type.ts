import type { Volume } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';

/** The field that says where a volume comes from, e.g. `emptyDir`. */
export function volumeType(volume: Frozen<Volume>): string | undefined {
  return Object.entries(volume).find(([key, value]) => key !== 'name' && value !== undefined)?.[0];
}
