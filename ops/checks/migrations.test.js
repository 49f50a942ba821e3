import assert from "node:assert/strict";
import { test } from "node:test";
import { refused, stumbles } from "./migrations.js";

const STUMBLES = {
  "a dropped table": "drop table plan;",
  "a dropped column": "alter table plan\n  drop column name;",
  "a dropped column beside an addition": "alter table plan add column a text, drop b;",
  "a renamed column": "alter table plan rename column a to b;",
  "a renamed table": "ALTER TABLE plan RENAME TO plans;",
  "another type": "alter table plan alter column a type bigint;",
  "another type, said otherwise": "alter table only plan alter a set data type bigint using a::bigint;",
  "a column that is required now": "alter table plan alter column a set not null;",
  "a new column that is required": "alter table plan add column a numeric(10, 2) not null;",
  "a new constraint": "alter table plan add constraint positive check (a > 0);",
  "a new uniqueness": "create unique index plan_name on plan (name);",
  "an emptied table": "truncate plan;",
  "a drop in a block": "do $$ begin drop table plan; end $$;",
};

const GOES_ON = {
  "a new table with whatever it has": "create table plan (a int not null); alter table plan add constraint b check (a > 0); create unique index c on plan (a);",
  "a new column": "alter table plan add column a uuid references tenant check (a <> id);",
  "a new column with a default": "alter table plan add column a int not null default 0, add column b text;",
  "a constraint less": "alter table plan drop constraint positive, alter column a drop not null;",
  "an index": "create index plan_name on plan (name);",
  "words in comments": "-- drop table plan;\n/* alter table plan rename to plans; */ select 1;",
  "what is not used any more": "-- contract: nothing reads it since v1.2\nalter table plan drop column name;",
};

for (const [what, sql] of Object.entries(STUMBLES)) {
  test(`the version before stumbles over ${what}`, () => assert.equal(stumbles(sql).length, 1, stumbles(sql).join(", ")));
}

for (const [what, sql] of Object.entries(GOES_ON)) {
  test(`the version before goes on beside ${what}`, () => assert.deepEqual(stumbles(sql), []));
}

const RUN = { "a/db/migration/V0001__a.sql": "a", "a/db/migration/V0003__c.sql": "c" };

test("what has run stays as it is", () => {
  assert.equal(refused(RUN, { ...RUN, "a/db/migration/V0001__a.sql": "b" }).length, 1);
  assert.equal(refused(RUN, { "a/db/migration/V0003__c.sql": "c" }).length, 1);
});

test("what is new comes after what has run", () => {
  assert.equal(refused(RUN, { ...RUN, "a/db/migration/V0002__b.sql": "b" }).length, 1);
  assert.equal(refused(RUN, { ...RUN, "p/db/platform/V0000_3__d.sql": "d" }).length, 1);
  assert.deepEqual(refused(RUN, { ...RUN, "a/db/migration/V0004__d.sql": "d", "b/db/migration/V0001__a.sql": "a" }), []);
});
