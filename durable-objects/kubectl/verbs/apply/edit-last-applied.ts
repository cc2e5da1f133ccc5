import { notHere } from '../not-here.ts';

/** `kubectl apply edit-last-applied`. */
export const editLastApplied = notHere(
  'apply edit-last-applied',
  'Edit latest last-applied-configuration annotations of a resource/object',
);
