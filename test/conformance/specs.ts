import { apiMachinery } from './specs/api-machinery.ts';
import { apps } from './specs/apps.ts';
import type { Area } from './specs/area.ts';
import { scheduling } from './specs/scheduling.ts';
import { storage } from './specs/storage.ts';

/** What became of a spec. */
export type Statement =
  | { readonly file: string; readonly title: string }
  | { readonly missing: string };

/** Every spec that the simulation accounts for, by its name without `[Conformance]`. */
export const specs: readonly (readonly [name: string, Statement])[] = [
  ...apiMachinery,
  ...apps,
  ...scheduling,
  ...storage,
].flatMap(statements);

function statements(area: Area): readonly (readonly [string, Statement])[] {
  return area.specs.map((entry) => {
    const [spec, title] = typeof entry === 'string' ? [entry, entry] : entry;
    const statement = 'file' in area ? { file: area.file, title } : { missing: area.missing };
    return [`${area.area} ${spec}`, statement];
  });
}
