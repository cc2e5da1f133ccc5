import {
  containerCells,
  formatLabels,
  nameColumn,
  textColumns,
} from '../../../apimachinery/columns.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { PodTemplate } from './schema.ts';

/** Columns of `kubectl get podtemplates`. */
export const podTemplateTable: TableConvertor<PodTemplate> = {
  columns: [nameColumn, ...textColumns('Containers', 'Images', 'Pod Labels')],
  cells: ({ metadata, template }) => [
    metadata.name,
    ...containerCells(template.spec.containers),
    formatLabels(template.metadata.labels),
  ],
};
