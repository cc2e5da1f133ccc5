import { type KubeObject, objectMeta } from '../apimachinery/meta.ts';
import { defineResource } from '../apimachinery/resource.ts';
import { type Infer, int32, object, present, string } from '../apimachinery/schema.ts';

const schema = object('dev.labset.test.Widget', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(object('dev.labset.test.WidgetSpec', { size: int32() })),
});

/** A kind that has nothing special, for tests of what knows no kinds. */
export type Widget = Infer<typeof schema> & KubeObject;

export const widgets = defineResource<Widget>({
  group: 'test.labset.dev',
  version: 'v1',
  kind: 'Widget',
  plural: 'widgets',
  namespaced: true,
  schema,
  strategy: { setDefaults: () => {}, validate: () => [], validateUpdate: () => [] },
  table: { columns: [{ name: 'Name', type: 'string' }], cells: (w) => [w.metadata.name] },
});

export function widget(name: string, size = 1, namespace = 'default'): Widget {
  return {
    apiVersion: 'test.labset.dev/v1',
    kind: 'Widget',
    metadata: { name, namespace, uid: `uid-${name}`, resourceVersion: '', creationTimestamp: '' },
    spec: { size },
  };
}
