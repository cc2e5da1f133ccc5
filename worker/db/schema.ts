import {
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { Results } from '../../durable-objects/grading/results.ts';
import type { Policy } from '../policy.ts';

// Ids are short random base32 (ids.ts); times are milliseconds since 1970; a token is kept only as
// the SHA-256 of what its holder has.

export const people = sqliteTable('person', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** May create classes. */
  teaches: integer('teaches', { mode: 'boolean' }).notNull().default(false),
  /** May be signed in as by anybody, on an installation that has DEMO=1. */
  demo: integer('demo', { mode: 'boolean' }).notNull().default(false),
  createdAt: integer('created_at').notNull(),
});

export const sessions = sqliteTable(
  'session',
  {
    tokenHash: text('token_hash').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('session_person').on(table.personId)],
);

/** A link that signs its person in, once, e.g. the first instructor of an installation. */
export const signInLinks = sqliteTable('sign_in_link', {
  tokenHash: text('token_hash').primaryKey(),
  personId: text('person_id')
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' }),
  expiresAt: integer('expires_at').notNull(),
});

export const classes = sqliteTable('class', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const joinCodes = sqliteTable(
  'join_code',
  {
    code: text('code').primaryKey(),
    classId: text('class_id')
      .notNull()
      .references(() => classes.id, { onDelete: 'cascade' }),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('join_code_class').on(table.classId)],
);

export const memberships = sqliteTable(
  'membership',
  {
    classId: text('class_id')
      .notNull()
      .references(() => classes.id, { onDelete: 'cascade' }),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['instructor', 'assistant', 'learner'] }).notNull(),
    section: text('section'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.classId, table.personId] }),
    index('membership_person').on(table.personId),
  ],
);

export const assignments = sqliteTable(
  'assignment',
  {
    id: text('id').primaryKey(),
    classId: text('class_id')
      .notNull()
      .references(() => classes.id, { onDelete: 'cascade' }),
    /** The lab's folder name. */
    lab: text('lab').notNull(),
    labVersion: integer('lab_version').notNull(),
    titleKo: text('title_ko').notNull(),
    titleEn: text('title_en').notNull(),
    opensAt: integer('opens_at'),
    dueAt: integer('due_at'),
    closesAt: integer('closes_at'),
    policy: text('policy', { mode: 'json' }).$type<Policy>().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('assignment_class').on(table.classId)],
);

export const clusters = sqliteTable('cluster', {
  id: text('id').primaryKey(),
  /** Of its Durable Object, as clusters.ts made it: unique, so no two attempts share one. */
  objectName: text('object_name').notNull().unique(),
  /** Made by the operator; it belongs to no attempt. */
  sandbox: integer('sandbox', { mode: 'boolean' }).notNull(),
  createdAt: integer('created_at').notNull(),
});

export const clusterTokens = sqliteTable(
  'cluster_token',
  {
    tokenHash: text('token_hash').primaryKey(),
    clusterId: text('cluster_id')
      .notNull()
      .references(() => clusters.id, { onDelete: 'cascade' }),
    createdAt: integer('created_at').notNull(),
    revokedAt: integer('revoked_at'),
  },
  (table) => [index('cluster_token_cluster').on(table.clusterId)],
);

export const attempts = sqliteTable(
  'attempt',
  {
    id: text('id').primaryKey(),
    assignmentId: text('assignment_id')
      .notNull()
      .references(() => assignments.id, { onDelete: 'cascade' }),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** 1, 2, ...: the number of the try. */
    number: integer('number').notNull(),
    clusterId: text('cluster_id')
      .notNull()
      .references(() => clusters.id),
    startedAt: integer('started_at').notNull(),
  },
  (table) => [
    uniqueIndex('attempt_once').on(table.assignmentId, table.personId, table.number),
    index('attempt_cluster').on(table.clusterId),
  ],
);

export const submissions = sqliteTable(
  'submission',
  {
    id: text('id').primaryKey(),
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempts.id, { onDelete: 'cascade' }),
    at: integer('at').notNull(),
    results: text('results', { mode: 'json' }).$type<Results>().notNull(),
    score: real('score').notNull(),
    points: real('points').notNull(),
    /** After the due time; the deduction is reckoned by policy.ts, never stored. */
    late: integer('late', { mode: 'boolean' }).notNull(),
  },
  (table) => [index('submission_attempt').on(table.attemptId)],
);

export const gradeOverrides = sqliteTable(
  'grade_override',
  {
    assignmentId: text('assignment_id')
      .notNull()
      .references(() => assignments.id, { onDelete: 'cascade' }),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    score: real('score').notNull(),
    reason: text('reason').notNull(),
    byPersonId: text('by_person_id').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.personId] })],
);

export const auditEntries = sqliteTable(
  'audit_entry',
  {
    id: text('id').primaryKey(),
    at: integer('at').notNull(),
    classId: text('class_id'),
    /** Who did it; absent for the operator. */
    personId: text('person_id'),
    /** `noun.verb`, e.g. `grade.override`. */
    action: text('action').notNull(),
    /** The id of what it was done to. */
    subject: text('subject').notNull(),
    detail: text('detail', { mode: 'json' }).$type<Readonly<Record<string, unknown>>>(),
  },
  (table) => [index('audit_entry_class').on(table.classId, table.at)],
);
