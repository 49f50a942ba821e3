// What a migration may do while the version before is still at work on the same database: add, and nothing that it stumbles over.
//   node migrations.js VERSION      the migrations that this checkout has and VERSION has not
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MIGRATION = /\/db\/(migration|platform)\/V[^/]+\.sql$/;
const SHARED = /\/db\/platform\//; // before all of the services' own
const CONTRACT = /^-- contract: \S+/m;
const NAME = '(?:if (?:not )?exists )?(?:only )?"?([\\w.]+)"?';

/** What the version before would stumble over in this migration. One that says `-- contract: why` takes away what that version no longer uses. */
export function stumbles(sql) {
  if (CONTRACT.test(sql)) return [];
  const statements = sql
    .replace(/\/\*[\s\S]*?\*\/|--.*$/gm, " ")
    .split(";")
    .map((statement) => statement.replace(/\s+/g, " ").trim().toLowerCase());
  const own = new Set(statements.map((statement) => named(statement, `^create table ${NAME}`)).filter(Boolean));
  return statements.flatMap((statement) => [...inGeneral(statement), ...onIndex(statement, own), ...onTable(statement, own)]);
}

function inGeneral(statement) {
  const dropped = statement.match(/\bdrop (table|schema|view|materialized view|sequence|type|domain|function) /);
  return [
    ...(dropped ? [`drops a ${dropped[1]}`] : []),
    ...(/^alter .*\brename\b/.test(statement) ? ["renames"] : []),
    ...(/^truncate /.test(statement) ? ["empties a table"] : []),
  ];
}

function onIndex(statement, own) {
  const table = named(statement, `^create unique index .*\\bon ${NAME}`);
  return table && !own.has(table) ? [`makes what was allowed in ${table} a duplicate`] : [];
}

function onTable(statement, own) {
  const table = named(statement, `^alter table ${NAME}`);
  if (!table || own.has(table)) return [];
  return parts(statement.slice(statement.indexOf(table) + table.length)).flatMap((action) => {
    if (/^"? ?drop (?!constraint|not null|default|identity|expression)/.test(action)) return [`drops a column of ${table}`];
    if (/\balter (column )?\S+ (set data )?type /.test(action)) return [`changes a type in ${table}`];
    if (/\bset not null\b/.test(action)) return [`requires in ${table} what was optional`];
    if (/\badd (constraint|check|unique|foreign key|exclude|primary key)\b/.test(action)) return [`refuses in ${table} what was allowed`];
    if (/\badd\b.*\bnot null\b/.test(action) && !/\b(default|generated)\b/.test(action)) return [`requires a new column of ${table}`];
    return [];
  });
}

/** The actions of one statement: by commas, but for those within brackets. */
function parts(actions) {
  let depth = 0;
  const found = [""];
  for (const letter of actions) {
    depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    if (letter === "," && depth === 0) found.push("");
    else found[found.length - 1] += letter;
  }
  return found.map((action) => action.trim());
}

function named(statement, pattern) {
  return statement.match(new RegExp(pattern))?.[1];
}

/** What Flyway would refuse in an installation that has run the migrations of before. */
export function refused(before, now) {
  const edited = Object.keys(before)
    .filter((path) => now[path] !== before[path])
    .map((path) => `${path}: has run in installations and is ${path in now ? "not what it was" : "gone"}`);
  const late = Object.keys(now)
    .filter((path) => !(path in before))
    .filter((path) => SHARED.test(path) || Object.keys(before).some((old) => dirname(old) === dirname(path) && basename(old) > basename(path)))
    .map((path) => `${path}: comes before some that have run`);
  return [...edited, ...late];
}

function git(...args) {
  return execFileSync("git", ["-C", ROOT, ...args], { encoding: "utf8", maxBuffer: 1e8 });
}

function main(version) {
  const paths = (text) => text.split("\0").filter((path) => MIGRATION.test(path));
  const before = Object.fromEntries(
    paths(git("ls-tree", "-rz", "--name-only", version)).map((path) => [path, git("show", `${version}:${path}`)]),
  );
  const now = Object.fromEntries(
    paths(git("ls-files", "-z", "-co", "--exclude-standard", "--deduplicate"))
      .filter((path) => existsSync(ROOT + path))
      .map((path) => [path, readFileSync(ROOT + path, "utf8")]),
  );
  const added = Object.keys(now).filter((path) => !(path in before));
  const faults = [
    ...refused(before, now),
    ...added.flatMap((path) => stumbles(now[path]).map((what) => `${path}: ${what} while ${version} is still at work`)),
  ];
  console.log(faults.length ? faults.join("\n") : `${added.length} migrations since ${version.slice(0, 12)}, which may go on beside them`);
  process.exitCode = faults.length ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv[2]);
