import type { Text } from '../../../durable-objects/grading/results.ts';
import type { NewAssignment } from '../../connection/types.ts';

/** The form's fields as they are typed; a date is `2026-11-24T23:59` in the reader's time zone. */
export interface AssignmentDraft {
  readonly lab: string;
  readonly titleKo: string;
  readonly titleEn: string;
  readonly opensAt: string;
  readonly dueAt: string;
  readonly closesAt: string;
  readonly latePercent: string;
}

export function emptyDraft(lab: string): AssignmentDraft {
  const dates = { opensAt: '', dueAt: '', closesAt: '' };
  return { lab, titleKo: '', titleEn: '', ...dates, latePercent: '10' };
}

/** What the server is asked for. A title given in one language keeps the lab's own in the other. */
export function asked(draft: AssignmentDraft, labTitle: Text): NewAssignment {
  const ko = draft.titleKo.trim();
  const en = draft.titleEn.trim();
  const hasTitle = ko !== '' || en !== '';
  return {
    lab: draft.lab,
    ...(hasTitle ? { title: { ko: ko || labTitle.ko, en: en || labTitle.en } } : {}),
    opensAt: instant(draft.opensAt),
    dueAt: instant(draft.dueAt),
    closesAt: instant(draft.closesAt),
    policy: { latePercentPerDay: Number(draft.latePercent) },
  };
}

/** Ms since the epoch; null for a field left empty. */
function instant(typed: string): number | null {
  return typed === '' ? null : new Date(typed).getTime();
}
