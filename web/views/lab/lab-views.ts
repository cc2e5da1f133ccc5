/** The parts of the lab page, one at a time on a small screen; the URL says which. */
export const labViews = ['guide', 'map', 'terminal', 'files'] as const;
export type LabView = (typeof labViews)[number];
