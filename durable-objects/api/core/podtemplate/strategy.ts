import { FieldPath } from '../../../apimachinery/field-error.ts';
import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual } from '../../../lib/json.ts';
import { setPodSpecDefaults } from '../../pod-template/defaults.ts';
import { checkPodTemplate } from '../../pod-template/validation/pod-spec.ts';
import { podWarnings } from '../../pod-template/warnings.ts';
import { type PodTemplate, podTemplateSchema } from './schema.ts';

const templatePath = FieldPath.of('template');

/** Defaults and rules of PodTemplate; follows pkg/registry/core/podtemplate. */
export const podTemplateStrategy: Strategy<PodTemplate> = {
  setDefaults(draft) {
    fillZeroValues(podTemplateSchema, draft);
    setPodSpecDefaults(draft.template.spec);
  },
  prepareForCreate: startGeneration,
  prepareForUpdate(draft, old) {
    raiseGeneration(draft, old, !deepEqual(draft.template, old.template));
  },
  validate: ({ template }) => checkPodTemplate(template, templatePath),
  validateUpdate: () => [],
  warnings({ template }, old) {
    if (old && deepEqual(old.template, template)) return [];
    return podWarnings(template.spec, template.metadata, templatePath);
  },
};
